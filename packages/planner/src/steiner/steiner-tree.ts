import { buildGraph } from "@cuntong/graph";
import type { PlanSettings } from "@cuntong/network";
import { reduceByDegree, type SteinerProblem } from "./reduce.ts";
import { shortestPathTree } from "./shortest-path-heuristic.ts";
import { type SteinerGraph, weightOf } from "./tree.ts";

/** What is known at one moment of the search. */
export interface SteinerProgress {
  readonly stage: "tree" | "improve" | "bound";
  /** 0..1 over the whole search. */
  readonly fraction: number;
  readonly weight: number;
  readonly lowerBound?: number;
}

export interface SteinerAnswer {
  /** Edges of the tree, in order of their number. */
  readonly edges: readonly number[];
  readonly weight: number;
  /** No tree weighs less. Absent when `effort` is `instant`. */
  readonly lowerBound?: number;
}

/** A light tree that joins every terminal to the root. `onProgress` may throw to stop. */
export function steinerTree(
  problem: SteinerProblem,
  effort: PlanSettings["effort"],
  onProgress: (progress: SteinerProgress) => void,
): SteinerAnswer {
  const { core, fixedWeight, expand } = reduceByDegree(problem);
  const graph = buildGraph(core);
  const steiner: SteinerGraph = { graph, weight: core.weight, terminal: core.terminal, root: core.root };
  const tree = shortestPathTree(steiner);
  const weight = fixedWeight + weightOf(core.weight, tree);
  onProgress({ stage: "tree", fraction: 0.1, weight });
  void effort;
  return { edges: expand(tree), weight };
}
