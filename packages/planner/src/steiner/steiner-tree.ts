import { buildGraph, searchSpace } from "@cuntong/graph";
import type { PlanSettings } from "@cuntong/network";
import { dualAscent, saturatedWeights } from "./bound/dual-ascent.ts";
import { localSearch } from "./improve/local-search.ts";
import { reduceByDegree, type SteinerProblem } from "./reduce/reduce.ts";
import { shortestPathTree } from "./tree/shortest-path-heuristic.ts";
import { type SteinerGraph, type TreeEdges, weightOf } from "./tree/tree.ts";

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

interface Effort {
  /** Passes of local search, at most. */
  readonly passes: number;
  /** A pass that gains less than this part of the weight is the last one. */
  readonly leastGain: number;
  /** Roots that dual ascent starts from. */
  readonly roots: number;
}

const efforts: Readonly<Record<PlanSettings["effort"], Effort>> = {
  instant: { passes: 0, leastGain: 0, roots: 0 },
  standard: { passes: 12, leastGain: 5e-5, roots: 1 },
  thorough: { passes: 100, leastGain: 0, roots: 5 },
};

/**
 * A light tree that joins every terminal to the root, with a lower bound. Every stage ends in a valid tree, and none is ever worse than the
 * one before: shortest-path heuristic and local search on the whole graph; dual ascent; the same two on the part of the graph that
 * dual ascent saturated; and once more on the two trees laid over each other. More effort repeats this from other terminals as root, which
 * gives another bound and another tree of the same network. `onProgress` may throw to stop.
 */
export function steinerTree(
  problem: SteinerProblem,
  effort: PlanSettings["effort"],
  onProgress: (progress: SteinerProgress) => void,
): SteinerAnswer {
  const { core, fixedWeight, expand } = reduceByDegree(problem);
  const search = new Search(core, efforts[effort], (progress) => {
    const lowerBound = progress.lowerBound === undefined ? {} : { lowerBound: progress.lowerBound + fixedWeight };
    onProgress({ ...progress, ...lowerBound, weight: progress.weight + fixedWeight });
  });
  search.run();
  return {
    edges: expand(search.best),
    weight: fixedWeight + search.weight,
    ...(search.lowerBound === undefined ? {} : { lowerBound: fixedWeight + search.lowerBound }),
  };
}

/** The search on the reduced graph: the best tree so far and what is known of it. */
class Search {
  readonly #steiner: SteinerGraph;
  readonly #effort: Effort;
  readonly #onProgress: (progress: SteinerProgress) => void;
  readonly #space;
  #fraction = 0;
  /** Lightest tree seen, also within a local search that is still going on. */
  #lightest = Infinity;
  best: TreeEdges = new Uint32Array();
  weight = Infinity;
  lowerBound: number | undefined;

  constructor(core: SteinerProblem, effort: Effort, onProgress: (progress: SteinerProgress) => void) {
    const graph = buildGraph(core);
    this.#steiner = { graph, weight: core.weight, terminal: core.terminal, root: core.root };
    this.#effort = effort;
    this.#onProgress = onProgress;
    this.#space = searchSpace(graph);
  }

  run(): void {
    const { roots } = this.#effort;
    this.#keep(shortestPathTree(this.#steiner, this.#steiner.weight, this.#space));
    this.#report("tree", 0.05);
    if (roots === 0) return;
    this.#keep(this.#improve(this.best, 0.4));
    const chosen = rootsOf(this.#steiner, roots);
    chosen.forEach((root, i) => {
      this.#ascendFrom(root, 0.4 + (0.6 * i) / chosen.length, 0.6 / chosen.length);
    });
    this.#report("improve", 1);
  }

  /** Dual ascent towards one root, a tree in what it saturated, and a tree within that one and the best. */
  #ascendFrom(root: number, from: number, width: number): void {
    const steiner = { ...this.#steiner, root };
    const ascent = dualAscent(steiner, () => this.#report("bound", this.#fraction), this.best);
    this.lowerBound = Math.max(this.lowerBound ?? 0, ascent.lowerBound);
    this.#report("bound", from + 0.3 * width);
    const saturated = saturatedWeights(steiner.weight, ascent);
    const other = this.#improve(shortestPathTree(steiner, saturated, this.#space), from + 0.8 * width);
    const within = this.#treeWithin(this.best, other);
    this.#keep(other);
    this.#keep(this.#improve(within, from + width));
  }

  #improve(tree: TreeEdges, upTo: number): TreeEdges {
    const step = (upTo - this.#fraction) / (this.#effort.passes + 1);
    return localSearch(this.#steiner, tree, {
      ...this.#effort,
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

/** The root itself, then terminals spread evenly over the order of the vertices, which follows the ground. */
function rootsOf({ terminal, root }: SteinerGraph, count: number): number[] {
  const terminals = [...terminal.keys()].filter((v) => terminal[v] && v !== root);
  const others = Math.min(count - 1, terminals.length);
  const step = terminals.length / (others || 1);
  return [root, ...Array.from({ length: others }, (_, i) => terminals[Math.floor((i + 0.5) * step)])];
}
