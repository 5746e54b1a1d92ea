import type { Proposal } from "@cuntong/network";
import { expect, test } from "vitest";
import {
  compareProposals,
  defaultPriceBook,
  itemisedCounting,
  itemisedPriceBook,
  openLocks,
  plan,
  reprice,
} from "../index.ts";
import { defaultSettings } from "../plan/settings.ts";
import { expectToHold } from "../testing/promises.ts";
import { at, corridorsOf, headend, planInput, village } from "../testing/sketch.ts";

//   R ------- x ------- A      to B by the stem on the right, or over the top
//   |         |
//   +--- B ---+
const corridors = corridorsOf([
  { points: [at(0, 0), at(1000, 0)] },
  { points: [at(1000, 0), at(2000, 0)] },
  { points: [at(1000, 0), at(1000, 800)] },
  { points: [at(0, 0), at(0, 800)] },
  { points: [at(0, 800), at(1000, 800)], class: "track" },
]);
const villages = [village("A", at(2000, 0), { countyCode: "1" }), village("B", at(1000, 800), { countyCode: "2" })];
const input = planInput({ corridors, nodes: [headend("R", at(0, 0))], villages });

function planned(given = input, locks = {}): Proposal {
  const answer = plan(given, undefined, undefined, { locks: { ...openLocks, ...locks } });
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
  return answer.proposal;
}

function compared(a: Proposal, b: Proposal, normalise = false) {
  const answer = compareProposals(a, b, { normalise });
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
  return answer.comparison;
}

const dearer = {
  ...defaultPriceBook,
  name: "dearer",
  prices: defaultPriceBook.prices.map((price) => ({ ...price, priceFen: price.priceFen * 2 })),
};

test("a plan held against itself differs in nothing", () => {
  const one = planned();
  const { different, costFen, lengthM, villages: both, spans } = compared(one, one);
  expect({ different, costFen, lengthM, both, spans }).toEqual({
    different: {
      ...{ settings: [], inputs: [], seed: false, locks: false, planner: false, prices: false },
      villages: { a: [], b: [] },
    },
    ...{ costFen: 0, lengthM: 0, both: { onlyA: [], onlyB: [], inBoth: 2 } },
    spans: { onlyA: [], onlyB: [], onlyALengthM: 0, onlyBLengthM: 0 },
  });
});

test("the roads that only one of two plans takes are shown, and what they cost by item and county adds up", () => {
  const around = planned(input, { avoid: [{ id: "stem", source: 3 }] });
  const comparison = compared(planned(), around);
  expect(comparison.spans.onlyA.map(({ lengthM }) => Math.round(lengthM))).toEqual([800]);
  expect(comparison.spans.onlyB.map(({ lengthM }) => Math.round(lengthM)).sort()).toEqual([1000, 800]);
  expect(comparison.different.locks).toBe(true);
  const gain = (all: readonly { readonly costFen: { readonly a: number; readonly b: number } }[]) =>
    all.reduce((sum, { costFen: { a, b } }) => sum + b - a, 0);
  expect([gain(comparison.items), gain(comparison.counties)]).toEqual([comparison.costFen, comparison.costFen]);
  expect(comparison.lengthM).toBeCloseTo(1000, -1);
});

test("a road that two plans cut at different villages is the same road", () => {
  const more = [...villages, village("C", at(500, 0)), village("D", at(1700, 30))];
  const comparison = compared(planned(), planned({ ...input, villages: more }));
  expect(comparison.spans.onlyA).toEqual([]);
  expect(comparison.spans.onlyB.map(({ lengthM }) => Math.round(lengthM))).toEqual([30]);
  expect(comparison.villages.onlyB.map(({ code }) => code)).toEqual(["C", "D"]);
  expect(comparison.different.villages).toEqual({ a: [], b: ["C", "D"] });
});

test("plans priced by different books are not compared unless the first is priced by the book of the second", () => {
  const [a, b] = [planned(), planned({ ...input, priceBook: dearer })];
  const refused = compareProposals(a, b);
  expect(refused.ok ? [] : refused.issues.map(({ code }) => code)).toEqual(["COMPARE_PRICES"]);
  const { costFen, totals, different } = compared(a, b, true);
  expect([costFen, totals.a.costFen, different.prices]).toEqual([0, b.totals.costFen, true]);
});

test("a plan of all-in prices is not priced by an itemised book, which would leave out its poles and cable", () => {
  const b = planned({ ...input, priceBook: dearer });
  const counting = { ...b.settings.counting, opex: { years: 9, inCost: false } };
  const itemised: Proposal = { ...b, settings: { ...b.settings, counting } };
  const answer = compareProposals(planned(), itemised, { normalise: true });
  expect(answer.ok ? [] : answer.issues.map(({ code }) => code)).toEqual(["COMPARE_COUNTING"]);
});

test("a book that lacks a price which the first plan needs is named", () => {
  const poor = { ...dearer, prices: dearer.prices.filter(({ code }) => code !== "village.drop") };
  const answer = compareProposals(planned(), { ...planned(), priceBook: poor }, { normalise: true });
  expect(answer.ok ? [] : answer.issues.map(({ code, params }) => [code, params?.codes])).toEqual([
    ["PRICE_MISSING", "village.drop"],
  ]);
});

test.each([
  ["all-in prices", input],
  [
    "itemised prices with running cost counted in",
    {
      ...input,
      priceBook: itemisedPriceBook,
      settings: { ...defaultSettings, counting: { ...itemisedCounting, opex: { years: 10, inCost: true } } },
    },
  ],
  [
    "itemised prices",
    { ...input, priceBook: itemisedPriceBook, settings: { ...defaultSettings, counting: itemisedCounting } },
  ],
])("priced anew by its own book a plan says what it said: %s", (_, given) => {
  const proposal = planned(given);
  const { lowerBoundFen: _bound, gap: _gap, ...totals } = proposal.totals;
  const again = reprice(proposal, given.priceBook);
  expect(again).toEqual({ ok: true, proposal: { ...proposal, totals } });
  if (again.ok) expectToHold(again.proposal);
});
