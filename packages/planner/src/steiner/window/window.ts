import { DisjointSets, VertexHeap } from "@cuntong/graph";
import type { SteinerProblem } from "../reduce/reduce.ts";
import type { SteinerGraph } from "../tree/tree.ts";
import type { HungTree } from "./hung-tree.ts";

/**
 * A part of the graph as a problem of its own: parts of the tree outside that hang together are one vertex of it, and what they touch must
 * be reached. Any tree that solves it makes, with the tree outside, a tree of the whole.
 */
export interface Window {
  readonly problem: SteinerProblem;
  readonly terminalCount: number;
  /** Vertices of the graph, nearest to the centre first. */
  readonly vertices: readonly number[];
  /** Edge of the graph for each edge of the problem. */
  readonly edgeOf: Uint32Array;
  /** Edges of the problem that the tree uses, and their weight. */
  readonly used: readonly number[];
  readonly weight: number;
}

/** Cuts windows out of a graph and its tree, and puts other trees into them. */
export class WindowCutter {
  readonly #steiner: SteinerGraph;
  readonly #tree: HungTree;
  readonly #hubDegree: number;
  readonly #heap: VertexHeap;
  #round = 0;
  /** Distance from the centre, where `#reached` is the round at work. */
  readonly #distance: Float64Array;
  readonly #reached: Int32Array;
  /** Place among the window's vertices, where `#inWindow` is the round at work. */
  readonly #place: Int32Array;
  readonly #inWindow: Int32Array;
  /** Place that a vertex outside hangs together with by the tree outside, where `#marked` is the round at work. */
  readonly #mark: Int32Array;
  readonly #marked: Int32Array;
  #vertices: number[] = [];
  /** Vertex of the window's problem for each place. */
  #number = new Int32Array();

  /** A vertex with more arcs than `hubDegree` is a hub, such as an existing network drawn together: windows reach it but do not grow through it. */
  constructor(steiner: SteinerGraph, tree: HungTree, hubDegree = 100) {
    const n = steiner.graph.vertexCount;
    this.#steiner = steiner;
    this.#tree = tree;
    this.#hubDegree = hubDegree;
    this.#heap = new VertexHeap(n);
    this.#distance = new Float64Array(n);
    this.#reached = new Int32Array(n);
    this.#place = new Int32Array(n);
    this.#inWindow = new Int32Array(n);
    this.#mark = new Int32Array(n);
    this.#marked = new Int32Array(n);
  }

  /** The window of so many vertices, at most, that are nearest to a vertex of the tree. */
  cut(centre: number, vertexLimit: number): Window {
    this.#round++;
    this.#gather(centre, vertexLimit);
    const sets = new DisjointSets(this.#vertices.length);
    const rootPlace = this.#joinOutside(sets);
    const count = this.#numberSets(sets);
    return this.#window(count, this.#number[rootPlace]);
  }

  #gather(centre: number, vertexLimit: number): void {
    const { graph, weight } = this.#steiner;
    const heap = this.#heap;
    this.#vertices = [];
    heap.clear();
    this.#reach(centre, 0);
    while (heap.size > 0 && this.#vertices.length < vertexLimit) {
      const v = heap.pop();
      this.#place[v] = this.#vertices.length;
      this.#inWindow[v] = this.#round;
      this.#vertices.push(v);
      if (this.#isHub(v)) continue;
      for (let a = graph.arcStart[v]; a < graph.arcStart[v + 1]; a++) {
        this.#reach(graph.arcHead[a], this.#distance[v] + weight[graph.arcEdge[a]]);
      }
    }
  }

  #reach(v: number, distance: number): void {
    if (this.#reached[v] === this.#round && distance >= this.#distance[v]) return;
    this.#reached[v] = this.#round;
    this.#distance[v] = distance;
    this.#heap.push(v, distance);
  }

  #isHub(v: number): boolean {
    const { arcStart } = this.#steiner.graph;
    return arcStart[v + 1] - arcStart[v] > this.#hubDegree;
  }

