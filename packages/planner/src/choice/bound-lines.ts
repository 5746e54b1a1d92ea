import { weightScale } from "@cuntong/network";

/** What one choice of multipliers proves: no plan under the quotas and locks has cost + perWeight x (worth left out) below `least`. */
export interface BoundLine {
  readonly perWeight: number;
  /** Hundredths of a fen. */
  readonly least: number;
}

/** Upper bounds on what plans can be worth, from Lagrange multipliers: the least of all lines. */
export class BoundLines {
  readonly #lines: BoundLine[] = [];
  readonly #total: number;
  /** Every selection is worth a multiple of this. */
  readonly #step: number;
  /** No plan under the quotas and locks costs less, hundredths of a fen. */
  leastCost = 0;

  /** `worths` are those of all villages that may be chosen, whole. */
  constructor(worths: readonly number[]) {
    this.#total = worths.reduce((sum, worth) => sum + worth, 0);
    this.#step = worths.reduce(greatestCommonDivisor, 0) || 1;
  }

  add(line: BoundLine): void {
    if (line.perWeight === 0) this.leastCost = Math.max(this.leastCost, line.least);
    else this.#lines.push(line);
  }

  /**
   * No plan of at most this cost is worth more, ten-thousandths. Rounded to the safe side: the quotient is a few ulps off at
   * most, and is taken a millionth of a millionth smaller.
   */
  at(cost: number): number {
    const bound = this.#lines.reduce((most, { perWeight, least }) => {
      if (least <= cost) return most;
      const leftOut = Math.ceil(((least - cost) / perWeight) * (1 - 1e-12) - 1e-6);
      return Math.min(most, this.#total - leftOut);
    }, this.#total);
    return Math.floor(bound / this.#step) * this.#step;
  }
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** In the weights' own unit. */
export function inUnits(worth: number): number {
  return worth / weightScale;
}
