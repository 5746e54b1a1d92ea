import { buildGraph } from "@cuntong/graph";
import fc from "fast-check";
import { expect, test } from "vitest";
import { shortestPathTree } from "../steiner/tree/shortest-path-heuristic.ts";
import { weightOf } from "../steiner/tree/tree.ts";
import { exactSteinerWeight } from "../testing/exact-steiner.ts";
import { expectTree, steinerProblems } from "../testing/steiner-problems.ts";
import { nearestTerminal } from "./nearest-terminal.ts";
import { solveWindow, windowAround } from "./window.ts";

test("a window's new tree reaches every terminal, is no heavier, and leaves what is outside as it was", () => {
  fc.assert(
    fc.property(steinerProblems, fc.nat(), fc.integer({ min: 1, max: 11 }), (problem, seed, most) => {
      const steiner = { ...problem, graph: buildGraph(problem) };
      const tree = shortestPathTree(steiner);
      const inside = windowAround(steiner, [seed % problem.vertexCount], most);
      const { edges, weight } = solveWindow(steiner, tree, inside, () => {});
      expectTree(problem, [...edges], weight);
      expect(weight).toBeLessThanOrEqual(weightOf(problem.weight, tree));
      const outside = (e: number) => !inside[problem.from[e]] || !inside[problem.to[e]];
      expect(edges.filter(outside)).toEqual(tree.filter(outside));
    }),
    { numRuns: 500 },
  );
});

test("a window that holds the whole network is solved as well as the network", () => {
  const sample = fc.sample(steinerProblems, { numRuns: 200, seed: 7 });
  const found = sample.filter((problem) => {
    const steiner = { ...problem, graph: buildGraph(problem) };
    const all = new Uint8Array(problem.vertexCount).fill(1);
    return solveWindow(steiner, shortestPathTree(steiner), all, () => {}).weight === exactSteinerWeight(problem);
  });
  expect(found.length).toBeGreaterThanOrEqual(195);
});

//   0 -5- 1 -2- 2 -3- 3     terminals 0 and 3
test("the nearest terminal is as far as the lightest way to one", () => {
  const graph = buildGraph({ vertexCount: 4, from: Uint32Array.of(0, 1, 2), to: Uint32Array.of(1, 2, 3) });
  const steiner = { graph, weight: Float64Array.of(5, 2, 3), terminal: Uint8Array.of(1, 0, 0, 1), root: 0 };
  expect([0, 1, 2].map((v) => nearestTerminal(steiner, v))).toEqual([0, 5, 3]);
});
