import fc from "fast-check";
import { expect, test } from "vitest";
import { TerminalsApart } from "../../steiner/solve-steiner.ts";
import { exactPrizeCost } from "../../testing/exact-prizes.ts";
import { steinerProblems } from "../../testing/steiner-problems.ts";
import { type PrizeProblem, reducePrizes } from "./reduce-prizes.ts";
import { solvePrizes } from "./solve-prizes.ts";

/** Random graphs in two parts at times, with prizes from nothing to more than any way costs, some that must be joined, with and without a root. */
const problems: fc.Arbitrary<PrizeProblem> = fc
  .record({
    graph: steinerProblems,
    prize: fc.array(fc.oneof(fc.constant(0), fc.nat({ max: 12 }), fc.nat({ max: 40 })), {
      minLength: 11,
      maxLength: 11,
    }),
    must: fc.array(fc.nat({ max: 10 }), { maxLength: 2 }),
    rooted: fc.boolean(),
    cut: fc.boolean(),
  })
  .map(({ graph, prize, must, rooted, cut }) => {
    const kept = [...graph.from.keys()].filter((e) => !cut || e !== 2);
    const prizes = Float64Array.from({ length: graph.vertexCount }, (_, v) => prize[v]);
    if (rooted) for (const v of must) if (v < graph.vertexCount) prizes[v] = Infinity;
    return {
      vertexCount: graph.vertexCount,
      from: Uint32Array.from(kept, (e) => graph.from[e]),
      to: Uint32Array.from(kept, (e) => graph.to[e]),
      weight: Float64Array.from(kept, (e) => graph.weight[e]),
      prize: prizes,
      root: rooted ? graph.root : -1,
    };
  });

/** Cost of a tree recomputed from its edges; fails where they are no tree that holds the root. */
function costOf(problem: PrizeProblem, { edges, root }: { edges: readonly number[]; root: number }): number {
  const { from, to, weight, prize } = problem;
  const reached = new Set([root]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const e of edges) {
      if (reached.has(from[e]) === reached.has(to[e])) continue;
      reached.add(from[e]).add(to[e]);
      grown = true;
    }
  }
  expect(reached.size).toBe(edges.length + 1);
  const lost = prize.reduce((sum, p, v) => (reached.has(v) ? sum : sum + p), 0);
  return edges.reduce((sum, e) => sum + weight[e], lost);
}

test("on small networks the cost is that of a tree and the least there is, and the bound never above it", () => {
  let proven = 0;
  let count = 0;
  fc.assert(
    fc.property(problems, (problem) => {
      const least = exactPrizeCost(problem);
      if (least === Infinity) {
        expect(() => solvePrizes(problem)).toThrow(TerminalsApart);
        return;
      }
      const proof = solvePrizes(problem, { rounds: 12 });
      expect(costOf(problem, { edges: proof.edges, root: proof.vertices[0] })).toBe(proof.cost);
      expect(proof.vertices).toContain(problem.root < 0 ? proof.vertices[0] : problem.root);
      expect(proof.lowerBound).toBeLessThanOrEqual(least);
      expect(proof.cost).toBeGreaterThanOrEqual(least);
      expect(proof.cost).toBeLessThanOrEqual(1.25 * least + 1);
      if (proof.optimal) proven++;
      count++;
    }),
    { numRuns: 400 },
  );
  expect(proven / count).toBeGreaterThan(0.9);
});

test("reductions change no optimum, and what they stand for costs what they say", () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const least = exactPrizeCost(problem);
      const { core, fixedCost, expand, alone } = reducePrizes(problem);
      if (least === Infinity) return;
      expect(Math.min(alone?.cost ?? Infinity, exactPrizeCost(core) + fixedCost)).toBe(least);
      if (alone) expect(costOf(problem, alone.tree)).toBe(alone.cost);
      if (problem.root < 0) return;
      const none = expand({ edges: [], root: core.root });
      expect(costOf(problem, none)).toBe(costOf(core, { edges: [], root: core.root }) + fixedCost);
    }),
    { numRuns: 400 },
  );
});

test("the same seed gives the same answer", () => {
  fc.assert(
    fc.property(problems, (problem) => {
      if (exactPrizeCost(problem) === Infinity) return;
      const once = () => JSON.stringify(solvePrizes(problem, { rounds: 6, seed: 3 }));
      expect(once()).toBe(once());
    }),
    { numRuns: 30 },
  );
});
