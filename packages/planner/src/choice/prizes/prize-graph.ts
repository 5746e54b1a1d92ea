import type { Graph } from "@cuntong/graph";
import { type SteinerGraph, type TreeEdges, verticesOf, weightOf } from "../../steiner/tree/tree.ts";

/** A frozen graph with weights and prizes, all in its inner numbers. */
export interface PrizeGraph {
  readonly graph: Graph;
  readonly weight: Float64Array;
  /** What is lost where the tree does not reach a vertex: whole, zero or more; Infinity where it must. */
  readonly prize: Float64Array;
  /** Vertex of every tree. */
  readonly root: number;
}

/** The Steiner problem of those vertices that `terminal` flags; the root is added to them. */
export function steinerOf({ graph, weight, root }: PrizeGraph, terminal: Uint8Array): SteinerGraph {
  terminal[root] = 1;
  return { graph, weight, terminal, root };
}

/** Weight of a tree and the prizes that it does not reach. */
export function prizeCost(prizes: PrizeGraph, tree: TreeEdges): number {
  const reached = reachedBy(prizes, tree);
  let cost = weightOf(prizes.weight, tree);
  for (let v = 0; v < reached.length; v++) if (!reached[v]) cost += prizes.prize[v];
  return cost;
}

/** 1 for each vertex of a tree. */
function reachedBy(prizes: PrizeGraph, tree: TreeEdges): Uint8Array {
  const reached = new Uint8Array(prizes.graph.vertexCount);
  for (const v of verticesOf(steinerOf(prizes, reached), tree)) reached[v] = 1;
  return reached;
}

/** 1 for each vertex of a tree that is worth a prize, and for the root. */
export function prizesWithin(prizes: PrizeGraph, tree: TreeEdges): Uint8Array {
  const within = reachedBy(prizes, tree);
  for (let v = 0; v < within.length; v++) if (prizes.prize[v] === 0) within[v] = 0;
  within[prizes.root] = 1;
  return within;
}
