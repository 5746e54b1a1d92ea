import fc from "fast-check";
import { MultiGraph } from "graphology";
import { expect, test } from "vitest";
import {
  buildGraph,
  checkWeights,
  fromGraphology,
  graphFromBuffer,
  hilbertOrder,
  maskOf,
  toGraphology,
} from "./index.ts";
import { nearestSources, searchSpace, shortestPaths } from "./nearest.ts";

const path3 = buildGraph({ vertexCount: 3, from: Uint32Array.of(0, 1), to: Uint32Array.of(1, 2) });

test("a buffer that is no graph, or a damaged one, is refused by name", () => {
  const spoilt = (spoil: (words: Uint32Array) => void) => {
    const copy = path3.buffer.slice(0);
    spoil(new Uint32Array(copy));
    return () => graphFromBuffer(copy);
  };
  expect(() => graphFromBuffer(new ArrayBuffer(8))).toThrow("too short for a header");
  expect(spoilt((words) => words.fill(7, 0, 1))).toThrow("does not begin with the graph's mark");
  expect(spoilt((words) => words.fill(9, 1, 2))).toThrow("a graph of version 9; this program reads version 1");
  expect(spoilt((words) => words.fill(4, 2, 3))).toThrow("bytes where its counts need");
  expect(() => graphFromBuffer(path3.buffer.slice(0, 60))).toThrow("bytes where its counts need");
});

test("no single spoilt word of a buffer makes a graph whose arcs leave it", () => {
  const words = path3.buffer.byteLength / 4;
  fc.assert(
    fc.property(fc.integer({ min: 5, max: words - 1 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }), (at, value) => {
      const copy = path3.buffer.slice(0);
      const before = new Uint32Array(copy)[at];
      new Uint32Array(copy)[at] = value;
      if (value === before) expect(graphFromBuffer(copy)).toEqual(path3);
      else expect(() => graphFromBuffer(copy)).toThrow("a damaged graph");
    }),
  );
});

test("what is wrong with an edge list is said exactly", () => {
  const build = (change: Partial<Parameters<typeof buildGraph>[0]>) => () =>
    buildGraph({ vertexCount: 2, from: Uint32Array.of(0), to: Uint32Array.of(1), ...change });
  expect(build({ to: Uint32Array.of(5) })).toThrow("edge 0 ends at vertex 5: out of range, there are 2 vertices");
  expect(build({ vertexCount: Number.NaN })).toThrow("vertexCount is NaN");
  expect(build({ to: Uint32Array.of(1, 0) })).toThrow("from has 1 edges and to has 2");
  expect(build({ x: Float64Array.of(0, Number.NaN), y: new Float64Array(2) })).toThrow("vertex 1 has x NaN");
  expect(build({ x: new Float64Array(2) })).toThrow("2 vertices, but 2 x and 0 y coordinates");
});

test("a weight that is no weight is named by its outer edge, before a search or in it", () => {
  const graph = buildGraph({
    vertexCount: 3,
    from: Uint32Array.of(0, 1),
    to: Uint32Array.of(1, 2),
    order: Uint32Array.of(2, 1, 0),
  });
  expect(() => checkWeights(graph, Float64Array.of(1, Number.NaN))).toThrow("edge 0 has weight NaN: not a number");
  expect(() => checkWeights(graph, Float64Array.of(Infinity, 1))).toThrow("edge 1 has weight Infinity: infinite");
  expect(() => checkWeights(graph, Float64Array.of(1))).toThrow("1 weights for 2 edges");
  expect(() => shortestPaths(graph, Float64Array.of(1, -2), 0)).toThrow("edge 0 has weight -2: negative");
  expect(() => shortestPaths(graph, Float64Array.of(1, Number.NaN), 0)).toThrow("edge 0 has weight NaN");
  expect(() => shortestPaths(graph, Float64Array.of(1, 1), 3)).toThrow("source 3 is not a vertex: there are 3");
  expect(() => nearestSources(graph, Float64Array.of(1, 1), [0.5])).toThrow("source 0.5 is not a vertex");
});

