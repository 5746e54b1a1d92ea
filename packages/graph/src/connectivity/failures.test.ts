import fc from "fast-check";
import { expect, test } from "vitest";
import { riskGroups } from "../disjoint/risk-groups.ts";
import type { Graph } from "../graph.ts";
import { closedBy, drawnGraph, edgeList, pieces, reachable, type Without } from "../testing/drawn-graph.ts";
import { cutOff, reachTree, setCutsOff } from "./cut-off.ts";
import { cuttingGroups } from "./cutting-groups.ts";
import { edgeCutsOff, findFailures, impacts, vertexCutsOff } from "./failures.ts";
import { singleThreats } from "./single-threats.ts";

const few = (list: number[], most: number) => fc.subarray(list, { maxLength: Math.min(most, list.length) });

/** A graph with open roots, and a set of edges and vertices that fail. */
const drawnFailures = drawnGraph(1).chain(({ graph, mask }) => {
  const open = Array.from({ length: graph.vertexCount }, (_, v) => v).filter((v) => mask.vertices?.[v] !== 1);
  return fc.record({
    graph: fc.constant(graph),
    mask: fc.constant(mask),
    roots: few(open, 3),
    edges: few([...Array(graph.edgeCount).keys()], 4),
    vertices: few([...Array(graph.vertexCount).keys()], 3),
  });
});

function lost(graph: Graph, roots: readonly number[], before: Without, after: Without): number[] {
  const still = reachable(graph, roots, after);
  return [...reachable(graph, roots, before)].filter((v) => !still.has(v)).sort((a, b) => a - b);
}

const sorted = (list: Iterable<number>) => [...list].sort((a, b) => a - b);

test("every single failure cuts off what a search without it no longer reaches", () => {
  fc.assert(
    fc.property(drawnFailures, ({ graph, mask, roots }) => {
      const failures = findFailures(graph, roots, mask);
      const weight = Array.from({ length: graph.vertexCount }, (_, v) => 2 ** v);
      const impact = impacts(failures, weight);
      const sum = (list: readonly number[]) => list.reduce((total, v) => total + weight[v]!, 0);
      for (let e = 0; e < graph.edgeCount; e++) {
        const expected = lost(graph, roots, closedBy(mask), closedBy(mask, [e]));
        expect(sorted(edgeCutsOff(failures, e))).toEqual(expected);
        expect(impact.edge(e)).toBe(sum(expected));
      }
      for (let v = 0; v < graph.vertexCount; v++) {
        const expected = lost(graph, roots, closedBy(mask), closedBy(mask, [], [v]));
        expect(sorted(vertexCutsOff(failures, v))).toEqual(expected);
        expect(impact.vertex(v)).toBe(sum(expected));
      }
    }),
    { numRuns: 200 },
  );
});

test("the nearest single threats of a vertex, and those of what they name, are all that cut it off alone", () => {
  fc.assert(
    fc.property(drawnFailures, ({ graph, mask, roots }) => {
      const failures = findFailures(graph, roots, mask);
      const { edge, vertex, isReached } = singleThreats(failures);
      const lower = (e: number) => [graph.from[e]!, graph.to[e]!].find((v) => edgeCutsOff(failures, e).includes(v))!;
      for (let v = 0; v < graph.vertexCount; v++) {
        const edges: number[] = [];
        const vertices: number[] = [];
        const above = (e: number) => graph.from[e]! + graph.to[e]! - lower(e);
        for (let e = edge[v]!; e >= 0; e = edge[above(e)]!) edges.push(e);
        for (let u = vertex[v]!; u >= 0; u = vertex[u]!) vertices.push(u);
        const cut = (list: Int32Array) => list.includes(v);
        const all = (count: number) => [...Array(count).keys()];
        expect(isReached[v]).toBe(reachable(graph, roots, closedBy(mask)).has(v) ? 1 : 0);
        expect(sorted(edges)).toEqual(all(graph.edgeCount).filter((e) => cut(edgeCutsOff(failures, e))));
        const others = all(graph.vertexCount).filter((u) => u !== v && cut(vertexCutsOff(failures, u)));
        expect(sorted(vertices)).toEqual(others);
      }
    }),
    { numRuns: 200 },
  );
});

test("a group takes something apart exactly where a search without it falls into more pieces", () => {
  fc.assert(
    fc.property(drawnGraph(1), fc.infiniteStream(fc.nat(3)), ({ graph, mask }, dice) => {
      const edges = [...Array(graph.edgeCount).keys()];
      const lists = edges.map(() => edges.filter(() => dice.next().value === 0));
      const expected = lists.flatMap((list, g) =>
        pieces(graph, closedBy(mask, list)) > pieces(graph, closedBy(mask)) ? [g] : [],
      );
      expect([...cuttingGroups(graph, riskGroups(graph, lists), mask)]).toEqual(expected);
    }),
    { numRuns: 200 },
  );
});

test("any set of failures cuts off what a search without it no longer reaches, question after question", () => {
  fc.assert(
    fc.property(drawnFailures, ({ graph, mask, roots, edges, vertices }) => {
      const tree = reachTree(graph, roots, mask);
      for (const set of [{ edges, vertices }, { edges }, { vertices }, {}]) {
        const expected = lost(graph, roots, closedBy(mask), closedBy(mask, set.edges, set.vertices));
        expect([...setCutsOff(tree, set)]).toEqual(expected);
        expect([...cutOff(graph, roots, set, mask)]).toEqual(expected);
      }
    }),
    { numRuns: 400 },
  );
});

test("with two headends a cut between them darkens nobody", () => {
  const line = edgeList("0-1 1-2 2-3 2-4");
  expect([...edgeCutsOff(findFailures(line, [0, 3]), 1)]).toEqual([]);
  expect([...edgeCutsOff(findFailures(line, [0]), 1)]).toEqual([2, 3, 4]);
  expect([...cutOff(line, [0, 3], { edges: [0, 2] })]).toEqual([1, 2, 4]);
});

test("roots and failures that are not in the graph, or masked roots, are refused in words", () => {
  const line = edgeList("0-1 1-2");
  expect(() => findFailures(line, [3])).toThrow("root 3 is not a vertex: there are 3");
  expect(() => reachTree(line, [-1])).toThrow("root -1 is not a vertex: there are 3");
  expect(() => findFailures(line, [1], { vertices: Uint8Array.of(0, 1, 0) })).toThrow("root 1 is closed by the mask");
  expect(() => cutOff(line, [0], { edges: [2] })).toThrow("failed edge 2 is not an edge: there are 2");
  expect(() => cutOff(line, [0], { vertices: [1.5] })).toThrow("failed vertex 1.5 is not a vertex: there are 3");
  expect(() => edgeCutsOff(findFailures(line, [0]), 9)).toThrow("edge 9 is not an edge: there are 2");
  expect(() => impacts(findFailures(line, [0]), [1])).toThrow("1 weights for 3 vertices");
});
