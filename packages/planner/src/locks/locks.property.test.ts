import fc from "fast-check";
import { expect, test } from "vitest";
import { solvePlan } from "../index.ts";
import type { SolvePlanOptions } from "../plan/solve-plan.ts";
import { type LockedTown, lightestByTrial, lockedTown } from "../testing/locked-town.ts";
import { expectToHold } from "../testing/promises.ts";
import { resolveLocks } from "./resolve-locks.ts";

/** Solves under the town's locks, holds the answer against the lightest of all trees, and answers whether it is one. */
function expectToKeepLocks({ prepared, locks }: LockedTown, from: SolvePlanOptions = {}): boolean {
  const resolved = resolveLocks(prepared, locks);
  const answer = solvePlan(prepared, { ...from, locks, partial: true });
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
  expectToHold(answer.proposal);
  const exact = lightestByTrial(prepared, resolved);
  const { weight, lowerBound, edges } = answer.solution;
  expect(lowerBound).toBeLessThanOrEqual(exact);
  expect(weight).toBeGreaterThanOrEqual(exact);
  const { edgeOf, stretchOf } = prepared.problem;
  for (const stretch of resolved.use) expect(edges).toContain(edgeOf[stretch]);
  for (const e of edges) expect(resolved.avoid?.[stretchOf[e]] ?? 0).toBe(0);
  return weight === exact;
}

test("under locks the bound is never above the lightest plan, and the plan never below it", () => {
  let optimal = 0;
  fc.assert(
    fc.property(lockedTown, (town) => {
      if (town && expectToKeepLocks(town)) optimal++;
    }),
    { numRuns: 150 },
  );
  expect(optimal).toBeGreaterThan(100);
});

test("a plan made from another one by other locks keeps them, and its bound holds for them", () => {
  let optimal = 0;
  fc.assert(
    fc.property(lockedTown, (town) => {
      if (!town) return;
      const first = solvePlan(town.prepared, { locks: town.before, partial: true });
      if (first.ok && expectToKeepLocks(town, { from: first.solution })) optimal++;
    }),
    { numRuns: 150 },
  );
  expect(optimal).toBeGreaterThan(100);
});

test("what a plan becomes does not depend on the locks tried in between", () => {
  fc.assert(
    fc.property(lockedTown, (town) => {
      if (!town) return;
      const base = solvePlan(town.prepared);
      if (!base.ok) throw new Error("no plan");
      const between = solvePlan(town.prepared, { from: base.solution, locks: town.before, partial: true });
      if (!between.ok) throw new Error("no plan");
      const [straight, around] = [base, between].map(({ solution }) =>
        solvePlan(town.prepared, { from: solution, locks: town.locks, partial: true }),
      );
      expect(JSON.stringify(around)).toBe(JSON.stringify(straight));
    }),
    { numRuns: 40 },
  );
});
