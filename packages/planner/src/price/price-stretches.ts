import type { Elevation } from "@cuntong/geo";
import {
  type Barriers,
  corridorClasses,
  crossingKinds,
  edgeFlags,
  type PlanSettings,
  slopeBands,
} from "@cuntong/network";
import { BarrierIndex, kindCount } from "../ground/crossings.ts";
import { type Stretches, supportOf } from "../ground/stretches.ts";
import { bandCount, SlopeMeter } from "../ground/terrain.ts";
import type { Watch } from "../plan/watch.ts";
import { type PriceTable, priceCode } from "./prices.ts";

/** Hundredths of a fen, exact in a float64 up to 900 billion yuan (docs/decisions/0003). */
export const hundredthsPerFen = 100;

/** What is counted on each stretch, and what it costs. */
export interface Counts {
  /** Centimetres per slope band: `bandCm[3 * i + band]`. */
  readonly bandCm: Uint32Array;
  /** Crossings per kind: `crossings[kindCount * i + kind]`. */
  readonly crossings: Uint16Array;
  /** Cost in hundredths of a fen; Infinity where building is forbidden. */
  readonly weight: Float64Array;
  /** Ground samples without a height. */
  readonly voidSamples: number;
  /** Those of them on stretches of which no height is known: priced as flat. */
  readonly levelSamples: number;
}

export interface Pricing {
  readonly elevation: Elevation | undefined;
  readonly barriers: Barriers;
  readonly settings: PlanSettings;
  readonly prices: PriceTable;
}

const powerlineClass = corridorClasses.indexOf("powerline");
const powerlineKind = crossingKinds.indexOf("powerline");
const level = edgeFlags.bridge | edgeFlags.tunnel;

/**
 * Counts and prices every stretch. A bridge or tunnel lies level and crosses nothing: what is under it is not touched. A corridor
 * along a power line does not cross power lines.
 */
export function priceStretches(stretches: Stretches, pricing: Pricing, watch: Watch): Counts {
  const count = stretches.from.length;
  const bandCm = new Uint32Array(bandCount * count);
  const crossings = new Uint16Array(kindCount * count);
  const weight = new Float64Array(count);
  const meter = new SlopeMeter(pricing.elevation, pricing.settings);
  const barriers = new BarrierIndex(pricing.barriers);
  const rates = new Rates(pricing);
  for (let i = 0; i < count; i++) {
    if ((i & 0xffff) === 0) watch.report({ phase: "prices", fraction: 0.1 + (0.15 * i) / count });
    const isLevel = (stretches.flags[i] & level) !== 0;
    const corridorClass = stretches.corridorClass[i];
    meter.measure(stretches.lines, i, isLevel, bandCm);
    if (!isLevel) {
      barriers.count(stretches.lines, i, crossings, corridorClass === powerlineClass ? powerlineKind : -1);
    }
    weight[i] = rates.cost(corridorClass, stretches.flags[i], i, bandCm, crossings);
  }
  const { voidSamples, levelSamples } = meter;
  return { bandCm, crossings, weight, voidSamples, levelSamples };
}

/** Prices per centimetre and per crossing in tables, so that a million stretches need no look-up by name. */
class Rates {
  /** Hundredths of a fen per centimetre, i.e. fen per metre: `[(class * 2 + onBridge) * 3 + band]`. */
  readonly #perCm: Float64Array;
  readonly #perCrossing: Float64Array;

  constructor({ settings, prices }: Pricing) {
    this.#perCm = Float64Array.from({ length: corridorClasses.length * 2 * bandCount }, (_, place) => {
      const name = corridorClasses[Math.floor(place / (2 * bandCount))];
      const onBridge = Math.floor(place / bandCount) % 2;
      const support = supportOf(settings, name, onBridge * edgeFlags.bridge);
      if (support === null) return Infinity;
      const span = prices.fen(priceCode.span(support, slopeBands[place % bandCount]));
      return span + prices.fen(priceCode.corridorClass(name));
    });
    this.#perCrossing = Float64Array.from(
      crossingKinds,
      (kind) => hundredthsPerFen * prices.fen(priceCode.crossing(kind)),
    );
  }

  cost(corridorClass: number, flags: number, index: number, bandCm: Uint32Array, crossings: Uint16Array): number {
    const row = (corridorClass * 2 + (flags & edgeFlags.bridge ? 1 : 0)) * bandCount;
    let cost = 0;
    for (let band = 0; band < bandCount; band++) {
      const cm = bandCm[bandCount * index + band];
      if (cm > 0) cost += cm * this.#perCm[row + band];
    }
    for (let kind = 0; kind < kindCount; kind++) {
      const pieces = crossings[kindCount * index + kind];
      if (pieces > 0) cost += pieces * this.#perCrossing[kind];
    }
    if (Number.isNaN(cost)) throw new Error(`stretch ${index} has no price`);
    return cost;
  }
}
