import type { Issue, Price, PriceBook, Proposal, ProposedSpan, Quantity } from "@cuntong/network";
import { billOf, costOf, roundFen, shareOut, Tally } from "../price/bill.ts";
import { withOpex } from "../price/opex.ts";
import { bookCodeOf, priceCode, unitsOf } from "../price/price-codes.ts";
import { hundredthsPerFen } from "../price/price-stretches.ts";
import { checkPrices, PriceTable } from "../price/prices.ts";
import { villageShares } from "./village-shares.ts";

export type RepriceAnswer =
  | { readonly ok: true; readonly proposal: Proposal }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/**
 * The same plan, built of the same quantities, at the prices of another book: every cost anew, and no bound, which was proven for other
 * prices. Refuses with `PRICE_MISSING` and the other `PRICE_` codes where the book cannot price it.
 */
export function reprice(proposal: Proposal, priceBook: PriceBook): RepriceAnswer {
  const quantities = [...proposal.bill, ...(proposal.opex?.lines ?? [])];
  const needed = quantities.map(({ code }) => bookCodeOf(code)).filter((code) => code !== undefined);
  const issues = [...checkPrices(priceBook, [...new Set(needed)]), ...countedOtherwise(quantities, priceBook)];
  if (issues.length > 0) return { ok: false, issues };
  const prices = new PriceTable({ ...priceBook, prices: [...priceBook.prices, ...pricesOfAreas(proposal)] });
  const { lines: bill, costFen } = billOf(tallied(proposal.bill), prices);
  const opex = proposal.opex && { years: proposal.opex.years, ...billOf(tallied(proposal.opex.lines), prices) };
  const spanCosts = proposal.spans.map((span) => sumOf(span.quantities, prices));
  const { lowerBoundFen: _bound, gap: _gap, ...totals } = proposal.totals;
  return {
    ok: true,
    proposal: {
      ...proposal,
      ...{ priceBookName: priceBook.name, priceBook, bill },
      totals: { ...totals, costFen, ...(opex ? { opexFen: opex.costFen } : {}) },
      ...(opex ? { opex: { years: opex.years, lines: opex.lines } } : {}),
      spans: proposal.spans.map((span, i) => ({ ...span, costFen: roundFen(spanCosts[i]) })),
      villages: sharedAnew(proposal, prices, spanCosts, costFen),
    },
  };
}

/** Prices per another unit than the plan counted: a permit may be priced per area in one book and per metre in another. */
function countedOtherwise(quantities: readonly Quantity[], { prices }: PriceBook): Issue[] {
  const counted = new Map(quantities.map(({ code, unit }) => [code, unit]));
  const otherwise = prices.filter(
    ({ code, unit }) => unitsOf(code).includes(unit) && counted.has(code) && counted.get(code) !== unit,
  );
  return otherwise.map(({ code, unit }) => ({
    severity: "error",
    code: "PRICE_UNIT",
    place: { field: code },
    message: `${code} is priced per ${unit}; the plan counted it per ${counted.get(code)}`,
    params: { price: code },
  }));
}

/** What expensive areas ask a metre is theirs, not the book's. */
function pricesOfAreas({ bill }: Proposal): Price[] {
  return bill.filter(({ code }) => bookCodeOf(code) === undefined);
}

/** Shares as a plan gives them: spans with the closures at their far ends by the villages beyond, all else evenly. */
function sharedAnew(
  proposal: Proposal,
  prices: PriceTable,
  spanCosts: readonly number[],
  costFen: number,
): Proposal["villages"] {
  const closureAt = closuresOf(proposal.spans);
  const closure = withOpex(proposal.settings.counting, [{ code: priceCode.closure, unit: "each", quantity: 1 }]);
  const closureCost = closureAt.size > 0 ? sumOf(closure, prices) : 0;
  const costs = proposal.spans.map(({ to }, i) => spanCosts[i] + (closureAt.has(to) ? closureCost : 0));
  const shares = villageShares(proposal, (_, place) => costs[place] / hundredthsPerFen);
  const evenly = (costFen - costs.reduce((sum, cost) => sum + cost, 0) / hundredthsPerFen) / shares.size;
  const rounded = shareOut(
    [...shares.values()].map((share) => share + evenly),
    costFen,
  );
  const place = new Map([...shares.keys()].map((code, i) => [code, i]));
  return proposal.villages.map((village) => {
    return village.state === "connected" ? { ...village, shareFen: rounded[place.get(village.code)!] } : village;
  });
}

/** Nodes outside the existing plant where three or more spans meet. */
function closuresOf(spans: readonly ProposedSpan[]): ReadonlySet<string> {
  const degree = new Map<string, number>();
  for (const { from, to } of spans) for (const node of [from, to]) degree.set(node, (degree.get(node) ?? 0) + 1);
  return new Set(spans.map(({ to }) => to).filter((node) => degree.get(node)! >= 3));
}

function tallied(quantities: readonly Quantity[]): Quantity[] {
  const tally = new Tally();
  for (const { code, unit, quantity } of quantities) tally.add({ code, unit, quantity });
  return tally.quantities();
}

function sumOf(quantities: readonly Quantity[], prices: PriceTable): number {
  return quantities.reduce((sum, quantity) => sum + costOf(quantity, prices), 0);
}
