import fc from "fast-check";
import { expect, test } from "vitest";
import { exactSteinerWeight } from "../../testing/exact-steiner.ts";
import { expectTree, steinerProblems } from "../../testing/steiner-problems.ts";
import { reduceByDegree, type SteinerProblem } from "./reduce.ts";
import { reduceByTrees } from "./reduce-by-trees.ts";

const options = { testSteps: 300, stepsLeft: Infinity, check: () => {} };

/** Grids with a few terminals, as streets are: vertices of degree 3 and 4 that no lightest tree branches at. */
const grids: fc.Arbitrary<SteinerProblem> = fc
  .record({
    weights: fc.array(fc.nat({ max: 9 }), { minLength: 17, maxLength: 17 }),
    extra: fc.array(fc.tuple(fc.nat({ max: 11 }), fc.nat({ max: 11 }), fc.nat({ max: 15 })), { maxLength: 5 }),
    terminals: fc.uniqueArray(fc.nat({ max: 11 }), { minLength: 1, maxLength: 6 }),
  })
  .map(({ weights, extra, terminals }) => {
    const ends: [number, number][] = [];
    for (let row = 0; row < 3; row++) {
      for (let column = 0; column < 4; column++) {
        if (column < 3) ends.push([4 * row + column, 4 * row + column + 1]);
        if (row < 2) ends.push([4 * row + column, 4 * row + column + 4]);
      }
    }
    const edges = [...ends.map(([a, b], i) => [a, b, weights[i]] as const), ...extra];
    return {
      vertexCount: 12,
      from: Uint32Array.from(edges, ([a]) => a),
      to: Uint32Array.from(edges, ([, b]) => b),
      weight: Float64Array.from(edges, ([, , w]) => w),
      terminal: Uint8Array.from({ length: 12 }, (_, v) => Number(terminals.includes(v))),
      root: terminals[0],
    };
  });

test("what is left after the tree tests has the optimum of the whole, and often is nothing", () => {
  let solved = 0;
  fc.assert(
    fc.property(fc.oneof(grids, steinerProblems), (problem) => {
      const { core, fixedWeight } = reduceByTrees(problem, options);
      expect(exactSteinerWeight(core) + fixedWeight).toBe(exactSteinerWeight(problem));
      if (core.from.length === 0) solved++;
    }),
    { numRuns: 1000 },
  );
  expect(solved).toBeGreaterThan(450);
}, 30_000);

test("a problem that is reduced to nothing is solved: its edges are a lightest tree", () => {
  fc.assert(
    fc.property(fc.oneof(grids, steinerProblems), (problem) => {
      const { core, expand, fixedWeight } = reduceByTrees(problem, options);
      fc.pre(core.from.length === 0);
      expectTree(problem, expand([]), fixedWeight);
    }),
    { numRuns: 2000 },
  );
});

test("an edge stands for edges of the given problem, and is found again from them", () => {
  fc.assert(
    fc.property(grids, (problem) => {
      const byDegree = reduceByDegree(problem);
      const byTrees = reduceByTrees(byDegree.core, options);
      byTrees.core.from.forEach((_, e) => {
        const parts = byTrees.expand([e]);
        expect(byTrees.project(parts)).toContain(e);
        const fixed = byTrees.expand([]);
        const weightOf = (edges: number[]) => edges.reduce((sum, part) => sum + byDegree.core.weight[part], 0);
        expect(weightOf(parts) - weightOf(fixed)).toBeLessThanOrEqual(byTrees.core.weight[e]);
      });
    }),
    { numRuns: 1000 },
  );
});
