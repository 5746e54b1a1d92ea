import { type Graph, nearestSourcesByArc, VertexHeap } from "@cuntong/graph";
import type { DualAscent } from "../bound/dual-ascent.ts";
import type { SteinerGraph } from "../tree/tree.ts";

/** Arcs that one search for a detour may look at. */
const detourArcs = 120;

/**
 * Edges that some lightest tree does without (1 where kept): one goes when a detour joins its ends whose stretches between terminals are
 * each no longer than the edge (special distance; C. W. Duin and A. Volgenant 1989). Searches are cut short, so not all such are found.
 */
export function withoutDetours({ graph, weight, terminal }: SteinerGraph, check: () => void): Uint8Array {
  const kept = new Uint8Array(graph.edgeCount).fill(1);
  const search = new DetourSearch(graph, weight, terminal, kept);
  const byWeight = Uint32Array.from({ length: graph.edgeCount }, (_, e) => e).sort(
    (a, b) => weight[b] - weight[a] || a - b,
  );
  byWeight.forEach((e, i) => {
    if (i % 4096 === 0) check();
    kept[e] = 0;
    if (graph.from[e] !== graph.to[e] && !search.finds(graph.from[e], graph.to[e], weight[e])) kept[e] = 1;
  });
  return kept;
}

class DetourSearch {
  readonly #graph: Graph;
  readonly #weight: Float64Array;
  readonly #terminal: Uint8Array;
  readonly #kept: Uint8Array;
  readonly #heap: VertexHeap;
  /** Length since the last terminal, where `#seen` is the search at work. */
  readonly #stretch: Float64Array;
  readonly #seen: Int32Array;
  #round = 0;

  constructor(graph: Graph, weight: Float64Array, terminal: Uint8Array, kept: Uint8Array) {
    this.#graph = graph;
    this.#weight = weight;
    this.#terminal = terminal;
    this.#kept = kept;
    this.#heap = new VertexHeap(graph.vertexCount);
    this.#stretch = new Float64Array(graph.vertexCount);
    this.#seen = new Int32Array(graph.vertexCount);
  }

  /** True when kept edges lead from one vertex to the other without a stretch longer than `limit`. */
  finds(from: number, to: number, limit: number): boolean {
    const { arcStart, arcHead, arcEdge } = this.#graph;
    let left = detourArcs;
    this.#round++;
    this.#heap.clear();
    this.#reach(from, 0);
    while (this.#heap.size > 0) {
      const v = this.#heap.pop();
      const end = arcStart[v + 1];
      for (let a = arcStart[v]; a < end; a++) {
        if (left-- === 0) return false;
        const e = arcEdge[a];
        const along = this.#stretch[v] + this.#weight[e];
        if (along > limit || !this.#kept[e]) continue;
        if (arcHead[a] === to) return true;
        this.#reach(arcHead[a], this.#terminal[arcHead[a]] ? 0 : along);
      }
    }
    return false;
  }

  #reach(v: number, stretch: number): void {
    if (this.#seen[v] === this.#round && stretch >= this.#stretch[v]) return;
    this.#seen[v] = this.#round;
    this.#stretch[v] = stretch;
    this.#heap.push(v, stretch);
  }
}

/**
 * Edges that a tree of at most `limit` may hold (1 where kept). An arc adds to the bound of dual ascent at least its own reduced weight,
 * that of the lightest way to it from the root and that of the lightest way on to a terminal; where the sum exceeds the limit both ways
 * round, the edge goes. All numbers are whole, so the sums are exact.
 */
export function withinBound(steiner: SteinerGraph, { lowerBound, reduced }: DualAscent, limit: number): Uint8Array {
  const { graph, terminal, root } = steiner;
  const { distance: fromRoot } = nearestSourcesByArc(graph, reduced, [root]);
  const terminals = [...terminal.keys()].filter((v) => terminal[v] && v !== root);
  const { distance: toTerminal } = nearestSourcesByArc(graph, reduced, terminals, { towards: true });
  const spare = limit - lowerBound;
  return Uint8Array.from({ length: graph.edgeCount }, (_, e) => {
    const [a, b] = [graph.from[e], graph.to[e]];
    const there = fromRoot[a] + reduced[2 * e] + toTerminal[b];
    const back = fromRoot[b] + reduced[2 * e + 1] + toTerminal[a];
    return Math.min(there, back) <= spare ? 1 : 0;
  });
}
