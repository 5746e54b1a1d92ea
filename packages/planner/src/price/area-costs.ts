import { corridorClasses, edgeFlags } from "@cuntong/network";
import type { AreaCounts } from "../ground/area-meter.ts";
import { type Stretches, supportOf } from "../ground/stretches.ts";
import { bandCount } from "../ground/terrain.ts";
import { quantitiesInArea } from "./area-quantities.ts";
import { costOf } from "./bill.ts";
import type { Pricing } from "./price-stretches.ts";

/** Adds to the weights what stretches cost more for the areas they lie in: Infinity where one is forbidden. */
export function addAreaCosts(stretches: Stretches, weight: Float64Array, counts: AreaCounts, pricing: Pricing): void {
  const rates = new AreaRates(pricing);
  for (let i = 0; i < weight.length; i++) {
    for (let entry = counts.start[i]; entry < counts.start[i + 1]; entry++) {
      const rate = rates.of(counts.area[entry], stretches.corridorClass[i], stretches.flags[i]);
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
  readonly #known = new Map<number, readonly number[]>();

  constructor(pricing: Pricing) {
    this.#pricing = pricing;
  }

  of(area: number, corridorClass: number, flags: number): readonly number[] {
    const onBridge = flags & edgeFlags.bridge ? 1 : 0;
    const key = (area * corridorClasses.length + corridorClass) * 2 + onBridge;
    let rate = this.#known.get(key);
    if (!rate) {
      rate = this.#rate(area, corridorClass, onBridge * edgeFlags.bridge);
      this.#known.set(key, rate);
    }
    return rate;
  }

  #rate(area: number, classIndex: number, flags: number): number[] {
    const { areas, settings, prices } = this.#pricing;
    const corridorClass = corridorClasses[classIndex];
    const support = supportOf(settings, corridorClass, flags);
    const of = areas.list[area];
    if (support === null || of.kind === "forbidden") return [Infinity, Infinity, Infinity];
    return [0, 1, 2].map((band) => {
      const one = [0, 1, 2].map((b) => (b === band ? 1 : 0));
      const quantities = quantitiesInArea(of, { support, corridorClass }, one, prices);
      return quantities.reduce((sum, quantity) => sum + costOf(quantity, prices), 0);
    });
  }
}
