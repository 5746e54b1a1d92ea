import type { SearchSpace } from "@cuntong/graph";
import { type TreeEdges, verticesOf } from "../../steiner/tree/tree.ts";
import { type PrizeGraph, steinerOf } from "./prize-graph.ts";

/**
 * Joins to a tree every prize that pays for its way, sweep after sweep until none does. A search grows from the tree; a prize vertex that it
 * settles at less than its prize is joined; one that does not pay alone leaves its prize as a credit to those beyond it. `weight` may hide
 * edges (Infinity). The tree comes back with its new paths, which may close rings.
 */
export function joinWhatPays(
  prizes: PrizeGraph,
  tree: TreeEdges,
  space: SearchSpace,
  weight: Float64Array = prizes.weight,
): TreeEdges {
  const edges = [...tree];
  while (new Sweep(prizes, edges, space, weight).run());
  return Uint32Array.from(new Set(edges)).sort();
}

class Sweep {
  readonly #prizes: PrizeGraph;
  readonly #edges: number[];
  readonly #space: SearchSpace;
  readonly #weight: Float64Array;
  readonly #inTree: Uint8Array;
  readonly #settled: Uint8Array;
  /** No vertex farther than this can pay for itself. */
  #reach = 0;
  #joined = false;

  constructor(prizes: PrizeGraph, edges: number[], space: SearchSpace, weight: Float64Array) {
    const { vertexCount } = prizes.graph;
    this.#prizes = prizes;
    this.#edges = edges;
    this.#space = space;
    this.#weight = weight;
    this.#inTree = new Uint8Array(vertexCount);
    this.#settled = new Uint8Array(vertexCount);
    space.distance.fill(Infinity);
    space.viaEdge.fill(-1);
    space.heap.clear();
    const steiner = steinerOf(prizes, this.#inTree);
    for (const v of verticesOf(steiner, Uint32Array.from(edges))) this.#take(v);
    for (let v = 0; v < vertexCount; v++) {
      if (!this.#inTree[v] && prizes.prize[v] > this.#reach) this.#reach = prizes.prize[v];
    }
  }

  /** False when nothing was joined. */
  run(): boolean {
    const { heap, distance } = this.#space;
    const { prize } = this.#prizes;
    while (heap.size > 0) {
      const v = heap.pop();
      if (distance[v] > this.#reach) break;
      this.#settled[v] = 1;
      if (this.#inTree[v]) this.#spread(v, 0);
      else if (prize[v] > distance[v]) this.#join(v);
      else this.#spread(v, distance[v] - prize[v]);
    }
    heap.clear();
    return this.#joined;
  }

  #take(v: number): void {
    this.#inTree[v] = 1;
    this.#settled[v] = 0;
    this.#space.distance[v] = 0;
    this.#space.heap.push(v, 0);
  }

  #join(v: number): void {
    const { from, to } = this.#prizes.graph;
    this.#joined = true;
    for (let at = v; !this.#inTree[at]; ) {
      const e = this.#space.viaEdge[at];
      this.#edges.push(e);
      this.#take(at);
      at = from[e] === at ? to[e] : from[e];
    }
  }

  /** A vertex once settled keeps its way: a credit taken twice would run in rings. */
  #spread(v: number, label: number): void {
    const { arcStart, arcHead, arcEdge } = this.#prizes.graph;
    const { distance, viaEdge, heap } = this.#space;
    const end = arcStart[v + 1];
    for (let a = arcStart[v]; a < end; a++) {
      const head = arcHead[a];
      const along = label + this.#weight[arcEdge[a]];
      if (this.#settled[head] || along >= distance[head]) continue;
      distance[head] = along;
      viaEdge[head] = arcEdge[a];
      heap.push(head, along);
    }
  }
}
