import { type Graph, VertexHeap } from "@cuntong/graph";
import type { SteinerGraph } from "./tree.ts";

/** What dual ascent proves and leaves. */
export interface DualAscent {
  /** No Steiner tree weighs less. */
  readonly lowerBound: number;
  /** Reduced weight of every arc: `2 e` from `from[e]` to `to[e]`, `2 e + 1` back. */
  readonly reduced: Float64Array;
}

/** A cut may be this much larger than the next before the next one's turn comes. */
const tolerance = 1.1;

/**
 * Dual ascent (R. T. Wong, "A dual ascent approach for Steiner tree problems on a directed graph", 1984) in exact integers. Every terminal
 * grows the set of vertices that reach it at no reduced cost; raising the dual of the cut around it lowers the arcs that enter. The sum of
 * the rises is a lower bound: they are a feasible solution of the dual of the cut formulation.
 *
 * The terminal with the fewest entering arcs goes first and keeps growing, as one Dijkstra search, until its cut is clearly
 * larger than the next one's; it retires when it meets the root or another terminal that is still growing.
 */
export function dualAscent(steiner: SteinerGraph, check: () => void): DualAscent {
  return new Ascent(steiner).run(check);
}

class Ascent {
  readonly #graph: Graph;
  readonly #root: number;
  readonly #reduced: Float64Array;
  /** 1 for terminals still growing. */
  readonly #growing: Uint8Array;
  readonly #members = new Map<number, Uint32Array>();
  /** Growing terminals by the size of their cut. */
  readonly #turn: VertexHeap;
  /** Vertices just outside the set at work, by the rise at which they join it. */
  readonly #edgeOfSet: VertexHeap;
  readonly #inSet: Int32Array;
  #visit = 0;
  #set: number[] = [];
  #cutSize = 0;
  /** How far the cut at work has risen in this visit. While a tail waits outside, its arcs hold reduced weight + the rise at which they came. */
  #rise = 0;
  #lowerBound = 0;

  constructor({ graph, weight, terminal, root }: SteinerGraph) {
    this.#graph = graph;
    this.#root = root;
    this.#reduced = new Float64Array(2 * graph.edgeCount);
    for (let e = 0; e < graph.edgeCount; e++) this.#reduced[2 * e] = this.#reduced[2 * e + 1] = weight[e];
    this.#growing = terminal.slice();
    this.#growing[root] = 0;
    this.#turn = new VertexHeap(graph.vertexCount);
    this.#edgeOfSet = new VertexHeap(graph.vertexCount);
    this.#inSet = new Int32Array(graph.vertexCount);
    for (let t = 0; t < graph.vertexCount; t++) {
      if (!this.#growing[t]) continue;
      this.#members.set(t, Uint32Array.of(t));
      this.#turn.push(t, graph.arcStart[t + 1] - graph.arcStart[t]);
    }
  }

  run(check: () => void): DualAscent {
    for (let visits = 0; this.#turn.size > 0; visits++) {
      if (visits % 256 === 0) check();
      const t = this.#turn.pop();
      this.#load(this.#members.get(t)!);
      const goesOn = this.#grow(t);
      this.#store();
      if (goesOn) {
        this.#members.set(t, Uint32Array.from(this.#set));
        this.#turn.push(t, this.#cutSize);
      } else {
        this.#growing[t] = 0;
        this.#members.delete(t);
      }
    }
    return { lowerBound: this.#lowerBound, reduced: this.#reduced };
  }

  /** Grows one terminal's set; false when it retires. */
  #grow(t: number): boolean {
    const limit = tolerance * this.#turn.minKey;
    for (let steps = 0; ; ) {
      const nextRise = this.#edgeOfSet.minKey;
      if (nextRise > this.#rise && this.#cutSize > limit && (steps > 0 || this.#cutSize > this.#turn.minKey))
        return true;
      if (nextRise === Infinity) throw new Error("a terminal cannot be reached from the root");
      const v = this.#edgeOfSet.pop();
      this.#lowerBound += nextRise - this.#rise;
      this.#rise = nextRise;
      if (v === this.#root || (this.#growing[v] && v !== t)) return false;
      this.#join(v);
      steps++;
    }
  }

  #load(members: Uint32Array): void {
    this.#visit++;
    this.#rise = 0;
    this.#cutSize = 0;
    this.#set = Array.from(members);
    this.#edgeOfSet.clear();
    for (const v of members) this.#inSet[v] = this.#visit;
    for (const v of members) this.#watchTails(v);
  }

  /** Takes a vertex into the set: its arcs into the set fall out of the cut, arcs into it come in. */
  #join(v: number): void {
    const { arcStart, arcHead, arcEdge } = this.#graph;
    this.#inSet[v] = this.#visit;
    this.#set.push(v);
    for (let a = arcStart[v]; a < arcStart[v + 1]; a++) {
      const other = arcHead[a];
      if (other === v || this.#inSet[other] !== this.#visit) continue;
      this.#reduced[this.#arc(arcEdge[a], v)] -= this.#rise;
      this.#cutSize--;
    }
    this.#watchTails(v);
  }

  #watchTails(v: number): void {
    const { arcStart, arcHead, arcEdge } = this.#graph;
    for (let a = arcStart[v]; a < arcStart[v + 1]; a++) {
      const tail = arcHead[a];
      if (this.#inSet[tail] === this.#visit) continue;
      const arc = this.#arc(arcEdge[a], tail);
      this.#reduced[arc] += this.#rise;
      this.#edgeOfSet.push(tail, this.#reduced[arc]);
      this.#cutSize++;
    }
  }

  /** Lowers the arcs that still enter the set by the whole rise. */
  #store(): void {
    if (this.#rise === 0) return;
    const { arcStart, arcHead, arcEdge } = this.#graph;
    for (const v of this.#set) {
      for (let a = arcStart[v]; a < arcStart[v + 1]; a++) {
        const tail = arcHead[a];
        if (this.#inSet[tail] !== this.#visit) this.#reduced[this.#arc(arcEdge[a], tail)] -= this.#rise;
      }
    }
  }

  /** The arc of an edge that leaves `tail`. */
  #arc(edge: number, tail: number): number {
    return this.#graph.from[edge] === tail ? 2 * edge : 2 * edge + 1;
  }
}

/** The graph's weights with every edge hidden (Infinity) that dual ascent saturated in neither direction. */
export function saturatedWeights(weight: Float64Array, { reduced }: DualAscent): Float64Array {
  return weight.map((w, e) => (reduced[2 * e] === 0 || reduced[2 * e + 1] === 0 ? w : Infinity));
}
