import type { Issue, PriceBook, Proposal, VillageCode } from "@cuntong/network";
import type { Both, ComparedVillage, Comparison, DifferentGround } from "./comparison.ts";
import { reprice } from "./reprice.ts";
import { partsOnlyIn, type SpanPart } from "./span-difference.ts";
import { villageShares } from "./village-shares.ts";

export interface CompareOptions {
  /** Prices what `a` builds by the price book of `b` where the two differ; otherwise such plans are not compared. */
  readonly normalise?: boolean;
}

export type CompareAnswer =
  | { readonly ok: true; readonly comparison: Comparison }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/**
 * Holds two proposals against each other: villages, cost by item and by county, and the roads that only one of them builds along. What they
 * were made on and is not the same is stated. Refuses with `COMPARE_PRICES` where their price books differ, unless told to
 * normalise, and then with `COMPARE_COUNTING` where they count different things and `PRICE_MISSING` where the book of `b` cannot price `a`.
 */
export function compareProposals(a: Proposal, b: Proposal, { normalise = false }: CompareOptions = {}): CompareAnswer {
  const prices = !samePrices(a.priceBook, b.priceBook);
  if (prices && !normalise) return { ok: false, issues: [otherPrices(a, b)] };
  if (prices && !isDeepEqual(a.settings.counting, b.settings.counting)) return { ok: false, issues: [otherCounting()] };
  const priced = prices ? reprice(a, b.priceBook) : { ok: true as const, proposal: a };
  if (!priced.ok) return priced;
  return { ok: true, comparison: compared({ a: priced.proposal, b }, { ...groundOf(a, b), prices }) };
}

function compared({ a, b }: Both<Proposal>, different: DifferentGround): Comparison {
  const [onlyA, onlyB] = [partsOnlyIn(a.spans, b.spans), partsOnlyIn(b.spans, a.spans)];
  return {
    different,
    totals: { a: a.totals, b: b.totals },
    costFen: b.totals.costFen - a.totals.costFen,
    lengthM: centimetres(b.totals.lengthM - a.totals.lengthM),
    villages: villagesOf(a, b),
    items: itemsOf(a, b),
    counties: countiesOf(a, b),
    spans: { onlyA, onlyB, onlyALengthM: lengthOf(onlyA), onlyBLengthM: lengthOf(onlyB) },
  };
}

/** Prices alone: the name, source and date of a price make no plan dearer. */
function samePrices(a: PriceBook, b: PriceBook): boolean {
  const listed = ({ prices }: PriceBook) =>
    JSON.stringify(prices.map(({ code, unit, priceFen }) => [code, unit, priceFen].join()).sort());
  return listed(a) === listed(b);
}

function otherPrices(a: Proposal, b: Proposal): Issue {
  return {
    severity: "error",
    code: "COMPARE_PRICES",
    place: {},
    message: `the plans are priced by different books, "${a.priceBookName}" and "${b.priceBookName}"`,
    suggestion: "Normalise: price the quantities of the first by the book of the second.",
    params: { a: a.priceBookName, b: b.priceBookName },
  };
}

/** A metre of an all-in book has poles and cable in it: priced by an itemised one its plan would have none. */
function otherCounting(): Issue {
  const message = "the plans count different things (poles, cable, pieces), so no price book prices both";
  return { severity: "error", code: "COMPARE_COUNTING", place: {}, message };
}

function isDeepEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function groundOf(a: Proposal, b: Proposal): Omit<DifferentGround, "prices"> {
  const [askedA, askedB] = [a, b].map(({ villages }) => new Set(villages.map(({ code }) => code)));
  return {
    settings: differentKeys(a.settings, b.settings),
    inputs: differentKeys(inputsByRole(a), inputsByRole(b)),
    seed: a.seed !== b.seed,
    locks: JSON.stringify(a.locks) !== JSON.stringify(b.locks),
    planner: a.madeBy.planner !== b.madeBy.planner,
    villages: {
      a: [...askedA].filter((code) => !askedB.has(code)),
      b: [...askedB].filter((code) => !askedA.has(code)),
    },
  };
}

