import type { Proposal } from "@cuntong/network";
import { expect, test } from "vitest";
import { openLocks, type PlanInput, plan, planAgain, preparePlan, solvePlan } from "../index.ts";
import { at, corridorsOf, headend, planInput, village } from "../testing/sketch.ts";

const corridors = corridorsOf([
  { points: [at(0, 0), at(1000, 0)] },
  { points: [at(1000, 0), at(2000, 0)] },
  { points: [at(1000, 0), at(1000, 800)] },
  { points: [at(0, 0), at(0, 800)] },
  { points: [at(0, 800), at(1000, 800)] },
]);
const input: PlanInput = planInput({
  corridors,
  nodes: [headend("R", at(0, 0))],
  villages: [village("B", at(1000, 800)), village("A", at(2000, 0))],
  inputs: [{ role: "villages", name: "v.csv", sha256: "a1" }],
});
const avoid = { ...openLocks, avoid: [{ id: "stem", source: 3 }] };

function proposalOf(answer: ReturnType<typeof plan>): Proposal {
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
  return answer.proposal;
}

function made(near: boolean): Proposal {
  if (!near) return proposalOf(plan(input, undefined, undefined, { locks: avoid }));
  const ready = preparePlan(input);
  if (!ready.ok) throw new Error(JSON.stringify(ready.issues));
  const base = solvePlan(ready.prepared);
  if (!base.ok) throw new Error(JSON.stringify(base.issues));
  return proposalOf(solvePlan(ready.prepared, { from: base.solution, locks: avoid }));
}

test.each([false, true])("a proposal is planned again to the same bytes, made near another plan: %s", (near) => {
  const proposal = made(near);
  expect(proposal.madeBy.near).toEqual(near ? { locks: null } : undefined);
  // Files come as they come: other villages beside it, in another order, and other settings.
  const given: PlanInput = {
    ...input,
    villages: [village("Z", at(500, 0)), ...input.villages.toReversed()],
    seed: 99,
    priceBook: { ...input.priceBook, prices: [] },
  };
  const again = planAgain(JSON.parse(JSON.stringify(proposal)), given);
  if (!again.ok) throw new Error(JSON.stringify(again.issues));
  expect(JSON.stringify(again.solved.proposal)).toBe(JSON.stringify(proposal));
});

test("inputs that are not those of the proposal are refused, another planner is warned of", () => {
  const proposal = made(false);
  const codes = (inputs: Proposal["inputs"], from = proposal) =>
    planAgain(from, { ...input, inputs }).issues.map(({ code, params }) => [code, params?.role ?? params?.made]);
  expect(codes([])).toEqual([["INPUT_MISSING", "villages"]]);
  expect(codes([{ role: "villages", name: "v.csv", sha256: "b2" }])).toEqual([["INPUT_CHANGED", "villages"]]);
  const dearer = { role: "areas", name: "a.kml", sha256: "c3" };
  expect(codes([...input.inputs, dearer])).toEqual([["INPUT_CHANGED", "areas"]]);
  expect(codes([...input.inputs, { role: "prices", name: "other" }])).toEqual(codes(input.inputs));
  const older = { ...proposal, madeBy: { ...proposal.madeBy, planner: "0.0.1" } };
  expect(codes(input.inputs, older)).toContainEqual(["PLANNER_OTHER", "0.0.1"]);
});

test("a plan under a limit of time says so, and its bound holds", () => {
  let seconds = 0;
  const answer = plan(input, undefined, undefined, { time: { seconds: 3, clock: () => seconds++ } });
  const { madeBy, totals } = proposalOf(answer);
  expect(madeBy).toMatchObject({ deterministic: false, seconds: 3 });
  expect(totals.lowerBoundFen ?? 0).toBeLessThanOrEqual(totals.costFen);
  const again = planAgain(proposalOf(answer), input);
  expect(again.issues.map(({ code }) => code)).toContain("PLANNER_OTHER");
});
