import type { CorridorLock, PlanLocks } from "@cuntong/network";
import { expect, test } from "vitest";
import { type PlanInput, preparePlan, solvePlan } from "../index.ts";
import { expectToHold } from "../testing/promises.ts";
import { at, corridorsOf, headend, planInput, village } from "../testing/sketch.ts";
import { openLocks } from "./resolved-locks.ts";

//   R --1-- a --2-- A       a short way to A and B along the bottom,
//   |               |       a long one over the top
//   4               3
//   |               |
//   c -------5----- B
const ring = corridorsOf([
  { points: [at(0, 0), at(1000, 0)] },
  { points: [at(1000, 0), at(2000, 0)] },
  { points: [at(2000, 0), at(2000, 1500)] },
  { points: [at(0, 0), at(0, 1500)] },
  { points: [at(0, 1500), at(2000, 1500)] },
]);
const input = planInput({
  corridors: ring,
  nodes: [headend("R", at(0, 0))],
  villages: [village("A", at(2000, 0)), village("B", at(2000, 1500))],
});

function solved(locks: Partial<PlanLocks>, partial = false, given: PlanInput = input) {
  const ready = preparePlan(given);
  if (!ready.ok) throw new Error(JSON.stringify(ready.issues));
  return solvePlan(ready.prepared, { locks: { ...openLocks, ...locks }, partial });
}

function plannedUnder(locks: Partial<PlanLocks>, partial = false) {
  const answer = solved(locks, partial);
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
  expectToHold(answer.proposal);
  return answer.proposal;
}

function codesOf(locks: Partial<PlanLocks>): string[] {
  const answer = solved(locks);
  return answer.issues.filter(({ severity }) => severity === "error").map(({ code }) => code);
}

const source = (number: number): CorridorLock => ({ id: `way ${number}`, source: number });
const roundKm = (lengthM: number) => Math.round(lengthM / 100) / 10;

test("without locks the plan goes along the bottom", () => {
  expect(roundKm(plannedUnder({}).totals.lengthM)).toBe(3.5);
});

test("a mandatory route is built and paid although a shorter way is there", () => {
  const proposal = plannedUnder({ use: [source(5)] });
  expect(roundKm(proposal.totals.lengthM)).toBe(5);
  expect(proposal.totals.lowerBoundFen).toBe(proposal.totals.costFen);
});

test("a route drawn by hand is the road beside it, also where it begins in the middle of one", () => {
  const drawn: CorridorLock = { id: "drawn", line: [at(5, 700), at(-6, 1496), at(1000, 1510), at(1990, 1505)] };
  const proposal = plannedUnder({ use: [drawn] });
  expect(roundKm(proposal.totals.lengthM)).toBe(5);
});

test("a mandatory route that leads to no village is borne by all of them", () => {
  const proposal = plannedUnder({ use: [source(4)], forbid: ["B" as never] });
  expect(roundKm(proposal.totals.lengthM)).toBe(3.5);
  const spur = proposal.spans.find(({ villagesBeyond }) => villagesBeyond === 0);
  expect(roundKm(spur!.lengthM)).toBe(1.5);
});

test("nothing is built along what is avoided", () => {
  const proposal = plannedUnder({ avoid: [{ id: "closed", line: [at(1200, 3), at(1900, 3)] }] });
  expect(roundKm(proposal.totals.lengthM)).toBe(5);
});

test("a forbidden village is left out and says so", () => {
  const proposal = plannedUnder({ forbid: ["B" as never] });
  expect(proposal.villages.map((v) => (v.state === "left-out" ? v.reason : v.state))).toEqual([
    "connected",
    "forbidden",
  ]);
  expect(proposal.totals).toMatchObject({ villages: 2, connected: 1, unreachable: 0, leftOut: 1 });
  expect(proposal.bill.find(({ code }) => code === "village.drop")?.quantity).toBe(1);
});

test.each<[string, Partial<PlanLocks>, string[]]>([
  ["one corridor both wanted and avoided", { use: [source(2)], avoid: [source(2)] }, ["LOCK_CONTRADICTION"]],
  ["a line where no corridor is", { use: [{ id: "x", line: [at(500, 500), at(900, 500)] }] }, ["LOCK_UNMATCHED"]],
  ["a source that is none", { avoid: [source(99)] }, ["LOCK_UNMATCHED"]],
  [
    "a drawn line that jumps",
    { use: [{ id: "x", line: [at(0, 0), at(900, 0), at(900, 1500), at(1900, 1500)] }] },
    ["LOCK_GAP"],
  ],
  ["routes that close a ring", { use: [1, 2, 3, 4, 5].map(source) }, ["LOCK_LOOP"]],
  ["a village both wanted and forbidden", { must: ["A" as never], forbid: ["A" as never] }, ["LOCK_CONTRADICTION"]],
  ["a village nobody knows", { must: ["Z" as never] }, ["LOCK_VILLAGE_UNKNOWN"]],
  ["villages cut off", { avoid: [source(1), source(4)] }, ["LOCK_CUTS_OFF", "LOCK_CUTS_OFF"]],
  ["a route cut off", { use: [source(2)], avoid: [source(1), source(3)], forbid: ["A" as never] }, ["LOCK_APART"]],
])("%s is refused with its code", (_, locks, codes) => {
  expect(codesOf(locks)).toEqual(codes);
});

test("what can be planned is planned when asked for, and what cannot is a warning", () => {
  const proposal = plannedUnder({ avoid: [source(2), source(3), source(5)] }, true);
  expect(proposal.villages.map((v) => (v.state === "left-out" ? v.reason : v.state))).toEqual(["cut-off", "cut-off"]);
  expect(proposal.totals.costFen).toBe(0);
  const answer = solved({ use: [source(99)] }, true);
  expect(answer.ok && answer.issues.map(({ code, severity }) => [code, severity])).toContainEqual([
    "LOCK_UNMATCHED",
    "warning",
  ]);
});

test("a corridor that does not reach the plant is named as an island, and a village that must be reached as unreachable", () => {
  const apart = corridorsOf([{ points: [at(0, 0), at(1000, 0)] }, { points: [at(0, 9000), at(1000, 9000)] }]);
  const given = planInput({
    corridors: apart,
    nodes: [headend("R", at(0, 0))],
    villages: [village("A", at(1000, 0)), village("C", at(1000, 9000))],
  });
  const answer = solved({ use: [source(2)], must: ["C" as never] }, false, given);
  expect(answer.issues.filter(({ severity }) => severity === "error").map(({ code }) => code)).toEqual([
    "LOCK_ISLAND",
    "LOCK_VILLAGE_UNREACHABLE",
  ]);
});
