import { buildGraph, components, type SearchSpace, searchSpace } from "@cuntong/graph";
import type { Cancel } from "../plan/plan.ts";
import { type DualAscent, dualAscent, saturatedWeights } from "./bound/dual-ascent.ts";
import { localSearch } from "./improve/local-search.ts";
import { type ReducedProblem, reduceByDegree, type SteinerProblem } from "./reduce/reduce.ts";
import { withinBound, withoutDetours } from "./reduce/reduce-edges.ts";
import { shortestPathTree } from "./tree/shortest-path-heuristic.ts";
import { type SteinerGraph, spanAndPrune, type TreeEdges, weightOf } from "./tree/tree.ts";

/** A network of corridors with whole weights, zero or more, whose sum stays below 2^53. */
export type SteinerNetwork = Pick<SteinerProblem, "vertexCount" | "from" | "to" | "weight">;

/** A tree and what is proven of it. */
export interface SteinerProof {
  /** Edges of the tree, in order of their number. */
  readonly edges: readonly number[];
  readonly cost: number;
  /** No tree costs less. */
  readonly lowerBound: number;
  /** How much of the cost a better tree could save at most: `(cost - lowerBound) / cost`, 0 when the tree is optimal. */
  readonly gap: number;
  readonly optimal: boolean;
}

export interface SolveOptions {
  /** Stops at this gap or below; without it only an optimal tree stops the search before its time. */
  readonly gap?: number;
  /** Seconds on any clock that goes on, and the reading at which to stop. The first tree is always finished. */
  readonly clock?: () => number;
  readonly deadline?: number;
  /** Rounds of dual ascent, at most; 200 unless told. The only limit that does not depend on the machine. */
  readonly rounds?: number;
  /** Chooses the order of the roots. */
  readonly seed?: number;
  readonly onProgress?: (progress: Omit<SteinerProof, "edges">) => void;
  /** Once aborted, the best tree so far is given back. */
  readonly cancel?: Cancel;
}

/** Rounds in a row that find neither a lighter tree, a better bound nor an edge to leave out, before the search gives up. */
const patience = 12;

/** No way joins the terminals. */
export class TerminalsApart extends Error {}

/** Thrown within the search when its time is over. */
class Stopped extends Error {}

/**
 * The lightest tree that joins the terminals, as far as time and rounds allow, with a proven lower bound. Each round is a dual ascent from
 * another terminal, guided by the best tree; a tree in what it saturated, improved; and the loss of all edges that no tree as light as
 * the best can hold, so that the next round sees a smaller network. Throws {@link TerminalsApart} when no way joins the terminals.
 */
export function solveSteiner(
  network: SteinerNetwork,
  terminals: ArrayLike<number>,
  root: number = terminals[0],
  options: SolveOptions = {},
): SteinerProof {
  const terminal = new Uint8Array(network.vertexCount);
  for (let i = 0; i < terminals.length; i++) terminal[terminals[i]] = 1;
  terminal[root] = 1;
  const { of } = components(network);
  if (terminal.some((flag, v) => flag === 1 && of[v] !== of[root])) throw new TerminalsApart("the terminals lie apart");
  const solver = new Solver({ ...network, terminal, root }, options);
  solver.run();
  return solver.proof;
}

class Solver {
  readonly #options: SolveOptions;
  /** From the network given to the core at work, one after the other. */
  readonly #reductions: ReducedProblem[] = [];
  #fixedWeight = 0;
  #steiner: SteinerGraph;
  #space: SearchSpace;
  /** Best tree in edges of the network given. */
  #best: readonly number[] = [];
  #cost = Infinity;
  #lowerBound = 0;

  constructor(problem: SteinerProblem, options: SolveOptions) {
    this.#options = options;
    this.#steiner = { ...problem, graph: buildGraph(problem) };
    this.#space = searchSpace(this.#steiner.graph);
    this.#reduce(problem);
  }

