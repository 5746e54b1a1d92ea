import fc from "fast-check";
import { expect, test } from "vitest";
import { findBlocks, noBlock } from "../connectivity/blocks.ts";
import { findBridges } from "../connectivity/bridges.ts";
import type { Graph } from "../graph.ts";
import type { Mask } from "../mask.ts";
import { allPaths } from "../testing/all-paths.ts";
import { closedBy, drawnGraph, edgeList, openEdges } from "../testing/drawn-graph.ts";
import { earDecomposition } from "./ear-decomposition.ts";
import { type Ring, ringFinder } from "./shortest-ring.ts";

/** Weight of the shortest ring through an edge: the edge, and the shortest way back without it. */
function ringWeight(graph: Graph, weight: Float64Array, mask: Mask, e: number): number {
  if (graph.from[e] === graph.to[e]) return weight[e];
  const back = allPaths(graph, weight, graph.from[e], graph.to[e], closedBy(mask, [e]));
  return weight[e] + Math.min(...back.map((path) => path.weight));
}

function checkRing(graph: Graph, weight: Float64Array, ring: Ring): void {
  const { vertices, edges } = ring;
  expect(edges.length).toBe(vertices.length);
  expect([new Set(vertices).size, new Set(edges).size]).toEqual([vertices.length, edges.length]);
  for (const [i, e] of edges.entries()) {
    const ends = [vertices[i]!, vertices[(i + 1) % vertices.length]!].sort((a, b) => a - b);
    expect(ends).toEqual([graph.from[e], graph.to[e]].sort((a, b) => a - b));
  }
  expect(ring.weight).toBe(edges.reduce((sum, e) => sum + weight[e], 0));
}

test("the shortest ring through an edge or a vertex is as short as any path and its closing edge", () => {
  fc.assert(
    fc.property(drawnGraph(1, 8, 14), ({ graph, weight, mask }) => {
      const rings = ringFinder(graph, weight, mask);
      const open = openEdges(graph, closedBy(mask));
      const through = open.map((e) => ringWeight(graph, weight, mask, e));
      for (const [i, e] of open.entries()) {
        const ring = rings.throughEdge(e);
        expect(ring?.weight ?? Infinity).toBe(through[i]);
        if (!ring) continue;
        checkRing(graph, weight, ring);
        expect(ring.edges).toContain(e);
        expect(ring.vertices[0]).toBe(graph.from[e]);
      }
      for (let v = 0; v < graph.vertexCount; v++) {
        if (mask.vertices?.[v] === 1) continue;
        const ring = rings.throughVertex(v);
        // A ring through a vertex is a ring through one of its edges.
        const least = Math.min(
          Infinity,
          ...open.flatMap((e, i) => (graph.from[e] === v || graph.to[e] === v ? [through[i]!] : [])),
        );
        expect(ring?.weight ?? Infinity).toBe(least);
        if (!ring) continue;
        checkRing(graph, weight, ring);
        expect(ring.vertices[0]).toBe(v);
      }
    }),
    { numRuns: 300 },
  );
});

test("ears hold every edge that is no bridge once, and each leans on earlier ones", () => {
  fc.assert(
    fc.property(drawnGraph(), ({ graph, mask }) => {
      const { count, start, edges, first, isRing } = earDecomposition(graph, mask);
      const bridges = new Set(findBridges(graph, { mask }).bridges);
      const open = openEdges(graph, closedBy(mask));
      expect([...edges].sort((a, b) => a - b)).toEqual(open.filter((e) => !bridges.has(e)));
      const laid = new Set<number>();
      for (let i = 0; i < count; i++) {
        let v = first[i];
        const way = [v];
        for (const e of edges.subarray(start[i], start[i + 1])) {
          expect([graph.from[e], graph.to[e]]).toContain(v);
          v = graph.from[e] === v ? graph.to[e] : graph.from[e];
          way.push(v);
        }
        expect(isRing[i] === 1).toBe(way[0] === way.at(-1));
        expect(way.slice(1, -1).some((inner) => laid.has(inner))).toBe(false);
        if (isRing[i] === 0) expect([way[0]!, way.at(-1)!].every((end) => laid.has(end))).toBe(true);
        for (const vertex of way) laid.add(vertex);
      }
      const { ofEdge } = findBlocks(graph, mask);
      const blocks = new Set(open.filter((e) => !bridges.has(e) && ofEdge[e] !== noBlock).map((e) => ofEdge[e]));
      const loops = open.filter((e) => graph.from[e] === graph.to[e]).length;
      expect(isRing.reduce((sum, one) => sum + one, 0)).toBe(blocks.size + loops);
    }),
    { numRuns: 400 },
  );
});

test("what is not in the graph is refused in words; a bridge and a tree have no ring", () => {
  const tail = edgeList("0-1 1-2 2-0 2-3");
  const rings = ringFinder(tail, Float64Array.of(1, 2, 3, 4));
  expect(rings.throughEdge(3)).toBeUndefined();
  expect(rings.throughVertex(3)).toBeUndefined();
  expect(rings.throughVertex(0)).toMatchObject({ weight: 6 });
  expect(() => rings.throughEdge(4)).toThrow("edge 4 is not an edge: there are 4");
  expect(() => rings.throughVertex(-1)).toThrow("vertex -1 is not a vertex: there are 4");
  const closed = ringFinder(tail, Float64Array.of(1, 2, 3, 4), { vertices: Uint8Array.of(1, 0, 0, 0) });
  expect(() => closed.throughVertex(0)).toThrow("vertex 0 is closed by the mask");
  expect(() => ringFinder(tail, Float64Array.of(1, 2, 3, Infinity))).toThrow("infinite");
});
