import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { runCli } from "../testing/run-cli.ts";

const folder = mkdtempSync(join(tmpdir(), "cuntong-redundancy-"));
afterAll(() => rmSync(folder, { recursive: true }));

function given(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

const point = (id: string, kind: string, coordinates: number[]) => ({
  type: "Feature",
  id,
  properties: { kind },
  geometry: { type: "Point", coordinates },
});
const line = (id: string, from: string, to: string, ...coordinates: number[][]) => ({
  type: "Feature",
  id,
  properties: { from, to },
  geometry: { type: "LineString", coordinates },
});

/** A ring of OLT, A and B, and V at the end of a span from B. */
const [olt, a, b, v] = [
  [108, 23],
  [108.01, 23],
  [108.01, 23.01],
  [108.02, 23.01],
] as const;
const ringAndSpur = {
  type: "FeatureCollection",
  features: [
    point("OLT", "headend", [...olt]),
    point("A", "site", [...a]),
    point("B", "site", [...b]),
    point("V", "village", [...v]),
    line("s1", "OLT", "A", [...olt], [...a]),
    line("s2", "A", "B", [...a], [...b]),
    line("s3", "B", "OLT", [...b], [...olt]),
    line("s4", "B", "V", [...b], [...v]),
  ],
};

describe("cuntong redundancy FILE --json", () => {
  test("gives bridges, articulation points, components and blocks by the file's own ids", async () => {
    const { code, stdout } = await runCli(["redundancy", given("ring.geojson", ringAndSpur), "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      bridges: [{ id: "s4", source: "B", target: "V" }],
      articulationPoints: ["B"],
      components: [["OLT", "A", "B", "V"]],
      twoEdgeConnected: [["OLT", "A", "B"], ["V"]],
    });
  });

  test("grades villages and ranks what fails alone, in words and as JSON", async () => {
    const path = given("graded.geojson", ringAndSpur);
    const { stdout } = await runCli(["redundancy", path, "--json"]);
    const { points, ...rest } = JSON.parse(stdout).redundancy;
    expect(rest).toMatchObject({ revision: 0, headends: ["OLT"], villagesWithoutPeople: 1 });
    expect(rest.villages).toMatchObject({ onePath: 1, dualHomed: 0 });
    expect(points.map(({ id }: { id: string }) => id).sort()).toEqual(["B", "OLT", "s4"]);
    const { stdout: words } = await runCli(["redundancy", path]);
    expect(words).toContain("3 single points of failure");
    expect(words).toMatch(/span s4: 1 villages/);
  });

  test("a second way is planned over corridors from a file, written, and bounded", async () => {
    const roads = {
      type: "FeatureCollection",
      features: [line("r1", "", "", [...b], [...v]), line("r2", "", "", [...a], [108.02, 23], [...v])].map((road) => ({
        ...road,
        properties: { highway: "tertiary" },
      })),
    };
    const out = join(folder, "new.geojson");
    const corridors = ["--corridors", given("roads.geojson", roads)];
    const path = given("plant.geojson", ringAndSpur);
    const args = ["redundancy", path, "--reinforce", "twoDisjoint", ...corridors, "--json", "--out", out];
    const { code, stdout, stderr } = await runCli(args);
    expect([code, stderr.includes("error")]).toEqual([0, false]);
    const answer = JSON.parse(stdout);
    expect(answer).toMatchObject({ newlyProtected: ["V"], notPossible: [], gap: 0 });
    expect(answer.costFen).toBe(answer.lowerBoundFen);
    expect(JSON.parse(readFileSync(out, "utf8"))).toMatchObject({ costFen: answer.costFen });
    const none = await runCli(["redundancy", path, "--reinforce", "twoDisjoint"]);
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining("--corridors F")]);
  });

  test("a graph without positions is a plant too, and says that its places are assumed", async () => {
    const text = `<graphml><graph edgedefault="undirected"><node id="1"/><node id="2"/><node id="3"/>
      <edge source="1" target="2"/><edge source="2" target="2"/></graph></graphml>`;
    const { code, stdout, stderr } = await runCli(["redundancy", given("bare.graphml", text), "--json"]);
    expect({ code, ...JSON.parse(stdout) }).toMatchObject({
      code: 0,
      bridges: [{ source: "1", target: "2" }],
      components: [["1", "2"], ["3"]],
    });
    expect(stderr).toContain("PLACES_ASSUMED bare.graphml: 3 nodes have no position");
  });

  test("bad data, a headend that is not there and no plant at all are refused", async () => {
    const bad = await runCli(["redundancy", given("bad.geojson", "{"), "--json"]);
    expect([bad.code, JSON.parse(bad.stdout).errors]).toEqual([2, 1]);
    const headend = await runCli(["redundancy", given("ring.geojson", ringAndSpur), "--headend", "X"]);
    expect([headend.code, headend.stderr]).toEqual([2, expect.stringContaining("--headend X: the file has no such")]);
    const circuits = await runCli(["redundancy", given("ring.geojson", ringAndSpur), "--compare", "c1,c2"]);
    expect([circuits.code, circuits.stderr]).toEqual([2, expect.stringContaining("CIRCUIT_UNKNOWN: No circuit c1.")]);
    const nothing = await runCli(["redundancy", "--project", "p"]);
    expect([nothing.code, nothing.stderr]).toEqual([2, expect.stringContaining("Name the plant")]);
  });
});