  get proof(): SteinerProof {
    return { edges: this.#best, ...this.#known() };
  }

  run(): void {
    let tree = shortestPathTree(this.#steiner, this.#steiner.weight, this.#space);
    this.#keep(tree);
    try {
      tree = this.#improve(tree);
      this.#dropEdges(withoutDetours(this.#steiner, this.#check));
      this.#rounds();
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
    }
  }

  #rounds(): void {
    const { rounds = 200, seed = 1 } = this.#options;
    let idle = 0;
    for (let round = 0; round < rounds && idle < patience && !this.#isDone(); round++) {
      const before = [this.#cost, this.#lowerBound, this.#steiner.graph.edgeCount];
      this.#round(round, seed);
      const after = [this.#cost, this.#lowerBound, this.#steiner.graph.edgeCount];
      idle = after.every((value, i) => value === before[i]) ? idle + 1 : 0;
    }
  }

  #round(round: number, seed: number): void {
    const guide = this.#projected();
    const terminals = [...this.#steiner.terminal.keys()].filter((v) => this.#steiner.terminal[v]);
    const root =
      round === 0
        ? this.#steiner.root
        : terminals[Math.floor(((round * 0.6180339887 + seed * 0.377) % 1) * terminals.length)];
    const steiner = { ...this.#steiner, root };
    const ascent = dualAscent(steiner, this.#check, guide);
    this.#raise(ascent.lowerBound);
    if (this.#isDone()) return;
    this.#search(steiner, guide, ascent);
    if (this.#isDone()) return;
    this.#dropEdges(withinBound(steiner, ascent, this.#cost - this.#fixedWeight));
    if (round % 4 === 1) this.#dropEdges(withoutDetours(this.#steiner, this.#check));
  }

  /** Trees in what an ascent saturated, and within two trees laid over each other, which can take the better part of each. */
  #search(steiner: SteinerGraph, guide: TreeEdges, ascent: DualAscent): void {
    const saturated = saturatedWeights(steiner.weight, ascent);
    const other = this.#improve(shortestPathTree(steiner, saturated, this.#space));
    const hidden = new Float64Array(steiner.graph.edgeCount).fill(Infinity);
    for (const edges of [guide, other]) for (const e of edges) hidden[e] = steiner.weight[e];
    this.#improve(shortestPathTree(steiner, hidden, this.#space));
  }

  #improve(tree: TreeEdges): TreeEdges {
    const onPass = () => this.#check();
    const better = localSearch(this.#steiner, tree, { passes: 40, leastGain: 0, onPass, space: this.#space });
    this.#keep(better);
    return better;
  }

  #keep(tree: TreeEdges): void {
    const cost = weightOf(this.#steiner.weight, tree) + this.#fixedWeight;
    if (cost >= this.#cost) return;
    this.#cost = cost;
    this.#best = this.#reductions.reduceRight<readonly number[]>((edges, { expand }) => expand(edges), [...tree]);
    this.#tell();
  }

  #raise(bound: number): void {
    const lowerBound = Math.min(this.#cost, bound + this.#fixedWeight);
    if (lowerBound <= this.#lowerBound) return;
    this.#lowerBound = lowerBound;
    this.#tell();
  }

  /** The best tree on the core, as far as its edges are still there, with the lightest ways across what is not. */
  #projected(): TreeEdges {
    const edges = this.#reductions.reduce<readonly number[]>((tree, { project }) => project(tree), this.#best);
    const cheap = this.#steiner.weight.slice();
    for (const e of edges) cheap[e] = 0;
    const tree = spanAndPrune(this.#steiner, shortestPathTree(this.#steiner, cheap, this.#space));
    this.#keep(tree);
    return tree;
  }

  #dropEdges(kept: Uint8Array): void {
    if (kept.every((flag) => flag === 1)) return;
    const { graph, weight, terminal, root } = this.#steiner;
    const left = [...kept.keys()].filter((e) => kept[e]);
    const problem = {
      vertexCount: graph.vertexCount,
      from: Uint32Array.from(left, (e) => graph.from[e]),
      to: Uint32Array.from(left, (e) => graph.to[e]),
      weight: Float64Array.from(left, (e) => weight[e]),
      terminal,
      root,
    };
    const place = new Map(left.map((e, i) => [e, i]));
    this.#reductions.push({
      core: problem,
      fixedWeight: 0,
      expand: (edges) => Array.from(edges, (e) => left[e]),
      project: (edges) => Array.from(edges).flatMap((e) => place.get(e) ?? []),
    });
    this.#reduce(problem);
  }

  #reduce(problem: SteinerProblem): void {
    const reduction = reduceByDegree(problem);
    this.#reductions.push(reduction);
    this.#fixedWeight += reduction.fixedWeight;
    this.#steiner = { ...reduction.core, graph: buildGraph(reduction.core) };
    this.#space = searchSpace(this.#steiner.graph);
  }

  readonly #check = (): void => {
    const { clock, deadline = Infinity, cancel } = this.#options;
    if (cancel?.aborted || (clock && clock() >= deadline)) throw new Stopped();
  };

  #isDone(): boolean {
    const { gap, optimal } = this.#known();
    return optimal || gap <= (this.#options.gap ?? 0);
  }

  #known(): Omit<SteinerProof, "edges"> {
    const optimal = this.#lowerBound >= this.#cost;
    const gap = optimal ? 0 : (this.#cost - this.#lowerBound) / this.#cost;
    return { cost: this.#cost, lowerBound: this.#lowerBound, gap, optimal };
  }

  #tell(): void {
    this.#options.onProgress?.(this.#known());
  }
}