test("masks that contradict themselves or the search are refused", () => {
  expect(() => maskOf(path3, { onlyEdges: [0, 1], withoutEdges: [1] })).toThrow("edge 1 is both kept and left out");
  expect(() => maskOf(path3, { onlyVertices: [0], withoutVertices: [0] })).toThrow(
    "vertex 0 is both kept and left out",
  );
  expect(() => maskOf(path3, { onlyEdges: [0], withoutVertices: [1] })).toThrow(
    "edge 0 is to be kept, but its end, vertex 1",
  );
  expect(() => maskOf(path3, { withoutEdges: [2] })).toThrow("edge 2: out of range, there are 2");
  const weight = Float64Array.of(1, 1);
  const space = searchSpace(path3);
  expect(() => shortestPaths(path3, weight, 1, space, maskOf(path3, { withoutVertices: [1] }))).toThrow(
    "source 1 is closed",
  );
  expect(() => shortestPaths(path3, weight, 0, space, { edges: new Uint8Array(1) })).toThrow(
    "the mask has 1 edges, the graph 2",
  );
});

test("a closed vertex or edge stops a search without a rebuild", () => {
  const weight = Float64Array.of(1, 1);
  const closed = shortestPaths(path3, weight, 0, searchSpace(path3), maskOf(path3, { withoutVertices: [1] }));
  expect([...closed.distance]).toEqual([0, Infinity, Infinity]);
  const cut = shortestPaths(path3, weight, 0, searchSpace(path3), maskOf(path3, { withoutEdges: [1] }));
  expect([...cut.distance]).toEqual([0, 1, Infinity]);
});

test("the Hilbert order walks a grid of cells from neighbour to neighbour", () => {
  const x = Float64Array.from({ length: 256 }, (_, i) => i % 16);
  const y = Float64Array.from({ length: 256 }, (_, i) => Math.floor(i / 16));
  const order = hilbertOrder(x, y);
  expect(new Set(order).size).toBe(256);
  for (let i = 1; i < 256; i++) {
    expect(Math.abs(x[order[i]] - x[order[i - 1]]) + Math.abs(y[order[i]] - y[order[i - 1]])).toBe(1);
  }
});

test("a graphology multigraph comes back from the frozen form as it went in", () => {
  const vertices = fc.integer({ min: 0, max: 9 });
  const links = (n: number) =>
    fc.array(fc.tuple(fc.nat(n - 1), fc.nat(n - 1), fc.nat(9)), { maxLength: n > 0 ? 20 : 0 });
  fc.assert(
    fc.property(
      vertices.chain((n) => fc.tuple(fc.constant(n), n > 0 ? links(n) : fc.constant([]))),
      ([n, edges]) => {
        const source = new MultiGraph({ type: "undirected" });
        for (let v = 0; v < n; v++) source.addNode(`n${v}`, { x: (v * 7) % 5, y: v });
        edges.forEach(([a, b, weight], e) => {
          source.addUndirectedEdgeWithKey(`e${e}`, `n${a}`, `n${b}`, { weight });
        });
        for (const coordinates of [{}, { x: "x", y: "y" }]) {
          const back = toGraphology(
            fromGraphology(source, { weight: "weight", ...coordinates }),
            new MultiGraph({ type: "undirected" }),
          );
          expect(back.mapEdges((e, at, a, b) => [e, at.weight, a, b])).toEqual(
            source.mapEdges((e, at, a, b) => [e, at.weight, a, b]),
          );
          expect(back.nodes()).toEqual(source.nodes());
        }
      },
    ),
  );
});

test("a graphology edge without a weight is named", () => {
  const source = new MultiGraph({ type: "undirected" });
  source.addNode("a");
  source.addUndirectedEdgeWithKey("loop", "a", "a");
  expect(() => fromGraphology(source, { weight: "lengthM" })).toThrow('edge "loop" has weight undefined');
});
