import { buildGraph, searchSpace } from "@cuntong/graph";
import type { PlanSettings } from "@cuntong/network";
import { dualAscent, saturatedWeights } from "./dual-ascent.ts";
import { localSearch } from "./local-search.ts";
import { reduceByDegree, type SteinerProblem } from "./reduce.ts";
import { shortestPathTree } from "./shortest-path-heuristic.ts";
import { type SteinerGraph, type TreeEdges, weightOf } from "./tree.ts";

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

/** Passes of local search by effort. A pass that finds nothing is the last one. */
const passesOf: Readonly<Record<PlanSettings["effort"], number>> = { instant: 0, standard: 12, thorough: 100 };

/**
 * A light tree that joins every terminal to the root, with a lower bound. Every stage ends in a valid tree, and none is ever worse than the
 * one before: shortest-path heuristic and local search on the whole graph; dual ascent; the same two on the part of the graph that
 * dual ascent saturated; and once more on the two trees laid over each other. `onProgress` may throw to stop.
 */
export function steinerTree(
  problem: SteinerProblem,
  effort: PlanSettings["effort"],
  onProgress: (progress: SteinerProgress) => void,
): SteinerAnswer {
  const { core, fixedWeight, expand } = reduceByDegree(problem);
  const search = new Search(core, passesOf[effort], (progress) => {
    const lowerBound = progress.lowerBound === undefined ? {} : { lowerBound: progress.lowerBound + fixedWeight };
    onProgress({ ...progress, ...lowerBound, weight: progress.weight + fixedWeight });
  });
  search.run(effort !== "instant");
  return {
    edges: expand(search.best),
    weight: fixedWeight + search.weight,
    ...(search.lowerBound === undefined ? {} : { lowerBound: fixedWeight + search.lowerBound }),
  };
}

/** The search on the reduced graph: the best tree so far and what is known of it. */
class Search {
  readonly #steiner: SteinerGraph;
  readonly #passes: number;
  readonly #onProgress: (progress: SteinerProgress) => void;
  readonly #space;
  #fraction = 0;
  /** Lightest tree seen, also within a local search that is still going on. */
  #lightest = Infinity;
  best: TreeEdges = new Uint32Array();
  weight = Infinity;
  lowerBound: number | undefined;

  constructor(core: SteinerProblem, passes: number, onProgress: (progress: SteinerProgress) => void) {
    const graph = buildGraph(core);
    this.#steiner = { graph, weight: core.weight, terminal: core.terminal, root: core.root };
    this.#passes = passes;
    this.#onProgress = onProgress;
    this.#space = searchSpace(graph);
  }

  run(withBound: boolean): void {
    const { weight } = this.#steiner;
    this.#keep(shortestPathTree(this.#steiner, weight, this.#space));
    this.#report("tree", 0.05);
    if (!withBound) return;
    const first = this.#improve(this.best, 0.4);
    this.#keep(first);
    const ascent = dualAscent(this.#steiner, () => this.#report("bound", this.#fraction));
    this.lowerBound = ascent.lowerBound;
    this.#report("bound", 0.6);
    const second = this.#improve(shortestPathTree(this.#steiner, saturatedWeights(weight, ascent), this.#space), 0.9);
    this.#keep(second);
    this.#keep(this.#improve(this.#treeWithin(first, second), 1));
    this.#report("improve", 1);
  }

  #improve(tree: TreeEdges, upTo: number): TreeEdges {
    const step = (upTo - this.#fraction) / (this.#passes + 1);
    return localSearch(this.#steiner, tree, {
      passes: this.#passes,
      space: this.#space,
      onPass: (weight) => {
        this.#report("improve", this.#fraction + (weight === undefined ? 0 : step), weight);
      },
    });
  }

  /** A tree within two trees laid over each other, which can take the better part of each. */
  #treeWithin(first: TreeEdges, second: TreeEdges): TreeEdges {
    const hidden = new Float64Array(this.#steiner.graph.edgeCount).fill(Infinity);
    for (const edges of [first, second]) for (const e of edges) hidden[e] = this.#steiner.weight[e];
    return shortestPathTree(this.#steiner, hidden, this.#space);
  }

  #keep(tree: TreeEdges): void {
    const weight = weightOf(this.#steiner.weight, tree);
    if (weight >= this.weight) return;
    this.best = tree;
    this.weight = weight;
  }

  #report(stage: SteinerProgress["stage"], fraction: number, weight = this.weight): void {
    this.#fraction = fraction;
    this.#lightest = Math.min(this.#lightest, weight);
    const lowerBound = this.lowerBound === undefined ? {} : { lowerBound: this.lowerBound };
    this.#onProgress({ stage, fraction, weight: this.#lightest, ...lowerBound });
  }
}
