import { buildGraph, components, type SearchSpace, searchSpace } from "@cuntong/graph";
import { saturatedWeights } from "../../steiner/bound/dual-ascent.ts";
import { withoutDetours } from "../../steiner/reduce/reduce-edges.ts";
import { type SolveOptions, type SteinerProof, TerminalsApart } from "../../steiner/solve-steiner.ts";
import type { TreeEdges } from "../../steiner/tree/tree.ts";
import { improvePrizes } from "./improve-prizes.ts";
import { joinWhatPays } from "./join.ts";
import { type PrizeBound, rootedBound, unrootedBound } from "./prize-bound.ts";
import { type PrizeGraph, prizeCost, steinerOf } from "./prize-graph.ts";
import { pruneToGain, type RootedTree } from "./prune.ts";
import { type PrizeProblem, type ReducedPrizes, reducePrizes, type Tree } from "./reduce-prizes.ts";
import { Shaker } from "./shake.ts";

/** A tree with prizes and what is proven of it: `cost` is its weight and the prizes lost. */
export interface PrizeProof extends SteinerProof {
  /** Vertices of the tree, in order of their number. */
  readonly vertices: readonly number[];
  readonly prizesLost: number;
}

/** Rounds in a row that find nothing before the search gives up. */
const patience = 8;

/** Trials with shaken weights in each round. */
const shakes = 4;

class Stopped extends Error {}

/**
 * The tree whose weight and lost prizes together are least, as far as time and rounds allow, with a proven lower bound. Each round is a dual
 * ascent guided by the best tree; a tree in what it saturated; trees of shaken weights; and the loss of all edges, and the joining of
 * all vertices, that no better tree can do with or without. Throws {@link TerminalsApart} when a vertex that must be joined cannot be.
 */
export function solvePrizes(problem: PrizeProblem, options: SolveOptions = {}): PrizeProof {
  const must = problem.prize.indexOf(Infinity);
  const root = problem.root >= 0 ? problem.root : must;
  const { of } = components(problem);
  if (problem.prize.some((prize, v) => prize === Infinity && of[v] !== of[root]))
    throw new TerminalsApart("the terminals lie apart");
  const solver = new PrizeSolver({ ...problem, root }, options);
  solver.run();
  return solver.proof;
}

class PrizeSolver {
  readonly #problem: PrizeProblem;
  readonly #options: SolveOptions;
  readonly #reductions: ReducedPrizes[] = [];
  #fixedCost = 0;
  /** The core at work, hung from its root, or from the best tree's where a tree may lie anywhere. */
  #prizes!: PrizeGraph;
  #space!: SearchSpace;
  #isRooted: boolean;
  readonly #shaker: Shaker;
  /** Best tree in edges of the problem given. */
  #best: Tree;
  #cost: number;
  #lowerBound = 0;

  constructor(problem: PrizeProblem, options: SolveOptions) {
    this.#problem = problem;
    this.#options = options;
    this.#isRooted = problem.root >= 0;
    this.#shaker = new Shaker(options.seed ?? 1);
    const { prize, root } = problem;
    const single = this.#isRooted ? root : prize.reduce((best, p, v) => (p > prize[best] ? v : best), 0);
    this.#best = { edges: [], root: single };
    this.#cost = prize.reduce((sum, p, v) => (v === single ? sum : sum + p), 0);
    this.#reduce(problem);
  }

