import type { PlanLocks } from "@cuntong/network";
import { expect, test } from "vitest";
import {
  alternativeTo,
  defaultPriceBook,
  explainVillage,
  openLocks,
  PlanInHand,
  preparePlan,
  solvePlan,
  whatIf,
  whyNot,
} from "../index.ts";
import { at, corridorsOf, headend, planInput, village } from "../testing/sketch.ts";

//   R --1 km-- x --1 km-- A        B hangs on x by a stem of 0.8 km, or by the track over the top;
//   |          |                   A hangs on x alone
//   0.8        0.8
//   |          |
//   y --1 km-- B
const corridors = corridorsOf([
  { points: [at(0, 0), at(1000, 0)] },
  { points: [at(1000, 0), at(2000, 0)] },
  { points: [at(1000, 0), at(1000, 800)] },
  { points: [at(0, 0), at(0, 800)], class: "track" },
  { points: [at(0, 800), at(1000, 800)], class: "track" },
]);
const input = planInput({
  corridors,
  nodes: [headend("R", at(0, 0))],
  villages: [village("A", at(2000, 0)), village("B", at(1000, 800))],
});

function inHand(locks: Partial<PlanLocks> = {}): PlanInHand {
  const ready = preparePlan(input);
  if (!ready.ok) throw new Error(JSON.stringify(ready.issues));
  const solved = solvePlan(ready.prepared, { locks: { ...openLocks, ...locks } });
  if (!solved.ok) throw new Error(JSON.stringify(solved.issues));
  return new PlanInHand(ready.prepared, solved);
}

const roundKm = (lengthM: number) => Math.round(lengthM / 100) / 10;

test("a village's path is explained part by part, with the way round for each and what it would cost more", () => {
  const answer = explainVillage(inHand(), "B");
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
  expect(answer.parts.map(({ villagesBeyond, lengthM }) => [villagesBeyond, roundKm(lengthM)])).toEqual([
    [2, 1],
    [1, 0.8],
  ]);
  const [trunk, stem] = answer.parts;
  expect(roundKm(stem.nextBest!.lengthM)).toBe(1.8);
  expect(stem.nextBest!.moreFen).toBeGreaterThan(0);
  expect(roundKm(trunk.nextBest!.lengthM)).toBe(1.8);
  expect(answer.pathCostFen).toBe(trunk.costFen + stem.costFen);
});

test("the only way is called that", () => {
  const answer = explainVillage(inHand(), "A");
  expect(answer.ok && answer.parts.at(-1)?.nextBest).toBe(null);
});

test("without a span the plan costs exactly the way round more, and that is proven", () => {
  const hand = inHand();
  const stem = hand.solved.proposal.spans.find(({ lengthM, villagesBeyond }) => villagesBeyond === 1 && lengthM < 900)!;
  const answer = alternativeTo(hand, stem.id);
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
  // The closure at x goes as well, so the plan pays for one less: the bound knows nothing of closures.
  const closureFen = defaultPriceBook.prices.find(({ code }) => code === "node.closure")!.priceFen;
  const around = explainVillage(hand, "B");
  const moreFen = around.ok ? around.parts[1].nextBest!.moreFen : 0;
  expect(answer.atMostFen).toBe(moreFen - closureFen);
  expect(answer.atLeastFen).toBe(moreFen - closureFen);
  expect(answer.comparison.spans.onlyA.map(({ lengthM }) => roundKm(lengthM))).toEqual([0.8]);
});

test("without a span that is the only way a village is cut off", () => {
  const hand = inHand();
  const last = hand.solved.proposal.spans.find(
    ({ to }) =>
      hand.solved.proposal.villages[0].state === "connected" && to === hand.solved.proposal.villages[0].nodeId,
  )!;
  const answer = alternativeTo(hand, last.id);
  expect(answer.ok && answer.cutOff).toEqual(["A"]);
});

