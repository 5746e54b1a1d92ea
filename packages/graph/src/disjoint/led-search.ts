import type { Graph } from "../graph.ts";
import type { VertexHeap } from "../vertex-heap.ts";
import type { Weights } from "../weights.ts";
import type { PairSpace, Path } from "./residual-search.ts";

/**
 * Shortest paths from one source to one target under changing obstacles. Distances from the target in the open graph lead the search (A*,
 * Hart, Nilsson and Raphael 1968): closing edges only makes ways longer, so they stay a lower bound.
 */
export class LedSearch {
  readonly #graph: Graph;
  readonly #weight: Weights;
  readonly #distance: Float64Array;
  /** Obstacles: how many reasons close an edge or a vertex. */
  readonly closedEdge: Uint16Array;
  readonly closedVertex: Uint16Array;
  /** Added to an edge's weight, by edge. */
  readonly extra = new Map<number, number>();
  /** Arrays borrowed from the space of the pair search, as clean as that leaves them. */
  readonly #label: Float64Array;
  readonly #cameBy: Int32Array;
  readonly #heap: VertexHeap;
  readonly #touched: number[] = [];

  /** `distance` must stay as it is while the search is of use. */
  constructor(graph: Graph, weight: Weights, distance: Float64Array, closed: Uint8Array | null, space: PairSpace) {
    this.#graph = graph;
    this.#weight = weight;
    this.#distance = distance;
    this.closedEdge = closed ? Uint16Array.from(closed) : new Uint16Array(graph.edgeCount);
    this.closedVertex = new Uint16Array(graph.vertexCount);
    space.fit(graph.vertexCount, 0);
    this.#label = space.label;
    this.#cameBy = space.cameBy;
    this.#heap = space.heap;
  }

  /** The shortest path and its weight (without extras); undefined when the obstacles leave none. */
  find(source: number, target: number): { readonly path: Path; readonly weight: number } | undefined {
    this.#reach(source, 0, -1);
    let v = -1;
    while (this.#heap.size > 0) {
      v = this.#heap.pop();
      if (v === target) break;
      this.#leave(v);
    }
    const found = v === target ? this.#pathTo(target) : undefined;
    for (const reached of this.#touched) this.#label[reached] = Infinity;
    this.#touched.length = 0;
    this.#heap.clear();
    return found;
  }

  #leave(v: number): void {
    const { arcStart, arcHead, arcEdge } = this.#graph;
    for (let arc = arcStart[v]; arc < arcStart[v + 1]; arc++) {
      const e = arcEdge[arc];
      const head = arcHead[arc];
      if (this.closedEdge[e] > 0 || this.closedVertex[head] > 0) continue;
      const extra = this.extra.size > 0 ? (this.extra.get(e) ?? 0) : 0;
      this.#reach(head, this.#label[v] + this.#weight[e] + extra, e);
    }
  }

  #reach(v: number, along: number, edge: number): void {
    if (!(along < this.#label[v])) return;
    if (this.#label[v] === Infinity) this.#touched.push(v);
    this.#label[v] = along;
    this.#cameBy[v] = edge;
    this.#heap.push(v, along + this.#distance[v]);
  }

  #pathTo(target: number): { path: Path; weight: number } {
    const { from, to } = this.#graph;
    const vertices = [target];
    const edges: number[] = [];
    for (let v = target; this.#cameBy[v] >= 0; ) {
      const e = this.#cameBy[v];
      v = from[e] === v ? to[e] : from[e];
      edges.push(e);
      vertices.push(v);
    }
    edges.reverse();
    return {
      path: { vertices: vertices.reverse(), edges },
      weight: edges.reduce((sum, e) => sum + this.#weight[e], 0),
    };
  }
}
