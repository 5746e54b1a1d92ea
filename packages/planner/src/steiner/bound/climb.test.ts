import { buildGraph } from "@cuntong/graph";
import { randomFrom } from "@cuntong/graph/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { exactSteinerWeight } from "../../testing/exact-steiner.ts";
import { steinerProblems } from "../../testing/steiner-problems.ts";
import { withinBound } from "../reduce/reduce-edges.ts";
import { steinerTree } from "../steiner-tree.ts";
import { shortestPathTree } from "../tree/shortest-path-heuristic.ts";
import { climb } from "./climb.ts";
import { dualAscent } from "./dual-ascent.ts";

test("a climb stays below the optimum and is no lower than its first ascent, and fixing by it keeps an optimal tree", () => {
  fc.assert(
    fc.property(steinerProblems, fc.constantFrom(1, 7, 1000), (small, factor) => {
      const problem = { ...small, weight: small.weight.map((w) => w * factor) };
      const steiner = { ...problem, graph: buildGraph(problem) };
      const guide = shortestPathTree(steiner);
      const optimum = exactSteinerWeight(problem);
      const first = dualAscent(steiner, () => {}, { guide }).lowerBound;
      const told: number[] = [];
      const found = climb(steiner, guide, { check: () => {}, ascents: 12, onRaise: (weight) => told.push(weight) });
      expect(found.weight).toBeLessThanOrEqual(optimum);
      expect(found.lowerBound).toBeLessThanOrEqual(optimum * found.scale);
      expect(found.weight).toBeGreaterThanOrEqual(first);
      expect(told).toEqual(told.toSorted((a, b) => a - b));
      expect(told.at(-1)).toBe(found.weight);
      const kept = withinBound(steiner, found, optimum * found.scale);
      const weight = problem.weight.map((w, e) => (kept[e] ? w : 1e6));
      expect(exactSteinerWeight({ ...problem, weight })).toBe(optimum);
    }),
    { numRuns: 3000, seed: 5 },
  );
});

test("on a grid of 1,600 crossings and 80 villages a climb closes an eighth of the gap that one ascent leaves", () => {
  const side = 40;
  const random = randomFrom(3);
  const at = Array.from({ length: side * side }, (_, v) => v);
  const right = at.filter((v) => v % side < side - 1).map((v) => [v, v + 1]);
  const down = at.filter((v) => v + side < side * side).map((v) => [v, v + side]);
  const [from, to] = [0, 1].map((end) => Uint32Array.from([...right, ...down], (ends) => ends[end]));
  const weight = Float64Array.from(from, () => 100 + Math.floor(random() * 900));
  const terminal = new Uint8Array(side * side);
  for (let i = 0; i < 80; i++) terminal[Math.floor(random() * terminal.length)] = 1;
  const problem = { vertexCount: side * side, from, to, weight, terminal, root: terminal.indexOf(1) };
  const { edges, weight: cost } = steinerTree(problem, "thorough", () => {});
  const steiner = { ...problem, graph: buildGraph(problem) };
  const guide = Uint32Array.from(edges);
  const [once, often] = [1, 40].map((ascents) => climb(steiner, guide, { check: () => {}, ascents }).weight);
  expect(often).toBeLessThanOrEqual(cost);
  expect(often - once).toBeGreaterThan(0.125 * (cost - once));
});
