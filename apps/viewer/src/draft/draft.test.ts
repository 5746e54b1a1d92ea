import { type Plan, PlanRequest } from "@cuntong/contract";
import { expect, test } from "vitest";
import { type BudgetFields, budgetFaults, budgetOf, emptyBudget } from "./budget-fields.ts";
import { countingFaults, countingFields, countingOf } from "./counting-fields.ts";
import { type Draft, draftOf, emptyDraft, villageLock, withLine, withoutLine, withVillage } from "./draft.ts";
import { planRequest } from "./plan-request.ts";
import { fittingBook, piecesLacking, piecesUncounted } from "./price-book-fit.ts";

const itemised = {
  poles: { everyM: 50, classesWithPoles: ["powerline" as const] },
  cable: { strandsPerVillage: 4, reservePct: 20, slackPct: 2 },
  drumM: 3000,
  ...{ cabinetsPerVillage: 1, splittersPerVillage: 0, fixedPerVillage: true },
  opex: { years: 10, inCost: false },
};
const ring = [
  [108, 23],
  [109, 23],
  [109, 24],
] as const;
const place = { projectId: "guangxi", countyCode: null };
const asked = (change: Partial<Draft>, at: Parameters<typeof planRequest>[1] = place) => {
  const answer = planRequest({ ...emptyDraft, ...change }, at);
  return "request" in answer ? answer.request : answer.faults;
};

test("a draft makes a request that the contract takes", () => {
  const requests = [
    asked({}),
    asked({ choice: "county", priceBook: "2026" }, { projectId: "guangxi", countyCode: "451224" }),
    asked({ choice: "polygon", polygon: ring }),
    asked({ counting: countingFields(itemised) }),
    asked({
      budget: { ...emptyBudget, cap: "1234.5", curve: true, quotas: [{ countyCode: "1", atLeast: "3", of: "people" }] },
    }),
    asked({ avoid: [{ id: "A1", line: ring }], forbid: ["v1"], partial: true }),
    asked({ existingSpans: "reuse" }),
  ];
  expect(requests.map((request) => PlanRequest.parse(request))).toEqual(requests);
});

test("what is still to be chosen or put right is named", () => {
  expect([
    asked({ choice: "county" }),
    asked({ choice: "polygon", polygon: [[1, 1]] }),
    asked({ seed: "x" }),
    asked({ seed: "4294967296" }),
    asked({ budget: { ...emptyBudget, cap: "all" } }),
    asked({ offroad: "far" }),
    asked({ counting: { ...countingFields(itemised), everyM: "0" }, must: ["v1"], tolerance: "far" }),
  ]).toEqual([["county"], ["polygon"], ["seed"], ["seed"], ["budget"], ["offroad"], ["counting", "tolerance"]]);
});

test("a tolerance without a line or village to lock is nobody's fault", () => {
  expect(asked({ tolerance: "far" })).toMatchObject({ projectId: "guangxi" });
});

test("a draft of a plan asks for what the plan was asked for", () => {
  const request = PlanRequest.parse({
    ...{ projectId: "guangxi", name: "spring", effort: "thorough", seed: 3, priceBook: "2026", counting: itemised },
    villages: { select: "codes", codes: ["v1", "v2"] },
    budget: {
      capFen: 5_000_000_00,
      weights: { people: 1, services: { 广电: 0.5 }, priority: 20 },
      dueBy: "2027-06-30",
      curvePoints: 16,
    },
    locks: { use: [{ id: "U1", line: ring }], forbid: ["v2"], toleranceM: 40 },
    partial: true,
    offroadLimitM: 300,
    existingSpans: "reuse",
  });
  const draft = draftOf({ id: "p1", request } as Plan);
  expect(planRequest(draft, place)).toEqual({ request });
});

test("lines get the first short id that is free", () => {
  const two = withLine(withLine(emptyDraft, "avoid", ring), "avoid", ring);
  const again = withLine(withoutLine(two, "avoid", "A1"), "avoid", ring);
  expect([two, again].map(({ avoid }) => avoid.map(({ id }) => id))).toEqual([
    ["A1", "A2"],
    ["A2", "A1"],
  ]);
});