  get proof(): PrizeProof {
    const { from, to, prize } = this.#problem;
    const { edges, root } = this.#best;
    const within = new Set([root]);
    for (const e of edges) within.add(from[e]).add(to[e]);
    const prizesLost = prize.reduce((sum, p, v) => (within.has(v) ? sum : sum + p), 0);
    return { edges, vertices: [...within].sort((a, b) => a - b), prizesLost, ...this.#known() };
  }

  run(): void {
    try {
      this.#search(this.#grown(this.#prizes.weight));
      this.#dropEdges(withoutDetours(steinerOf(this.#prizes, this.#certain()), this.#check));
      this.#rounds();
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
    }
  }

  #rounds(): void {
    const { rounds = 200 } = this.#options;
    let idle = 0;
    for (let round = 0; round < rounds && idle < patience && !this.#isDone(); round++) {
      const before = [this.#cost, this.#lowerBound, this.#prizes.graph.edgeCount];
      this.#round(round);
      const after = [this.#cost, this.#lowerBound, this.#prizes.graph.edgeCount];
      idle = after.every((value, i) => value === before[i]) ? idle + 1 : 0;
    }
  }

  #round(round: number): void {
    const guide = this.#projected();
    const bound = this.#bound(guide);
    this.#raise(bound.lowerBound);
    if (this.#isDone()) return;
    const other = this.#search(this.#grown(saturatedWeights(this.#prizes.weight, bound)));
    this.#search(this.#grown(this.#onlyOf(guide.edges, other.edges)));
    for (let trial = 0; trial < shakes && !this.#isDone(); trial++) this.#shake(guide);
    if (this.#isDone()) return;
    this.#reduceBy(bound);
    if (round % 4 === 1) this.#dropEdges(withoutDetours(steinerOf(this.#prizes, this.#certain()), this.#check));
  }

  #bound(guide: RootedTree): PrizeBound {
    return this.#isRooted
      ? rootedBound(this.#prizes, guide.edges, this.#check)
      : unrootedBound(this.#prizes, guide, this.#cost - this.#fixedCost, this.#check);
  }

  /** Joins what no better tree can do without, and drops what none can hold. */
  #reduceBy(bound: PrizeBound): void {
    const limit = this.#cost - this.#fixedCost;
    const { prize, root } = this.#prizes;
    const certain = prize.map((p, v) => (bound.lowerBound + bound.left[v] > limit ? Infinity : p));
    const must = certain.indexOf(Infinity);
    if (!this.#isRooted && must >= 0) {
      this.#isRooted = true;
      this.#prizes = { ...this.#prizes, prize: certain, root: must };
    } else this.#prizes = { ...this.#prizes, prize: certain, root };
    this.#dropEdges(bound.edgesWithin(limit));
  }

  /** The tree of all prizes that edges not hidden (Infinity) reach from the root. */
  #grown(weight: Float64Array): TreeEdges {
    const all = this.#prizes.prize.map((p) => (p > 0 ? Infinity : 0));
    return joinWhatPays({ ...this.#prizes, prize: all }, new Uint32Array(), this.#space, weight);
  }

  #onlyOf(...parts: readonly Iterable<number>[]): Float64Array {
    const hidden = new Float64Array(this.#prizes.weight.length).fill(Infinity);
    for (const edges of parts) for (const e of edges) hidden[e] = this.#prizes.weight[e];
    return hidden;
  }

  #search(tree: TreeEdges): RootedTree {
    const better = this.#improve(this.#prizes, tree);
    this.#keep(better);
    return better;
  }

  #improve(prizes: PrizeGraph, tree: TreeEdges): RootedTree {
    const { space, check } = { space: this.#space, check: this.#check };
    const better = improvePrizes(prizes, tree, {
      passes: 40,
      leastGain: 0,
      rounds: 20,
      anywhere: !this.#isRooted,
      check,
      space,
    });
    if (!this.#isRooted) this.#prizes = { ...this.#prizes, root: better.root };
    return better;
  }

  /** A search on shaken weights and prizes, and from there on the true ones. */
  #shake(from: RootedTree): void {
    const shaken = this.#shaker.shaken({ ...this.#prizes, root: from.root });
    const { edges, root } = this.#improve(shaken, from.edges);
    if (!this.#isRooted) this.#prizes = { ...this.#prizes, root };
    this.#search(edges);
  }

  #keep({ edges, root }: RootedTree): void {
    this.#accept({ edges: [...edges], root }, prizeCost({ ...this.#prizes, root }, edges) + this.#fixedCost);
  }

  /** Takes a tree of the core that costs less than the best so far. */
  #accept(tree: Tree, cost: number): void {
    if (cost >= this.#cost) return;
    this.#cost = cost;
    this.#best = this.#reductions.reduceRight<Tree>((core, { expand }) => expand(core), tree);
    this.#tell();
  }

  #raise(bound: number): void {
    const lowerBound = Math.min(this.#cost, bound + this.#fixedCost);
    if (lowerBound <= this.#lowerBound) return;
    this.#lowerBound = lowerBound;
    this.#tell();
  }

  /** The best tree on the core, as far as its edges are still there, and what pays to be joined to it. */
  #projected(): RootedTree {
    const { edges, root } = this.#reductions.reduce<Tree>((tree, { project }) => project(tree), this.#best);
    if (!this.#isRooted) this.#prizes = { ...this.#prizes, root };
    const there = this.#grown(this.#onlyOf(edges));
    const tree = pruneToGain(this.#prizes, joinWhatPays(this.#prizes, there, this.#space), !this.#isRooted);
    if (!this.#isRooted) this.#prizes = { ...this.#prizes, root: tree.root };
    this.#keep(tree);
    return tree;
  }

  #certain(): Uint8Array {
    return Uint8Array.from(this.#prizes.prize, (p) => (p === Infinity ? 1 : 0));
  }

  #dropEdges(kept: Uint8Array): void {
    const { graph, weight, prize, root } = this.#prizes;
    const left: number[] = [];
    for (let e = 0; e < graph.edgeCount; e++) if (kept[e]) left.push(e);
    const place = new Map(left.map((e, i) => [e, i]));
    const core: PrizeProblem = {
      vertexCount: graph.vertexCount,
      from: Uint32Array.from(left, (e) => graph.from[e]),
      to: Uint32Array.from(left, (e) => graph.to[e]),
      weight: Float64Array.from(left, (e) => weight[e]),
      prize,
      root: this.#isRooted ? root : -1,
    };
    this.#reductions.push({
      core,
      fixedCost: 0,
      vertexOf: (v) => v,
      expand: ({ edges, root: at }) => ({ edges: edges.map((e) => left[e]), root: at }),
      project: ({ edges, root: at }) => ({ edges: edges.flatMap((e) => place.get(e) ?? []), root: at }),
    });
    this.#reduce(core);
  }

  #reduce(problem: PrizeProblem): void {
    const reduction = reducePrizes(problem);
    const { core, alone, fixedCost } = reduction;
    if (alone) this.#accept(alone.tree, alone.cost + this.#fixedCost);
    this.#reductions.push(reduction);
    this.#fixedCost += fixedCost;
    const graph = buildGraph(core);
    const root = core.root >= 0 ? core.root : core.prize.reduce((best, p, v) => (p > core.prize[best] ? v : best), 0);
    this.#prizes = { graph, weight: core.weight, prize: core.prize, root };
    this.#space = searchSpace(graph);
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
