import { buildGraph, DisjointSets, searchSpace } from "@cuntong/graph";
import { dualAscent, saturatedWeights } from "../bound/dual-ascent.ts";
import { localSearch } from "../improve/local-search.ts";
import { type ReducedProblem, reduceByDegree, type SteinerProblem } from "../reduce/reduce.ts";
import { withinBound } from "../reduce/reduce-edges.ts";
import { shortestPathTree } from "../tree/shortest-path-heuristic.ts";
import { type SteinerGraph, type TreeEdges, weightOf } from "../tree/tree.ts";

/** Rounds for one window, at least, unless it is solved; more only as long as each makes it smaller by a tenth. */
const rounds = 3;

/** What came of a window. */
export interface WindowAnswer {
  /** Edges of a tree lighter than the one known, where one was found. */
  readonly lighter: readonly number[] | undefined;
  /** Edges looked at, once for each round. */
  readonly work: number;
}

/**
 * Looks for a tree lighter than the one that uses the edges `used`. Every round is a dual ascent from another terminal, a tree in what it
 * saturated, improved, and the loss of all edges that no tree lighter than the best can hold. A window usually falls to a fifth in the first
 * round, and many end with a bound that reaches the weight: nothing lighter is there.
 */
export function solveWindow(problem: SteinerProblem, used: readonly number[]): WindowAnswer {
  return new WindowSolver(problem, used).run();
}

class WindowSolver {
  /** From the window to the core at work, one after the other. */
  readonly #reductions: ReducedProblem[] = [];
  #fixedWeight = 0;
  #core: SteinerProblem;
  #steiner: SteinerGraph;
  /** Edges of the core of the best tree known; parts of it may be missing. */
  #guide: readonly number[];
  /** Weight of the lightest tree known. */
  #weight: number;
  #best: readonly number[] | undefined;
  #work: number;

  constructor(problem: SteinerProblem, used: readonly number[]) {
    this.#weight = used.reduce((sum, e) => sum + problem.weight[e], 0);
    this.#guide = used;
    this.#work = problem.from.length;
    this.#core = problem;
    this.#steiner = this.#reduce(problem);
  }

  run(): WindowAnswer {
    let before = Infinity;
    for (let round = 0; round < rounds || this.#steiner.graph.edgeCount < 0.9 * before; round++) {
      before = this.#steiner.graph.edgeCount;
      if (!this.#round(round)) break;
    }
    return { lighter: this.#best, work: this.#work };
  }

  /** False when there is no lighter tree left to look for. */
  #round(round: number): boolean {
    const { graph, weight } = this.#steiner;
    this.#work += graph.edgeCount;
    const guide = this.#tree();
    const steiner = { ...this.#steiner, root: this.#rootOf(round) };
    const ascent = dualAscent(steiner, () => {}, { guide });
    if (ascent.lowerBound + this.#fixedWeight >= this.#weight) return false;
    if (round > 0) {
      this.#improve(shortestPathTree(steiner, saturatedWeights(weight, ascent), searchSpace(graph)));
      if (ascent.lowerBound + this.#fixedWeight >= this.#weight) return false;
    }
    const kept = withinBound(steiner, ascent, this.#weight - this.#fixedWeight);
    this.#steiner = this.#reduce(this.#core, kept);
    return this.#steiner.graph.edgeCount > 0;
  }

  /** The guide, where it is a tree of the core, else a new tree. */
  #tree(): TreeEdges {
    if (isTree(this.#steiner, this.#guide)) return Uint32Array.from(this.#guide);
    return this.#improve(shortestPathTree(this.#steiner));
  }

  #rootOf(round: number): number {
    if (round === 0) return this.#steiner.root;
    const terminals: number[] = [];
    this.#steiner.terminal.forEach((flag, v) => {
      if (flag) terminals.push(v);
    });
    return terminals[Math.floor(((round * 0.6180339887) % 1) * terminals.length)];
  }

  #improve(tree: TreeEdges): TreeEdges {
    const better = localSearch(this.#steiner, tree, { passes: 10, leastGain: 0, onPass: () => {} });
    const weight = weightOf(this.#steiner.weight, better) + this.#fixedWeight;
    if (weight < this.#weight) {
      this.#weight = weight;
      this.#guide = [...better];
      this.#best = this.#expand(this.#guide);
    }
    return better;
  }

  #expand(edges: readonly number[]): readonly number[] {
    return this.#reductions.reduceRight((tree, { expand }) => expand(tree), edges);
  }

  #reduce(problem: SteinerProblem, kept?: Uint8Array): SteinerGraph {
    const reduction = reduceByDegree(problem, kept);
    const { core, fixedWeight, project } = reduction;
    this.#reductions.push(reduction);
    this.#fixedWeight += fixedWeight;
    this.#guide = project(this.#guide);
    this.#keepFixed(core);
    this.#core = core;
    return { ...core, graph: buildGraph(core) };
  }

  /** Where reductions leave nothing to choose, they have found the tree. */
  #keepFixed({ from }: SteinerProblem): void {
    if (from.length > 0 || this.#fixedWeight >= this.#weight) return;
    this.#weight = this.#fixedWeight;
    this.#best = this.#expand([]);
  }
}

/** True when the edges are one tree that reaches every terminal. */
function isTree({ graph, terminal, root }: SteinerGraph, edges: readonly number[]): boolean {
  const sets = new DisjointSets(graph.vertexCount);
  for (const e of edges) if (!sets.join(graph.from[e], graph.to[e])) return false;
  const whole = sets.find(root);
  return (
    edges.every((e) => sets.find(graph.from[e]) === whole) &&
    terminal.every((flag, v) => !flag || sets.find(v) === whole)
  );
}
