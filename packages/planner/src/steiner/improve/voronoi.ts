import { nearestSources, type SearchSpace, VertexHeap } from "@cuntong/graph";
import type { SteinerGraph } from "../tree/tree.ts";
import type { TreeShape } from "../tree/tree-shape.ts";

/**
 * Cells of the tree's vertices: every vertex of the graph belongs to the tree vertex that is nearest. {@link repair} asks whom the
 * cells of some tree vertices would fall to without those; the answer holds until the next one.
 */
export class Voronoi {
  readonly #steiner: SteinerGraph;
  readonly #space: SearchSpace;
  readonly #cellFirst: Int32Array;
  readonly #cellNext: Int32Array;
  readonly #inZone: Int32Array;
  #round = 0;
  readonly #distance: Float64Array;
  readonly #owner: Int32Array;
  readonly #viaEdge: Int32Array;
  readonly #heap: VertexHeap;
  /** Vertices whose owner is in question. */
  readonly zone: number[] = [];

  constructor(steiner: SteinerGraph, space: SearchSpace) {
    const n = steiner.graph.vertexCount;
    this.#steiner = steiner;
    this.#space = space;
    this.#cellFirst = new Int32Array(n);
    this.#cellNext = new Int32Array(n);
    this.#inZone = new Int32Array(n);
    this.#distance = new Float64Array(n);
    this.#owner = new Int32Array(n);
    this.#viaEdge = new Int32Array(n);
    this.#heap = new VertexHeap(n);
  }

  /** Cells of a tree. */
  grow({ preorder }: TreeShape): void {
    const { graph, weight } = this.#steiner;
    nearestSources(graph, weight, preorder, this.#space);
    this.#cellFirst.fill(-1);
    for (let v = graph.vertexCount - 1; v >= 0; v--) {
      const owner = this.#space.owner[v];
      if (owner < 0) continue;
      this.#cellNext[v] = this.#cellFirst[owner];
      this.#cellFirst[owner] = v;
    }
    this.release();
  }

  /** Forgets the last repair. */
  release(): void {
    this.#round++;
    this.zone.length = 0;
  }

  owner(v: number): number {
    return this.#inZone[v] === this.#round ? this.#owner[v] : this.#space.owner[v];
  }

  distance(v: number): number {
    return this.#inZone[v] === this.#round ? this.#distance[v] : this.#space.distance[v];
  }

  /** Edge from a vertex towards its owner, -1 at the owner itself. */
  viaEdge(v: number): number {
    return this.#inZone[v] === this.#round ? this.#viaEdge[v] : this.#space.viaEdge[v];
  }

  isInZone(v: number): boolean {
    return this.#inZone[v] === this.#round;
  }

  /** Gives the cells of the removed tree vertices to the tree vertices that are nearest without them. */
  repair(removed: readonly number[]): void {
    this.release();
    for (const tree of removed) {
      for (let v = this.#cellFirst[tree]; v >= 0; v = this.#cellNext[v]) {
        this.#inZone[v] = this.#round;
        this.#distance[v] = Infinity;
        this.#owner[v] = -1;
        this.zone.push(v);
      }
    }
    for (const v of this.zone) this.#reachFromOutside(v);
    this.#spread();
  }

  #reachFromOutside(v: number): void {
    const { graph, weight } = this.#steiner;
    const space = this.#space;
    for (let a = graph.arcStart[v]; a < graph.arcStart[v + 1]; a++) {
      const other = graph.arcHead[a];
      if (this.#inZone[other] === this.#round) continue;
      const along = space.distance[other] + weight[graph.arcEdge[a]];
      if (along < this.#distance[v]) this.#settle(v, along, space.owner[other], graph.arcEdge[a]);
    }
    if (this.#distance[v] < Infinity) this.#heap.push(v, this.#distance[v]);
  }

  #spread(): void {
    const { graph, weight } = this.#steiner;
    while (this.#heap.size > 0) {
      const v = this.#heap.pop();
      for (let a = graph.arcStart[v]; a < graph.arcStart[v + 1]; a++) {
        const other = graph.arcHead[a];
        if (this.#inZone[other] !== this.#round) continue;
        const along = this.#distance[v] + weight[graph.arcEdge[a]];
        if (along >= this.#distance[other]) continue;
        this.#settle(other, along, this.#owner[v], graph.arcEdge[a]);
        this.#heap.push(other, along);
      }
    }
  }

  #settle(v: number, distance: number, owner: number, edge: number): void {
    this.#distance[v] = distance;
    this.#owner[v] = owner;
    this.#viaEdge[v] = edge;
  }
}
