import type { ChoiceProblem } from "./choice-problem.ts";
import type { PrizeGraph } from "./prizes/prize-graph.ts";

/** Money that a unit is worth for the moment, hundredths of a fen: Lagrange multipliers of the cap (inverted) and of each quota. */
export interface Multipliers {
  /** Per ten-thousandth of weight: {@link coarse}, so that times any weight it is exact; Infinity chooses every village. */
  readonly perWeight: number;
  /** Whole, per unit of each quota's amount. */
  readonly perAmount: readonly number[];
}

/** A choice problem with prizes in place of weights. */
export interface Priced {
  readonly prizes: PrizeGraph;
  /** Cost of every plan on top of that of the tree with prizes. */
  readonly constant: number;
  /** 1 for each village whose prize pays its base: it is served where the tree reaches it. */
  readonly pays: Uint8Array;
}

/** A number of at most twenty binary digits, at most the one given. */
export function coarse(value: number): number {
  if (value <= 0 || !Number.isFinite(value)) return value;
  const unit = 2 ** (Math.floor(Math.log2(value)) - 19);
  return Math.floor(value / unit) * unit;
}

/**
 * Puts prizes on vertices: what the villages there are worth, at most, less their bases. For any choice, its cost and the worth in money of
 * the villages it leaves out are together at least the cost with prizes and the `constant`.
 */
export function priced(problem: ChoiceProblem, { perWeight, perAmount }: Multipliers): Priced {
  const { graph, weight, root, mandatory, villages, quotas } = problem;
  const prize = Float64Array.from(mandatory, (flag) => (flag ? Infinity : 0));
  const pays = new Uint8Array(villages.length);
  // Smaller prizes keep the bound valid, and their sum exact.
  const most = Math.floor(2 ** 51 / (villages.length + 1));
  let constant = 0;
  villages.forEach(({ vertex, base, worth, must }, i) => {
    const byQuota = quotas.reduce((sum, { amount }, q) => sum + perAmount[q] * amount[i], 0);
    const byWeight = perWeight === Infinity ? most : Math.floor(perWeight * worth);
    const value = Math.min(most, byWeight + byQuota);
    pays[i] = must || value > base ? 1 : 0;
    constant += must ? base : Math.min(base, value);
    prize[vertex] += must ? Infinity : Math.max(0, value - base);
  });
  prize[root] = Infinity;
  return { prizes: { graph, weight, prize, root }, constant, pays };
}
