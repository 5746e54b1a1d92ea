import { DisjointSets } from "@cuntong/graph";
import type { CorridorLock } from "@cuntong/network";
import fc from "fast-check";
import { expect, test } from "vitest";
import { preparePlan, solvePlan } from "../index.ts";
import type { PreparedPlan } from "../plan/prepared-plan.ts";
import { defaultSettings } from "../plan/settings.ts";
import { expectToHold } from "../testing/promises.ts";
import { at, corridorsOf, headend, planInput, type Road, village } from "../testing/sketch.ts";
import { lockedProblem } from "./locked-problem.ts";
import { resolveLocks } from "./resolve-locks.ts";
import { openLocks, type ResolvedLocks } from "./resolved-locks.ts";

/** Least weight of any set of edges that holds what must be used, none that is avoided, and joins all terminals and what it holds. */
function lightestByTrial(
  { problem: { problem, edgeOf, stretchOf } }: PreparedPlan,
  locks: ResolvedLocks,
  terminal: Uint8Array,
): number {
  const must = new Set(locks.use.map((stretch) => edgeOf[stretch]));
  const free = [...problem.from.keys()].filter((e) => !must.has(e) && !locks.avoid?.[stretchOf[e]]);
  let best = Infinity;
  for (let choice = 0; choice < 2 ** free.length; choice++) {
    const chosen = [...must, ...free.filter((_, bit) => choice & (1 << bit))];
    const weight = chosen.reduce((sum, e) => sum + problem.weight[e], 0);
    if (weight >= best) continue;
    const sets = new DisjointSets(problem.vertexCount);
    for (const e of chosen) sets.join(problem.from[e], problem.to[e]);
    const ends = [...must].flatMap((e) => [problem.from[e], problem.to[e]]);
    const wanted = [...terminal.keys()].filter((v) => terminal[v]);
    if ([...wanted, ...ends].every((v) => sets.find(v) === sets.find(problem.root))) best = weight;
  }
  return best;
}

const town = fc.record({
  streets: fc.uniqueArray(fc.nat({ max: 23 }), { minLength: 3, maxLength: 12 }),
  bends: fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 24, maxLength: 24 }),
  villages: fc.array(fc.nat({ max: 15 }), { minLength: 1, maxLength: 4 }),
  use: fc.array(fc.nat({ max: 23 }), { maxLength: 3 }),
  avoid: fc.array(fc.nat({ max: 23 }), { maxLength: 2 }),
});

test("under locks the bound is never above the lightest plan, and the plan never below it", () => {
  let optimal = 0;
  fc.assert(
    fc.property(town, (drawn) => {
      const crossing = (i: number) => at((i % 4) * 500, Math.floor(i / 4) * 500);
      // Streets 0..11 lead east, 12..23 north, between the 16 crossings of a square.
      const roads = drawn.streets.map((street): Road => {
        const [row, column] =
          street < 12 ? [Math.floor(street / 3), street % 3] : [Math.floor((street - 12) / 4), street % 4];
        const from = row * 4 + column;
        const [a, b] = [crossing(from), crossing(street < 12 ? from + 1 : from + 4)];
        const bend = drawn.bends[street] / 1e5;
        return { points: [a, [(a[0] + b[0]) / 2 + bend, (a[1] + b[1]) / 2 + bend], b] };
      });
      const source = (i: number): CorridorLock => ({ id: `S${i}`, source: 1 + (i % roads.length) });
      const ready = preparePlan(
        planInput({
          corridors: corridorsOf(roads),
          nodes: [headend("R", roads[0].points[0])],
          villages: drawn.villages.map((i, n) => village(`V${n}`, crossing(i))),
          settings: { ...defaultSettings, snapLimitM: 400, effort: "thorough" },
        }),
      );
      if (!ready.ok) return;
      const locks = { ...openLocks, use: drawn.use.map(source), avoid: drawn.avoid.map(source) };
      const resolved = resolveLocks(ready.prepared, locks);
      const answer = solvePlan(ready.prepared, { locks, partial: true });
      if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
      expectToHold(answer.proposal);
      const exact = lightestByTrial(ready.prepared, resolved, lockedProblem(ready.prepared, resolved).problem.terminal);
      const { weight, lowerBound, edges } = answer.solution;
      expect(lowerBound).toBeLessThanOrEqual(exact);
      expect(weight).toBeGreaterThanOrEqual(exact);
      const { edgeOf, stretchOf } = ready.prepared.problem;
      for (const stretch of resolved.use) expect(edges).toContain(edgeOf[stretch]);
      for (const e of edges) expect(resolved.avoid?.[stretchOf[e]] ?? 0).toBe(0);
      if (weight === exact) optimal++;
    }),
    { numRuns: 150 },
  );
  expect(optimal).toBeGreaterThan(120);
});
