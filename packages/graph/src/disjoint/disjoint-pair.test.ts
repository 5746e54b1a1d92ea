import fc from "fast-check";
import { expect, test } from "vitest";
import { minCostFlow } from "../flow/min-cost-flow.ts";
import { minEdgeCut } from "../flow/min-cut.ts";
import { buildGraph } from "../graph.ts";
import { allPaths, common, type SimplePath } from "../testing/all-paths.ts";
import { closedBy, drawnGraph, edgeList } from "../testing/drawn-graph.ts";
import { disjointPair, disjointPairsTo, disjointSpace } from "./disjoint-pair.ts";

/** Fewest things shared, then least weight, over all pairs of paths. */
function bestPair(paths: readonly SimplePath[], by: "edges" | "vertices") {
  let best: { shared: number; weight: number } | undefined;
  for (const a of paths) {
    for (const b of paths) {
      const vertices = common(a.vertices, b.vertices) - 2;
      const edges = common(a.edges, b.edges);
      const shared = by === "edges" ? edges : vertices + edges;
      const weight = a.weight + b.weight;
      if (!best || shared < best.shared || (shared === best.shared && weight < best.weight)) best = { shared, weight };
    }
  }
  return best;
}

const drawnQuestion = drawnGraph(2, 8, 13).chain(({ graph, mask, weight }) => {
  const { vertices: _, ...edgesOnly } = mask;
  return fc.record({
    graph: fc.constant(graph),
    mask: fc.constant(edgesOnly),
    weight: fc.constant(weight),
    by: fc.constantFrom("edges" as const, "vertices" as const),
    patience: fc.nat({ max: 6 }),
  });
});

test("the pair shares as little as any pair does, and then weighs the least", () => {
  fc.assert(
    fc.property(drawnQuestion, ({ graph, weight, mask, by, patience }) => {
      const target = graph.vertexCount - 1;
      const space = disjointSpace(graph);
      space.pair.patience = patience;
      const pairTo = disjointPairsTo(graph, weight, target, { by, mask, space });
      for (let source = 0; source < target; source++) {
        const pair = pairTo(source);
        const paths = allPaths(graph, weight, source, target, closedBy(mask));
        const best = bestPair(paths, by);
        expect(pair === undefined).toBe(best === undefined);
        if (!pair || !best) continue;
        const shared = pair.sharedEdges.length + (by === "edges" ? 0 : pair.sharedVertices.length);
        expect({ shared, weight: pair.weight }).toEqual(best);
        for (const [i, path] of pair.paths.entries()) {
          const same = paths.find((other) => other.edges.join() === path.edges.join());
          expect(same?.vertices).toEqual(path.vertices);
          expect(same?.weight).toBe(pair.weights[i]);
        }
        expect(pair.weights[0]).toBeLessThanOrEqual(pair.weights[1]);
        expect(disjointPair(graph, weight, source, target, { by, mask })).toEqual(pair);
      }
    }),
    { numRuns: 400 },
  );
});

test("a disjoint pair weighs what two units of flow cost", () => {
  fc.assert(
    fc.property(drawnGraph(2, 40, 90), ({ graph, weight }) => {
      const [source, target] = [0, graph.vertexCount - 1];
      const pair = disjointPair(graph, weight, source, target);
      if (!pair) return;
      const capacity = new Float64Array(graph.edgeCount).fill(1);
      for (const e of pair.sharedEdges) capacity[e] = 2;
      const supply = new Float64Array(graph.vertexCount);
      supply[source] = 2;
      supply[target] = -2;
      expect(minCostFlow(graph, { weight, capacity, supply })).toMatchObject({ shipped: 2, cost: pair.weight });
      expect(pair.sharedEdges.length === 0).toBe(minEdgeCut(graph, source, target).value >= 2);
    }),
    { numRuns: 200 },
  );
});

test("a second path untangles the first (the trap where removing the shortest path leaves none)", () => {
  //   0 -1- 1 -1- 2 -1- 3, with 0-2 and 1-3 of weight 4: the shortest path takes what both need.
  const graph = edgeList("0-1 1-2 2-3 0-2 1-3");
  const pair = disjointPair(graph, Float64Array.of(1, 1, 1, 4, 4), 0, 3);
  expect(pair?.paths.map(({ vertices }) => vertices)).toEqual([
    [0, 1, 3],
    [0, 2, 3],
  ]);
  expect(pair?.weights).toEqual([5, 5]);
});

test("what every pair must share is named: a bridge, a junction", () => {
  const twoRings = edgeList("0-1 1-2 2-0 2-3 3-4 4-5 5-3");
  const weight = new Float64Array(7).fill(1);
  expect(disjointPair(twoRings, weight, 0, 5)).toMatchObject({ sharedEdges: [3], sharedVertices: [2, 3], weight: 8 });
  const eight = edgeList("0-1 1-2 2-0 2-3 3-4 4-2");
  const by = "vertices" as const;
  expect(disjointPair(eight, new Float64Array(6).fill(1), 0, 4, { by })).toMatchObject({
    sharedEdges: [],
    sharedVertices: [2],
  });
});

