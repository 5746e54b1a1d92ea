/**
 * Metres of a million corridor edges inside 400 areas of 40 to 440 positions and 4 of 20,000 that cover most of the network:
 *
 *     node packages/planner/bench/areas.ts [points=795000] [seed=7]
 */
import { AreaIndex, type MultiPolygon, type Position } from "@cuntong/geo";
import { randomFrom } from "@cuntong/graph/testing";
import { corridorLines } from "../src/ground/stretches.ts";
import { roadLikeCorridors } from "./road-like.ts";

const [points = "795000", seed = "7"] = process.argv.slice(2);
const corridors = roadLikeCorridors(Number(points), Number(seed));
const lines = corridorLines(corridors);
const random = randomFrom(Number(seed) + 1);
const [west, east] = corridors.vertexLon.reduce(([a, b], x) => [Math.min(a, x), Math.max(b, x)], [180, -180]);
const [south, north] = corridors.vertexLat.reduce(([a, b], y) => [Math.min(a, y), Math.max(b, y)], [90, -90]);

/** A bay-and-cape outline around a position. */
function area(lon: number, lat: number, radius: number, positions: number): MultiPolygon {
  const ring = Array.from({ length: positions }, (_, i): Position => {
    const angle = (2 * Math.PI * i) / positions;
    const bays = 0.1 * Math.sin(3 * angle + lon) + 0.06 * Math.sin(11 * angle + lat) + 0.02 * Math.sin(67 * angle);
    return [lon + radius * (0.8 + bays) * Math.cos(angle), lat + radius * (0.8 + bays) * Math.sin(angle)];
  });
  return [[[...ring, ring[0]]]];
}

const areas = [
  ...Array.from({ length: 400 }, () =>
    area(
      west + (east - west) * random(),
      south + (north - south) * random(),
      0.02 + 0.15 * random(),
      40 + Math.floor(400 * random()),
    ),
  ),
  ...Array.from({ length: 4 }, () => area((west + east) / 2, (south + north) / 2, (north - south) / 2.2, 20000)),
];
const before = process.cpuUsage();
const index = new AreaIndex(areas);
let metres = 0;
for (let e = 0; e < corridors.edgeFrom.length; e++)
  for (const { fromM, toM } of index.along(lines, e)) metres += toM - fromM;
const { user, system } = process.cpuUsage(before);
console.log(
  `${corridors.edgeFrom.length} edges, ${areas.length} areas, ${Math.round(metres / 1000)} km inside: ${((user + system) / 1e6).toFixed(2)} s of processor`,
);