function differentKeys(a: object, b: object): string[] {
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  const keys = new Set([...left.keys(), ...right.keys()]);
  return [...keys].filter((key) => JSON.stringify(left.get(key)) !== JSON.stringify(right.get(key))).sort();
}

function inputsByRole({ inputs }: Proposal): object {
  const byRole = Map.groupBy(inputs, ({ role }) => role);
  return Object.fromEntries(
    [...byRole].map(([role, all]) => [role, all.map(({ sha256, revision, name }) => sha256 ?? revision ?? name)]),
  );
}

function villagesOf(a: Proposal, b: Proposal): Comparison["villages"] {
  const [inA, inB] = [connectedOf(a), connectedOf(b)];
  const without = (some: ReadonlyMap<VillageCode, ComparedVillage>, others: typeof some) =>
    [...some.values()].filter(({ code }) => !others.has(code));
  const onlyA = without(inA, inB);
  return { onlyA, onlyB: without(inB, inA), inBoth: inA.size - onlyA.length };
}

function connectedOf({ villages }: Proposal): ReadonlyMap<VillageCode, ComparedVillage> {
  return new Map(
    villages.flatMap(({ state, code, name, countyCode }) => {
      return state === "connected" ? [[code, { code, name, ...(countyCode === undefined ? {} : { countyCode }) }]] : [];
    }),
  );
}

function itemsOf(a: Proposal, b: Proposal): Comparison["items"] {
  const [linesA, linesB] = [a, b].map(({ bill }) => new Map(bill.map((line) => [line.code, line])));
  const codes = new Set([...linesA.keys(), ...linesB.keys()]);
  return [...codes].map((code) => {
    const [x, y] = [linesA.get(code), linesB.get(code)];
    return {
      ...{ code, unit: (x ?? y)!.unit },
      quantity: { a: x?.quantity ?? 0, b: y?.quantity ?? 0 },
      costFen: { a: x?.costFen ?? 0, b: y?.costFen ?? 0 },
    };
  });
}

function countiesOf(a: Proposal, b: Proposal): Comparison["counties"] {
  const [inA, inB] = [byCounty(a), byCounty(b)];
  const none = { connected: 0, costFen: 0, lengthM: 0 };
  return [...new Set([...inA.keys(), ...inB.keys()])].sort().map((countyCode) => {
    const [x, y] = [inA.get(countyCode) ?? none, inB.get(countyCode) ?? none];
    return {
      countyCode,
      connected: { a: x.connected, b: y.connected },
      costFen: { a: x.costFen, b: y.costFen },
      lengthM: { a: centimetres(x.lengthM), b: centimetres(y.lengthM) },
    };
  });
}

interface CountySums {
  readonly connected: number;
  readonly costFen: number;
  readonly lengthM: number;
}

/** Villages without a county are under the empty code. */
function byCounty(proposal: Proposal): ReadonlyMap<string, CountySums> {
  const lengths = villageShares(proposal, ({ lengthM }) => lengthM);
  const sums = new Map<string, CountySums>();
  for (const village of proposal.villages) {
    if (village.state !== "connected") continue;
    const { connected, costFen, lengthM } = sums.get(village.countyCode ?? "") ?? {
      connected: 0,
      costFen: 0,
      lengthM: 0,
    };
    sums.set(village.countyCode ?? "", {
      connected: connected + 1,
      costFen: costFen + village.shareFen,
      lengthM: lengthM + lengths.get(village.code)!,
    });
  }
  return sums;
}

function lengthOf(parts: readonly SpanPart[]): number {
  return centimetres(parts.reduce((sum, { lengthM }) => sum + lengthM, 0));
}

function centimetres(metres: number): number {
  return Math.round(metres * 100) / 100;
}
