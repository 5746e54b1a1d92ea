import fc from "fast-check";
import { expect, test } from "vitest";
import {
  buildGraph,
  type Graph,
  HierarchySearch,
  hierarchyDistances,
  hierarchyPaths,
  maskOf,
  pathToSource,
  prepareHierarchy,
  type SearchSpace,
  searchSpace,
  shortestPaths,
  weighHierarchy,
} from "../index.ts";
import { walked } from "../testing/walked.ts";

interface Lattice {
  readonly graph: Graph;
  readonly weight: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Torn lattices with some far chords, parallel edges and loops: planar in the main, often in pieces, 1 to about 200 vertices. */
const lattice: fc.Arbitrary<Lattice> = fc
  .record({
    width: fc.integer({ min: 1, max: 16 }),
    height: fc.integer({ min: 1, max: 16 }),
    torn: fc.integer({ min: 0, max: 5 }),
    chords: fc.array(fc.tuple(fc.nat(255), fc.nat(255)), { maxLength: 6 }),
    dice: fc.infiniteStream(fc.nat(9)),
  })
  .map(({ width, height, torn, chords, dice }) => {
    const n = width * height;
    const edges: [number, number][] = chords.map(([a, b]) => [a % n, b % n]);
    for (let v = 0; v < n; v++) {
      if (v % width < width - 1 && dice.next().value >= torn) edges.push([v, v + 1]);
      if (v + width < n && dice.next().value >= torn) edges.push([v + width, v]);
    }
    const x = Float64Array.from({ length: n }, (_, v) => v % width);
    const y = Float64Array.from({ length: n }, (_, v) => Math.floor(v / width));
    const from = Uint32Array.from(edges, ([a]) => a);
    const to = Uint32Array.from(edges, ([, b]) => b);
    const graph = buildGraph({ vertexCount: n, from, to, x, y });
    return { graph, weight: Float64Array.from(edges, () => dice.next().value), x, y };
  });

function expectDijkstra({ graph, weight }: Lattice, search: HierarchySearch, from: number): void {
  const space = shortestPaths(graph, weight, from);
  expect(hierarchyDistances(search.weighed, from)).toEqual(space.distance);
  expectSameTree({ graph, weight }, hierarchyPaths(search.weighed, from), space);
  for (let to = 0; to < graph.vertexCount; to++) {
    expect(search.distance(from, to)).toBe(space.distance[to]);
    const route = search.route(from, to);
    if (!route) expect(space.distance[to]).toBe(Infinity);
    else expect(walked(graph, weight, from, route.edges)).toEqual({ to, distance: route.distance });
  }
}

/** Steps of weight 0 may be others, as long as every way leads to its source; all other ties are broken alike. */
function expectSameTree(
  { graph, weight }: Pick<Lattice, "graph" | "weight">,
  tree: SearchSpace,
  like: SearchSpace,
): void {
  expect([tree.distance, tree.owner]).toEqual([like.distance, like.owner]);
  for (let v = 0; v < graph.vertexCount; v++) {
    const [e, other] = [tree.viaEdge[v], like.viaEdge[v]];
    expect(e < 0).toBe(other < 0);
    if (e < 0) continue;
    if (weight[e] > 0 || weight[other] > 0) expect(e).toBe(other);
    const edges = pathToSource(graph, tree, v).reverse();
    expect(walked(graph, weight, tree.owner[v], edges)).toEqual({ to: v, distance: tree.distance[v] });
  }
}

test("a hierarchy answers what Dijkstra's search answers, with coordinates and without", () => {
  fc.assert(
    fc.property(lattice, fc.nat(255), (input, pick) => {
      for (const place of [input, {}]) {
        const hierarchy = prepareHierarchy(input.graph, place);
        const search = new HierarchySearch(weighHierarchy(hierarchy, input.weight));
        expectDijkstra(input, search, pick % input.graph.vertexCount);
      }
    }),
    { numRuns: 150 },
  );
});

test("other weights and closed edges need no other preparation", () => {
  fc.assert(
    fc.property(lattice, fc.infiniteStream(fc.nat(9)), (input, dice) => {
      const { graph } = input;
      const hierarchy = prepareHierarchy(graph, input);
      const weight = input.weight.map(() => dice.next().value);
      const closed = [...weight.keys()].filter(() => dice.next().value === 0);
      const without = maskOf(graph, { withoutEdges: closed });
      const search = new HierarchySearch(weighHierarchy(hierarchy, weight, { without }));
      for (const e of closed) weight[e] = Infinity;
      expectDijkstra({ ...input, weight }, search, 0);
    }),
    { numRuns: 60 },
  );
});

test("where sums are rounded, ways out of the hierarchy are as short as the rounding allows and add up to their distances", () => {
  fc.assert(
    fc.property(lattice, fc.infiniteStream(fc.double({ min: 0, max: 3, noNaN: true })), (input, dice) => {
      const { graph } = input;
      // Some so small that they vanish in a sum.
      const weight = input.weight.map((w) => (w < 7 ? dice.next().value : w * 1e-17));
      const tree = hierarchyPaths(weighHierarchy(prepareHierarchy(graph, input), weight), 0);
      const { distance } = shortestPaths(graph, weight, 0);
      for (let v = 0; v < graph.vertexCount; v++) {
        if (distance[v] === Infinity) expect(tree.distance[v]).toBe(Infinity);
        else expect(Math.abs(tree.distance[v] - distance[v])).toBeLessThanOrEqual(1e-10 * distance[v]);
        const edges = pathToSource(graph, tree, v).reverse();
        if (tree.owner[v] >= 0) expect(walked(graph, weight, 0, edges)).toEqual({ to: v, distance: tree.distance[v] });
      }
    }),
    { numRuns: 100 },
  );
});

test("a dense graph, which nothing separates, still gets a hierarchy", () => {
  const ends = Array.from({ length: 40 }, (_, v) => Array.from({ length: v }, (_, w) => [v, w] as const)).flat();
  const graph = buildGraph({
    vertexCount: 40,
    from: Uint32Array.from(ends, ([a]) => a),
    to: Uint32Array.from(ends, ([, b]) => b),
  });
  const weight = Float64Array.from(ends, ([a, b]) => ((a * 31 + b * 17) % 23) + 1);
  const search = new HierarchySearch(weighHierarchy(prepareHierarchy(graph), weight));
  const space = shortestPaths(graph, weight, 3, searchSpace(graph));
  for (let v = 0; v < 40; v++) expect(search.distance(3, v)).toBe(space.distance[v]);
});

test("a hierarchy refuses what is no weight, no vertex or no set of coordinates, and can be cancelled", () => {
  const graph = buildGraph({ vertexCount: 2, from: Uint32Array.of(0), to: Uint32Array.of(1) });
  const hierarchy = prepareHierarchy(graph);
  expect(() => weighHierarchy(hierarchy, Float64Array.of(Number.NaN))).toThrow("edge 0 has weight NaN: not a number");
  expect(() => weighHierarchy(hierarchy, new Float64Array(2))).toThrow("2 weights for 1 edges");
  const search = new HierarchySearch(weighHierarchy(hierarchy, Float64Array.of(1)));
  expect(() => search.distance(0, 2)).toThrow("end 2 is not a vertex");
  expect(() => prepareHierarchy(graph, { x: new Float64Array(1), y: new Float64Array(2) })).toThrow(
    "2 vertices, but 1 x",
  );
  expect(() => prepareHierarchy(graph, { cancel: { aborted: true } })).toThrow("cancelled");
});

test("an empty graph has an empty hierarchy", () => {
  const graph = buildGraph({ vertexCount: 0, from: new Uint32Array(), to: new Uint32Array() });
  const weighed = weighHierarchy(prepareHierarchy(graph), new Float64Array());
  expect(weighed.length.length).toBe(0);
});
