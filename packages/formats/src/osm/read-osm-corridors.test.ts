import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Corridors, corridorClasses, crossingKinds, edgeFlags } from "@cuntong/network";
import { expect, test } from "vitest";
import { readOsmCorridors } from "./read-osm-corridors.ts";
import { type EncodeOptions, encodeOsm, type TestOsm, type TestWay } from "./testing/encode-pbf.ts";

/** Nodes 1..9 on a line eastwards, a hundredth of a degree apart, and 11..19 a hundredth north of them. */
const nodes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19].map((id) => ({
  id,
  lon: 107 + (id % 10) / 100,
  lat: 23 + Math.floor(id / 10) / 100,
}));

function road(id: number, refs: number[], tags: Record<string, string> = { highway: "residential" }): TestWay {
  return { id, refs, tags };
}

async function read(osm: TestOsm, options?: EncodeOptions) {
  return readOsmCorridors(encodeOsm(osm, options), { fileName: "test.osm.pbf" });
}

/** Edges as `class way: node-(shape)-node`, by the node ids of the test grid. */
function picture(corridors: Corridors): string[] {
  const name = (lon: number, lat: number) => Math.round((lat - 23) * 100) * 10 + Math.round((lon - 107) * 100);
  const vertex = (v: number) => name(corridors.vertexLon[v]!, corridors.vertexLat[v]!);
  return Array.from(corridors.edgeFrom, (from, e) => {
    const shape: number[] = [];
    for (let s = corridors.shapeStart[e]!; s < corridors.shapeStart[e + 1]!; s++)
      shape.push(name(corridors.shapeLon[s]!, corridors.shapeLat[s]!));
    const points = [vertex(from), ...shape.map((s) => `(${s})`), vertex(corridors.edgeTo[e]!)].join("-");
    return `${corridorClasses[corridors.edgeClass[e]!]} ${corridors.edgeSource[e]}: ${points}`;
  });
}

function barrierKinds({ barriers }: Corridors): string[] {
  return Array.from(barriers.kind, (kind) => crossingKinds[kind]!);
}

test("ways are split where they share a node and keep their shape between", async () => {
  const { corridors, issues, credit } = await read({
    nodes,
    ways: [road(100, [1, 2, 3, 4, 5], { highway: "track" }), road(101, [3, 13, 14])],
  });
  expect(picture(corridors)).toEqual(["track 100: 1-(2)-3", "track 100: 3-(4)-5", "residential 101: 3-(13)-14"]);
  expect(issues).toEqual([]);
  expect(credit).toContain("OpenStreetMap");
});

test("a loop and a way that meets itself keep their shape", async () => {
  const { corridors } = await read({ nodes, ways: [road(100, [1, 2, 12, 11, 1]), road(101, [4, 5, 15, 14, 5, 6])] });
  expect(picture(corridors)).toEqual([
    "residential 100: 1-(2)-(12)-(11)-1",
    "residential 101: 4-5",
    "residential 101: 5-(15)-(14)-5",
    "residential 101: 5-6",
  ]);
});

test("a node named twice in a row is one point", async () => {
  const { corridors } = await read({ nodes, ways: [road(100, [1, 1, 3, 3])] });
  expect(picture(corridors)).toEqual(["residential 100: 1-3"]);
});

test("highway values become corridor classes and what cannot carry a line is left out", async () => {
  const values = [
    "trunk_link",
    "unclassified",
    "living_street",
    "footway",
    "steps",
    "construction",
    "proposed",
    "toString",
  ];
  const { corridors } = await read({
    nodes,
    ways: [
      ...values.map((highway, i) => road(i, [1, 2 + i], { highway })),
      road(50, [1, 2, 3, 1], { highway: "pedestrian", area: "yes" }),
    ],
  });
  expect(Array.from(corridors.edgeClass, (c) => corridorClasses[c])).toEqual([
    "trunk",
    "minor",
    "residential",
    "path",
    "path",
  ]);
});

test("bridges, tunnels and fords are marked", async () => {
  const marks = [
    { bridge: "viaduct" },
    { tunnel: "yes" },
    { ford: "yes" },
    { bridge: "no", tunnel: "building_passage" },
  ];
  const { corridors } = await read({
    nodes,
    ways: marks.map((mark, i) => road(i, [1, 2 + i], { highway: "track", ...mark })),
  });
  expect([...corridors.edgeFlags]).toEqual([edgeFlags.bridge, edgeFlags.tunnel, edgeFlags.ford, 0]);
});

test("rivers, canals and railways above ground are barriers", async () => {
  const { corridors } = await read({
    nodes,
    ways: [
      road(1, [1, 2]),
      road(2, [11, 12, 13], { waterway: "river" }),
      road(3, [11, 12], { waterway: "canal" }),
      road(4, [11, 12], { waterway: "stream" }),
      road(5, [11, 12], { waterway: "river", tunnel: "culvert" }),
      road(6, [14, 15], { railway: "rail" }),
      road(7, [14, 15], { railway: "abandoned" }),
    ],
  });
  expect(barrierKinds(corridors)).toEqual(["river", "river", "railway"]);
  expect([...corridors.barriers.start]).toEqual([0, 3, 5, 7]);
});

