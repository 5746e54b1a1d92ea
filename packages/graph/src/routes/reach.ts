import type { Graph } from "../graph.ts";
import { VertexHeap } from "../vertex-heap.ts";

/** Labels of a search that stops early: a stamp says which of them belong to the search at hand, so that nothing need be cleared. */
export class Reach {
  readonly distance: Float64Array;
  readonly viaEdge: Int32Array;
  readonly heap: VertexHeap;
  readonly #stamp: Uint32Array;
  #turn = 0;

  constructor({ vertexCount }: Graph) {
    this.distance = new Float64Array(vertexCount);
    this.viaEdge = new Int32Array(vertexCount);
    this.heap = new VertexHeap(vertexCount);
    this.#stamp = new Uint32Array(vertexCount);
  }

  /** Forgets the last search and begins one at `vertex`. */
  begin(vertex: number, key: number): void {
    this.forget();
    this.label(vertex, 0, -1);
    this.heap.push(vertex, key);
  }

  /** Forgets the last search. */
  forget(): void {
    this.heap.clear();
    if (++this.#turn === 2 ** 32) {
      this.#stamp.fill(0);
      this.#turn = 1;
    }
  }

  has(vertex: number): boolean {
    return this.#stamp[vertex] === this.#turn;
  }

  /** Distance of a vertex in this search, Infinity while it was not reached. */
  at(vertex: number): number {
    return this.#stamp[vertex] === this.#turn ? this.distance[vertex] : Infinity;
  }

  label(vertex: number, distance: number, viaEdge: number): void {
    this.#stamp[vertex] = this.#turn;
    this.distance[vertex] = distance;
    this.viaEdge[vertex] = viaEdge;
  }

  /** Appends the edges from `vertex` back to where the search began. */
  trace(graph: Graph, vertex: number, edges: number[]): void {
    let at = vertex;
    for (let e = this.viaEdge[at]; e >= 0; e = this.viaEdge[at]) {
      edges.push(e);
      at = graph.from[e] === at ? graph.to[e] : graph.from[e];
    }
  }
}
