import { ShrinkingNetwork } from "./shrinking-network.ts";

/** A Steiner tree problem on dense numbers. Weights are exact integers, zero or more. */
export interface SteinerProblem {
  readonly vertexCount: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly weight: Float64Array;
  /** 1 for each vertex that the tree must reach; the root is one of them. */
  readonly terminal: Uint8Array;
  readonly root: number;
}

/** A smaller problem with the same optimum, apart from `fixedWeight`. */
export interface ReducedProblem {
  readonly core: SteinerProblem;
  /** Weight of the edges that every solution contains. */
  readonly fixedWeight: number;
  /** Edges of the given problem that stand for a set of core edges, with those that every solution contains. */
  expand(coreEdges: Iterable<number>): number[];
  /** Core edges that stand for edges of the given problem which are all in a set. */
  project(edges: Iterable<number>): number[];
}

/**
 * What the degrees of the vertices allow: see {@link ShrinkingNetwork}. On a road network about half of the vertices remain. Edges where
 * `kept` is 0 are left out before.
 */
export function reduceByDegree(problem: SteinerProblem, kept?: Uint8Array): ReducedProblem {
  return new ShrinkingNetwork(problem, kept).result();
}
