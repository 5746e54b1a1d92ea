import type { PlanSettings } from "@cuntong/network";

/** How thoroughly local search goes on. */
interface Thoroughness {
  readonly passes: number;
  readonly rounds: number;
  readonly leastGain: number;
}

/** How hard to search. */
export interface Effort {
  /** Within what dual ascent leaves, and on the whole network. */
  readonly within: Thoroughness;
  readonly whole: Thoroughness;
  /** Dual ascents for each multiplier, each guided by the tree that the one before led to. */
  readonly ascents: number;
  /** Multipliers tried for one cap. */
  readonly trials: number;
  /** Multiples of the mean price of a quota's unit that are tried as its multiplier. */
  readonly quotaPrices: readonly number[];
  /** Branches taken out one at a time to see whether others give more for their money. */
  readonly exchanges: number;
}

const efforts: Readonly<Record<PlanSettings["effort"], Effort>> = {
  instant: {
    within: { passes: 2, rounds: 1, leastGain: 1e-3 },
    whole: { passes: 1, rounds: 1, leastGain: 1e-3 },
    ...{ ascents: 1, trials: 4, exchanges: 0, quotaPrices: [1.3] },
  },
  standard: {
    within: { passes: 6, rounds: 2, leastGain: 1e-4 },
    whole: { passes: 3, rounds: 2, leastGain: 1e-4 },
    ...{ ascents: 1, trials: 6, exchanges: 0, quotaPrices: [1, 1.6] },
  },
  thorough: {
    within: { passes: 40, rounds: 10, leastGain: 0 },
    whole: { passes: 20, rounds: 5, leastGain: 0 },
    ...{ ascents: 3, trials: 12, exchanges: 30, quotaPrices: [0.75, 1, 1.4, 2] },
  },
};

/** Where there are so few villages, everything is tried as hard as it can be. */
const fewVillages = 60;
const hardest: Effort = {
  within: { passes: 40, rounds: 20, leastGain: 0 },
  whole: { passes: 40, rounds: 20, leastGain: 0 },
  ...{ ascents: 2, trials: 12, exchanges: 40, quotaPrices: [0.75, 1, 1.4, 2] },
};

export function effortFor(effort: PlanSettings["effort"], villages: number): Effort {
  return villages <= fewVillages && effort !== "instant" ? hardest : efforts[effort];
}
