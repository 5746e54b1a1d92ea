import type { CableCounting, SpanCable } from "@cuntong/network";
import { priceCode } from "./price-codes.ts";
import type { PriceTable } from "./prices.ts";

/** A line below the price of a metre of cable as a function of the villages beyond it: `atLeastFen + perVillageFen * villages`. */
export interface CableFloor {
  readonly atLeastFen: number;
  readonly perVillageFen: number;
}

/** Sizes the cable of each span by the villages beyond it. */
export class CableSizing {
  readonly #counting: CableCounting;
  /** Numbers of strands, ascending, and fen per metre of each. */
  readonly #sizes: readonly number[];
  readonly #fen: readonly number[];

  constructor(counting: CableCounting, prices: PriceTable) {
    this.#counting = counting;
    this.#sizes = prices.cableSizes();
    this.#fen = this.#sizes.map((strands) => prices.fen(priceCode.cable(strands)));
  }

  /** Strands needed on a span: those of the villages beyond it and the reserve, rounded up. A mandatory route to none has those of one. */
  strandsFor(villages: number): number {
    const { strandsPerVillage, reservePct } = this.#counting;
    return Math.ceil((Math.max(1, villages) * strandsPerVillage * (100 + reservePct)) / 100);
  }

  /** The smallest size that holds the strands; beyond the largest, as many of the largest as it takes, then one for what is left. */
  cablesFor(villages: number): SpanCable[] {
    const strands = this.strandsFor(villages);
    const largest = this.#sizes[this.#sizes.length - 1];
    const full = Math.floor((strands - 1) / largest);
    const last = this.#sizes.find((size) => size >= strands - full * largest)!;
    if (full === 0) return [{ strands: last, count: 1 }];
    if (last === largest) return [{ strands: largest, count: full + 1 }];
    return [
      { strands: largest, count: full },
      { strands: last, count: 1 },
    ];
  }

  /** Centimetres of sheath on so many centimetres of span, rounded up. */
  sheathCm(lengthCm: number): number {
    return Math.ceil((lengthCm * (100 + this.#counting.slackPct)) / 100);
  }

  /** Fen of a metre of span's cables: 100 fen times the metres of sheath that it takes, so that it stays whole. */
  fenPerHundredMetres(villages: number): number {
    const perMetre = this.cablesFor(villages).reduce(
      (sum, { strands, count }) => sum + count * this.#fenOf(strands),
      0,
    );
    return perMetre * (100 + this.#counting.slackPct);
  }

  /**
   * The highest line, at the given mean number of villages beyond a metre, that lies nowhere above the price for 1 to `most` villages.
   * Both its numbers are whole and not negative; they are fen for a hundred metres of span.
   */
  floor(most: number, mean: number): CableFloor {
    const price = Float64Array.from({ length: most }, (_, i) => this.fenPerHundredMetres(i + 1));
    let best: CableFloor = { atLeastFen: 0, perVillageFen: 0 };
    for (const perVillageFen of slopesOf(price)) {
      let atLeastFen = Infinity;
      for (let i = 0; i < most; i++) atLeastFen = Math.min(atLeastFen, price[i] - perVillageFen * (i + 1));
      if (atLeastFen < 0) continue;
      if (atLeastFen + perVillageFen * mean > best.atLeastFen + best.perVillageFen * mean)
        best = { atLeastFen, perVillageFen };
    }
    return best;
  }

  #fenOf(strands: number): number {
    return this.#fen[this.#sizes.indexOf(strands)];
  }
}

/** Slopes, rounded down, of the lower convex hull of the prices, with 0 and that of the steepest line through nothing. */
function slopesOf(price: Float64Array): Set<number> {
  const hull: number[] = [];
  const slope = (a: number, b: number) => (price[b] - price[a]) / (b - a);
  for (let i = 0; i < price.length; i++) {
    while (hull.length >= 2 && slope(hull[hull.length - 2], hull[hull.length - 1]) >= slope(hull[hull.length - 1], i))
      hull.pop();
    hull.push(i);
  }
  const slopes = new Set([0, Math.floor(Math.min(...hull.map((i) => price[i] / (i + 1))))]);
  for (let h = 1; h < hull.length; h++) slopes.add(Math.max(0, Math.floor(slope(hull[h - 1], hull[h]))));
  return slopes;
}
