import type { Graph } from "../graph.ts";
import { VertexHeap } from "../vertex-heap.ts";
import type { Weights } from "../weights.ts";

/** A path by its vertices, and its edges between them. */
export interface Path {
  readonly vertices: readonly number[];
  readonly edges: readonly number[];
}

/** What a residual search runs on. */
export interface Residual {
  readonly graph: Graph;
  readonly weight: Weights;
  /** 1 = not there; null where everything is. */
  readonly closed: Uint8Array | null;
  /** Distance of each vertex from the target, Infinity where there is no way: the potential that makes every step cost 0 or more. */
  readonly distance: Float64Array;
  /** True where the two paths are to share no vertex either. */
  readonly byVertices: boolean;
  readonly space: PairSpace;
  /** What the whole graph has of bridges and junctions; asked only when a search runs long. */
  readonly necks: () => Necks;
}

/** What no second path gets round. */
export interface Necks {
  /** True when the edge is a bridge. */
  isBridge(edge: number): boolean;
  /** True when every way from the one edge to the other leads over the vertex between them. */
  areParted(edge: number, next: number): boolean;
}

/** Steps of a second path: edges walked from their `from` vertex on. */
export interface Step {
  readonly edge: number;
  readonly from: number;
  readonly to: number;
}

/** Reusable arrays of {@link secondPath}; they grow when a first path is longer than any before. */
export class PairSpace {
  /** Labels by state, Infinity (or -1) between searches; see {@link secondPath} for the states. */
  label = new Float64Array(0);
  cameFrom = new Int32Array(0);
  cameBy = new Int32Array(0);
  heap = new VertexHeap(0);
  onPath = new Int32Array(0);
  /** How many states a search looks at before it asks for the graph's bridges: about as long as finding them takes. */
  patience = 50_000;

  /** Makes room for a graph's vertices and `more` states. */
  fit(vertexCount: number, more: number): void {
    if (this.onPath.length !== vertexCount) this.onPath = new Int32Array(vertexCount).fill(-1);
    if (this.label.length >= vertexCount + more) return;
    // Ample, because to grow is to make everything anew.
    const states = vertexCount + 2 * more + (vertexCount >> 3);
    this.label = new Float64Array(states).fill(Infinity);
    this.cameFrom = new Int32Array(states);
    this.cameBy = new Int32Array(states);
    this.heap = new VertexHeap(states);
  }
}

/**
 * The cheapest second path once a shortest first path is taken (Suurballe 1974, Suurballe and Tarjan 1984; Bhandari 1999 for vertices):
 * it may walk edges of the first one backwards, which cancels them. With distances from the target as potential the search is led
 * straight to it, and looks at little more than what lies near the two paths.
 *
 * States are vertices; where paths may share no vertex, a vertex of the first path has a second state, `vertexCount + its place`: entered
 * from outside, it can only be left backwards along the first path.
 *
 * Where every second path must use an edge or vertex of the first (a bridge or articulation point between the two ends), the search runs
 * dry before the target: it has then reached a piece of the first path up to just before that edge or vertex, and goes on over it.
 * No pair shares less. A search that runs long asks for the bridges and junctions of the graph before it has run dry.
 */
export function secondPath(residual: Residual, first: Path): Step[] {
  const { graph, space } = residual;
  space.fit(graph.vertexCount, first.vertices.length);
  for (const [i, v] of first.vertices.entries()) space.onPath[v] = i;
  const search = new Search(residual, first);
  search.run();
  const steps = search.steps();
  search.clear();
  for (const v of first.vertices) space.onPath[v] = -1;
  return steps;
}

class Search {
  readonly #residual: Residual;
  readonly #space: PairSpace;
  readonly #first: Path;
  readonly #touched: number[] = [];
  /** The farthest reached on the first path: twice the place for leaving it, one less for having entered it. */
  #farthest = 0;
  #necks: Necks | undefined;

  constructor(residual: Residual, first: Path) {
    this.#residual = residual;
    this.#space = residual.space;
    this.#first = first;
  }

  run(): void {
    const { heap } = this.#space;
    const target = this.#first.vertices.at(-1)!;
    let left = this.#space.patience;
    this.#reach(this.#first.vertices[0]!, 0, -1, -1);
    for (;;) {
      if (left-- === 0) this.#learnNecks();
      if (heap.size === 0) this.#share();
      const state = heap.pop();
      if (state === target) return;
      this.#leave(state);
    }
  }

  #leave(state: number): void {
    const { vertexCount } = this.#residual.graph;
    if (state < vertexCount) this.#leaveVertex(state);
    else this.#back(state - vertexCount, state);
    if (this.#necks) this.#squeeze(state, this.#necks);
  }

