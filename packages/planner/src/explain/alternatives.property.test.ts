import fc from "fast-check";
import { expect, test } from "vitest";
import { alternativeTo, PlanInHand, solvePlan, whyNot } from "../index.ts";
import { resolveLocks } from "../locks/resolve-locks.ts";
import { noLocks, openLocks, type ResolvedLocks } from "../locks/resolved-locks.ts";
import { basesOf } from "../plan/find-tree.ts";
import type { PreparedPlan } from "../plan/prepared-plan.ts";
import { hundredthsPerFen } from "../price/price-stretches.ts";
import { lightestByTrial, lockedTown } from "../testing/locked-town.ts";

/** Fen that no plan under the locks can cost less than, by trying every tree; closures come on top of it in a bill. */
function leastFen(prepared: PreparedPlan, locks: ResolvedLocks): number {
  return Math.floor((lightestByTrial(prepared, locks) + basesOf(prepared, locks)) / hundredthsPerFen);
}

function inHand(prepared: PreparedPlan): PlanInHand {
  const solved = solvePlan(prepared);
  if (!solved.ok) throw new Error(JSON.stringify(solved.issues));
  return new PlanInHand(prepared, solved);
}

test("what a plan costs more without a span lies within the interval given, by trying every tree without it", () => {
  let asked = 0;
  fc.assert(
    fc.property(lockedTown, (town) => {
      if (!town) return;
      const { prepared } = town;
      const hand = inHand(prepared);
      const { spans, totals } = hand.solved.proposal;
      for (const { id } of spans) {
        const answer = alternativeTo(hand, id);
        if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
        if (answer.cutOff.length > 0) continue;
        const avoid = new Uint8Array(prepared.counts.weight.length);
        for (const stretch of hand.stretchesOf(id)) avoid[stretch] = 1;
        const moreFen = leastFen(prepared, { ...noLocks, avoid }) - totals.costFen;
        expect(answer.atLeastFen).toBeLessThanOrEqual(moreFen);
        expect(answer.atMostFen).toBeGreaterThanOrEqual(moreFen);
        asked++;
      }
    }),
    { numRuns: 40 },
  );
  expect(asked).toBeGreaterThan(20);
});

test("what a plan costs more along a road lies within the interval given, by trying every tree along it", () => {
  let asked = 0;
  fc.assert(
    fc.property(lockedTown, fc.nat({ max: 11 }), (town, pick) => {
      if (!town) return;
      const { prepared } = town;
      const { edgeSource } = prepared.input.corridors;
      const corridor = { id: "road", source: edgeSource[pick % edgeSource.length] };
      const hand = inHand(prepared);
      const answer = whyNot(hand, corridor);
      if (!answer.ok) return;
      const locks = resolveLocks(prepared, { ...openLocks, use: [corridor] });
      const moreFen = leastFen(prepared, locks) - hand.solved.proposal.totals.costFen;
      if (!answer.asPlanned) expect(answer.atLeastFen).toBeLessThanOrEqual(moreFen);
      expect(answer.atMostFen).toBeGreaterThanOrEqual(moreFen);
      asked++;
    }),
    { numRuns: 80 },
  );
  expect(asked).toBeGreaterThan(40);
});
