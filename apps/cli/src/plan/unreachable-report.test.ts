import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runCli } from "../testing/run-cli.ts";

const folder = mkdtempSync(join(tmpdir(), "cuntong-unreachable-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const road = (from: number, to: number) => ({
  type: "Feature",
  properties: { class: "residential" },
  geometry: {
    type: "LineString",
    coordinates: [
      [from, 23],
      [to, 23],
    ],
  },
});

test("villages behind a gap are listed with its metres and the corridor that they would join, and reached when it may be closed", async () => {
  const features = [road(108, 108.01), road(108.011, 108.03)];
  const corridors = file("roads.geojson", JSON.stringify({ type: "FeatureCollection", features }));
  const villages = file("villages.csv", "code,name,lon,lat\nA,Near,108.005,23\nB,Behind,108.03,23\n");
  const args = [
    "plan",
    "--villages",
    villages,
    "--corridors",
    corridors,
    "--root",
    "108,23",
    "--out",
    join(folder, "out"),
  ];
  const { code, stdout } = await runCli(args);
  expect([code, stdout.split("\n").slice(0, 3)]).toEqual([
    0,
    [
      "1 of 2 villages connected, 1 unreachable",
      "unreachable:",
      "  Behind (B): island, 103 m from a residential corridor that is reached",
    ],
  ]);
  const joined = await runCli([...args, "--offroad-limit", "103"]);
  expect(joined.stdout).toContain("2 of 2 villages connected, 0 unreachable");
  expect(joined.stdout).not.toContain("unreachable:");
}, 60_000);