test("a power line that reaches a road through another is a corridor; one apart is only a barrier", async () => {
  const { corridors, issues } = await read({
    nodes,
    ways: [
      road(1, [1, 2]),
      road(2, [2, 12, 13], { power: "minor_line" }),
      road(3, [13, 14], { power: "line" }),
      road(4, [16, 17], { power: "line" }),
    ],
  });
  expect(picture(corridors)).toEqual(["residential 1: 1-2", "powerline 2: 2-(12)-13", "powerline 3: 13-14"]);
  expect(barrierKinds(corridors)).toEqual(["powerline", "powerline", "powerline"]);
  expect(issues).toMatchObject([{ severity: "info", code: "OSM_POWERLINE_APART", params: { ways: 1 } }]);
});

test("a way is cut at nodes that the extract does not hold, and that is counted once", async () => {
  const { corridors, issues } = await read({
    nodes,
    ways: [road(1, [90, 1, 2, 3, 91, 4, 92, 5, 6]), road(2, [93, 94, 11, 12], { waterway: "river" })],
  });
  expect(picture(corridors)).toEqual(["residential 1: 1-(2)-3", "residential 1: 5-6"]);
  expect(corridors.vertexLon.length).toBe(4);
  expect([...corridors.barriers.start]).toEqual([0, 2]);
  expect(issues).toMatchObject([{ severity: "warning", code: "OSM_NODES_MISSING", params: { ways: 2, nodes: 5 } }]);
});

test("a way that comes twice is taken once", async () => {
  const { corridors } = await read({ nodes, ways: [road(7, [1, 2]), road(5, [2, 3]), road(7, [1, 2])] });
  expect(picture(corridors)).toEqual(["residential 7: 1-2", "residential 5: 2-3"]);
});

test("every packing, node form and granularity gives the same corridors", async () => {
  const osm = { nodes: nodes.toReversed(), ways: [road(100, [1, 2, 3, 4, 5]), road(101, [3, 13, 14])] };
  const expected = (await read(osm)).corridors;
  const options: EncodeOptions[] = [
    { packing: "raw" },
    { packing: "zstd" },
    { plainNodes: true },
    { granularity: 1000, lonOffset: 5_000_000_000, latOffset: -7_000_000_000 },
  ];
  for (const option of options) expect((await read(osm, option)).corridors).toEqual(expected);
});

test("positions are the nearest doubles to OSM's decimals", async () => {
  const { corridors } = await read({
    nodes: [
      { id: 1, lon: 107.1234567, lat: 23.7654321 },
      { id: 2, lon: -0.0000001, lat: -23.1 },
    ],
    ways: [road(1, [1, 2])],
  });
  expect([...corridors.vertexLon]).toEqual([107.1234567, -0.0000001]);
  expect([...corridors.vertexLat]).toEqual([23.7654321, -23.1]);
});

test("a file on disk gives the same as its bytes", async () => {
  const folder = await mkdtemp(join(tmpdir(), "cuntong-osm-"));
  try {
    const bytes = encodeOsm({ nodes, ways: [road(1, [1, 2, 3])] });
    const path = join(folder, "small.osm.pbf");
    await writeFile(path, bytes);
    const fromFile = await readOsmCorridors(path, { fileName: "small.osm.pbf" });
    expect(fromFile).toEqual(await readOsmCorridors(bytes, { fileName: "small.osm.pbf" }));
    const absent = await readOsmCorridors(join(folder, "absent.osm.pbf"), { fileName: "absent.osm.pbf" });
    expect(absent.issues).toMatchObject([{ severity: "error", code: "FILE_UNREADABLE" }]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("an aborted read stops with the signal's reason", async () => {
  const read = readOsmCorridors(encodeOsm({ nodes, ways: [road(1, [1, 2])] }), {
    fileName: "x",
    signal: AbortSignal.abort(new Error("enough")),
  });
  await expect(read).rejects.toThrow("enough");
});

test("progress goes from the start to 1 and never back", async () => {
  const seen: number[] = [];
  await readOsmCorridors(encodeOsm({ nodes, ways: [road(1, [1, 2])] }), {
    fileName: "x",
    onProgress: (fraction) => seen.push(fraction),
  });
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen.at(-1)).toBe(1);
});

const andorra = new URL("../../../../../shared/data/osm/andorra.osm.pbf", import.meta.url);
const skip = existsSync(andorra) ? "" : " (skipped: ../shared/data/osm not present)";

test.skipIf(skip)(`Andorra: every road of the extract, in well under a second${skip}`, async () => {
  const bytes = readFileSync(andorra);
  const start = performance.now();
  const { corridors, issues } = await readOsmCorridors(bytes, { fileName: "andorra.osm.pbf" });
  expect(performance.now() - start).toBeLessThan(2000);
  // GDAL's OSM driver finds the same 1,612 lines; the 3 others of the 1,615 highway ways are 2 under construction and an area.
  expect(new Set(corridors.edgeSource).size).toBe(1612);
  expect(corridors.edgeFrom.length).toBe(2794);
  expect(issues.map(({ code }) => code)).toEqual(["OSM_POWERLINE_APART"]);
});