test("a village is locked one way at a time", () => {
  const draft = withVillage(withVillage(emptyDraft, "v1", "must"), "v1", "forbid");
  expect([villageLock(draft, "v1"), draft.must, villageLock(withVillage(draft, "v1", null), "v1")]).toEqual([
    "forbid",
    [],
    null,
  ]);
});

test("numbers of what is counted go there and back; wrong ones are named while they are needed", () => {
  const fields = countingFields(itemised);
  expect(countingOf(fields)).toEqual(itemised);
  const wrong = { ...fields, everyM: "-1", drumM: "", years: "1.5" };
  expect(countingFaults(wrong)).toEqual(["everyM", "drumM", "years"]);
  expect(countingFaults({ ...wrong, poles: false, drums: false, opex: false })).toEqual([]);
});

test("a price book fits what is counted, or the items that it lacks or prices for nothing are named", () => {
  const price = (code: string) => ({ code, unit: "each" as const, priceFen: 1, source: "", date: "" });
  const all = { name: "all in", prices: [price("span.aerial.flat")] };
  const codes = ["node.pole", "cable.24", "node.joint", "node.cabinet", "village.fixed", "opex.village"];
  const pieces = { name: "pieces", prices: codes.map(price) };
  const counted = { ...emptyDraft, counting: countingFields(itemised) };
  expect(piecesLacking(all, counted)).toEqual(codes.map((code) => code.replace(/^(cable|opex)\..*/, "$1.")));
  expect([piecesLacking(pieces, counted), piecesUncounted(pieces, counted)]).toEqual([[], []]);
  expect(piecesUncounted(pieces, emptyDraft)).toHaveLength(5);
  expect(fittingBook([all, pieces], all, counted)).toBe(pieces);
  expect(fittingBook([all, pieces], pieces, emptyDraft)).toBe(all);
  const reusing = { ...emptyDraft, existingSpans: "reuse" } as const;
  const along = { name: "along", prices: [...all.prices, price("overlash.aerial")] };
  expect([piecesLacking(all, reusing), piecesUncounted(along, emptyDraft)]).toEqual([["overlash."], []]);
  expect(fittingBook([all, along], all, reusing)).toBe(along);
});

test("a cap is exact in every unit, and money below a fen or no number is none", () => {
  const cap = (text: string, unit: BudgetFields["unit"]) => budgetOf({ ...emptyBudget, cap: text, unit })?.capFen;
  expect([cap("0.07", "yuan"), cap("1234.567891", "wan"), cap("16.73", "yi"), cap("1,000", "yuan")]).toEqual([
    7, 1_234_567_891, 167_300_000_000, 100_000,
  ]);
  expect([cap("0.001", "yuan"), cap("-1", "wan"), cap("0", "wan"), cap("1e3", "wan")]).toEqual(
    Array(4).fill(undefined),
  );
});

test("a budget without cap, curve and quota is none; what is wrong with one is named", () => {
  expect(budgetOf(emptyBudget)).toBeNull();
  const quotas = [{ countyCode: "", atLeast: "1", of: "villages" } as const];
  const none = { village: "", people: "", households: "", priority: "" };
  const services = [{ name: "tv", weight: "1.23456" }];
  const wrong = { ...emptyBudget, weights: { ...none, people: "x" }, services, quotas };
  expect(budgetFaults(wrong)).toEqual({ cap: false, weights: ["people"], services: [0], noWeight: false, quotas: [0] });
  expect(budgetOf(wrong)).toBeUndefined();
  expect(budgetOf({ ...emptyBudget, dueBy: "2027-06-30", weights: none })).toBeUndefined();
  const asked = { ...emptyBudget, dueBy: "2027-06-30", weights: none, services: [{ name: "tv", weight: "2" }] };
  expect(budgetOf(asked)).toEqual({ dueBy: "2027-06-30", weights: { services: { tv: 2 } } });
});
