import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Area } from "@cuntong/network";
import { expect, test } from "vitest";
import { readAreas } from "./read-areas.ts";

const square = (west: number, south: number, size: number) => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
const feature = (
  properties: Record<string, unknown>,
  coordinates: unknown = [square(108, 23, 0.1)],
  type = "Polygon",
) => ({
  type: "Feature",
  properties,
  geometry: { type, coordinates },
});
const read = (features: unknown[], fileName = "a.geojson") =>
  readAreas(new TextEncoder().encode(JSON.stringify({ type: "FeatureCollection", features })), { fileName });
const bare = ({ shape: _, ...area }: Area) => area;

test("every kind is read from its fields, in English and Chinese", async () => {
  const { areas, issues } = await read([
    feature({ id: "F", name: "reserve", kind: "forbidden" }),
    feature({ 编号: "E", 名称: "高价", 类型: "加价区", 加价率: "30%" }),
    feature({ id: "M", kind: "expensive", yuan_per_m: "12.5" }),
    feature({ id: "S", kind: "土质", 土质: "岩石" }),
    feature({ id: "W", landuse: "forest" }),
    feature({ id: "P", kind: "permit", permit: "railway" }),
    feature({ kind: "许可" }),
  ]);
  expect(areas.map(bare)).toEqual([
    { id: "F", name: "reserve", kind: "forbidden" },
    { id: "E", name: "高价", kind: "expensive", surcharge: { pct: 30 } },
    { id: "M", name: "M", kind: "expensive", surcharge: { fenPerM: 1250 } },
    { id: "S", name: "S", kind: "soil", soil: "rock" },
    { id: "W", name: "W", kind: "forest" },
    { id: "P", name: "P", kind: "permit", permit: "railway" },
    { id: "a-7", name: "a-7", kind: "permit", permit: "general" },
  ]);
  expect(issues.map(({ code }) => code)).toEqual(["DATUM_ASSUMED"]);
});

test("every fault of an area is one line with its feature, and the good areas are taken", async () => {
  const { areas, issues, rows } = await read([
    feature({ id: "good", kind: "forest" }),
    feature({ id: "b", kind: "castle" }),
    feature({ id: "c" }),
    feature({ id: "d", kind: "soil", soil: "cheese" }),
    feature({ id: "e", kind: "expensive" }),
    feature({ id: "f", kind: "expensive", pct: 10, fen_per_m: 5 }),
    feature({ id: "g", kind: "expensive", pct: -10 }),
    feature({ id: "h", kind: "expensive", fen_per_m: 0.5 }),
    feature({ id: "i", kind: "permit", permit: "a.b" }),
    feature({ id: "good", kind: "forest" }),
    feature({ id: "k", kind: "forest" }, [108, 23], "Point"),
    feature({ id: "l", kind: "forest" }, [
      [
        [108, 23],
        [108.1, 23],
        [108.2, 23],
        [108, 23],
      ],
    ]),
    feature({ id: "m", kind: "forest" }, [square(12100000, 2600000, 500)]),
    feature({ id: "n", kind: "forest" }, [
      [
        [108, "x"],
        [108.1, 23],
        [108.2, 24],
      ],
    ]),
    feature({ id: "o", kind: "forest" }, [108, 23]),
  ]);
  expect(areas.map(({ id }) => id)).toEqual(["good"]);
  expect(rows).toBe(15);
  const errors = issues.filter(({ severity }) => severity === "error");
  expect(errors.map(({ code, place }) => `${code}@${place.feature}`)).toEqual([
    "AREA_KIND_UNKNOWN@2",
    "AREA_KIND_UNKNOWN@3",
    "SOIL_UNKNOWN@4",
    "SURCHARGE_INVALID@5",
    "SURCHARGE_INVALID@6",
    "SURCHARGE_INVALID@7",
    "SURCHARGE_INVALID@8",
    "PERMIT_INVALID@9",
    "AREA_DUPLICATE@10",
    "GEOMETRY_TYPE@11",
    "AREA_EMPTY@12",
    "POSITION_NOT_DEGREES@13",
    "POSITION_INVALID@14",
    "GEOMETRY_TYPE@14",
    "GEOMETRY_INVALID@15",
    "GEOMETRY_TYPE@15",
  ]);
});

test("holes and many parts are kept, rings are closed, and a datum that is named is undone", async () => {
  const parts = [[square(108, 23, 0.3), square(108.1, 23.1, 0.1).slice(0, 4)], [square(109, 23, 0.1)]];
  const { areas } = await read([feature({ kind: "forest" }, parts, "MultiPolygon")]);
  expect(areas[0]!.shape.map((polygon) => polygon.map((ring) => ring.length))).toEqual([[5, 5], [5]]);
  const file = new TextEncoder().encode(JSON.stringify(feature({ kind: "forest" })));
  const shifted = await readAreas(file, { fileName: "g.geojson", datum: "GCJ02" });
  const [lon, lat] = shifted.areas[0]!.shape[0]![0]![0]!;
  expect([Math.abs(lon - 108) > 0.002, Math.abs(lat - 23) > 0.001]).toEqual([true, true]);
});

