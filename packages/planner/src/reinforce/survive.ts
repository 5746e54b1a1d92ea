import { needsOf } from "./failures-to-survive.ts";
import { type CurvePoint, grow, type SearchWatch } from "./grow.ts";
import { mend, trimmed } from "./mend.ts";
import { bestBound, mostWeight } from "./proven.ts";
import { Choice, type SurvivableProblem } from "./survivable-problem.ts";
import { safeTargets } from "./unsafe-targets.ts";

export interface Survival {
  /** Edges to build, by inner number, ascending. */
  readonly edges: readonly number[];
  readonly cost: number;
  /** No choice that protects the same targets costs less. */
  readonly lowerBound: number;
  /** Targets that are safe with it, by number; those that were before too. */
  readonly safe: readonly number[];
  /** Targets that no choice protects, by number: proven. */
  readonly hopeless: readonly number[];
  /** The weight that no choice within the budget can exceed. */
  readonly mostWeight: number;
  readonly curve: readonly CurvePoint[];
}

export interface SurviveOptions extends SearchWatch {
  readonly budget?: number;
  /** Rounds of taking parts of the answer out and mending it. */
  readonly rounds?: number;
}

/**
 * Builds so that the targets survive: within a budget those that are cheapest for their weight, one after the other; then takes out what others made
 * needless, and each part that can be mended for less. What is proven comes from a packing of cuts.
 */
export function survive(problem: SurvivableProblem, options: SurviveOptions = {}): Survival {
  const { budget = Infinity, rounds = 2 } = options;
  const needs = needsOf(new Choice(problem));
  const grown = grow(problem, budget, options);
  let choice = trimmed(grown.choice, grown.safe);
  for (let round = 0; round < rounds && !options.isCancelled?.(); round++) {
    const mended = mend(choice, grown.safe, options);
    if (mended.cost() >= choice.cost()) break;
    choice = mended;
    options.onProgress?.(0.5 + (0.4 * (round + 1)) / rounds);
  }
  const safe = safeTargets(choice);
  const cost = choice.cost();
  const possible = needs.filter(({ target }) => !grown.hopeless.has(target));
  const isSafe = new Set(safe);
  const bound = bestBound(
    problem,
    possible.filter(({ target }) => isSafe.has(target)),
  );
  return {
    ...{ edges: choice.edges(), cost, safe, lowerBound: bound },
    hopeless: [...grown.hopeless].sort((a, b) => a - b),
    mostWeight: mostWeight(problem, possible, grown.hopeless, budget),
    curve: grown.curve,
  };
}
