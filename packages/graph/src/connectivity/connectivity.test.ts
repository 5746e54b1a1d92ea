import fc from "fast-check";
import { MultiUndirectedGraph } from "graphology";
import { connectedComponents } from "graphology-components";
import { expect, test } from "vitest";
import { buildGraph, type Graph } from "../graph.ts";
import type { Mask } from "../mask.ts";
import { closedBy, drawnGraph, edgeList, openEdges, pieces, reachable } from "../testing/drawn-graph.ts";
import { blockCutTree, findBlocks, noBlock } from "./blocks.ts";
import { findBridges, noComponent, twoEdgeComponents } from "./bridges.ts";
import { depthSpace } from "./depth-space.ts";

/** Each edge and each vertex taken away in turn. */
function naiveBridges(graph: Graph, mask: Mask) {
  const whole = pieces(graph, closedBy(mask));
  const open = Array.from({ length: graph.vertexCount }, (_, v) => v).filter((v) => mask.vertices?.[v] !== 1);
  return {
    bridges: openEdges(graph, closedBy(mask)).filter((e) => pieces(graph, closedBy(mask, [e])) > whole),
    articulationPoints: open.filter((v) => pieces(graph, closedBy(mask, [], [v])) > whole),
  };
}

test("bridges and articulation points are those whose removal leaves more pieces", () => {
  fc.assert(
    fc.property(drawnGraph(), ({ graph, mask }) => {
      const { bridges, articulationPoints } = findBridges(graph, { mask });
      expect({ bridges: [...bridges], articulationPoints: [...articulationPoints] }).toEqual(naiveBridges(graph, mask));
    }),
    { numRuns: 400 },
  );
});

