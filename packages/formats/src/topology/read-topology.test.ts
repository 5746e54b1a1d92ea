import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readTopology } from "./read-topology.ts";

async function read(document: unknown) {
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  const { topology, issues } = await readTopology(bytes, { fileName: "net.json" });
  const { vertexIds, from, to, edgeIds } = topology;
  return {
    vertices: vertexIds,
    edges: [...from].map((v, e) => [edgeIds[e], vertexIds[v], vertexIds[to[e]!]]),
    issues: issues.map(({ code, place: { feature } }) => `${code}${feature === undefined ? "" : ` ${feature}`}`),
  };
}

const line = (id: string | undefined, coordinates: number[][], properties = {}) => ({
  type: "Feature",
  ...(id !== undefined && { id }),
  properties,
  geometry: { type: "LineString", coordinates },
});
const point = (id: string, coordinates: number[]) => ({
  type: "Feature",
  id,
  properties: {},
  geometry: { type: "Point", coordinates },
});
const collection = (...features: unknown[]) => ({ type: "FeatureCollection", features });

test("lines are split and joined where they share a position, and crossing alone joins nothing", async () => {
  const read1 = await read(
    collection(
      line("a", [
        [0, 0],
        [1, 0],
        [2, 0],
      ]),
      line("b", [
        [1, 0],
        [1, 1],
      ]),
      line(undefined, [
        [0.5, -1],
        [0.5, 1],
      ]),
    ),
  );
  expect(read1).toEqual({
    vertices: ["0,0", "1,0", "2,0", "1,1", "0.5,-1", "0.5,1"],
    edges: [
      ["a", "0,0", "1,0"],
      ["a", "1,0", "2,0"],
      ["b", "1,0", "1,1"],
      [undefined, "0.5,-1", "0.5,1"],
    ],
    issues: [],
  });
});

test("points give their names to the vertices they lie on, and split a line that runs through", async () => {
  const read1 = await read(
    collection(
      line("a", [
        [0, 0],
        [1, 0],
        [2, 0],
      ]),
      point("OLT", [0, 0]),
      point("SC", [1, 0]),
      point("alone", [9, 9]),
    ),
  );
  expect(read1).toEqual({
    vertices: ["OLT", "SC", "alone", "2,0"],
    edges: [
      ["a", "OLT", "SC"],
      ["a", "SC", "2,0"],
    ],
    issues: [],
  });
});

test("lines that name their nodes join those, parallel ones too; a line drawn twice is no second way", async () => {
  const ends = { from: "A", to: "B" };
  const named = await read(
    collection(
      point("A", [0, 0]),
      point("B", [1, 0]),
      line(
        "1",
        [
          [0, 0],
          [1, 0],
        ],
        ends,
      ),
      line(
        "2",
        [
          [0, 0],
          [1, 0],
        ],
        ends,
      ),
    ),
  );
  expect(named).toEqual({
    vertices: ["A", "B"],
    edges: [
      ["1", "A", "B"],
      ["2", "A", "B"],
    ],
    issues: [],
  });
  const drawn = await read(
    collection(
      line("1", [
        [0, 0],
        [1, 0],
      ]),
      line("2", [
        [1, 0],
        [0, 0],
      ]),
    ),
  );
  expect(drawn).toEqual({ vertices: ["0,0", "1,0"], edges: [["1", "0,0", "1,0"]], issues: ["LINE_DUPLICATE 2"] });
});

test("every line of a feature of several is an edge", async () => {
  const geometry = {
    type: "MultiLineString",
    coordinates: [
      [
        [0, 0],
        [1, 0],
      ],
      [
        [1, 0],
        [2, 0],
      ],
    ],
  };
  const read1 = await read(collection({ type: "Feature", id: 7, properties: {}, geometry }));
  expect(read1.edges).toEqual([
    ["7", "0,0", "1,0"],
    ["7", "1,0", "2,0"],
  ]);
});

test("OFDS spans join the nodes they name; one that is not there is an issue", async () => {
  const network = (end: string) => ({
    networks: [
      {
        id: "n",
        nodes: [{ id: "1", location: { type: "Point", coordinates: [0, 0] } }, { id: "2" }],
        spans: [{ id: "s", start: "1", end }],
      },
    ],
  });
  expect(await read(network("2"))).toEqual({ vertices: ["1", "2"], edges: [["s", "1", "2"]], issues: [] });
  expect((await read(network("3"))).issues).toEqual(["SPAN_NODE_UNKNOWN 1"]);
});

test("a GeoPackage's lines are the same as those of the GeoJSON", async () => {
  const fixtures = new URL("../../fixtures/", import.meta.url);
  const counts = ["geojson/roads.geojson", "gpkg/roads.gpkg"].map(async (path) => {
    const { topology, issues } = await readTopology(readFileSync(new URL(path, fixtures)), { fileName: path });
    return [
      topology.vertexIds,
      [...topology.from],
      [...topology.to],
      issues.filter(({ severity }) => severity === "error"),
    ];
  });
  const [geojson, gpkg] = await Promise.all(counts);
  expect(gpkg).toEqual(geojson);
});

test("what cannot be a network says so at its feature", async () => {
  expect(
    (
      await read(
        collection(
          line("a", [
            [500000, 2500000],
            [500001, 2500000],
          ]),
        ),
      )
    ).issues,
  ).toEqual(["POSITION_NOT_DEGREES 1"]);
  expect((await read(collection(point("a", [0, 0]), point("a", [1, 1])))).issues).toEqual(["NODE_DUPLICATE 2"]);
  expect((await read(collection(line("a", [[0, 0]])))).issues).toContain("LINE_TOO_SHORT 1");
  expect((await read({ some: "document" })).issues).toEqual(["NO_TOPOLOGY"]);
  expect((await read(collection())).issues).toEqual(["NO_TOPOLOGY"]);
});
