import { LabelHeap } from "./label-heap.ts";
import type { ShrinkingNetwork } from "./shrinking-network.ts";

/** Terminals kept for each vertex, the nearest ones. */
const near = 3;

/** Vertices around one that are searched, slots of their table, and searches kept. */
const ballSize = 64;
const ballSlots = 128;
const mostBalls = 16_384;

/**
 * Special distance (C. W. Duin and A. Volgenant 1989): over all ways between two vertices, the least length of the longest stretch between
 * two terminals on the way. A tree that leaves the ends of a way in different parts can always be joined again for no more than that.
 *
 * What it answers is never too small for the network it was made from; edges lost since then make it no less valid as long as
 * the optimum is the same.
 */
export class SpecialDistances {
  readonly #network: ShrinkingNetwork;
  /** `near` terminals of each vertex and how far they are, the nearest first; -1 where there are no more. */
  readonly #terminal: Int32Array;
  readonly #distance: Float64Array;
  /** Spanning tree of the terminals, hung so that links get longer towards its top and ways to the top stay short. */
  readonly #up: Int32Array;
  readonly #link: Float64Array;
  readonly #heap = new LabelHeap();
  /** The vertex whose search each place of the store holds, and a table of what it reached. */
  readonly #centre: Int32Array;
  readonly #reached: Int32Array;
  readonly #length: Float64Array;

  constructor(network: ShrinkingNetwork) {
    this.#network = network;
    const { vertexCount } = network;
    this.#terminal = new Int32Array(near * vertexCount).fill(-1);
    this.#distance = new Float64Array(near * vertexCount).fill(Infinity);
    this.#up = new Int32Array(vertexCount).fill(-1);
    this.#link = new Float64Array(vertexCount).fill(Infinity);
    this.#centre = new Int32Array(Math.min(mostBalls, vertexCount)).fill(-1);
    this.#reached = new Int32Array(this.#centre.length * ballSlots);
    this.#length = new Float64Array(this.#centre.length * ballSlots);
    this.#findNearTerminals();
    this.#spanTerminals();
  }

