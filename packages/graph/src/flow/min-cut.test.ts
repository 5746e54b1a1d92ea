import fc from "fast-check";
import { expect, test } from "vitest";
import { closedBy, drawnGraph, edgeList, openEdges, reachable } from "../testing/drawn-graph.ts";
import type { FlowPath } from "./flow-paths.ts";
import { minEdgeCut, minVertexCut } from "./min-cut.ts";

const drawn = drawnGraph(2, 7, 12).map(({ graph, mask: { vertices: _, ...mask }, weight }) => ({
  graph,
  mask,
  weight,
}));

/** All subsets of few things, as lists. */
function* subsets(list: readonly number[]): Generator<number[]> {
  for (let bits = 0; bits < 2 ** list.length; bits++) yield list.filter((_, i) => (bits >> i) % 2 === 1);
}

function pathsAre(paths: readonly FlowPath[], graph: { from: Uint32Array; to: Uint32Array }, s: number, t: number) {
  for (const { vertices, edges } of paths) {
    expect([vertices[0], vertices.at(-1), vertices.length]).toEqual([s, t, edges.length + 1]);
    for (const [i, e] of edges.entries()) {
      expect([vertices[i], vertices[i + 1]].sort()).toEqual([graph.from[e], graph.to[e]].sort());
    }
  }
}

test("an edge cut parts the ends, no cheaper set does, and its paths carry as much", () => {
  fc.assert(
    fc.property(drawn, fc.boolean(), ({ graph, mask, weight }, unit) => {
      const target = graph.vertexCount - 1;
      const capacityOf = (e: number) => (unit ? 1 : weight[e]);
      const cut = minEdgeCut(graph, 0, target, { mask, ...(unit ? {} : { capacity: weight }) });
      expect(reachable(graph, [0], closedBy(mask, cut.edges)).has(target)).toBe(false);
      // Sides of two: every partition is a cut, and the cheapest of them is the minimum.
      const rest = Array.from({ length: graph.vertexCount - 2 }, (_, i) => i + 1);
      let least = Infinity;
      for (const side of subsets(rest)) {
        const near = new Set([0, ...side]);
        const across = openEdges(graph, closedBy(mask)).filter(
          (e) => near.has(graph.from[e]) !== near.has(graph.to[e]),
        );
        least = Math.min(
          least,
          across.reduce((sum, e) => sum + capacityOf(e), 0),
        );
      }
      expect(cut.value).toBe(least);
      expect(cut.edges.reduce((sum, e) => sum + capacityOf(e), 0)).toBe(least);
      expect(cut.paths.reduce((sum, { amount }) => sum + amount, 0)).toBe(least);
      pathsAre(cut.paths, graph, 0, target);
      for (let e = 0; e < graph.edgeCount; e++) {
        const used = cut.paths.reduce((sum, { edges, amount }) => sum + (edges.includes(e) ? amount : 0), 0);
        expect(used).toBeLessThanOrEqual(mask.edges?.[e] === 1 ? 0 : capacityOf(e));
      }
    }),
    { numRuns: 250 },
  );
});

test("a vertex cut parts the ends, no smaller one does, and as many paths meet nowhere", () => {
  fc.assert(
    fc.property(drawn, ({ graph, mask }) => {
      const target = graph.vertexCount - 1;
      const cut = minVertexCut(graph, 0, target, { mask });
      const direct = openEdges(graph, closedBy(mask)).filter(
        (e) =>
          graph.from[e] + graph.to[e] === target && graph.from[e] * graph.to[e] === 0 && graph.from[e] !== graph.to[e],
      );
      expect(cut.directEdges).toEqual(direct);
      const parts = (vertices: readonly number[]) =>
        !reachable(graph, [0], closedBy(mask, direct, vertices)).has(target);
      expect(parts(cut.vertices)).toBe(true);
      const rest = Array.from({ length: graph.vertexCount - 2 }, (_, i) => i + 1);
      const least = Math.min(...[...subsets(rest)].filter(parts).map((vertices) => vertices.length));
      expect([cut.vertices.length, cut.value, cut.paths.length]).toEqual([
        least,
        least + direct.length,
        least + direct.length,
      ]);
      pathsAre(cut.paths, graph, 0, target);
      const inner = cut.paths.flatMap(({ vertices }) => vertices.slice(1, -1));
      expect(new Set(inner).size).toBe(inner.length);
    }),
    { numRuns: 250 },
  );
});

test("ends and capacities that make no sense are refused in words", () => {
  const graph = edgeList("0-1 1-2");
  expect(() => minEdgeCut(graph, 0, 5)).toThrow("target 5 is not a vertex: there are 3");
  expect(() => minVertexCut(graph, 2, 2)).toThrow("source and target are the same vertex, 2");
  const capacity = Float64Array.of(1, Number.NaN);
  expect(() => minEdgeCut(graph, 0, 2, { capacity })).toThrow("edge 1 has capacity NaN: not a finite number from 0");
  expect(() => minEdgeCut(graph, 0, 2, { capacity: Float64Array.of(1) })).toThrow("1 capacities for 2 edges");
  const mask = { vertices: Uint8Array.of(0, 0, 1) };
  expect(() => minEdgeCut(graph, 0, 2, { mask })).toThrow("target 2 is closed by the mask");
  expect(minEdgeCut(edgeList("0-1 2-3"), 0, 3)).toMatchObject({ value: 0, edges: [], paths: [] });
});
