import { buildGraph, type Graph } from "@cuntong/graph";
import type { SteinerProblem } from "../steiner/reduce/reduce.ts";
import { reducePrizes } from "./prizes/reduce-prizes.ts";

/** A village that may be chosen. */
export interface ChoosableVillage {
  readonly vertex: number;
  /** What it costs on top of any tree, hundredths of a fen. */
  readonly base: number;
  /** Ten-thousandths of the weights' unit. */
  readonly worth: number;
  readonly must: boolean;
}

/** So much of what some villages have must be reached. */
export interface AmountQuota {
  readonly atLeast: number;
  /** What each village has of it, by number. */
  readonly amount: Float64Array;
}

/**
 * Villages and a tree to be chosen together on a frozen graph: from the root, with all vertices in `mandatory`, all villages that must be
 * connected, and all quotas. Money is in hundredths of a fen.
 */
export interface ChoiceProblem {
  readonly graph: Graph;
  readonly weight: Float64Array;
  readonly root: number;
  /** 1 for each vertex that every tree reaches. */
  readonly mandatory: Uint8Array;
  readonly villages: readonly ChoosableVillage[];
  readonly quotas: readonly AmountQuota[];
}

/** A choice problem on a smaller graph, and the way back. */
export interface ChoiceCore {
  readonly problem: ChoiceProblem;
  /** Edges of the given problem that edges of the core stand for. */
  expand(edges: Iterable<number>): readonly number[];
}

/** What can be left out of a network whatever a village is worth: dead ends and inner points without a village, and heavier parallels. */
export function choiceCore(
  network: Pick<SteinerProblem, "vertexCount" | "from" | "to" | "weight" | "root">,
  given: { mandatory: Uint8Array; villages: readonly ChoosableVillage[]; quotas: readonly AmountQuota[] },
): ChoiceCore {
  const held = given.mandatory.slice();
  held[network.root] = 1;
  for (const { vertex } of given.villages) held[vertex] = 1;
  const { core, vertexOf, expand } = reducePrizes({ ...network, prize: new Float64Array(network.vertexCount) }, held);
  const mandatory = new Uint8Array(core.vertexCount);
  given.mandatory.forEach((flag, v) => {
    if (flag) mandatory[vertexOf(v)] = 1;
  });
  return {
    problem: {
      ...{ graph: buildGraph(core), weight: core.weight, root: core.root, mandatory, quotas: given.quotas },
      villages: given.villages.map((village) => ({ ...village, vertex: vertexOf(village.vertex) })),
    },
    expand: (edges) => expand({ edges: [...edges], root: core.root }).edges,
  };
}
