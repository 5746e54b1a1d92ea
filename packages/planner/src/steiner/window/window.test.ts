import { buildGraph } from "@cuntong/graph";
import fc from "fast-check";
import { expect, test } from "vitest";
import { exactSteinerWeight } from "../../testing/exact-steiner.ts";
import { expectTree, steinerProblems } from "../../testing/steiner-problems.ts";
import type { SteinerProblem } from "../reduce/reduce.ts";
import { shortestPathTree } from "../tree/shortest-path-heuristic.ts";
import { type SteinerGraph, spanAndPrune, weightOf } from "../tree/tree.ts";
import { HungTree } from "./hung-tree.ts";
import { solveWindow } from "./solve-window.ts";
import { WindowCutter } from "./window.ts";
import { windowSearch } from "./window-search.ts";

const frozen = (problem: SteinerProblem): SteinerGraph => ({ ...problem, graph: buildGraph(problem) });

/** Any tree that reaches the terminals: the lightest by other weights, drawn by seed. */
function someTree(problem: SteinerProblem, seed: number) {
  const weight = problem.weight.map((_, e) => 1 + (((e + 1) * 7919 * (seed + 1)) % 101));
  return shortestPathTree(frozen({ ...problem, weight }));
}

test("any tree put into any window makes a tree of the whole, heavier or lighter by just as much as in the window", () => {
  fc.assert(
    fc.property(
      steinerProblems,
      fc.array(fc.record({ centre: fc.nat(), vertices: fc.integer({ min: 1, max: 12 }), seed: fc.nat({ max: 9 }) })),
      fc.integer({ min: 1, max: 6 }),
      (problem, cuts, hubDegree) => {
        const steiner = frozen(problem);
        const tree = new HungTree(steiner, someTree(problem, 3));
        const cutter = new WindowCutter(steiner, tree, hubDegree);
        let weight = weightOf(problem.weight, tree.edges);
        for (const { centre, vertices, seed } of cuts) {
          const held = [...tree.holds.keys()].filter((v) => tree.holds[v]);
          const window = cutter.cut(held[centre % held.length], vertices);
          expectTree(window.problem, window.used, window.weight);
          const other = [...someTree(window.problem, seed)];
          cutter.put(window, other);
          weight += weightOf(window.problem.weight, Uint32Array.from(other)) - window.weight;
          expectTree(problem, [...tree.edges], weight);
          for (const v of problem.terminal.keys()) {
            const touched = [...tree.edges].some((e) => problem.from[e] === v || problem.to[e] === v);
            expect(tree.holds[v] === 1).toBe(touched || v === problem.root);
          }
        }
      },
    ),
    { numRuns: 1000 },
  );
});

test("a window's answer is lighter than what is known, a tree, and nearly always the lightest", () => {
  let found = 0;
  fc.assert(
    fc.property(steinerProblems, fc.nat({ max: 9 }), (problem, seed) => {
      const used = [...someTree(problem, seed)];
      const weight = weightOf(problem.weight, Uint32Array.from(used));
      const { lighter } = solveWindow(problem, used);
      const said = lighter ? lighter.reduce((sum, e) => sum + problem.weight[e], 0) : weight;
      if (lighter) {
        expectTree(problem, lighter, said);
        expect(said).toBeLessThan(weight);
      }
      found += Number(said === exactSteinerWeight(problem));
    }),
    { numRuns: 1000, seed: 5 },
  );
  expect(found).toBeGreaterThanOrEqual(990);
});

/** A street grid of many equal weights, every seventh vertex a terminal, and a hub that some streets lead to. */
function grid(side: number, seed: number): SteinerProblem {
  const edges: [number, number, number][] = [];
  const hub = side * side;
  const weigh = (a: number, b: number) => 1 + ((a * 31 + b * 17 + seed * 13) % 9);
  for (let v = 0; v < hub; v++) {
    if ((v + 1) % side !== 0) edges.push([v, v + 1, weigh(v, v + 1)]);
    if (v + side < hub) edges.push([v, v + side, weigh(v, v + side)]);
    if (v % 5 === 0) edges.push([v, hub, 12]);
  }
  return {
    vertexCount: hub + 1,
    from: Uint32Array.from(edges, ([a]) => a),
    to: Uint32Array.from(edges, ([, b]) => b),
    weight: Float64Array.from(edges, ([, , w]) => w),
    terminal: Uint8Array.from({ length: hub + 1 }, (_, v) => (v % 7 === 0 || v === hub ? 1 : 0)),
    root: hub,
  };
}

test("sweeps of windows make a lighter tree, tell of each gain, and do the same again", () => {
  const problem = grid(20, 1);
  const steiner = frozen(problem);
  const start = shortestPathTree(steiner);
  const told: number[] = [];
  const better = windowSearch(steiner, start, {
    work: 200_000,
    check: () => {},
    onGain: (weight, edges) => {
      expect(weightOf(problem.weight, edges())).toBe(weight);
      told.push(weight);
    },
  });
  expectTree(problem, [...better], told.at(-1)!);
  expect([weightOf(problem.weight, start), ...told]).toEqual(
    [weightOf(problem.weight, start), ...told].sort((a, b) => b - a),
  );
  expect(told.at(-1)! / weightOf(problem.weight, start)).toBeLessThan(0.99);
  expect(weightOf(problem.weight, spanAndPrune(steiner, better))).toBe(told.at(-1));
  expect(windowSearch(steiner, start, { work: 200_000, check: () => {} })).toEqual(better);
  expect(windowSearch(steiner, start, { work: 0, check: () => {} })).toEqual(start);
});
