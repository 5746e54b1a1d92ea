import { type TreeEdges, weightOf } from "../steiner/tree/tree.ts";
import type { ChoiceProblem } from "./choice-problem.ts";

/** A tree, the villages that it serves, and what both come to. */
export interface Selection {
  readonly edges: TreeEdges;
  /** 1 for each village served, by number. */
  readonly served: Uint8Array;
  /** Tree and bases, hundredths of a fen. */
  readonly cost: number;
  /** Ten-thousandths. */
  readonly worth: number;
}

export function selectionOf(problem: ChoiceProblem, edges: TreeEdges, served: Uint8Array): Selection {
  let cost = weightOf(problem.weight, edges);
  let worth = 0;
  problem.villages.forEach((village, i) => {
    if (!served[i]) return;
    cost += village.base;
    worth += village.worth;
  });
  return { edges, served, cost, worth };
}

/** How much each quota has under a selection. */
export function amountsOf({ quotas }: ChoiceProblem, served: Uint8Array): number[] {
  return quotas.map(({ amount }) => amount.reduce((sum, part, i) => (served[i] ? sum + part : sum), 0));
}

/** Quotas, by number, that a selection does not keep. */
export function unmetQuotas(problem: ChoiceProblem, served: Uint8Array): number[] {
  return amountsOf(problem, served).flatMap((amount, q) => (amount < problem.quotas[q].atLeast ? [q] : []));
}

/** 1 for each vertex that a selection's tree must reach. */
export function neededBy({ graph, mandatory, villages, root }: ChoiceProblem, served: Uint8Array): Uint8Array {
  const needed = new Uint8Array(graph.vertexCount);
  needed.set(mandatory);
  needed[root] = 1;
  villages.forEach(({ vertex }, i) => {
    if (served[i]) needed[vertex] = 1;
  });
  return needed;
}

/** The better of two: worth more, or as much for less. */
export function better(a: Selection, b: Selection): Selection {
  return b.worth > a.worth || (b.worth === a.worth && b.cost < a.cost) ? b : a;
}
