import { CutPacking } from "./cut-packing.ts";
import type { Need } from "./failures-to-survive.ts";
import type { SurvivableProblem } from "./survivable-problem.ts";

/** The best of several packings: needs in the order they came in, by what they charge alone, both ways. */
export function bestBound(problem: SurvivableProblem, needs: readonly Need[]): number {
  const probe = new CutPacking(problem);
  const alone = needs.map((need) => probe.chargeable(need));
  const order = [...needs.keys()];
  const orders = [
    order,
    order.toSorted((a, b) => alone[a] - alone[b] || a - b),
    order.toSorted((a, b) => alone[b] - alone[a] || a - b),
  ];
  return Math.max(
    ...orders.map((list) =>
      packed(
        problem,
        list.map((i) => needs[i]),
      ),
    ),
  );
}

function packed(problem: SurvivableProblem, needs: readonly Need[], cap?: (target: number) => number): number {
  const packing = new CutPacking(problem);
  for (const need of needs) packing.charge(need, cap?.(need.target));
  return packing.bound;
}

/** Prices of a unit of weight at which the budget is looked at. */
const priceSteps = 12;

/**
 * The weight that no choice within the budget exceeds. Who alone needs more than the budget is out. At a price for each unit of weight left
 * unprotected, cuts of a target may be charged up to its weight's worth, and cost and price together cannot be less than what was charged; so the
 * weight left unprotected is at least (charged - budget) / price.
 */
export function mostWeight(
  problem: SurvivableProblem,
  needs: readonly Need[],
  hopeless: ReadonlySet<number>,
  budget: number,
): number {
  const { targets } = problem;
  const needsOfTarget = Map.groupBy(needs, ({ target }) => target);
  const isInReach = (target: number) =>
    !hopeless.has(target) && (budget === Infinity || packed(problem, needsOfTarget.get(target) ?? []) <= budget);
  const inReach = new Set([...targets.keys()].filter(isInReach));
  const total = targets.reduce((sum, { weight }, t) => (inReach.has(t) ? sum + weight : sum), 0);
  if (budget === Infinity) return total;
  const open = needs.filter(({ target }) => inReach.has(target));
  let most = total;
  let price = Math.max(1, Math.floor(budget / Math.max(1, total)));
  for (let step = 0; step < priceSteps; step++, price *= 2) {
    const charged = packed(problem, open, (target) => price * targets[target].weight);
    most = Math.min(most, total - Math.max(0, Math.ceil((charged - budget) / price)));
  }
  return most;
}
