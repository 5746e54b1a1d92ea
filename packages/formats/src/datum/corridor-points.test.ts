import { fromWgs84, type Position } from "@cuntong/geo";
import { expect, test } from "vitest";
import { readCorridorLines } from "../corridor/read-corridor-lines.ts";
import { readVillages } from "../village/read-villages.ts";
import { corridorPoints } from "./corridor-points.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

/** One winding road of 40 km that nothing meets: two vertices, and a thousand points between them. */
const road = Array.from({ length: 1_000 }, (_, i): Position => [108 + i * 0.0004, 23 + 0.01 * Math.sin(i / 40)]);

test("villages beside a road that only ends far away show their shifted datum all the same", async () => {
  const line = { type: "Feature", properties: {}, geometry: { type: "LineString", coordinates: road } };
  const { corridors } = await readCorridorLines(bytes(JSON.stringify(line)), { fileName: "road.geojson" });
  expect(corridors.vertexLon.length).toBe(2);
  const rows = Array.from({ length: 100 }, (_, i) => {
    const [lon, lat] = fromWgs84(road[i * 10]!, "GCJ02");
    return `v${i},村${i},${lon},${lat}`;
  });
  const read = await readVillages(bytes(["code,name,lon,lat", ...rows].join("\n")), {
    fileName: "villages.csv",
    reference: corridorPoints(corridors),
  });
  expect(read.datum).toMatchObject({ used: "GCJ02", detected: "GCJ02" });
  expect(read.issues.map(({ code }) => code)).toContain("DATUM_SUSPECT");
});
