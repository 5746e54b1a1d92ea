import type { SearchSpace } from "@cuntong/graph";
import { DisjointSets } from "@cuntong/graph";
import type { SteinerGraph } from "../tree/tree.ts";
import type { TreeMove } from "../tree/tree-move.ts";
import type { TreeShape } from "../tree/tree-shape.ts";
import { SkewHeaps } from "./skew-heaps.ts";
import type { Voronoi } from "./voronoi.ts";

/** A path through one edge between the cells of two parts of the tree. */
interface Link {
  readonly edge: number;
  readonly cost: number;
}

/**
 * Finds, for one tree, every key path that a lighter path could replace and every branching point whose removal pays (key-path exchange
 * and key-vertex elimination; E. Uchoa and R. F. Werneck, "Fast local search for the Steiner problem in graphs", 2010).
 *
 * Key vertices are visited from the leaves up. Edges between two cells wait in mergeable heaps, one per subtree; an edge whose both ends
 * fall into the subtree below the key path under test will never lead out of a larger one, so it is dropped for good.
 */
export class KeyMoves {
  readonly #steiner: SteinerGraph;
  readonly #shape: TreeShape;
  readonly #voronoi: Voronoi;
  readonly #space: SearchSpace;
  /** Edges between two cells with the weight of the path through each. */
  readonly #edge: Uint32Array;
  readonly #cost: Float64Array;
  readonly #heaps: SkewHeaps;
  /** Heap of the edges at each tree vertex's own cell, then of its whole subtree. Item `2 i` is at the cell of `from`, `2 i + 1` of `to`. */
  readonly #heapAt: Map<number, number>;
  readonly #moves: TreeMove[] = [];

  constructor(steiner: SteinerGraph, shape: TreeShape, voronoi: Voronoi, space: SearchSpace) {
    this.#steiner = steiner;
    this.#shape = shape;
    this.#voronoi = voronoi;
    this.#space = space;
    const { edge, cost } = this.#edgesBetweenCells();
    this.#edge = edge;
    this.#cost = cost;
    this.#heaps = new SkewHeaps(cost);
    this.#heapAt = this.#heapsOfCells();
  }

  /** Moves that pay. `check` is called now and then and may throw. */
  find(check: () => void): readonly TreeMove[] {
    const { preorder, isKey, upperKey } = this.#shape;
    const lowerKeys = new Map<number, number[]>();
    for (let i = preorder.length - 1; i >= 0; i--) {
      if (i % 8192 === 0) check();
      const v = preorder[i];
      if (!isKey[v] || v === this.#steiner.root) continue;
      const below = lowerKeys.get(v) ?? [];
      if (!this.#steiner.terminal[v]) this.#tryElimination(v, below);
      this.#gatherBelow(v, below);
      this.#tryExchange(v);
      const siblings = lowerKeys.get(upperKey[v]);
      if (siblings) siblings.push(v);
      else lowerKeys.set(upperKey[v], [v]);
    }
    this.#voronoi.release();
    return this.#moves;
  }

  #edgesBetweenCells(): { edge: Uint32Array; cost: Float64Array } {
    const { graph, weight } = this.#steiner;
    const { owner, distance } = this.#space;
    const { parentEdge } = this.#shape;
    const edges: number[] = [];
    for (let e = 0; e < graph.edgeCount; e++) {
      const a = graph.from[e];
      const b = graph.to[e];
      if (owner[a] === owner[b] || owner[a] < 0 || owner[b] < 0) continue;
      if (parentEdge[a] !== e && parentEdge[b] !== e) edges.push(e);
    }
    const edge = Uint32Array.from(edges);
    return { edge, cost: Float64Array.from(edge, (e) => distance[graph.from[e]] + weight[e] + distance[graph.to[e]]) };
  }

  #heapsOfCells(): Map<number, number> {
    const { graph } = this.#steiner;
    const heaps = new Map<number, number>();
    this.#edge.forEach((e, i) => {
      const a = this.#space.owner[graph.from[e]];
      const b = this.#space.owner[graph.to[e]];
      heaps.set(a, this.#heaps.meld(heaps.get(a) ?? -1, 2 * i));
      heaps.set(b, this.#heaps.meld(heaps.get(b) ?? -1, 2 * i + 1));
    });
    return heaps;
  }