test("the answer does not depend on how the fractions of a metre are rounded", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1e5, noNaN: true }), { minLength: 24, maxLength: 24 }), (lengths) => {
      const grid = edgeList(
        "0-1 1-2 2-3 4-5 5-6 6-7 8-9 9-10 10-11 12-13 13-14 14-15 0-4 4-8 8-12 1-5 5-9 9-13 2-6 6-10 10-14 3-7 7-11 11-15",
      );
      const weight = Float64Array.from(lengths);
      const pair = disjointPair(grid, weight, 0, 15)!;
      const best = bestPair(allPaths(grid, weight, 0, 15, closedBy({})), "edges")!;
      expect(pair.sharedEdges.length).toBe(best.shared);
      expect(pair.weight).toBeCloseTo(best.weight, 6);
    }),
    { numRuns: 15 },
  );
});

test("a ladder of a hundred thousand rungs is two rails, without recursion", () => {
  const rungs = 100_000;
  const from: number[] = [];
  const to: number[] = [];
  for (let i = 0; i < rungs; i++) {
    from.push(2 * i);
    to.push(2 * i + 1);
    if (i + 1 === rungs) break;
    from.push(2 * i, 2 * i + 1);
    to.push(2 * i + 2, 2 * i + 3);
  }
  const ladder = buildGraph({ vertexCount: 2 * rungs, from: Uint32Array.from(from), to: Uint32Array.from(to) });
  const weight = new Float64Array(ladder.edgeCount).fill(1);
  const pair = disjointPair(ladder, weight, 0, 2 * rungs - 1, { by: "vertices" })!;
  expect([pair.weight, pair.sharedEdges.length]).toEqual([2 * rungs, 0]);
});

test("ends that are not in the graph, one vertex, or masked are refused in words; no way is undefined", () => {
  const graph = edgeList("0-1 2-3");
  const weight = Float64Array.of(1, 1);
  expect(() => disjointPair(graph, weight, 9, 1)).toThrow("source 9 is not a vertex: there are 4");
  expect(() => disjointPair(graph, weight, 0, -1)).toThrow("target -1 is not a vertex: there are 4");
  expect(() => disjointPair(graph, weight, 1, 1)).toThrow("source and target are the same vertex, 1");
  const mask = { vertices: Uint8Array.of(1, 0, 0, 0) };
  expect(() => disjointPair(graph, weight, 0, 1, { mask })).toThrow("source 0 is closed by the mask");
  expect(() => disjointPair(graph, Float64Array.of(1, -1), 0, 1)).toThrow("negative");
  expect(disjointPair(graph, weight, 0, 2)).toBeUndefined();
});

test.each(["edges", "vertices"] as const)(
  "a search that runs long asks for the necks of the graph, and finds the same (%s)",
  (by) => {
    // Two big meshes and one small, joined by a bridge and by a junction; the ends lie in the first and the last.
    const { graph, weight, ends } = joinedMeshes(250);
    const pair = disjointPair(graph, weight, ends.source, ends.target, { by })!;
    expect(pair.sharedEdges).toEqual([ends.bridge]);
    if (by === "vertices") expect(pair.sharedVertices).toEqual(ends.necks);
    const space = disjointSpace(graph);
    space.pair.patience = Infinity;
    expect(disjointPair(graph, weight, ends.source, ends.target, { by, space })?.weight).toBe(pair.weight);
  },
);

/** Square meshes of unit edges: A - bridge - B, and C on a corner of B. */
function joinedMeshes(side: number) {
  const from: number[] = [];
  const to: number[] = [];
  const mesh = (at: (x: number, y: number) => number, size: number) => {
    for (let x = 0; x < size; x++) {
      for (let y = 0; y < size; y++) {
        if (x + 1 < size) from.push(at(x, y)) && to.push(at(x + 1, y));
        if (y + 1 < size) from.push(at(x, y)) && to.push(at(x, y + 1));
      }
    }
  };
  const cells = side * side;
  mesh((x, y) => x * side + y, side);
  const bridge = from.length;
  from.push(cells - 1);
  to.push(cells);
  mesh((x, y) => cells + x * side + y, side);
  // C begins at B's last vertex.
  mesh((x, y) => 2 * cells - 1 + x * 3 + y, 3);
  const vertexCount = 2 * cells + 8;
  const graph = buildGraph({ vertexCount, from: Uint32Array.from(from), to: Uint32Array.from(to) });
  const necks = [cells - 1, cells, 2 * cells - 1];
  const ends = { source: side + 1, target: vertexCount - 1, bridge, necks };
  return { graph, weight: new Float64Array(graph.edgeCount).fill(1), ends };
}