test("two-edge-connected components are the pieces without the bridges", () => {
  fc.assert(
    fc.property(drawnGraph(), ({ graph, mask }) => {
      const { of, count, bridges, articulationPoints } = twoEdgeComponents(graph, { mask });
      expect({ bridges: [...bridges], articulationPoints: [...articulationPoints] }).toEqual(naiveBridges(graph, mask));
      const without = closedBy(mask, bridges);
      expect(count).toBe(pieces(graph, without));
      let next = 0;
      for (let v = 0; v < graph.vertexCount; v++) {
        if (mask.vertices?.[v] === 1) expect(of[v]).toBe(noComponent);
        else {
          const mates = [...reachable(graph, [v], without)];
          expect(mates.every((mate) => of[mate] === of[v])).toBe(true);
          if (Math.min(...mates) === v) expect(of[v]).toBe(next++);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test("graphology finds the same two-edge-connected components once the bridges are dropped", () => {
  fc.assert(
    fc.property(drawnGraph(), ({ graph, mask }) => {
      const { of, count, bridges } = twoEdgeComponents(graph, { mask });
      const other = new MultiUndirectedGraph();
      for (let v = 0; v < graph.vertexCount; v++) if (mask.vertices?.[v] !== 1) other.addNode(v);
      const without = closedBy(mask, bridges);
      for (const e of openEdges(graph, without)) other.addEdgeWithKey(e, graph.from[e], graph.to[e]);
      const theirs = connectedComponents(other).map((nodes) => nodes.map(Number).sort((a, b) => a - b));
      const ours = Array.from({ length: count }, (_, c) => [...of.keys()].filter((v) => of[v] === c));
      expect(ours).toEqual(theirs.sort((a, b) => a[0]! - b[0]!));
    }),
    { numRuns: 100 },
  );
});

test("two edges are in one block when no vertex parts them", () => {
  fc.assert(
    fc.property(drawnGraph(), ({ graph, mask }) => {
      const { ofEdge } = findBlocks(graph, mask);
      const open = openEdges(graph, closedBy(mask)).filter((e) => graph.from[e] !== graph.to[e]);
      for (let e = 0; e < graph.edgeCount; e++) expect(ofEdge[e] === noBlock).toBe(!open.includes(e));
      const firsts = new Map<number, number>();
      for (const e of open) {
        const together = open.filter((other) => areTogether(graph, mask, e, other));
        expect(open.filter((other) => ofEdge[other] === ofEdge[e])).toEqual(together);
        if (!firsts.has(ofEdge[e])) firsts.set(ofEdge[e], firsts.size);
        expect(ofEdge[e]).toBe(firsts.get(ofEdge[e]));
      }
    }),
    { numRuns: 150 },
  );
});

/** Two edges lie on a common ring, or are one: between a point on each, no single vertex parts them and no edge is their only way. */
function areTogether(graph: Graph, mask: Mask, a: number, b: number): boolean {
  if (a === b) return true;
  // A vertex on the middle of each edge turns "edges on a ring" into "two vertices in one block".
  const middle = [graph.vertexCount, graph.vertexCount + 1] as const;
  const split = splitEdges(graph, [a, b], middle);
  const edgeMask = new Uint8Array(split.edgeCount);
  if (mask.edges) edgeMask.set(mask.edges);
  for (const e of [a, b]) edgeMask[e] = 1;
  const without = (vertices: number[]) =>
    closedBy({ edges: edgeMask, ...(mask.vertices && { vertices: mask.vertices }) }, [], vertices);
  return [-1, ...Array(graph.vertexCount).keys()].every((cut) =>
    reachable(split, [middle[0]], without(cut < 0 ? [] : [cut])).has(middle[1]),
  );
}

function splitEdges(graph: Graph, edges: readonly number[], middles: readonly number[]): Graph {
  const from = [...graph.from];
  const to = [...graph.to];
  for (const [i, e] of edges.entries()) {
    from.push(graph.from[e], middles[i]!);
    to.push(middles[i]!, graph.to[e]);
  }
  const vertexCount = graph.vertexCount + middles.length;
  return buildGraph({ vertexCount, from: Uint32Array.from(from), to: Uint32Array.from(to) });
}

test("the block-cut tree names each articulation point with its blocks, and is a forest", () => {
  fc.assert(
    fc.property(drawnGraph(), ({ graph, mask }) => {
      const tree = blockCutTree(graph, mask);
      expect([...tree.cutVertices]).toEqual([...findBridges(graph, { mask }).articulationPoints]);
      for (const [c, v] of tree.cutVertices.entries()) {
        const touching = new Set(
          [...tree.ofEdge].filter((block, e) => block !== noBlock && (graph.from[e] === v || graph.to[e] === v)),
        );
        const listed = [...tree.cutBlocks.subarray(tree.cutStart[c], tree.cutStart[c + 1])];
        expect(listed).toEqual([...touching].sort((a, b) => a - b));
        for (const b of listed) {
          expect([...tree.blockCuts.subarray(tree.blockStart[b], tree.blockStart[b + 1])]).toContain(c);
        }
      }
      expect(tree.blockCuts.length).toBe(tree.cutBlocks.length);
      // As many links as a forest has: one fewer than its members in each piece that has an edge.
      const without = closedBy(mask);
      const ends = openEdges(graph, without).filter((e) => graph.from[e] !== graph.to[e]);
      const trees = new Set(ends.map((e) => Math.min(...reachable(graph, [graph.from[e]], without)))).size;
      expect(tree.cutBlocks.length).toBe(tree.count + tree.cutVertices.length - trees);
    }),
    { numRuns: 300 },
  );
});

test("a path of a million vertices is all bridges, and overflows nothing", () => {
  const vertexCount = 1_000_000;
  const from = Uint32Array.from({ length: vertexCount - 1 }, (_, e) => e);
  const path = buildGraph({ vertexCount, from, to: from.map((v) => v + 1) });
  const { bridges, articulationPoints, count } = twoEdgeComponents(path);
  expect([bridges.length, articulationPoints.length, count]).toEqual([vertexCount - 1, vertexCount - 2, vertexCount]);
  const tree = blockCutTree(path);
  expect([tree.count, tree.cutVertices.length]).toEqual([vertexCount - 1, vertexCount - 2]);
});

test("one space serves many searches, and only graphs of its size", () => {
  const ring = edgeList("0-1 1-2 2-0 2-3");
  const space = depthSpace(ring);
  const first = findBridges(ring, { space });
  const without = findBridges(ring, { space, mask: { edges: Uint8Array.of(1, 0, 0, 0) } });
  expect([...without.bridges]).toEqual([1, 2, 3]);
  expect(findBridges(ring, { space })).toEqual(first);
  expect(() => findBridges(edgeList("0-1"), { space })).toThrow("the space is for 4 vertices, the graph has 2");
});

test("a graph of nothing, of one vertex, of a loop and of parallel edges", () => {
  const found = (text: string, vertexCount?: number) => {
    const { bridges, articulationPoints, count } = twoEdgeComponents(edgeList(text, vertexCount));
    return [[...bridges], [...articulationPoints], count];
  };
  expect(found("", 0)).toEqual([[], [], 0]);
  expect(found("", 1)).toEqual([[], [], 1]);
  expect(found("0-0")).toEqual([[], [], 1]);
  expect(found("0-1 0-1")).toEqual([[], [], 1]);
  expect(found("0-1 0-1 1-2 1-1")).toEqual([[2], [1], 2]);
});

test("a mask of the wrong length is refused in words", () => {
  const graph = edgeList("0-1 1-2");
  expect(() => findBridges(graph, { mask: { edges: new Uint8Array(3) } })).toThrow("the mask has 3 edges, the graph 2");
});
