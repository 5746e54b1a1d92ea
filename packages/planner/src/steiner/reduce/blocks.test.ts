import { buildGraph } from "@cuntong/graph";
import fc from "fast-check";
import { expect, test } from "vitest";
import { exactSteinerWeight } from "../../testing/exact-steiner.ts";
import { expectTree, steinerProblems } from "../../testing/steiner-problems.ts";
import { shortestPathTree } from "../tree/shortest-path-heuristic.ts";
import { weightOf } from "../tree/tree.ts";
import { partsOf } from "./blocks.ts";

test("the optima of the parts add up to that of the whole, and its tree is a tree in each", () => {
  let several = 0;
  fc.assert(
    fc.property(steinerProblems, (problem) => {
      const steiner = { ...problem, graph: buildGraph(problem) };
      const parts = partsOf(steiner, shortestPathTree(steiner));
      let optimum = 0;
      for (const part of parts) {
        optimum += exactSteinerWeight(part.problem);
        expectTree(part.problem, [...part.tree], weightOf(part.problem.weight, part.tree));
      }
      expect(optimum).toBe(exactSteinerWeight(problem));
      if (parts.length > 1) several++;
    }),
    { numRuns: 800 },
  );
  expect(several).toBeGreaterThan(200);
}, 30_000);
