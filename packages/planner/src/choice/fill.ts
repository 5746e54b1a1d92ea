import { nearestSources, type SearchSpace } from "@cuntong/graph";
import { type TreeEdges, verticesOf } from "../steiner/tree/tree.ts";
import type { ChoiceProblem } from "./choice-problem.ts";
import { neededBy, type Selection, selectionOf } from "./selection.ts";

/** Searches from the tree, at most, until the money is spent; fewer where each takes long. */
const mostSearches = 24;
const fewSearches = 6;
const largeGraph = 100_000;

/** What villages are added for. */
export interface Aim {
  /** What a village, by number, still gives; one that gives nothing is not added. */
  value(village: number): number;
  /** Told of each that is added. */
  onAdded?(village: number): void;
}

/** Adds villages to a selection that give most for what they cost on top of it, as long as they fit into `cost`, hundredths of a fen. */
export function fill(problem: ChoiceProblem, start: Selection, cost: number, space: SearchSpace, aim: Aim): Selection {
  const filling = new Filling(problem, start, cost, space, aim);
  const searches = problem.graph.vertexCount > largeGraph ? fewSearches : mostSearches;
  for (let search = 1; search <= searches; search++) {
    if (!filling.addBest(search === searches)) break;
  }
  return filling.selection;
}

class Filling {
  readonly #problem: ChoiceProblem;
  readonly #space: SearchSpace;
  readonly #aim: Aim;
  readonly #edges: Set<number>;
  readonly #served: Uint8Array;
  #room: number;

  constructor(problem: ChoiceProblem, { edges, served, cost }: Selection, limit: number, space: SearchSpace, aim: Aim) {
    this.#problem = problem;
    this.#space = space;
    this.#aim = aim;
    this.#edges = new Set(edges);
    this.#served = served.slice();
    this.#room = limit - cost;
  }

  get selection(): Selection {
    return selectionOf(this.#problem, Uint32Array.from(this.#edges).sort(), this.#served);
  }

  /** Adds the best until a third of the money is spent or a quarter of them is in, all that fit if `all`; false when none fits. */
  addBest(all: boolean): boolean {
    const { graph, weight, villages } = this.#problem;
    if (!villages.some((_, i) => !this.#served[i] && this.#aim.value(i) > 0)) return false;
    const inTree = this.#inTree();
    nearestSources(
      graph,
      weight,
      Uint32Array.from(inTree.keys()).filter((v) => inTree[v]),
      this.#space,
    );
    const price = Float64Array.from(villages, ({ vertex, base }) => this.#space.distance[vertex] + base);
    const value = Float64Array.from(villages, (_, i) => (this.#served[i] ? 0 : this.#aim.value(i)));
    const fitting = [...villages.keys()].filter((i) => value[i] > 0 && price[i] <= this.#room);
    fitting.sort((a, b) => value[b] * price[a] - value[a] * price[b] || a - b);
    const until = all ? -1 : (2 * this.#room) / 3;
    const most = all ? fitting.length : Math.ceil(fitting.length / 4);
    let added = 0;
    for (const i of fitting) {
      if (this.#room <= until || added >= most) break;
      if (this.#aim.value(i) > 0 && this.#add(i, inTree)) added++;
    }
    return added > 0;
  }

  #inTree(): Uint8Array {
    const steiner = { ...this.#problem, terminal: neededBy(this.#problem, this.#served) };
    const inTree = new Uint8Array(this.#problem.graph.vertexCount);
    const edges: TreeEdges = Uint32Array.from(this.#edges);
    for (const v of verticesOf(steiner, edges)) inTree[v] = 1;
    return inTree;
  }

  /** Joins a village by the way that the search found, up to where the tree has come meanwhile. */
  #add(village: number, inTree: Uint8Array): boolean {
    const { graph, weight, villages } = this.#problem;
    const { vertex, base } = villages[village];
    const way: number[] = [];
    let price = base;
    let at = vertex;
    while (!inTree[at]) {
      const e = this.#space.viaEdge[at];
      way.push(e);
      price += weight[e];
      at = graph.from[e] === at ? graph.to[e] : graph.from[e];
    }
    if (price > this.#room) return false;
    for (const e of way) {
      this.#edges.add(e);
      inTree[graph.from[e]] = inTree[graph.to[e]] = 1;
    }
    this.#served[village] = 1;
    this.#aim.onAdded?.(village);
    this.#room -= price;
    return true;
  }
}

/** What each village costs on top of a tree, hundredths of a fen, by number. */
export function pricesFrom(problem: ChoiceProblem, { edges, served }: Selection, space: SearchSpace): Float64Array {
  const { graph, weight, villages } = problem;
  nearestSources(graph, weight, verticesOf({ ...problem, terminal: neededBy(problem, served) }, edges), space);
  return Float64Array.from(villages, ({ vertex, base }) => space.distance[vertex] + base);
}