  /** Melds the heaps of the subtrees and key paths below `v` into its own. */
  #gatherBelow(v: number, below: readonly number[]): void {
    const { parent } = this.#shape;
    let heap = this.#heapAt.get(v) ?? -1;
    for (const lower of below) {
      for (let at = lower; at !== v; at = parent[at]) heap = this.#heaps.meld(heap, this.#heapAt.get(at) ?? -1);
    }
    this.#heapAt.set(v, heap);
  }

  /** Tree vertex at the other end of a heap item. */
  #otherEnd(item: number): number {
    const { from, to } = this.#steiner.graph;
    const e = this.#edge[item >> 1];
    return this.#space.owner[item & 1 ? from[e] : to[e]];
  }

  #isBelow(vertex: number, top: number): boolean {
    const place = this.#shape.place[vertex];
    return place >= this.#shape.place[top] && place < this.#shape.end[top];
  }

  /**
   * Drops the edges of a subtree's heap that do not lead out of the subtree of `top`, handing each to `inside`; the first that does is
   * given back.
   */
  #firstOut(subtree: number, top: number, inside?: (link: Link, other: number) => void): Link | undefined {
    let heap = this.#heapAt.get(subtree) ?? -1;
    while (heap >= 0) {
      const other = this.#otherEnd(heap);
      if (!this.#isBelow(other, top)) break;
      inside?.({ edge: this.#edge[heap >> 1], cost: this.#cost[heap >> 1] }, other);
      heap = this.#heaps.pop(heap);
    }
    this.#heapAt.set(subtree, heap);
    return heap < 0 ? undefined : { edge: this.#edge[heap >> 1], cost: this.#cost[heap >> 1] };
  }

  #tryExchange(v: number): void {
    const { top, pathWeight } = this.#shape;
    let best = this.#firstOut(v, top[v]);
    this.#voronoi.repair(this.#innerVertices(v));
    this.#eachLinkInZone((link, a, b) => {
      if (this.#isBelow(a, v) !== this.#isBelow(b, v) && (!best || link.cost < best.cost)) best = link;
    });
    if (best && best.cost < pathWeight[v]) this.#moves.push(this.#move(pathWeight[v], [v], [best]));
  }

  /** Takes a branching point with all key paths around it away, and joins what is left by the lightest links. */
  #tryElimination(v: number, below: readonly number[]): void {
    const { top, pathWeight } = this.#shape;
    const removed = [...below, v];
    const saved = removed.reduce((sum, key) => sum + pathWeight[key], 0);
    const links: Link[] = [];
    const keep = (link: Link) => links.push(link);
    for (const lower of below) {
      const out = this.#firstOut(lower, top[v], (link, other) => {
        if (!this.#isBelow(other, lower) && below.some((sibling) => this.#isBelow(other, sibling))) keep(link);
      });
      if (out) keep(out);
    }
    this.#voronoi.repair([v, ...removed.flatMap((key) => this.#innerVertices(key))]);
    const part = (vertex: number) => below.findIndex((lower) => this.#isBelow(vertex, lower)) + 1;
    this.#eachLinkInZone((link, a, b) => {
      if (link.cost < saved && part(a) !== part(b)) keep(link);
    });
    const chosen = this.#spanParts(links, below.length + 1, part);
    if (!chosen) return;
    const cost = chosen.reduce((sum, link) => sum + link.cost, 0);
    if (cost < saved) this.#moves.push(this.#move(saved, removed, chosen));
  }

  /** The lightest links that join all parts, undefined when they cannot. */
  #spanParts(links: Link[], partCount: number, part: (vertex: number) => number): Link[] | undefined {
    const sets = new DisjointSets(partCount);
    links.sort((a, b) => a.cost - b.cost || a.edge - b.edge);
    const { from, to } = this.#steiner.graph;
    const chosen = links.filter(({ edge }) => {
      return sets.join(part(this.#voronoi.owner(from[edge])), part(this.#voronoi.owner(to[edge])));
    });
    return chosen.length === partCount - 1 ? chosen : undefined;
  }

  /** Vertices strictly between a key vertex and the next one above. */
  #innerVertices(v: number): number[] {
    const { parent, upperKey } = this.#shape;
    const inner: number[] = [];
    for (let at = parent[v]; at !== upperKey[v]; at = parent[at]) inner.push(at);
    return inner;
  }

  #eachLinkInZone(visit: (link: Link, ownerA: number, ownerB: number) => void): void {
    const { graph, weight } = this.#steiner;
    const voronoi = this.#voronoi;
    for (const v of voronoi.zone) {
      const a = voronoi.owner(v);
      if (a < 0) continue;
      const distance = voronoi.distance(v);
      for (let arc = graph.arcStart[v]; arc < graph.arcStart[v + 1]; arc++) {
        const other = graph.arcHead[arc];
        if (other < v && voronoi.isInZone(other)) continue;
        const b = voronoi.owner(other);
        if (b < 0 || b === a) continue;
        const edge = graph.arcEdge[arc];
        visit({ edge, cost: distance + weight[edge] + voronoi.distance(other) }, a, b);
      }
    }
  }

  /** Key paths out (named by their lower ends), the paths through `links` in. */
  #move(saved: number, keyPaths: readonly number[], links: readonly Link[]): TreeMove {
    const { from, to } = this.#steiner.graph;
    const added: number[] = [];
    const joined: number[] = [];
    const removed = keyPaths.flatMap((lower) => [lower, ...this.#innerVertices(lower)]);
    for (const { edge } of links) {
      added.push(edge);
      joined.push(this.#walkToOwner(from[edge], added), this.#walkToOwner(to[edge], added));
    }
    return { gain: saved - links.reduce((sum, link) => sum + link.cost, 0), removed, added, joined };
  }

  #walkToOwner(start: number, edges: number[]): number {
    const { from, to } = this.#steiner.graph;
    let at = start;
    for (let e = this.#voronoi.viaEdge(at); e >= 0; e = this.#voronoi.viaEdge(at)) {
      edges.push(e);
      at = from[e] === at ? to[e] : from[e];
    }
    return at;
  }
}
