import { buildGraph } from "@cuntong/graph";
import fc from "fast-check";
import { expect, test } from "vitest";
import { exactSteinerWeight } from "../../testing/exact-steiner.ts";
import { steinerProblems } from "../../testing/steiner-problems.ts";
import type { SteinerProblem } from "../reduce/reduce.ts";
import { withinBound } from "../reduce/reduce-edges.ts";
import { cutBound } from "./cut-bound.ts";

const options = { limit: Infinity, rounds: 50, goOn: () => true };

test("the bound by cuts is no more than the optimum, mostly all of it, and fixing by it keeps a lightest tree", () => {
  let tight = 0;
  fc.assert(
    fc.property(steinerProblems, (problem) => {
      const steiner = { ...problem, graph: buildGraph(problem) };
      const optimum = exactSteinerWeight(problem);
      const bound = cutBound(steiner, options);
      expect(bound.lowerBound).toBeLessThanOrEqual(optimum * bound.scale);
      expect(bound.weight).toBeLessThanOrEqual(optimum);
      if (bound.weight === optimum) tight++;
      const kept = withinBound(steiner, bound, optimum * bound.scale);
      const left: SteinerProblem = {
        ...problem,
        from: problem.from.filter((_, e) => kept[e]),
        to: problem.to.filter((_, e) => kept[e]),
        weight: problem.weight.filter((_, e) => kept[e]),
      };
      expect(exactSteinerWeight(left)).toBe(optimum);
    }),
    { numRuns: 400 },
  );
  expect(tight).toBeGreaterThan(390);
}, 30_000);

test("a bound that stopped early holds as well", () => {
  fc.assert(
    fc.property(steinerProblems, fc.nat({ max: 3 }), (problem, rounds) => {
      const { lowerBound, scale } = cutBound({ ...problem, graph: buildGraph(problem) }, { ...options, rounds });
      expect(lowerBound).toBeLessThanOrEqual(exactSteinerWeight(problem) * scale);
    }),
    { numRuns: 300 },
  );
});
