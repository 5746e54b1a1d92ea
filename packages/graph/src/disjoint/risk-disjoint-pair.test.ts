import fc from "fast-check";
import { expect, test } from "vitest";
import { allPaths, common, type SimplePath } from "../testing/all-paths.ts";
import { closedBy, drawnGraph, edgeList } from "../testing/drawn-graph.ts";
import { Cancelled } from "../watch.ts";
import { riskDisjointPair } from "./risk-disjoint-pair.ts";
import { groupsOf, type RiskGroups, riskGroups } from "./risk-groups.ts";

const drawnQuestion = drawnGraph(2, 7, 12).chain(({ graph, weight }) =>
  fc.record({
    graph: fc.constant(graph),
    weight: fc.constant(weight),
    by: fc.constantFrom("edges" as const, "vertices" as const),
    lists: fc.array(fc.array(fc.nat({ max: Math.max(0, graph.edgeCount - 1) }), { maxLength: 4 }), { maxLength: 5 }),
  }),
);

function sharedRisks(groups: RiskGroups, a: SimplePath, b: SimplePath, by: "edges" | "vertices"): number {
  const vertices = by === "vertices" ? common(a.vertices, b.vertices) - 2 : 0;
  return common(a.edges, b.edges) + vertices + common(groupsOf(groups, a.edges), groupsOf(groups, b.edges));
}

test("what is called exact shares the fewest risks and weighs the least; what is not is a valid pair and says so", () => {
  let exact = 0;
  let heuristic = 0;
  fc.assert(
    fc.property(drawnQuestion, ({ graph, weight, by, lists }) => {
      const groups = riskGroups(graph, graph.edgeCount === 0 ? [] : lists);
      const target = graph.vertexCount - 1;
      const paths = allPaths(graph, weight, 0, target, closedBy({}));
      const pair = riskDisjointPair(graph, weight, 0, target, groups, { by, mostSearches: 5000 });
      expect(pair === undefined).toBe(paths.length === 0);
      if (!pair) return;
      const all = paths.flatMap((a) => paths.map((b) => [sharedRisks(groups, a, b, by), a.weight + b.weight] as const));
      const [leastShared, leastWeight] = all.reduce((x, y) => (y[0] < x[0] || (y[0] === x[0] && y[1] < x[1]) ? y : x));
      const [a, b] = pair.paths.map((path) => paths.find((other) => other.edges.join() === path.edges.join())!);
      const shared = sharedRisks(groups, a!, b!, by);
      expect(pair.weight).toBe(a!.weight + b!.weight);
      expect(pair.sharedGroups.length).toBe(common(groupsOf(groups, a!.edges), groupsOf(groups, b!.edges)));
      if (pair.exact) expect([shared, pair.weight, pair.lowerBound]).toEqual([leastShared, leastWeight, leastWeight]);
      else expect(shared).toBeGreaterThanOrEqual(leastShared);
      expect(pair.lowerBound).toBeLessThanOrEqual(pair.weight);
      if (pair.exact) exact++;
      else heuristic++;
    }),
    { numRuns: 500, seed: 3 },
  );
  // Both kinds are met, and proofs are the rule.
  expect(exact).toBeGreaterThan(10 * heuristic);
  expect(heuristic).toBeGreaterThan(0);
});

const square = edgeList("0-1 1-3 0-2 2-3 0-4 4-3");
const weight = Float64Array.of(1, 1, 2, 2, 9, 9);

test("two edges on the same poles are kept apart, at the price of a detour", () => {
  const groups = riskGroups(square, [[0, 2]]);
  expect(riskDisjointPair(square, weight, 0, 3, groups)).toMatchObject({ weight: 20, exact: true, sharedGroups: [] });
  expect(riskDisjointPair(square, weight, 0, 3, riskGroups(square, []))).toMatchObject({ weight: 6, exact: true });
});

test("a group that holds every way out is shared, is named, and leaves the answer exact", () => {
  const groups = riskGroups(square, [
    [0, 2, 4],
    [1, 3],
  ]);
  expect(riskDisjointPair(square, weight, 0, 3, groups)).toMatchObject({ weight: 20, exact: true, sharedGroups: [0] });
});

test("where the limit ends the search, the answer says that nothing is proven", () => {
  const rungs = "0-1 1-2 2-3 3-4 4-5 6-7 7-8 8-9 9-10 10-11 0-6 1-7 2-8 3-9 4-10 5-11 12-13 13-14 0-12 14-11 12-8 13-9";
  const graph = edgeList(rungs);
  const lengths = Float64Array.from({ length: graph.edgeCount }, (_, e) => 1 + ((e * 7) % 5));
  const groups = riskGroups(graph, [
    [0, 5, 16],
    [2, 7, 17],
    [4, 9, 19],
  ]);
  const full = riskDisjointPair(graph, lengths, 0, 11, groups, { mostSearches: 100_000 })!;
  const short = riskDisjointPair(graph, lengths, 0, 11, groups, { mostSearches: 2 })!;
  expect(short.exact).toBe(false);
  expect(short.lowerBound).toBeLessThanOrEqual(full.weight);
});

test("a cancelled search stops, and a group of edges that are not in the graph is refused in words", () => {
  const groups = riskGroups(square, [[0, 2]]);
  const cancel = { aborted: true };
  expect(() => riskDisjointPair(square, weight, 0, 3, groups, { cancel })).toThrow(Cancelled);
  expect(() => riskGroups(square, [[], [7]])).toThrow("risk group 1: edge 7 is not an edge: there are 6");
});
