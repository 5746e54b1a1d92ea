import { buildGraph } from "@cuntong/graph";
import fc from "fast-check";
import { expect, test } from "vitest";
import { shortestPathTree } from "../steiner/tree/shortest-path-heuristic.ts";
import { weightOf } from "../steiner/tree/tree.ts";
import { steinerProblems } from "../testing/steiner-problems.ts";
import { reconnect } from "./reconnect.ts";

/** Tries every way: the lightest set of edges outside the tree that joins it again, found by Bellman-Ford over all vertices. */
function lightestByRelaxation(
  from: Uint32Array,
  to: Uint32Array,
  weight: Float64Array,
  gone: number,
  starts: Set<number>,
  ends: Set<number>,
): number {
  const n = Math.max(...from, ...to) + 1;
  const distance = Array.from({ length: n }, (_, v) => (starts.has(v) ? 0 : Infinity));
  for (let round = 0; round < n; round++) {
    for (let e = 0; e < from.length; e++) {
      if (e === gone) continue;
      distance[to[e]] = Math.min(distance[to[e]], distance[from[e]] + weight[e]);
      distance[from[e]] = Math.min(distance[from[e]], distance[to[e]] + weight[e]);
    }
  }
  return Math.min(...[...ends].map((v) => distance[v]));
}

test("a tree that lost an edge is joined again the lightest way", () => {
  fc.assert(
    fc.property(steinerProblems, fc.nat(), (problem, pick) => {
      const steiner = { ...problem, graph: buildGraph(problem) };
      const tree = shortestPathTree(steiner);
      if (tree.length === 0) return;
      const gone = tree[pick % tree.length];
      const near = new Set([problem.root]);
      for (let grown = true; grown; ) {
        grown = false;
        for (const e of tree) {
          if (e === gone || near.has(problem.from[e]) === near.has(problem.to[e])) continue;
          near.add(problem.from[e]).add(problem.to[e]);
          grown = true;
        }
      }
      const all = new Set([...tree].flatMap((e) => [problem.from[e], problem.to[e]]));
      // An end of the lost edge that leads nowhere any more need not be reached.
      const far = new Set([...all].filter((v) => !near.has(v)));
      const needed = new Set(
        [...far].filter(
          (v) =>
            problem.terminal[v] || [...tree].some((e) => e !== gone && (problem.from[e] === v || problem.to[e] === v)),
        ),
      );
      const exact = lightestByRelaxation(problem.from, problem.to, problem.weight, gone, needed, near);
      const way = reconnect(steiner, tree, new Set([gone]));
      expect(way?.weight ?? Infinity).toBe(exact);
      if (way) expect(weightOf(problem.weight, Uint32Array.from(way.edges))).toBe(exact);
    }),
    { numRuns: 500 },
  );
});
