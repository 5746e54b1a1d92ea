import type { SteinerGraph } from "../tree/tree.ts";

/** Flow that counts as none, and how far below 1 the arcs of a cut must stay to be worth telling. */
const tiny = 1e-7;
const clear = 1e-3;
const trace = 1e-6;

/**
 * Finds cuts between the root and a terminal whose arcs, by a fractional tree, add up to less than 1: maximum flows from the root to the
 * terminal by shortest augmenting ways. Of all least cuts it tells the one nearest to the terminal first, then, with those arcs counted in
 * full, the next one outside it, and so on.
 */
export class ViolatedCuts {
  readonly #steiner: SteinerGraph;
  /** What each arc may still take. */
  readonly #left: Float64Array;
  /** Arc by which each vertex was reached; `~arc` against its direction. */
  readonly #via: Int32Array;
  readonly #flow: Float64Array;
  readonly #seen: Int32Array;
  #round = 0;
  readonly #queue: Int32Array;

  constructor(steiner: SteinerGraph) {
    const { vertexCount, edgeCount } = steiner.graph;
    this.#steiner = steiner;
    this.#left = new Float64Array(2 * edgeCount);
    this.#flow = new Float64Array(2 * edgeCount);
    this.#via = new Int32Array(vertexCount);
    this.#seen = new Int32Array(vertexCount);
    this.#queue = new Int32Array(vertexCount);
  }

  /** Cuts around a terminal, at most `most`, as lists of arcs. `value` is what the fractional tree takes of each arc. */
  around(terminal: number, value: Float64Array, most: number): Int32Array[] {
    // A trace on every arc, so that of equal cuts the one with fewer arcs is found.
    for (let arc = 0; arc < value.length; arc++) this.#left[arc] = Math.max(0, value[arc]) + trace;
    this.#flow.fill(0);
    const cuts: Int32Array[] = [];
    for (let flow = 0; cuts.length < most && flow < 1 - clear; ) {
      const size = this.#reach(terminal);
      if (size < 0) {
        flow += this.#push(terminal);
        continue;
      }
      const cut = this.#cut(size);
      let sum = 0;
      for (const arc of cut) sum += Math.max(0, value[arc]);
      if (sum >= 1 - clear) break;
      cuts.push(cut);
      for (const arc of cut) this.#left[arc] += 1;
    }
    return cuts;
  }

  /** Grows the set of vertices that can still send flow to the target: its size when the root is not among them, -1 when it is. */
  #reach(target: number): number {
    const { graph, root } = this.#steiner;
    const { arcStart, arcHead, arcEdge, from } = graph;
    const round = ++this.#round;
    const queue = this.#queue;
    let size = 0;
    queue[size++] = target;
    this.#seen[target] = round;
    for (let i = 0; i < size; i++) {
      const v = queue[i];
      for (let a = arcStart[v]; a < arcStart[v + 1]; a++) {
        const u = arcHead[a];
        if (this.#seen[u] === round) continue;
        const inward = from[arcEdge[a]] === u ? 2 * arcEdge[a] : 2 * arcEdge[a] + 1;
        if (this.#left[inward] - this.#flow[inward] > tiny) this.#via[u] = inward;
        else if (this.#flow[inward ^ 1] > tiny) this.#via[u] = ~(inward ^ 1);
        else continue;
        this.#seen[u] = round;
        if (u === root) return -1;
        queue[size++] = u;
      }
    }
    return size;
  }

  /** Sends what the way found lets through. */
  #push(target: number): number {
    let least = Infinity;
    for (let v = this.#steiner.root; v !== target; ) {
      const arc = this.#via[v];
      least = Math.min(least, arc >= 0 ? this.#left[arc] - this.#flow[arc] : this.#flow[~arc]);
      v = this.#next(arc);
    }
    for (let v = this.#steiner.root; v !== target; ) {
      const arc = this.#via[v];
      if (arc >= 0) this.#flow[arc] += least;
      else this.#flow[~arc] -= least;
      v = this.#next(arc);
    }
    return least;
  }

  /** The vertex that a step leads to: the head of an arc, the tail of one taken against its direction. */
  #next(step: number): number {
    const { from, to } = this.#steiner.graph;
    return step >= 0 ? (step & 1 ? from : to)[step >> 1] : (~step & 1 ? to : from)[~step >> 1];
  }

  /** Arcs that enter the set reached last. */
  #cut(size: number): Int32Array {
    const { arcStart, arcHead, arcEdge, from } = this.#steiner.graph;
    const arcs: number[] = [];
    for (let i = 0; i < size; i++) {
      const v = this.#queue[i];
      for (let a = arcStart[v]; a < arcStart[v + 1]; a++) {
        if (this.#seen[arcHead[a]] === this.#round) continue;
        const e = arcEdge[a];
        arcs.push(from[e] === v ? 2 * e + 1 : 2 * e);
      }
    }
    return Int32Array.from(arcs);
  }
}
