import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simulateDiagnoses } from "@cuntong/network/testing/diagnose-simulation";
import { Dice } from "@cuntong/network/testing/dice";
import { afterAll, describe, expect, test } from "vitest";
import { runCli } from "../testing/run-cli.ts";
import { hasTopologies, topologyNetworks } from "./testing/topology-networks.ts";

const folder = mkdtempSync(join(tmpdir(), "cuntong-impact-"));
afterAll(() => rmSync(folder, { recursive: true }));

const point = (id: string, kind: string, lon: number) => ({
  type: "Feature",
  id,
  properties: { kind },
  geometry: { type: "Point", coordinates: [lon, 23] },
});
const line = (id: string, from: string, to: string, a: number, b: number) => ({
  type: "Feature",
  id,
  properties: { from, to },
  geometry: {
    type: "LineString",
    coordinates: [
      [a, 23],
      [b, 23],
    ],
  },
});
const file = join(folder, "row.geojson");
writeFileSync(
  file,
  JSON.stringify({
    type: "FeatureCollection",
    features: [
      point("H", "headend", 108),
      point("V1", "village", 108.01),
      point("V2", "village", 108.02),
      line("s1", "H", "V1", 108, 108.01),
      line("s2", "V1", "V2", 108.01, 108.02),
    ],
  }),
);

describe("cuntong impact and diagnose on a file of spans", () => {
  test("a cut span takes what lies beyond it; a polygon takes what is in it", async () => {
    const one = await runCli(["impact", file, "--span", "s2", "--json"]);
    expect(JSON.parse(one.stdout)).toMatchObject({
      villages: [{ code: "V2", fate: "lost", by: "spans" }],
      villagesSafe: 1,
    });
    const area = join(folder, "slide.geojson");
    const ring = [
      [108.004, 22.9],
      [108.006, 22.9],
      [108.006, 23.1],
      [108.004, 23.1],
      [108.004, 22.9],
    ];
    writeFileSync(
      area,
      JSON.stringify({ type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [ring] } }),
    );
    const slide = await runCli(["impact", file, "--area", area, "--planned"]);
    expect(slide.stdout).toContain("lost: 2 villages");
    const none = await runCli(["impact", file, "--span", "nowhere"]);
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining("SPAN_UNKNOWN")]);
    expect((await runCli(["impact", file])).stderr).toContain("Say what fails");
  });

  test("who is dark leads back to the span, and the evidence is told", async () => {
    const { stdout } = await runCli(["diagnose", file, "--dark", "V2"]);
    expect(stdout).toMatch(/^1\. \d+\.\d %.*spans s2/);
    const json = await runCli(["diagnose", file, "--dark", "V1,V2", "--json"]);
    expect(JSON.parse(json.stdout).candidates[0].elements.map(({ id }: { id: string }) => id)).toContain("s1");
    const nobody = await runCli(["diagnose", file, "--dark", "X"]);
    expect([nobody.code, nobody.stderr]).toEqual([2, expect.stringContaining("NO_PLANT")]);
  });
});

const title = `real topologies${hasTopologies ? "" : " (skipped: ../shared/data/topology-zoo not present)"}`;
test.skipIf(!hasTopologies)(
  `${title}: single faults are named first, double ones among the first three`,
  async () => {
    const networks = await topologyNetworks(40);
    const dice = new Dice(5);
    const single = simulateDiagnoses(networks, { faults: 1, noise: 0, cases: 60 }, dice);
    const double = simulateDiagnoses(networks, { faults: 2, noise: 0, cases: 40 }, dice);
    expect(single.named / single.cases).toBeGreaterThanOrEqual(0.95);
    expect(double.named / double.cases).toBeGreaterThanOrEqual(0.9);
  },
  60_000,
);