  /** An upper bound of the special distance between two vertices; Infinity where none below `limit` is known. */
  between(a: number, b: number, limit: number): number {
    let best = Math.min(this.#lookUp(a, b), this.#lookUp(b, a), limit);
    for (let i = near * a; i < near * a + near; i++) {
      const toFirst = this.#distance[i];
      if (toFirst >= best) break;
      for (let j = near * b; j < near * b + near; j++) {
        const toLast = this.#distance[j];
        if (toLast >= best) break;
        best = Math.min(best, Math.max(toFirst, toLast, this.#bottleneck(this.#terminal[i], this.#terminal[j], best)));
      }
    }
    return best < limit ? best : Infinity;
  }

  /** Longest link between two terminals in their spanning tree; anything from `limit` on when it is no shorter. */
  #bottleneck(first: number, last: number, limit: number): number {
    let [a, b] = [first, last];
    let longest = 0;
    while (a !== b) {
      if (this.#link[a] > this.#link[b]) [a, b] = [b, a];
      longest = this.#link[a];
      if (longest >= limit) return longest;
      a = this.#up[a];
    }
    return longest;
  }

  /** Dijkstra from all terminals at once; each vertex takes the first few that come. */
  #findNearTerminals(): void {
    const network = this.#network;
    const heap = new LabelHeap();
    // A label is a place in the lists below: which vertex is reached, and from which terminal.
    const vertex: number[] = [];
    const source: number[] = [];
    const reach = (v: number, terminal: number, distance: number) => {
      if (this.#distance[near * v + near - 1] <= distance) return;
      heap.push(vertex.length, distance);
      vertex.push(v);
      source.push(terminal);
    };
    for (let v = 0; v < network.vertexCount; v++) if (network.terminal[v]) reach(v, v, 0);
    while (heap.size > 0) {
      const distance = heap.minKey;
      const label = heap.minItem;
      heap.pop();
      const v = vertex[label];
      const terminal = source[label];
      if (!this.#take(v, terminal, distance)) continue;
      for (let half = network.first(v); half >= 0; half = network.next(half)) {
        reach(network.head(half), terminal, distance + network.weight[half >> 1]);
      }
    }
  }

  #take(v: number, terminal: number, distance: number): boolean {
    for (let i = near * v; i < near * v + near; i++) {
      if (this.#terminal[i] === terminal) return false;
      if (this.#terminal[i] >= 0) continue;
      this.#terminal[i] = terminal;
      this.#distance[i] = distance;
      return true;
    }
    return false;
  }

  /** Kruskal over the edges between the cells of the terminals; smaller parts are hung below larger ones. */
  #spanTerminals(): void {
    const network = this.#network;
    const { vertexCount } = network;
    const edge: number[] = [];
    const length: number[] = [];
    const ends: number[] = [];
    for (let v = 0; v < vertexCount; v++) {
      for (let half = network.first(v); half >= 0; half = network.next(half)) {
        const u = network.head(half);
        const [a, b] = [this.#terminal[near * v], this.#terminal[near * u]];
        if (v >= u || a === b || a < 0 || b < 0) continue;
        edge.push(edge.length);
        length.push(this.#distance[near * v] + network.weight[half >> 1] + this.#distance[near * u]);
        ends.push(a, b);
      }
    }
    const size = new Int32Array(vertexCount).fill(1);
    const top = Int32Array.from(size, (_, v) => v);
    const find = (v: number) => {
      let at = v;
      while (top[at] !== at) at = top[at];
      return at;
    };
    for (const i of Uint32Array.from(edge).sort((a, b) => length[a] - length[b] || a - b)) {
      let [a, b] = [find(ends[2 * i]), find(ends[2 * i + 1])];
      if (a === b) continue;
      if (size[a] > size[b]) [a, b] = [b, a];
      size[b] += size[a];
      top[a] = b;
      this.#up[a] = b;
      this.#link[a] = length[i];
    }
  }

  /** Length of the way from `centre` to a vertex, Infinity where the search around `centre` did not reach it. */
  #lookUp(centre: number, v: number): number {
    const place = centre % this.#centre.length;
    if (this.#centre[place] !== centre) this.#search(centre, place);
    const base = place * ballSlots;
    for (let slot = slotOf(v); ; slot = (slot + 1) % ballSlots) {
      if (this.#reached[base + slot] === v) return this.#length[base + slot];
      if (this.#reached[base + slot] < 0) return Infinity;
    }
  }

  #search(centre: number, place: number): void {
    const network = this.#network;
    const heap = this.#heap;
    const base = place * ballSlots;
    this.#centre[place] = centre;
    this.#reached.fill(-1, base, base + ballSlots);
    heap.clear();
    heap.push(centre, 0);
    for (let left = ballSize; heap.size > 0 && left > 0; ) {
      const v = heap.minItem;
      const distance = heap.minKey;
      heap.pop();
      let slot = slotOf(v);
      while (this.#reached[base + slot] >= 0 && this.#reached[base + slot] !== v) slot = (slot + 1) % ballSlots;
      if (this.#reached[base + slot] === v) continue;
      this.#reached[base + slot] = v;
      this.#length[base + slot] = distance;
      left--;
      // A terminal ends the stretch: the ways on from it are those of its own neighbours.
      if (network.terminal[v] && v !== centre) continue;
      // A hub of thousands is not worth its whole list.
      let some = ballSize;
      for (let half = network.first(v); half >= 0 && some-- > 0; half = network.next(half)) {
        heap.push(network.head(half), distance + network.weight[half >> 1]);
      }
    }
  }
}

function slotOf(v: number): number {
  return (Math.imul(v, 0x9e3779b1) >>> 8) % ballSlots;
}
