import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { runCli } from "../testing/run-cli.ts";

const folder = mkdtempSync(join(tmpdir(), "cuntong-locate-"));
afterAll(() => rmSync(folder, { recursive: true }));

const points = Array.from({ length: 5 }, (_, i) => [108 + i * 0.001, 23] as const);
const plant = {
  type: "FeatureCollection",
  features: [
    ...points.map((coordinates, i) => ({
      type: "Feature",
      id: `P${i}`,
      properties: { kind: i === 0 ? "headend" : "pole", name: `Pole ${i}` },
      geometry: { type: "Point", coordinates },
    })),
    ...points.slice(1).map((coordinates, i) => ({
      type: "Feature",
      id: `S${i}`,
      properties: { from: `P${i}`, to: `P${i + 1}`, support: "aerial" },
      geometry: { type: "LineString", coordinates: [points[i], coordinates] },
    })),
  ],
};
const file = join(folder, "plant.geojson");
writeFileSync(file, JSON.stringify(plant));

describe("cuntong locate", () => {
  test("a plant of spans gives a landmark along the route, and says that all is assumed", async () => {
    const route = ["--from", "P0", "--to", "P4", "--lay", "0.7"];
    const { code, stdout } = await runCli(["locate", file, ...route, "--metres", "150"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^4\d m past Pole 1 towards Pole 2/);
    expect(stdout).toContain("uncalibrated");
    expect(stdout).toContain("assumed: one cable along the route");
    const json = await runCli(["locate", file, ...route, "--metres", "9000", "--json"]);
    expect(JSON.parse(json.stdout)).toMatchObject({ assumed: true, faults: [], ends: [{ kind: "beyond-end" }] });
  });

  test("nothing is taken for granted: no lay, no route and a port that is not there are refused", async () => {
    const lay = await runCli(["locate", file, "--from", "P0", "--to", "P4", "--metres", "1"]);
    expect([lay.code, lay.stderr]).toEqual([2, expect.stringContaining("Say --lay")]);
    const nowhere = await runCli(["locate", file, "--from", "P0", "--to", "X", "--lay", "0.7", "--metres", "1"]);
    expect([nowhere.code, nowhere.stderr]).toEqual([2, expect.stringContaining("NODE_UNKNOWN")]);
    const port = await runCli(["locate", file, "--port", "OLT:1", "--metres", "1", "--json"]);
    expect([port.code, JSON.parse(port.stdout).code]).toEqual([2, "EQUIPMENT_UNKNOWN"]);
  });
});
