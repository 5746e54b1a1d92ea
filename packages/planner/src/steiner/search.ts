import { buildGraph, type SearchSpace, searchSpace } from "@cuntong/graph";
import { climb } from "./bound/climb.ts";
import { type DualAscent, saturatedWeights } from "./bound/dual-ascent.ts";
import { cutBound } from "./cuts/cut-bound.ts";
import { fewTerminalsTree, hasFewTerminals } from "./exact/few-terminals.ts";
import { localSearch } from "./improve/local-search.ts";
import { type Part, partsOf } from "./reduce/blocks.ts";
import { type ReducedProblem, reduceByDegree, type SteinerProblem } from "./reduce/reduce.ts";
import { reduceByTrees } from "./reduce/reduce-by-trees.ts";
import { withinBound, withoutDetours } from "./reduce/reduce-edges.ts";
import { shortestPathTree } from "./tree/shortest-path-heuristic.ts";
import { type SteinerGraph, spanAndPrune, type TreeEdges, weightOf } from "./tree/tree.ts";
import { windowSearch } from "./window/window-search.ts";

export interface SearchLimits {
  /** Passes of one local search, and the part of the weight that a pass must gain for another. */
  readonly passes: number;
  readonly leastGain: number;
  /** Edges that windows of the core may look at, each time that they go over it. */
  readonly windowWork: number;
  /** Rounds of dual ascent, and how many in a row may find nothing. */
  readonly rounds: number;
  readonly patience: number;
  /** Dual ascents of one round, at most, and edges that they may see all together. */
  readonly ascents: number;
  readonly ascentEdges: number;
  /** Steps of the tree tests in all, and the size of network from which they are left alone and one round must do. */
  readonly treeSteps: number;
  readonly edgesForTreeTests: number;
  /** Cores of at most so many edges are given to linear programs of cuts, each solved so many times at most. */
  readonly edgesForCuts: number;
  readonly cutRounds: number;
  /** So often windows, ascents, tree tests and programs of cuts may do four times as much, once rounds in a row have found nothing. */
  readonly levels: number;
  /** Stops at this gap or below. */
  readonly gap?: number;
  /** Chooses the order of the roots. */
  readonly seed?: number;
}

/** What is known at one moment of the search. */
export interface SearchState {
  readonly stage: "tree" | "improve" | "bound";
  /** 0..1 over the whole search. */
  readonly fraction: number;
  readonly cost: number;
  /** No tree costs less; undefined before the first dual ascent. */
  readonly lowerBound: number | undefined;
}

export interface SearchWatch {
  /** Called often; may throw to stop. The search then keeps what it has. */
  readonly check: () => void;
  readonly onBetter: (state: SearchState) => void;
}

/** Networks of more edges than this have a first bound before the tree tests go over them. */
const quickToReduce = 200_000;

/** Steps of one tree test, at most, before the first level: each time that the tests go over the network they may look farther. */
const mostTestSteps = 1600;

/** Windows tell of a tree when it is this part of the cost lighter than the last, since to copy a large tree takes as long as a window. */
const worthTelling = 1e-4;

/**
 * The anytime search for a light tree and a proof of how light it is. A first tree by the shortest-path heuristic, improved. Then the loss
 * of edges and vertices that no lightest tree needs, and rounds: a dual ascent from another terminal, guided by the best tree; a tree
 * in what it saturated, improved, and one within both trees; and the loss of all edges that no tree as light as the best can hold, so that the
 * next round sees a smaller network. A core, or part of one, with few terminals left is solved to the end. Each stage ends in a valid tree no worse than before.
 */
export class Search {
  readonly #problem: SteinerProblem;
  readonly #limits: SearchLimits;
  readonly #watch: SearchWatch;
  /** From the network given to the core at work, one after the other. */
  readonly #reductions: ReducedProblem[] = [];
  #fixedWeight = 0;
  #steiner: SteinerGraph;
  #core: SteinerProblem;
  #space: SearchSpace;
  /** Best tree, in edges of the core after so many reductions. */
  #best: { readonly edges: readonly number[]; readonly depth: number } = { edges: [], depth: 0 };
  #cost = Infinity;
  #lowerBound: number | undefined;
  #stage: SearchState["stage"] = "tree";
  #fraction = 0;
  #treeStepsLeft: number;
  /** Edges of the core when the tree tests last went over it. */
  #edgesTested = Infinity;
  #testSteps = 50;
  /** Edges of the core when windows last went over it. */
  #edgesWindowed = Infinity;
  /** Where the core has fallen apart, its parts, each with a search of its own. */
  #parts: readonly { readonly part: Part; readonly search: Search }[] = [];
  #costOfParts = Infinity;
  /** Edges of the core when it was last looked at for parts. */
  #edgesSplit = Infinity;
  /** Edges of the core when it was last given to a linear program. */
  #edgesCut = Infinity;
  #rounds = 0;
  #idle = 0;
  #level = 0;