test("why not this road: what the plan would cost with it", () => {
  const hand = inHand();
  const answer = whyNot(hand, { id: "the track", line: [at(3, 10), at(-4, 790)] });
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
  expect(answer.asPlanned).toBe(false);
  expect(answer.atMostFen).toBeGreaterThan(0);
  expect(answer.atLeastFen).toBeLessThanOrEqual(answer.atMostFen);
  const trunk = whyNot(hand, { id: "the trunk", source: 1 });
  expect(trunk.ok && [trunk.asPlanned, trunk.atMostFen, trunk.atLeastFen]).toEqual([true, 0, 0]);
});

test("under a budget questions are about the villages that were chosen, and a bound is never above the cost", () => {
  const ready = preparePlan(input);
  if (!ready.ok) throw new Error(JSON.stringify(ready.issues));
  const capFen = inHand({ forbid: ["A"] as unknown as PlanLocks["forbid"] }).solved.proposal.totals.costFen;
  const solved = solvePlan(ready.prepared, { budget: { capFen, weights: { village: 1 } } });
  if (!solved.ok) throw new Error(JSON.stringify(solved.issues));
  expect(solved.proposal.totals).toMatchObject({ connected: 1, leftOut: 1 });
  const { costFen } = solved.proposal.totals;
  const whole = inHand().solved.proposal.totals.costFen;
  const answer = whatIf(input, solved.proposal, { prices: "span", percents: [0] });
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
  expect(answer.points[0]).toMatchObject({ keepFen: costFen, bestFen: costFen, stays: true });
  expect(answer.points[0]!.lowerBoundFen).toBeLessThanOrEqual(costFen);
  const road = { id: "over the top", line: [at(0, 0), at(0, 800)] };
  const other = whyNot(new PlanInHand(ready.prepared, solved), road);
  if (!other.ok) throw new Error(JSON.stringify(other.issues));
  expect(other.comparison.villages.onlyB).toEqual([]);
  expect(other.atMostFen).toBeLessThan(whole);
});

test("what cannot be asked is refused with its code", () => {
  const hand = inHand({ use: [{ id: "trunk", source: 1 }] });
  const trunk = hand.solved.proposal.spans.find(({ villagesBeyond }) => villagesBeyond === 2)!;
  const codes = [
    explainVillage(hand, "Z"),
    alternativeTo(hand, "no-span"),
    alternativeTo(hand, trunk.id),
    whyNot(hand, { id: "far", source: 99 }),
    whatIf(input, hand.solved.proposal, { prices: "no.such", percents: [10] }),
    whatIf(input, hand.solved.proposal, { prices: "span", percents: [0.5] }),
  ].map((answer) => (answer.ok ? "" : answer.issues[0].code));
  expect(codes).toEqual([
    "EXPLAIN_VILLAGE",
    "EXPLAIN_SPAN",
    "EXPLAIN_SPAN",
    "LOCK_UNMATCHED",
    "WHATIF_PRICES",
    "WHATIF_PERCENT",
  ]);
});

test("the plan stays while all prices change together, and turns to the track where tracks become cheap", () => {
  const { proposal } = inHand().solved;
  const together = whatIf(input, proposal, { prices: "span", percents: [-20, 0, 20] });
  if (!together.ok) throw new Error(JSON.stringify(together.issues));
  expect(together.stable).toBe(true);
  expect(together.points[1].keepFen).toBe(proposal.totals.costFen);
  for (const { bestFen, lowerBoundFen } of together.points) expect(lowerBoundFen).toBeLessThanOrEqual(bestFen);
  const priceBook = {
    ...defaultPriceBook,
    prices: defaultPriceBook.prices.map((p) => (p.code === "class.minor" ? { ...p, priceFen: 3000 } : p)),
  };
  const dear = { ...input, priceBook };
  const ready = preparePlan(dear);
  if (!ready.ok) throw new Error(JSON.stringify(ready.issues));
  const made = solvePlan(ready.prepared);
  if (!made.ok) throw new Error(JSON.stringify(made.issues));
  const answer = whatIf(dear, made.proposal, { prices: "class.minor", percents: [-100, 0, 1000] });
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
  expect(answer.stable).toBe(false);
  const turned = answer.points.filter(({ stays }) => !stays);
  for (const { villages, roads } of turned)
    expect([villages.length > 0, roads.onlyBetter.length > 0]).toEqual([true, true]);
});