test("KML polygons are areas with their holes, by their extended data", async () => {
  const ring = (points: number[][]) =>
    `<LinearRing><coordinates>${points.map((p) => p.join(",")).join(" ")}</coordinates></LinearRing>`;
  const text = `<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark id="K"><name>wood</name>
    <ExtendedData><Data name="kind"><value>forest</value></Data></ExtendedData>
    <Polygon><innerBoundaryIs>${ring(square(108.1, 23.1, 0.1))}</innerBoundaryIs>
    <outerBoundaryIs>${ring(square(108, 23, 0.3))}</outerBoundaryIs></Polygon></Placemark></Document></kml>`;
  const { areas } = await readAreas(new TextEncoder().encode(text), { fileName: "a.kml" });
  expect(areas.map(bare)).toEqual([{ id: "K", name: "wood", kind: "forest" }]);
  expect(areas[0]!.shape[0]!.map((one) => one[1]![0].toFixed(1))).toEqual(["108.3", "108.2"]);
});

test("a KML folder says what its areas mean, the innermost that has a name", async () => {
  const ring = square(108, 23, 0.3)
    .map((p) => p.join(","))
    .join(" ");
  const area = (id: string) =>
    `<Placemark id="${id}"><name>${id}</name><Polygon><outerBoundaryIs><LinearRing><coordinates>${ring}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>`;
  const text = `<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>areas</name><Folder><name>forbidden</name>${area("A")}
    <Folder>${area("B")}</Folder><Folder><name>forest</name>${area("C")}</Folder>${area("D")}</Folder>${area("E")}</Document></kml>`;
  const { areas, issues } = await readAreas(new TextEncoder().encode(text), { fileName: "a.kml" });
  expect(areas.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
    "A forbidden",
    "B forbidden",
    "C forest",
    "D forbidden",
  ]);
  expect(issues.filter(({ severity }) => severity === "error").map(({ code, place }) => [code, place.feature])).toEqual(
    [["AREA_KIND_UNKNOWN", 5]],
  );
});

const hasGdal = (process.env.PATH ?? "").split(":").some((place) => existsSync(join(place, "ogr2ogr")));

test.skipIf(!hasGdal)(
  `GDAL's GeoPackage and zipped Shapefile of an area read as the same${hasGdal ? "" : " (skipped: no ogr2ogr)"}`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "cuntong-areas-"));
    const parts = [[square(108, 23, 0.3), square(108.1, 23.1, 0.1)], [square(109, 23, 0.1)]];
    const collection = {
      type: "FeatureCollection",
      features: [feature({ id: "A", kind: "forest" }, parts, "MultiPolygon")],
    };
    writeFileSync(join(folder, "a.geojson"), JSON.stringify(collection));
    const outlines = await Promise.all(
      ["a.gpkg", "a.shz"].map(async (fileName) => {
        execFileSync("ogr2ogr", [join(folder, fileName), join(folder, "a.geojson")]);
        const { areas } = await readAreas(new Uint8Array(readFileSync(join(folder, fileName))), { fileName });
        return areas.map((area) => [bare(area), area.shape.map((polygon) => polygon.map((ring) => ring.length))]);
      }),
    );
    rmSync(folder, { recursive: true });
    const expected = [[{ id: "A", name: "A", kind: "forest" }, [[5, 5], [5]]]];
    expect(outlines).toEqual([expected, expected]);
  },
);

test.each([
  ["an empty collection", JSON.stringify({ type: "FeatureCollection", features: [] }), "a.geojson", "NO_AREAS"],
  ["a table", "kind,name\nforest,x\n", "a.csv", "NO_AREAS"],
  ["a cut file", '{"type":"FeatureCollection","features":[{"type":"Fea', "a.geojson", "FILE_TRUNCATED"],
  ["no bytes", "", "a.geojson", "FILE_EMPTY"],
])("%s is said plainly", async (_what, text, fileName, code) => {
  const { areas, issues } = await readAreas(new TextEncoder().encode(text), { fileName });
  expect([areas.length, issues.map((issue) => issue.code)]).toEqual([0, [code]]);
});

test("more areas than a plan can have are not read", async () => {
  const many = Array.from({ length: 12 }, (_, i) => feature({ id: `${i}`, kind: "forest" }));
  const bytes = new TextEncoder().encode(JSON.stringify({ type: "FeatureCollection", features: many }));
  const { areas, issues } = await readAreas(bytes, { fileName: "a.geojson", limits: { maxFeatures: 10 } });
  expect([areas.length, issues[0]!.code]).toEqual([10, "LIMIT_FEATURES"]);
});