  constructor(problem: SteinerProblem, limits: SearchLimits, watch: SearchWatch) {
    this.#problem = problem;
    this.#limits = limits;
    this.#watch = watch;
    this.#treeStepsLeft = limits.treeSteps;
    this.#core = problem;
    this.#steiner = {
      ...problem,
      graph: buildGraph({ vertexCount: 0, from: new Uint32Array(), to: new Uint32Array() }),
    };
    this.#space = searchSpace(this.#steiner.graph);
    this.#shrink(reduceByDegree(problem));
  }

  get state(): SearchState {
    return { stage: this.#stage, fraction: this.#fraction, cost: this.#leastCost, lowerBound: this.#lowerBound };
  }

  /** The best tree in edges of the problem given, in order of their number, and its weight. */
  result(): { readonly edges: readonly number[]; readonly cost: number } {
    const fromParts = this.#costOfParts < this.#cost;
    const best = fromParts ? { edges: this.#treeOfParts(), depth: this.#reductions.length } : this.#best;
    const edges = this.#reductions
      .slice(0, best.depth)
      .reduceRight<readonly number[]>((tree, { expand }) => expand(tree), best.edges);
    const { weight } = this.#problem;
    const cost = edges.reduce((sum, e) => sum + weight[e], 0);
    if (cost === this.#leastCost) return { edges, cost };
    // Two edges of the core had a part in common, so that it need not be paid twice: what they are made of may hold a ring.
    const whole = { ...this.#problem, graph: buildGraph(this.#problem) };
    const tree = spanAndPrune(whole, Uint32Array.from(edges));
    return { edges: [...tree], cost: weightOf(weight, tree) };
  }

  /** The first tree, or the one to start from. */
  begin(start?: TreeEdges): void {
    if (start) {
      this.#cost = weightOf(this.#problem.weight, start);
      this.#best = { edges: [...start], depth: 0 };
    } else this.#keep(shortestPathTree(this.#steiner, this.#steiner.weight, this.#space));
    this.#fraction = 0.05;
    this.#tell();
  }

  run(): void {
    while (this.#step());
    this.#at("improve", 1);
  }

  /** One round, here or in each of the parts; false when nothing more is to be done. */
  #step(): boolean {
    if (this.#isDone()) return false;
    if (this.#parts.length > 0) return this.#stepParts();
    const rounds = this.#mostRounds;
    const round = this.#rounds++;
    if (round === 0) this.#prepare();
    else if (hasFewTerminals(this.#steiner)) this.#solveWhole();
    else {
      if (round > rounds || (this.#idle >= this.#limits.patience && !this.#tryHarder())) return false;
      const before = [this.#cost, this.#lowerBound, this.#core.from.length];
      this.#round(round - 1, 0.4 + (0.6 * (round - 1)) / rounds, 0.6 / rounds);
      const after = [this.#cost, this.#lowerBound, this.#core.from.length];
      this.#idle = after.every((value, i) => value === before[i]) ? this.#idle + 1 : 0;
    }
    this.#split();
    return true;
  }

  /** Allows more of everything, from the next round on; false when no more is allowed. */
  #tryHarder(): boolean {
    if (this.#level >= this.#limits.levels) return false;
    this.#level++;
    this.#idle = 0;
    this.#edgesWindowed = this.#edgesCut = Infinity;
    return true;
  }

  /** How many times as much as at first is allowed. */
  get #more(): number {
    return 4 ** this.#level;
  }

  /** A network too large for the tree tests has one round. */
  get #mostRounds(): number {
    return Math.min(this.#limits.rounds, this.#core.from.length > this.#limits.edgesForTreeTests ? 1 : Infinity);
  }

  #prepare(): void {
    if (this.#core.from.length <= quickToReduce) this.#reduce();
    // On a large network windows, which follow at once, are the quicker way on from the first pass.
    const passes = Math.min(this.#limits.passes, this.#mostRounds === 1 ? 1 : Infinity);
    this.#improve(this.#projected(), 0.3, passes);
  }

  #stepParts(): boolean {
    let goesOn = false;
    for (const { search } of this.#parts) {
      if (search.#step()) goesOn = true;
      if (this.#isDone()) return false;
    }
    return goesOn;
  }

  /** The lightest tree of the core itself, which is its own bound. */
  #solveWhole(): void {
    const tree = fewTerminalsTree(this.#steiner, this.#watch.check);
    this.#keep(tree);
    this.#raise(weightOf(this.#steiner.weight, tree));
  }

  /** Goes on in the blocks of the core, each for itself: each has a gap of its own, in which far more edges fall. */
  #split(): void {
    const { edgesForTreeTests } = this.#limits;
    if (this.#core.from.length >= this.#edgesSplit || this.#core.from.length > edgesForTreeTests || this.#isDone())
      return;
    this.#edgesSplit = this.#core.from.length;
    // The smallest first, so that a linear program of a large one keeps nobody waiting.
    const parts = partsOf(this.#steiner, this.#projected()).sort((a, b) => a.edges.length - b.edges.length);
    if (parts.length === 1 && parts[0].edges.length === this.#core.from.length) return;
    const limits = {
      ...this.#limits,
      rounds: this.#limits.rounds - this.#rounds + 1,
      treeSteps: this.#treeStepsLeft,
      gap: 0,
    };
    const { check } = this.#watch;
    const searches = parts.map((part) => {
      const search = new Search(part.problem, limits, { check, onBetter: () => this.#gather() });
      search.#testSteps = this.#testSteps;
      return { part, search };
    });
    for (const { part, search } of searches) search.begin(part.tree);
    this.#parts = searches;
    this.#gather();
  }

  /** What is known of the parts, added up. */
  #gather(): void {
    if (this.#parts.length === 0) return;
    let cost = this.#fixedWeight;
    let bound = 0;
    for (const { search } of this.#parts) {
      cost += search.#leastCost;
      bound += search.#lowerBound ?? 0;
    }
    const better = cost < this.#leastCost;
    this.#costOfParts = cost;
    if (!this.#raise(bound) && better) this.#tell();
  }

  #treeOfParts(): number[] {
    return this.#parts.flatMap(({ part, search }) => search.result().edges.map((e) => part.edges[e]));
  }

  get #leastCost(): number {
    return Math.min(this.#cost, this.#costOfParts);
  }

  #round(round: number, from: number, width: number): void {
    const isOnly = this.#mostRounds === 1;
    if (isOnly) this.#improveWindows(from);
    const guide = this.#projected();
    const steiner = { ...this.#steiner, root: this.#root(round) };
    this.#at("bound", from);
    const { ascents, ascentEdges } = this.#limits;
    const ascent = climb(steiner, guide, {
      check: this.#watch.check,
      ascents: Math.min(ascents * this.#more, Math.ceil((ascentEdges * this.#more) / this.#core.from.length)),
      onRaise: (weight) => this.#raise(weight),
    });
    this.#at("bound", from + 0.3 * width);
    if (this.#isDone() || isOnly) return;
    this.#searchSaturated(steiner, guide, ascent, from + width);
    if (this.#isDone() || this.#rounds > this.#mostRounds) return;
    const limit = (this.#cost - this.#fixedWeight) * ascent.scale;
    this.#shrink(reduceByDegree(this.#core, withinBound(steiner, ascent, limit)));
    if (this.#core.from.length < 0.9 * this.#edgesTested || this.#testSteps < mostTestSteps * this.#more)
      this.#reduce();
    else this.#cutRound();
    if (this.#core.from.length < 0.9 * this.#edgesWindowed && !this.#isDone()) this.#improveWindows(from + width);
  }

  /** The bound by cuts and a tree along what it takes of each edge, which is the lightest where it takes all or nothing. */
  #cutRound(): void {
    const { edgesForCuts, cutRounds } = this.#limits;
    if (this.#core.from.length > Math.min(edgesForCuts * this.#more, 0.9 * this.#edgesCut)) return;
    this.#edgesCut = this.#core.from.length;
    let stopped: unknown;
    const goOn = () => {
      try {
        this.#at("bound", this.#fraction);
      } catch (error) {
        stopped = error;
      }
      return stopped === undefined;
    };
    const steiner = this.#steiner;
    const bound = cutBound(steiner, { limit: this.#cost - this.#fixedWeight, rounds: cutRounds, goOn });
    this.#raise(bound.weight);
    if (stopped !== undefined) throw stopped;
    const unpaid = steiner.weight.map((w, e) => w * (1 - bound.share[e]));
    const tree = spanAndPrune(steiner, shortestPathTree(steiner, unpaid, this.#space));
    this.#keep(tree);
    if (this.#isDone()) return;
    this.#improve(tree, this.#fraction);
    const limit = (this.#cost - this.#fixedWeight) * bound.scale;
    this.#shrink(reduceByDegree(this.#core, withinBound(steiner, bound, limit)));
  }

  /** The root itself, then terminals spread evenly over the order of the vertices, which follows the ground. */
  #root(round: number): number {
    const { terminal, root } = this.#steiner;
    if (round === 0) return root;
    const terminals = [...terminal.keys()].filter((v) => terminal[v]);
    const { seed = 1 } = this.#limits;
    return terminals[Math.floor(((round * 0.6180339887 + seed * 0.377) % 1) * terminals.length)];
  }

  /** Trees in what an ascent saturated, and within two trees laid over each other, which can take the better part of each. */
  #searchSaturated(steiner: SteinerGraph, guide: TreeEdges, ascent: DualAscent, upTo: number): void {
    const saturated = saturatedWeights(steiner.weight, ascent);
    const other = this.#improve(shortestPathTree(steiner, saturated, this.#space), (this.#fraction + 2 * upTo) / 3);
    const hidden = new Float64Array(steiner.graph.edgeCount).fill(Infinity);
    for (const edges of [guide, other]) for (const e of edges) hidden[e] = steiner.weight[e];
    this.#improve(shortestPathTree(steiner, hidden, this.#space), upTo);
  }

  #improve(tree: TreeEdges, upTo: number, passes: number = this.#limits.passes): TreeEdges {
    const { leastGain } = this.#limits;
    const step = (upTo - this.#fraction) / (passes + 1);
    const onPass = (weight?: number) => this.#at("improve", this.#fraction + (weight === undefined ? 0 : step));
    const better = localSearch(this.#steiner, tree, { passes, leastGain, onPass, space: this.#space });
    this.#keep(better);
    return better;
  }

  /** Solves one small part of the core after the other, with the best tree outside held fast. */
  #improveWindows(upTo: number): void {
    let latest: (() => TreeEdges) | undefined;
    const onGain = (weight: number, edges: () => TreeEdges) => {
      latest = edges;
      if (weight + this.#fixedWeight < (1 - worthTelling) * this.#cost) this.#keep(edges());
    };
    const { check } = this.#watch;
    try {
      windowSearch(this.#steiner, this.#projected(), { work: this.#limits.windowWork * this.#more, check, onGain });
    } finally {
      if (latest) this.#keep(latest());
    }
    this.#edgesWindowed = this.#core.from.length;
    this.#at("improve", upTo);
  }

  /** Loses what no lightest tree needs. */
  #reduce(): void {
    const { edgesForTreeTests } = this.#limits;
    if (this.#core.from.length > edgesForTreeTests || this.#treeStepsLeft <= 0) return;
    this.#shrink(reduceByDegree(this.#core, withoutDetours(this.#steiner, this.#watch.check)));
    const { check } = this.#watch;
    const { stepsLeft, ...reduction } = reduceByTrees(this.#core, {
      stepsLeft: this.#treeStepsLeft,
      testSteps: this.#testSteps,
      check,
    });
    this.#treeStepsLeft = stepsLeft;
    this.#testSteps = Math.min(4 * this.#testSteps, mostTestSteps * this.#more);
    this.#shrink(reduction);
    this.#edgesTested = this.#core.from.length;
  }

  #shrink(reduction: ReducedProblem): void {
    this.#reductions.push(reduction);
    this.#fixedWeight += reduction.fixedWeight;
    this.#core = reduction.core;
    this.#steiner = { ...reduction.core, graph: buildGraph(reduction.core) };
    this.#space = searchSpace(this.#steiner.graph);
  }

  /** The best tree on the core, as far as its edges are still there, with the lightest ways across what is not. */
  #projected(): TreeEdges {
    let { edges, depth } = this.#best;
    for (; depth < this.#reductions.length; depth++) edges = this.#reductions[depth].project(edges);
    const cheap = this.#steiner.weight.slice();
    for (const e of edges) cheap[e] = 0;
    const tree = spanAndPrune(this.#steiner, shortestPathTree(this.#steiner, cheap, this.#space));
    this.#keep(tree);
    return tree;
  }

  #keep(tree: TreeEdges): void {
    const cost = weightOf(this.#steiner.weight, tree) + this.#fixedWeight;
    if (cost >= this.#cost) return;
    this.#cost = cost;
    this.#best = { edges: [...tree], depth: this.#reductions.length };
    this.#tell();
  }

  #raise(bound: number): boolean {
    const lowerBound = Math.min(this.#leastCost, bound + this.#fixedWeight);
    if (lowerBound <= (this.#lowerBound ?? -1)) return false;
    this.#lowerBound = lowerBound;
    this.#tell();
    return true;
  }

  #isDone(): boolean {
    if (this.#lowerBound === undefined) return false;
    return this.#leastCost - this.#lowerBound <= (this.#limits.gap ?? 0) * this.#leastCost;
  }

  #at(stage: SearchState["stage"], fraction: number): void {
    this.#stage = stage;
    this.#fraction = fraction;
    this.#watch.check();
  }

  #tell(): void {
    this.#watch.onBetter(this.state);
  }
}
