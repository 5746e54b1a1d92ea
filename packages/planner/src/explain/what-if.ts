import type { Issue, PlanLocks, PriceBook, Proposal, VillageCode } from "@cuntong/network";
import { compareProposals } from "../compare/compare-proposals.ts";
import { reprice } from "../compare/reprice.ts";
import type { SpanPart } from "../compare/span-difference.ts";
import { openLocks } from "../locks/resolved-locks.ts";
import { plan } from "../plan/make-plan.ts";
import type { Cancel, PlanInput } from "../plan/plan.ts";
import { issue } from "../plan/refusal.ts";
import { pathMarks } from "./path-marks.ts";

/** Prices that rise or fall together, and by how much to try. */
export interface PriceQuestion {
  /** A price code (`span.aerial.flat`) or the beginning of some (`span.aerial`, `crossing`). */
  readonly prices: string;
  /** Whole per cent, e.g. -20, -10, 10, 20. */
  readonly percents: readonly number[];
}

/** What becomes of a plan at one change of prices. */
export interface PricePoint {
  readonly percent: number;
  /** What the plan as it is costs at these prices: exact. */
  readonly keepFen: number;
  /** The least cost found at these prices: that of the plan as it is, or of a better one. */
  readonly bestFen: number;
  /** No plan costs less at these prices. Absent without a bound. */
  readonly lowerBoundFen?: number;
  /** No better plan was found: the plan as it is stays. */
  readonly stays: boolean;
  /** What keeping the plan as it is can cost too much, at most (proven); absent without a bound. */
  readonly atMostTooDearFen?: number;
  /** Villages whose path the better plan changes. */
  readonly villages: readonly VillageCode[];
  /** Roads that only the better plan, and only the plan as it is, builds along. */
  readonly roads: { readonly onlyBetter: readonly SpanPart[]; readonly onlyAsIs: readonly SpanPart[] };
}

export type WhatIfAnswer =
  | {
      readonly ok: true;
      readonly prices: readonly string[];
      readonly points: readonly PricePoint[];
      /** Least and greatest of the best costs found. */
      readonly costFen: readonly [least: number, greatest: number];
      /** The plan as it is stays the best one known over the whole range. */
      readonly stable: boolean;
    }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Most changes of price in one question: each is a whole plan. */
const mostPercents = 21;

/**
 * How a plan stands when prices change: at each change the plan as it is, priced exactly, against a new plan of the same inputs with its
 * bound. Villages that were not chosen under a budget stay out. Prices are rounded to whole fen. Refuses with `WHATIF_PRICES` where the price book has no such price and `WHATIF_PERCENT`
 * where a change is no whole per cent from -100 to 1000.
 */
export function whatIf(
  input: PlanInput,
  proposal: Proposal,
  question: PriceQuestion,
  onProgress: (fraction: number) => void = () => {},
  cancel?: Cancel,
): WhatIfAnswer {
  const codes = codesOf(input.priceBook, question.prices);
  const faults = faultsOf(question, codes);
  if (faults.length > 0) return { ok: false, issues: faults };
  const points: PricePoint[] = [];
  for (const percent of [...new Set(question.percents)].sort((a, b) => a - b)) {
    onProgress(points.length / question.percents.length);
    const point = pointAt(input, proposal, changed(input.priceBook, new Set(codes), percent), percent, cancel);
    if ("issues" in point) return { ok: false, issues: point.issues };
    points.push(point);
  }
  const best = points.map(({ bestFen }) => bestFen);
  return {
    ...{ ok: true, prices: codes, points, stable: points.every(({ stays }) => stays) },
    costFen: [Math.min(...best), Math.max(...best)],
  };
}

function codesOf({ prices }: PriceBook, asked: string): string[] {
  return prices.map(({ code }) => code).filter((code) => code === asked || code.startsWith(`${asked}.`));
}

function faultsOf({ prices, percents }: PriceQuestion, codes: readonly string[]): Issue[] {
  const isBad = (percent: number) => !Number.isInteger(percent) || percent < -100 || percent > 1000;
  const bad = percents.length === 0 || percents.length > mostPercents ? [percents.length] : percents.filter(isBad);
  return [
    ...(codes.length > 0
      ? []
      : [{ ...issue("WHATIF_PRICES", `the price book has no price ${prices}`), value: prices, params: { prices } }]),
    ...bad.slice(0, 1).map((value) => {
      const message = `a change of price is a whole per cent from -100 to 1000, and there are 1 to ${mostPercents} of them`;
      return { ...issue("WHATIF_PERCENT", message), value: String(value), params: { most: mostPercents } };
    }),
  ];
}

function changed(book: PriceBook, codes: ReadonlySet<string>, percent: number): PriceBook {
  const prices = book.prices.map((price) => {
    return codes.has(price.code) ? { ...price, priceFen: Math.round((price.priceFen * (100 + percent)) / 100) } : price;
  });
  return { ...book, prices };
}

function pointAt(
  input: PlanInput,
  proposal: Proposal,
  priceBook: PriceBook,
  percent: number,
  cancel: Cancel | undefined,
): PricePoint | { readonly issues: readonly Issue[] } {
  const kept = reprice(proposal, priceBook);
  if (!kept.ok) return kept;
  const locks = sameVillages(proposal);
  const made = plan({ ...input, priceBook }, undefined, cancel, { ...(locks && { locks }), partial: true });
  if (!made.ok) return made;
  const [keepFen, foundFen] = [kept.proposal.totals.costFen, made.proposal.totals.costFen];
  const { lowerBoundFen } = made.proposal.totals;
  const stays = keepFen <= foundFen;
  return {
    ...{ percent, keepFen, bestFen: Math.min(keepFen, foundFen), stays },
    ...(lowerBoundFen === undefined ? {} : { lowerBoundFen, atMostTooDearFen: keepFen - lowerBoundFen }),
    ...(stays
      ? { villages: [], roads: { onlyBetter: [], onlyAsIs: [] } }
      : { villages: otherPaths(proposal, made.proposal), roads: otherRoads(kept.proposal, made.proposal) }),
  };
}

/** The locks of a proposal, and out of the plan what it did not choose. */
function sameVillages({ locks, villages }: Proposal): PlanLocks | undefined {
  const notChosen = villages.filter((village) => village.state === "left-out" && village.reason === "not-chosen");
  if (notChosen.length === 0) return locks;
  const { forbid, ...others } = locks ?? openLocks;
  return { ...others, forbid: [...forbid, ...notChosen.map(({ code }) => code)] };
}

function otherPaths(a: Proposal, b: Proposal): VillageCode[] {
  const [before, after] = [pathMarks(a), pathMarks(b)];
  return [...before.keys()].filter((code) => before.get(code) !== after.get(code));
}

function otherRoads(asIs: Proposal, better: Proposal): PricePoint["roads"] {
  const compared = compareProposals(better, asIs);
  if (!compared.ok) throw new Error("both plans have the same prices");
  const { onlyA, onlyB } = compared.comparison.spans;
  return { onlyBetter: onlyA, onlyAsIs: onlyB };
}
