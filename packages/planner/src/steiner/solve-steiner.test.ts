import { buildGraph } from "@cuntong/graph";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readInstances } from "../../bench/instances.ts";
import { exactSteinerWeight } from "../testing/exact-steiner.ts";
import { expectTree, steinerProblems } from "../testing/steiner-problems.ts";
import { dualAscent } from "./bound/dual-ascent.ts";
import type { SteinerProblem } from "./reduce/reduce.ts";
import { withinBound, withoutDetours } from "./reduce/reduce-edges.ts";
import { solveSteiner } from "./solve-steiner.ts";
import { shortestPathTree } from "./tree/shortest-path-heuristic.ts";
import { weightOf } from "./tree/tree.ts";

const terminalsOf = ({ terminal }: SteinerProblem) => [...terminal.keys()].filter((v) => terminal[v]);

/** The problem without the edges that are not kept. */
function keepOnly(problem: SteinerProblem, kept: Uint8Array): SteinerProblem {
  return {
    ...problem,
    from: problem.from.filter((_, e) => kept[e]),
    to: problem.to.filter((_, e) => kept[e]),
    weight: problem.weight.filter((_, e) => kept[e]),
  };
}

test("lower bound <= optimum <= cost, the tree is a tree, and small problems are nearly always proven", () => {
  let optimal = 0;
  fc.assert(
    fc.property(steinerProblems, fc.nat({ max: 5 }), (problem, seed) => {
      const optimum = exactSteinerWeight(problem);
      const proof = solveSteiner(problem, terminalsOf(problem), problem.root, { seed, rounds: 20 });
      expectTree(problem, proof.edges, proof.cost);
      expect(proof.cost).toBeGreaterThanOrEqual(optimum);
      expect(proof.lowerBound).toBeLessThanOrEqual(optimum);
      expect(proof.optimal).toBe(proof.lowerBound === proof.cost);
      optimal += Number(proof.optimal);
    }),
    { numRuns: 1000, seed: 11 },
  );
  expect(optimal).toBeGreaterThanOrEqual(980);
});

test("edges with a detour are not needed by every lightest tree", () => {
  fc.assert(
    fc.property(steinerProblems, (problem) => {
      const kept = withoutDetours({ ...problem, graph: buildGraph(problem) }, () => {});
      expect(exactSteinerWeight(keepOnly(problem, kept))).toBe(exactSteinerWeight(problem));
    }),
    { numRuns: 1000 },
  );
});

test("fixing by the bound keeps an optimal tree and the guide itself, and a guided bound stays below the optimum", () => {
  fc.assert(
    fc.property(steinerProblems, (problem) => {
      const steiner = { ...problem, graph: buildGraph(problem) };
      const guide = shortestPathTree(steiner);
      const optimum = exactSteinerWeight(problem);
      for (const ascent of [dualAscent(steiner, () => {}), dualAscent(steiner, () => {}, { guide })]) {
        expect(ascent.lowerBound).toBeLessThanOrEqual(optimum);
        // The sharpest limit there is: an optimal tree must still be there.
        const sharp = withinBound(steiner, ascent, optimum);
        expect(exactSteinerWeight(keepOnly(problem, sharp))).toBe(optimum);
        const kept = withinBound(steiner, ascent, weightOf(problem.weight, guide));
        expect([...guide].every((e) => kept[e])).toBe(true);
      }
    }),
    { numRuns: 1000 },
  );
});

const [small] = readInstances("instance055");
test.skipIf(!small)(
  small
    ? "the clock, the gap and cancelling stop the search with a tree"
    : "skipped: ../shared/data/steiner not present",
  () => {
    const { problem, optimum } = small;
    let now = 0;
    const late = solveSteiner(problem, terminalsOf(problem), problem.root, { clock: () => now++, deadline: 3 });
    expectTree(problem, late.edges, late.cost);
    expect([late.lowerBound <= optimum, late.optimal]).toEqual([true, false]);
    const stopped = solveSteiner(problem, terminalsOf(problem), problem.root, { cancel: { aborted: true } });
    expectTree(problem, stopped.edges, stopped.cost);
    const near = solveSteiner(problem, terminalsOf(problem), problem.root, { gap: 0.02 });
    expect(near.gap).toBeLessThanOrEqual(0.02);
    const seen: number[] = [];
    const whole = solveSteiner(problem, terminalsOf(problem), problem.root, {
      onProgress: ({ gap }) => seen.push(gap),
    });
    expect([whole.cost, whole.optimal, seen.at(-1)]).toEqual([optimum, true, 0]);
    expect(seen).toEqual(seen.toSorted((a, b) => b - a));
  },
  30_000,
);

const instances = [...readInstances("instance067"), ...readInstances("track1/instance03")];
test.skipIf(instances.length === 0)(
  instances.length === 0
    ? "skipped: ../shared/data/steiner not present"
    : "real instances: no bound exceeds the proven optimum, and most are solved",
  () => {
    let optimal = 0;
    for (const { file, optimum, problem } of instances) {
      const proof = solveSteiner(problem, terminalsOf(problem), problem.root, { rounds: 30 });
      expectTree(problem, proof.edges, proof.cost);
      expect(proof.lowerBound, file).toBeLessThanOrEqual(optimum);
      expect(proof.cost, file).toBeGreaterThanOrEqual(optimum);
      expect(proof.cost / optimum, file).toBeLessThan(1.001);
      optimal += Number(proof.optimal);
    }
    expect(optimal).toBeGreaterThanOrEqual(5);
  },
  60_000,
);
