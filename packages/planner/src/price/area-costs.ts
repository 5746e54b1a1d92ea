import type { AreaCounts } from "../ground/area-meter.ts";
import { type StretchKind, stretchKinds } from "../ground/stretch-kinds.ts";
import type { Stretches } from "../ground/stretches.ts";
import { bandCount } from "../ground/terrain.ts";
import { quantitiesInArea } from "./area-quantities.ts";
import { costOf } from "./bill.ts";
import type { Pricing } from "./price-stretches.ts";

/** Adds to the weights what stretches cost more for the areas they lie in: Infinity where one is forbidden. */
export function addAreaCosts(stretches: Stretches, weight: Float64Array, counts: AreaCounts, pricing: Pricing): void {
  const rates = new AreaRates(pricing);
  for (let i = 0; i < weight.length; i++) {
    for (let entry = counts.start[i]; entry < counts.start[i + 1]; entry++) {
      const rate = rates.of(counts.area[entry], stretches.kind[i]);
      for (let band = 0; band < bandCount; band++) {
        const cm = counts.bandCm[bandCount * entry + band];
        if (cm > 0) weight[i] += cm * rate[band];
      }
    }
    if (Number.isNaN(weight[i])) throw new Error(`stretch ${i} has no price in an area`);
  }
}

/** Hundredths of a fen per centimetre and slope band, made where first asked for. */
class AreaRates {
  readonly #pricing: Pricing;
  readonly #kinds: readonly (StretchKind | null)[];
  readonly #known = new Map<number, readonly number[]>();

  constructor(pricing: Pricing) {
    this.#pricing = pricing;
    this.#kinds = stretchKinds(pricing.settings);
  }

  of(area: number, kind: number): readonly number[] {
    const key = area * this.#kinds.length + kind;
    let rate = this.#known.get(key);
    if (!rate) {
      rate = this.#rate(area, this.#kinds[kind]);
      this.#known.set(key, rate);
    }
    return rate;
  }

  #rate(area: number, kind: StretchKind | null): number[] {
    const { areas, prices } = this.#pricing;
    const of = areas.list[area];
    if (kind === null || of.kind === "forbidden") return [Infinity, Infinity, Infinity];
    return [0, 1, 2].map((band) => {
      const one = [0, 1, 2].map((b) => (b === band ? 1 : 0));
      const quantities = quantitiesInArea(of, kind, one, prices);
      return quantities.reduce((sum, quantity) => sum + costOf(quantity, prices), 0);
    });
  }
}
