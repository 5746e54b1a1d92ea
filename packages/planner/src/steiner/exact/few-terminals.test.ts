import { buildGraph } from "@cuntong/graph";
import fc from "fast-check";
import { expect, test } from "vitest";
import { exactSteinerWeight } from "../../testing/exact-steiner.ts";
import { expectTree, steinerProblems } from "../../testing/steiner-problems.ts";
import { fewTerminalsTree, hasFewTerminals } from "./few-terminals.ts";

test("over sets of few terminals the tree found is a lightest one", () => {
  fc.assert(
    fc.property(steinerProblems, (problem) => {
      const steiner = { ...problem, graph: buildGraph(problem) };
      expect(hasFewTerminals(steiner)).toBe(true);
      expectTree(problem, [...fewTerminalsTree(steiner, () => {})], exactSteinerWeight(problem));
    }),
    { numRuns: 2000 },
  );
});

test("terminals that lie apart have no tree", () => {
  const problem = {
    ...{ vertexCount: 3, from: Uint32Array.of(0), to: Uint32Array.of(1), weight: Float64Array.of(5) },
    ...{ terminal: Uint8Array.of(1, 0, 1), root: 0 },
  };
  expect(() => fewTerminalsTree({ ...problem, graph: buildGraph(problem) }, () => {})).toThrow("lie apart");
});
