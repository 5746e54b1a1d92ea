import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { runCli } from "./testing/run-cli.ts";

const folder = mkdtempSync(join(tmpdir(), "cuntong-graph-"));
afterAll(() => rmSync(folder, { recursive: true }));

function given(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const twoRings = `<graphml><graph edgedefault="undirected">
  <node id="OLT"/><node id="A"/><node id="B"/><node id="C"/><node id="D"/>
  <edge source="OLT" target="A"/><edge source="A" target="B"/><edge source="B" target="OLT"/>
  <edge id="bridge" source="B" target="C"/><edge source="C" target="D"/><edge source="D" target="C"/>
</graph></graphml>`;

describe("cuntong graph", () => {
  test("names what fails alone, with the file's own ids", async () => {
    const { code, stdout } = await runCli(["graph", given("rings.graphml", twoRings), "--json"]);
    expect({ code, ...JSON.parse(stdout) }).toEqual({
      code: 0,
      vertices: 5,
      edges: 6,
      components: 1,
      bridges: [{ id: "bridge", source: "B", target: "C" }],
      articulationPoints: ["B", "C"],
      twoEdgeConnected: [
        ["OLT", "A", "B"],
        ["C", "D"],
      ],
    });
  });

  test("a malformed file gives its issues with their line or feature, and exit code 2", async () => {
    const cut = await runCli(["graph", given("cut.graphml", twoRings.slice(0, 150)), "--json"]);
    expect(cut.code).toBe(2);
    expect(JSON.parse(cut.stdout).issues).toMatchObject([
      { code: "FILE_TRUNCATED", place: { file: "cut.graphml", row: 3 } },
    ]);
    const unknown = await runCli(["graph", given("end.graphml", twoRings.replace('"D"/>\n', '"E"/>\n'))]);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain("error GRAPHML_END_UNKNOWN end.graphml layer edge feature 5 field target");
    expect((await runCli(["graph", join(folder, "absent.graphml")])).stderr).toContain("There is no such file.");
    const usage = await runCli(["graph", "--json"]);
    expect([usage.code, usage.stderr]).toEqual([2, expect.stringContaining("FILE is missing")]);
  });
});

const zoo = fileURLToPath(new URL("../../../../shared/data/topology-zoo", import.meta.url));
const hasZoo = existsSync(zoo);

/** Vertices, edges, components, bridges, articulation points, two-edge-connected components: counted with networkx 3.6.1. */
const counted: Readonly<Record<string, readonly number[]>> = {
  Abilene: [11, 14, 1, 0, 0, 1],
  Cogentco: [197, 245, 1, 30, 33, 31],
  Interoute: [110, 158, 1, 6, 8, 7],
  Nordu2010: [18, 17, 2, 14, 5, 16],
  Tw: [76, 118, 6, 7, 7, 13],
};

describe.skipIf(!hasZoo)(`real networks${hasZoo ? "" : " (skipped: ../shared/data/topology-zoo not present)"}`, () => {
  test.each(Object.entries(counted))(
    "%s has what networkx counts in it",
    async (name, expected) => {
      const { code, stdout } = await runCli(["graph", join(zoo, `${name}.graphml`), "--json"]);
      expect(code).toBe(0);
      const { vertices, edges, components, bridges, articulationPoints, twoEdgeConnected } = JSON.parse(stdout);
      const counts = [vertices, edges, components, bridges.length, articulationPoints.length, twoEdgeConnected.length];
      expect(counts).toEqual(expected);
    },
    20_000,
  );
});
