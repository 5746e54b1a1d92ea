import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readTopology } from "@cuntong/formats";
import { afterAll, describe, expect, test } from "vitest";
import { examine } from "./graph.ts";
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
  });
});

/** Two good lines end to end, and what is given. */
const roads = (third: string) =>
  [lineFeature([0, 0], [1, 0]), lineFeature([1, 0], [2, 0])].map((one) => JSON.stringify(one)).join("\n") +
  `\n${third}\n`;

const lineFeature = (...coordinates: unknown[]) => ({
  type: "Feature",
  properties: {},
  geometry: { type: "LineString", coordinates },
});

test("GeoJSON with a feature on each line is one network", async () => {
  const whole = new TextEncoder().encode(roads(JSON.stringify(lineFeature([2, 0], [0, 0]))));
  const { topology, issues } = await readTopology(whole, { fileName: "roads.geojsonl" });
  expect(issues).toEqual([]);
  expect(examine(topology)).toMatchObject({ vertices: 3, edges: 3, bridges: [] });
});

test.each([
  [
    "end.graphml",
    twoRings.replace('"D"/>\n', '"E"/>\n'),
    "error GRAPHML_END_UNKNOWN end.graphml layer edge feature 5 field target",
  ],
  ["line.geojsonl", roads('{"type":}'), "error JSON_INVALID line.geojsonl row 3"],
  ["text.geojsonl", roads(JSON.stringify(lineFeature([2, "x"], [3, 0]))), "text.geojsonl feature 3"],
  ["cut.gpkg", "SQLite format 3\0 and then nothing", "error GPKG_INVALID cut.gpkg"],
  [
    "end.json",
    '{"networks":[{"id":"n","nodes":[{"id":"A"}],"spans":[{"id":"s","start":{"id":"A"},"end":{"id":"Z"}}]}]}',
    "error SPAN_NODE_UNKNOWN end.json layer spans feature 1 field end",
  ],
])("a malformed %s is refused with the place of what is wrong", async (name, content, said) => {
  const { code, stderr } = await runCli(["graph", given(name, content)]);
  expect([code, stderr]).toEqual([2, expect.stringContaining(said)]);
});

test("a file that is not there, and no file at all, are said to be missing", async () => {
  expect((await runCli(["graph", join(folder, "absent.graphml")])).stderr).toContain("There is no such file.");
  const usage = await runCli(["graph", "--json"]);
  expect([usage.code, usage.stderr]).toEqual([2, expect.stringContaining("FILE is missing")]);
});

const zoo = fileURLToPath(new URL("../../../../shared/data/topology-zoo", import.meta.url));
const hasZoo = existsSync(zoo);

/** Vertices, edges, components, bridges, articulation points, two-edge-connected components: counted with networkx 3.6.1. */
const counted: Readonly<Record<string, readonly number[]>> = {
  Abilene: [11, 14, 1, 0, 0, 1],
  AttMpls: [25, 57, 1, 0, 0, 1],
  Bellsouth: [51, 66, 1, 30, 14, 31],
  Cesnet201006: [52, 63, 1, 33, 11, 34],
  Cogentco: [197, 245, 1, 30, 33, 31],
  Colt: [153, 191, 1, 48, 30, 49],
  Deltacom: [113, 183, 1, 9, 10, 10],
  Forthnet: [62, 62, 1, 59, 11, 60],
  Garr201201: [61, 89, 1, 30, 17, 31],
  Geant2012: [40, 61, 1, 8, 8, 9],
  HiberniaGlobal: [55, 81, 1, 1, 3, 2],
  Internode: [66, 78, 1, 47, 17, 48],
  Interoute: [110, 158, 1, 6, 8, 7],
  Ion: [125, 150, 1, 9, 10, 10],
  Janetbackbone: [29, 45, 1, 0, 0, 1],
  LambdaNet: [42, 46, 1, 7, 4, 8],
  Missouri: [67, 83, 1, 9, 8, 10],
  Nordu2010: [18, 17, 2, 14, 5, 16],
  PionierL3: [38, 52, 1, 10, 6, 11],
  Renater2010: [43, 56, 1, 5, 4, 6],
  Sanet: [43, 45, 1, 18, 11, 19],
  Sinet: [74, 76, 1, 62, 13, 63],
  Surfnet: [50, 73, 1, 2, 5, 3],
  Switch: [74, 92, 1, 22, 13, 23],
  Tw: [76, 118, 6, 7, 7, 13],
  Uninett2011: [69, 98, 1, 12, 10, 13],
  Uunet: [49, 84, 1, 11, 9, 12],
  VtlWavenet2011: [92, 96, 1, 4, 4, 5],
};

describe.skipIf(!hasZoo)(`real networks${hasZoo ? "" : " (skipped: ../shared/data/topology-zoo not present)"}`, () => {
  test.each(Object.entries(counted))("%s has what networkx counts in it", async (name, expected) => {
    const bytes = new Uint8Array(readFileSync(join(zoo, `${name}.graphml`)));
    const { topology, issues } = await readTopology(bytes, { fileName: name });
    expect(issues).toEqual([]);
    const { vertices, edges, components, bridges, articulationPoints, twoEdgeConnected } = examine(topology);
    const counts = [vertices, edges, components, bridges.length, articulationPoints.length, twoEdgeConnected.length];
    expect(counts).toEqual(expected);
  });

  test("every file of the folder is counted", () => {
    const names = readdirSync(zoo).filter((name) => name.endsWith(".graphml"));
    expect(names.map((name) => name.slice(0, -".graphml".length)).sort()).toEqual(Object.keys(counted).sort());
  });
});
