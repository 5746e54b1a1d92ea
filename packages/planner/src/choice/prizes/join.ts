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
  const sweep = new Sweep(prizes, tree, space, weight);
  while (sweep.run());
  return Uint32Array.from(new Set(sweep.edges)).sort();
}

class Sweep {
  readonly #prizes: PrizeGraph;
  readonly edges: number[];
  readonly #space: SearchSpace;
  readonly #weight: Float64Array;
  readonly #inTree: Uint8Array;
  /** Sweep that settled each vertex. */
  readonly #settled: Int32Array;
  #sweep = 0;
  /** Vertices joined since the last sweep began, from which alone the next one starts. */
  #fresh: number[] = [];
  /** No vertex farther than this can pay for itself. */
  #reach = 0;

  constructor(prizes: PrizeGraph, tree: TreeEdges, space: SearchSpace, weight: Float64Array) {
    const { vertexCount } = prizes.graph;
    this.#prizes = prizes;
    this.edges = [...tree];
    this.#space = space;
    this.#weight = weight;
    this.#inTree = new Uint8Array(vertexCount);
    this.#settled = new Int32Array(vertexCount);
    space.distance.fill(Infinity);
    space.viaEdge.fill(-1);
    space.heap.clear();
    const steiner = steinerOf(prizes, this.#inTree);
    for (const v of verticesOf(steiner, tree)) {
      this.#inTree[v] = 1;
      this.#fresh.push(v);
    }
    for (let v = 0; v < vertexCount; v++) {
      if (!this.#inTree[v] && prizes.prize[v] > this.#reach) this.#reach = prizes.prize[v];
    }
  }

  /** False when nothing was joined. Ways that earlier sweeps found stay unless there are shorter ones from what has been joined since. */
  run(): boolean {
    const { heap, distance } = this.#space;
    const { prize } = this.#prizes;
    this.#sweep++;
    const from = this.#fresh;
    this.#fresh = [];
    for (const v of from) this.#start(v);
    while (heap.size > 0) {
      const v = heap.pop();
      if (distance[v] > this.#reach) break;
      this.#settled[v] = this.#sweep;
      if (this.#inTree[v]) this.#spread(v, 0);
      else if (prize[v] > distance[v]) this.#join(v);
      else this.#spread(v, distance[v] - prize[v]);
    }
    heap.clear();
    return this.#fresh.length > 0;
  }

  #start(v: number): void {
    this.#space.distance[v] = 0;
    this.#space.heap.push(v, 0);
  }

  #join(v: number): void {
    const { from, to } = this.#prizes.graph;
    for (let at = v; !this.#inTree[at]; ) {
      const e = this.#space.viaEdge[at];
      this.edges.push(e);
      this.#inTree[at] = 1;
      this.#settled[at] = 0;
      this.#fresh.push(at);
      this.#start(at);
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
      if (this.#settled[head] === this.#sweep || along >= distance[head]) continue;
      distance[head] = along;
      viaEdge[head] = arcEdge[a];
      heap.push(head, along);
    }
  }
}