  #holds(v: number): boolean {
    return this.#inWindow[v] === this.#round;
  }

  /** True when the window may take a vertex's edge towards the root away. */
  #isLoose(v: number): boolean {
    const parent = this.#tree.parent[v];
    return parent >= 0 && this.#holds(parent) && !(this.#isHub(v) && this.#isHub(parent));
  }

  /** Joins the places that the tree outside joins; gives one that hangs together with the root. */
  #joinOutside(sets: DisjointSets): number {
    const { root, holds } = this.#tree;
    let rootPlace = this.#holds(root) ? this.#place[root] : -1;
    this.#vertices.forEach((v, place) => {
      if (!holds[v] || v === root || this.#isLoose(v)) return;
      const met = this.#climb(v, place);
      if (met >= 0) sets.join(place, met);
      else rootPlace = place;
    });
    return rootPlace;
  }

  /** Marks the way up from a vertex of the window; the place it leads back to, or that of an earlier climb which it meets, -1 at the root. */
  #climb(v: number, place: number): number {
    const { parent, root } = this.#tree;
    for (let at = parent[v]; ; at = parent[at]) {
      if (this.#holds(at)) return this.#place[at];
      if (this.#marked[at] === this.#round) return this.#mark[at];
      this.#marked[at] = this.#round;
      this.#mark[at] = place;
      if (at === root) return -1;
    }
  }

  #numberSets(sets: DisjointSets): number {
    let count = 0;
    this.#number = new Int32Array(this.#vertices.length);
    // The smallest place leads its set, so it has its number before the others ask for it.
    for (let place = 0; place < this.#number.length; place++) {
      const leader = sets.find(place);
      this.#number[place] = leader === place ? count++ : this.#number[leader];
    }
    return count;
  }

  #window(vertexCount: number, root: number): Window {
    const { graph, weight, terminal } = this.#steiner;
    const { parentEdge, holds } = this.#tree;
    const number = this.#number;
    const must = new Uint8Array(vertexCount);
    const edges: number[] = [];
    const used: number[] = [];
    must[root] = 1;
    this.#vertices.forEach((v, place) => {
      const isHub = this.#isHub(v);
      if (terminal[v] || (isHub && holds[v])) must[number[place]] = 1;
      if (isHub) return;
      for (let a = graph.arcStart[v]; a < graph.arcStart[v + 1]; a++) {
        const e = graph.arcEdge[a];
        const other = graph.arcHead[a];
        const inTree = parentEdge[v] === e || parentEdge[other] === e;
        if (!this.#holds(other)) {
          if (inTree) must[number[place]] = 1;
          continue;
        }
        const otherPlace = this.#place[other];
        if (number[place] === number[otherPlace] || (otherPlace < place && !this.#isHub(other))) continue;
        if (inTree) used.push(edges.length);
        edges.push(e);
      }
    });
    const edgeOf = Uint32Array.from(edges);
    const problem = {
      vertexCount,
      from: edgeOf.map((e) => number[this.#place[graph.from[e]]]),
      to: edgeOf.map((e) => number[this.#place[graph.to[e]]]),
      weight: Float64Array.from(edgeOf, (e) => weight[e]),
      terminal: must,
      root,
    };
    return {
      problem,
      terminalCount: must.reduce((sum, flag) => sum + flag, 0),
      vertices: this.#vertices,
      edgeOf,
      used,
      weight: used.reduce((sum, edge) => sum + problem.weight[edge], 0),
    };
  }

  /** Puts another tree into the window that was cut last: the edges of its problem that make it. */
  put({ problem, edgeOf, vertices }: Window, chosen: readonly number[]): void {
    const { from, to } = this.#steiner.graph;
    const tree = this.#tree;
    for (const v of vertices) if (this.#isLoose(v)) tree.cutOff(v);
    vertices.forEach((v, place) => {
      if (!problem.terminal[this.#number[place]]) tree.holds[v] = 0;
    });
    for (const [edge, child] of outward(problem, chosen)) {
      const e = edgeOf[edge];
      const [lower, upper] = this.#number[this.#place[from[e]]] === child ? [from[e], to[e]] : [to[e], from[e]];
      tree.turn(lower);
      tree.hang(lower, upper, e);
    }
  }
}

/** Edges of a tree from the root outward, each with its outer end. */
function* outward(
  { from, to, root }: SteinerProblem,
  tree: readonly number[],
): Generator<readonly [edge: number, child: number]> {
  const edgesAt = new Map<number, number[]>();
  for (const edge of tree) {
    for (const end of [from[edge], to[edge]]) {
      const known = edgesAt.get(end);
      if (known) known.push(edge);
      else edgesAt.set(end, [edge]);
    }
  }
  const open = [root];
  const reached = new Set(open);
  for (let v = open.pop(); v !== undefined; v = open.pop()) {
    for (const edge of edgesAt.get(v) ?? []) {
      const child = from[edge] === v ? to[edge] : from[edge];
      if (reached.has(child)) continue;
      reached.add(child);
      open.push(child);
      yield [edge, child];
    }
  }
}
