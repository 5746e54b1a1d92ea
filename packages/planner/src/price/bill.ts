import { type BillLine, isPerMetre, type Quantity } from "@cuntong/network";
import { strandsOf } from "./price-codes.ts";
import { hundredthsPerFen } from "./price-stretches.ts";
import type { PriceTable } from "./prices.ts";

/** Adds up quantities by price code. */
export class Tally {
  readonly #byCode = new Map<string, Quantity>();

  add(quantity: Quantity): void {
    if (quantity.quantity === 0) return;
    const sofar = this.#byCode.get(quantity.code)?.quantity ?? 0;
    this.#byCode.set(quantity.code, { ...quantity, quantity: sofar + quantity.quantity });
  }

  /** In the order of the bill: spans, classes, areas, crossings, permits, cables by size, nodes, villages, running cost, each by code. */
  quantities(): Quantity[] {
    return [...this.#byCode.values()].sort((a, b) => {
      return groupOf(a.code) - groupOf(b.code) || sizeOf(a.code) - sizeOf(b.code) || (a.code < b.code ? -1 : 1);
    });
  }
}

/** Thrown where prices are so high that sums of them are no longer exact; never leaves `plan`. */
export class TooDear extends Error {}

/** Hundredths of a fen, exact: centimetres x fen per metre, or 100 x pieces x fen. */
export function costOf({ unit, quantity, code }: Quantity, prices: PriceTable): number {
  return quantity * prices.fen(code) * (isPerMetre(unit) ? 1 : hundredthsPerFen);
}

/** Fen, half up. */
export function roundFen(cost: number): number {
  return Math.floor((cost + hundredthsPerFen / 2) / hundredthsPerFen);
}

/**
 * The bill: each line's cost rounded so that together they are the rounded total (largest remainder; equal remainders go to the
 * earlier line).
 */
export function billOf(quantities: readonly Quantity[], prices: PriceTable): { lines: BillLine[]; costFen: number } {
  const costs = quantities.map((quantity) => costOf(quantity, prices));
  const total = costs.reduce((sum, cost) => sum + cost, 0);
  if (!Number.isSafeInteger(total))
    throw new TooDear("the plan would cost more than exact arithmetic holds: 900 thousand million yuan");
  const costFen = roundFen(total);
  const shares = shareOut(
    costs.map((cost) => cost / hundredthsPerFen),
    costFen,
  );
  const lines = quantities.map((quantity, i) => {
    const { priceFen, source, date } = prices.price(quantity.code);
    return { ...quantity, priceFen, costFen: shares[i], source, date };
  });
  return { lines, costFen };
}

/** Rounds shares to whole numbers that add up to `total` (largest remainder; equal remainders go to the earlier share). */
export function shareOut(shares: readonly number[], total: number): number[] {
  const whole = shares.map(Math.floor);
  const left = total - whole.reduce((sum, share) => sum + share, 0);
  const byRemainder = shares.map((_, i) => i).sort((a, b) => shares[b] - whole[b] - (shares[a] - whole[a]) || a - b);
  // More is left than there are shares only through the rounding of the shares themselves; it then goes round again.
  const step = Math.sign(left);
  const turn = step < 0 ? byRemainder.reverse() : byRemainder;
  for (let i = 0; i < Math.abs(left) && turn.length > 0; i++) whole[turn[i % turn.length]] += step;
  return whole;
}

const groups = [
  ...["span", "overlash", "class", "soil", "forest", "surcharge", "area", "crossing", "permit"],
  ...["cable", "node", "village", "opex"],
];

function sizeOf(code: string): number {
  return strandsOf(code) ?? 0;
}

function groupOf(code: string): number {
  return groups.indexOf(code.slice(0, code.indexOf(".")));
}