  /** Leaves a vertex by every edge that is free, and backwards along the first path. */
  #leaveVertex(v: number): void {
    const { graph, weight, closed, distance, byVertices } = this.#residual;
    const { arcStart, arcHead, arcEdge, vertexCount } = graph;
    const { label, onPath } = this.#space;
    const { edges } = this.#first;
    const at = onPath[v];
    const [ahead, behind] = at < 0 ? [-1, -1] : [edges[at] ?? -1, edges[at - 1] ?? -1];
    const base = label[v] - distance[v];
    for (let arc = arcStart[v]; arc < arcStart[v + 1]; arc++) {
      const e = arcEdge[arc];
      if (e === ahead || e === behind || (closed !== null && closed[e] === 1)) continue;
      const head = arcHead[arc];
      const place = onPath[head];
      // Rounding may make a step cost a hair less than nothing.
      const key = Math.max(label[v], base + weight[e] + distance[head]);
      if (!byVertices || place < 0 || place === edges.length) this.#reach(head, key, v, e);
      else if (place > 0) this.#reach(vertexCount + place, key, v, e);
    }
    if (at <= 0) return;
    if (byVertices) this.#reach(vertexCount + at, label[v], v, -1);
    else this.#back(at, v);
  }

  /** Steps backwards along the first path, which its potential makes free. */
  #back(place: number, state: number): void {
    const { vertices, edges } = this.#first;
    this.#reach(vertices[place - 1]!, this.#space.label[state], state, edges[place - 1]!);
  }

  #reach(state: number, key: number, from: number, edge: number): void {
    const { label, cameFrom, cameBy, heap, onPath } = this.#space;
    if (!(key < label[state])) return;
    if (label[state] === Infinity) this.#touched.push(state);
    label[state] = key;
    cameFrom[state] = from;
    cameBy[state] = edge;
    heap.push(state, key);
    const { vertexCount } = this.#residual.graph;
    const rank = state < vertexCount ? 2 * onPath[state] : 2 * (state - vertexCount) - 1;
    if (rank > this.#farthest) this.#farthest = rank;
  }

  /** Goes over the one vertex or edge of the first path that both paths have to share. */
  #share(): void {
    const place = (this.#farthest + 1) >> 1;
    if (this.#farthest % 2 === 1) this.#overVertex(place);
    else this.#overEdge(place);
  }

  #overVertex(place: number): void {
    const state = this.#residual.graph.vertexCount + place;
    this.#reach(this.#first.vertices[place]!, this.#space.label[state], state, -1);
  }

  #overEdge(place: number): void {
    const { vertices, edges } = this.#first;
    const isLast = place + 1 === edges.length;
    const entered = this.#residual.graph.vertexCount + place + 1;
    const beyond = this.#residual.byVertices && !isLast ? entered : vertices[place + 1]!;
    this.#reach(beyond, this.#space.label[vertices[place]!], vertices[place]!, edges[place]!);
  }

  /** From here on bridges and junctions of the first path are known; those already come to are gone over at once. */
  #learnNecks(): void {
    this.#necks = this.#residual.necks();
    for (const state of [...this.#touched]) this.#squeeze(state, this.#necks);
  }

  /** Goes over the bridge or junction of the first path that is next to a state. */
  #squeeze(state: number, necks: Necks): void {
    const { vertexCount } = this.#residual.graph;
    const { edges } = this.#first;
    const place = state < vertexCount ? this.#space.onPath[state] : state - vertexCount;
    if (place < 0 || place >= edges.length) return;
    if (state >= vertexCount) {
      if (necks.areParted(edges[place - 1]!, edges[place]!)) this.#overVertex(place);
    } else if (necks.isBridge(edges[place]!)) this.#overEdge(place);
  }

  /** The way found, from the source on; steps between two states of one vertex are no steps. */
  steps(): Step[] {
    const { cameFrom, cameBy } = this.#space;
    const { vertices } = this.#first;
    const { vertexCount } = this.#residual.graph;
    const vertexOf = (state: number) => (state < vertexCount ? state : vertices[state - vertexCount]!);
    const steps: Step[] = [];
    for (let state = vertices.at(-1)!; cameFrom[state] >= 0; state = cameFrom[state]) {
      if (cameBy[state] >= 0) {
        steps.push({ edge: cameBy[state], from: vertexOf(cameFrom[state]), to: vertexOf(state) });
      }
    }
    return steps.reverse();
  }

  clear(): void {
    for (const state of this.#touched) this.#space.label[state] = Infinity;
    this.#space.heap.clear();
  }
}
