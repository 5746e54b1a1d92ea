import type { Elevation } from "@cuntong/geo";
import {
  type Barriers,
  corridorClasses,
  crossingKinds,
  edgeFlags,
  type PlanSettings,
  slopeBands,
} from "@cuntong/network";
import { type AreaCounts, AreaMeter } from "../ground/area-meter.ts";
import type { AreasOnMap } from "../ground/areas-on-map.ts";
import { BarrierIndex, kindCount } from "../ground/crossings.ts";
import type { RoadCrossings } from "../ground/road-crossings.ts";
import { stretchKinds } from "../ground/stretch-kinds.ts";
import type { Stretches } from "../ground/stretches.ts";
import { bandCount, SlopeMeter } from "../ground/terrain.ts";
import type { Watch } from "../plan/watch.ts";
import { addAreaCosts } from "./area-costs.ts";
import { metreCodesOf, opexCodeOf, priceCode } from "./price-codes.ts";
import type { PriceTable } from "./prices.ts";
import { polesEveryM } from "./span-quantities.ts";

/** Hundredths of a fen, exact in a float64 up to 900 billion yuan (docs/decisions/0003). */
export const hundredthsPerFen = 100;

/** What is counted on each stretch, and what it costs. */
export interface Counts {
  /** Centimetres per slope band: `bandCm[3 * i + band]`. */
  readonly bandCm: Uint32Array;
  /** Crossings per kind: `crossings[kindCount * i + kind]`. */
  readonly crossings: Uint16Array;
  /**
   * What the search minimises, in hundredths of a fen; Infinity where building is forbidden. Together with the villages' bases it never
   * exceeds the bill: poles are counted by length here and whole in the bill, cable at the least price that the villages beyond allow.
   */
  readonly weight: Float64Array;
  /** Centimetres inside areas; absent where there are none. */
  readonly areas: AreaCounts | undefined;
  /** Ground samples without a height. */
  readonly voidSamples: number;
  /** Those of them on stretches of which no height is known: priced as flat. */
  readonly levelSamples: number;
}

/** Centimetres of a stretch. */
export function lengthCmOf({ bandCm }: Counts, stretch: number): number {
  let cm = 0;
  for (let band = 0; band < bandCount; band++) cm += bandCm[bandCount * stretch + band];
  return cm;
}

export interface Pricing {
  readonly elevation: Elevation | undefined;
  readonly barriers: Barriers;
  readonly settings: PlanSettings;
  readonly prices: PriceTable;
  readonly areas: AreasOnMap;
  readonly roads: RoadCrossings;
}

const powerlineClass = corridorClasses.indexOf("powerline");
const powerlineKind = crossingKinds.indexOf("powerline");
const offroadClass = corridorClasses.indexOf("offroad");
const roadKind = crossingKinds.indexOf("road");
const level = edgeFlags.bridge | edgeFlags.tunnel;

/**
 * Counts and prices every stretch. A bridge or tunnel lies level and crosses nothing: what is under it is not touched. A corridor
 * along a power line does not cross power lines. Links off the road, which are straight, cross roads as well. An existing span has its
 * crossings and its ground behind it.
 */
export function priceStretches(stretches: Stretches, pricing: Pricing, watch: Watch): Counts {
  const count = stretches.from.length;
  const bandCm = new Uint32Array(bandCount * count);
  const crossings = new Uint16Array(kindCount * count);
  const weight = new Float64Array(count);
  const meter = new SlopeMeter(pricing.elevation, pricing.settings);
  const barriers = new BarrierIndex(pricing.barriers);
  const areas =
    pricing.areas.list.length > 0 ? new AreaMeter(pricing.areas.list, pricing.areas.index, count) : undefined;
  const rates = new Rates(pricing);
  for (let i = 0; i < count; i++) {
    if ((i & 0xffff) === 0) watch.report({ phase: "prices", fraction: 0.1 + (0.15 * i) / count });
    const isLevel = (stretches.flags[i] & level) !== 0 || stretches.reuse[i] >= 0;
    const corridorClass = stretches.corridorClass[i];
    meter.measure(stretches.lines, i, isLevel, bandCm);
    if (!isLevel) {
      barriers.count(stretches.lines, i, crossings, corridorClass === powerlineClass ? powerlineKind : -1);
      if (corridorClass === offroadClass) {
        crossings[kindCount * i + roadKind] += pricing.roads.count(stretches.lines, stretches.lines.start[i]);
      }
    }
    areas?.measure(stretches.lines, i, isLevel, meter);
    weight[i] = rates.cost(stretches.kind[i], i, bandCm, crossings);
  }
  const inAreas = areas?.finish();
  if (inAreas) addAreaCosts(stretches, weight, inAreas, pricing);
  const { voidSamples, levelSamples } = meter;
  return { bandCm, crossings, weight, areas: inAreas, voidSamples, levelSamples };
}

/** Prices per centimetre and per crossing in tables, so that a million stretches need no look-up by name. */
class Rates {
  /** Hundredths of a fen per centimetre, i.e. fen per metre: `[kind * 3 + band]`. */
  readonly #perCm: Float64Array;
  /** Centimetres times this, over `poleEveryM`, are the poles' cost, by kind. */
  readonly #poleFen: Float64Array;
  readonly #poleEveryM: number;
  readonly #perCrossing: Float64Array;

  constructor({ settings, prices }: Pricing) {
    const { counting } = settings;
    const years = counting.opex?.inCost ? counting.opex.years : 0;
    const kinds = stretchKinds(settings);
    const perMetre = (code: string) => {
      const opex = years > 0 ? opexCodeOf(code) : undefined;
      return prices.fen(code) + (opex === undefined ? 0 : years * prices.fen(opex));
    };
    this.#perCm = Float64Array.from({ length: kinds.length * bandCount }, (_, place) => {
      const kind = kinds[Math.floor(place / bandCount)];
      if (kind === null) return Infinity;
      return metreCodesOf(kind, slopeBands[place % bandCount]).reduce((sum, code) => sum + perMetre(code), 0);
    });
    this.#poleEveryM = counting.poles?.everyM ?? 1;
    this.#poleFen = Float64Array.from(kinds, (kind) =>
      kind !== null && polesEveryM(counting, kind) !== null ? prices.fen(priceCode.pole) : 0,
    );
    this.#perCrossing = Float64Array.from(
      crossingKinds,
      (kind) => hundredthsPerFen * prices.fen(priceCode.crossing(kind)),
    );
  }

  cost(kind: number, index: number, bandCm: Uint32Array, crossings: Uint16Array): number {
    let cost = 0;
    let lengthCm = 0;
    for (let band = 0; band < bandCount; band++) {
      const cm = bandCm[bandCount * index + band];
      lengthCm += cm;
      if (cm > 0) cost += cm * this.#perCm[kind * bandCount + band];
    }
    for (let barrier = 0; barrier < kindCount; barrier++) {
      const pieces = crossings[kindCount * index + barrier];
      if (pieces > 0) cost += pieces * this.#perCrossing[barrier];
    }
    if (this.#poleFen[kind] > 0) cost += Math.floor((lengthCm * this.#poleFen[kind]) / this.#poleEveryM);
    if (Number.isNaN(cost)) throw new Error(`stretch ${index} has no price`);
    return cost;
  }
}
