import { lengthCmOf } from "../price/price-stretches.ts";
import { polesEveryM } from "../price/span-quantities.ts";
import type { Forest } from "./forest.ts";
import type { Outcome } from "./outcome.ts";
import { kindOf } from "./spans.ts";

/** What comes before each chain without a break, in centimetres. */
export interface Leads {
  /** Length of each chain itself. */
  readonly lengthCm: Float64Array;
  /** Pole line that the chain carries on: at a branch, one of the chains does. */
  readonly poleCm: Float64Array;
  /** Cable that the chain carries on: where nothing branches off and no village lies. */
  readonly drumCm: Float64Array;
}

/** A new span goes on with the poles and the drum of the one before it: only where those end does a count begin anew. */
export function leadsOf(outcome: Outcome, { chains, degree }: Forest): Leads {
  const { counts, network, input } = outcome;
  const villages = new Set(network.villageVertex);
  const lengthCm = new Float64Array(chains.length);
  const poleCm = new Float64Array(chains.length);
  const drumCm = new Float64Array(chains.length);
  const carriedOn = new Set<number>();
  const hasPoles = chains.map(({ stretches }) => {
    return polesEveryM(input.settings.counting, kindOf(outcome, stretches[0].index)) !== null;
  });
  chains.forEach(({ stretches, parent, from }, i) => {
    lengthCm[i] = stretches.reduce((cm, { index }) => cm + lengthCmOf(counts, index), 0);
    if (parent < 0) return;
    if (hasPoles[i] && hasPoles[parent] && !carriedOn.has(parent)) {
      poleCm[i] = poleCm[parent] + lengthCm[parent];
      carriedOn.add(parent);
    }
    if (degree.get(from) === 2 && !villages.has(from)) drumCm[i] = drumCm[parent] + lengthCm[parent];
  });
  return { lengthCm, poleCm, drumCm };
}
