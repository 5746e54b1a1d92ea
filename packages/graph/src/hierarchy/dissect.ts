import { checkCancel, report, type Watch } from "../watch.ts";
import { SeparatorSearch } from "./separator.ts";
import type { Neighbours } from "./shrink.ts";

/** Cells of this size or less are not cut further. */
const leafSize = 12;
/** Share of a cell that each end of a cut has for certain. */
const endShare = 0.42;
/** How many of the directions are tried in full: a second one saves a fifth of the arcs. */
const directionsTried = 2;
/** Vertices looked at to choose directions. */
const sampleSize = 1000;
/** Directions that a cut may face: east, north and the two between, as factors of x and y. */
const directions = [
  [1, 0],
  [0, 1],
  [1, 1],
  [1, -1],
] as const;

/**
 * Nested dissection (A. George 1973): an order of the vertices in which every separator comes after the two sides that it separates.
 * Each cell is cut between the ends that lie farthest apart in one of four directions (inertial flow: Schild and Sommer 2015).
 */
export function dissect(graph: Neighbours, x: Float64Array, y: Float64Array, watch: Watch = {}): Int32Array {
  const order = new Int32Array(graph.vertexCount);
  for (let v = 0; v < order.length; v++) order[v] = v;
  const cutter = new Cutter(graph, x, y);
  const open: [from: number, to: number][] = [[0, order.length]];
  // Vertices whose place is known, and how many of them were told of.
  let placed = 0;
  let told = 0;
  for (let range = open.pop(); range; range = open.pop()) {
    checkCancel(watch.cancel);
    const [from, to] = range;
    const cell = order.subarray(from, to);
    const sides = cell.length > leafSize ? cutter.cut(cell) : undefined;
    if (sides) open.push([from, from + sides.near], [from + sides.near, from + sides.near + sides.far]);
    placed += sides ? cell.length - sides.near - sides.far : cell.length;
    if (placed - told > order.length / 100) {
      told = placed;
      report(watch, placed / order.length);
    }
    if (!sides)
      cell.sort((a, b) => graph.start[a + 1] - graph.start[a] - (graph.start[b + 1] - graph.start[b]) || a - b);
  }
  return order;
}

class Cutter {
  readonly #start: Int32Array;
  readonly #neighbour: Int32Array;
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  readonly #search: SeparatorSearch;
  readonly #along: Float64Array;
  readonly #side: Uint8Array;
  readonly #bestSide: Uint8Array;
  readonly #spare: Int32Array;

  constructor(graph: Neighbours, x: Float64Array, y: Float64Array) {
    const n = graph.vertexCount;
    this.#start = graph.start;
    this.#neighbour = graph.neighbour;
    this.#x = x;
    this.#y = y;
    this.#search = new SeparatorSearch(graph);
    this.#along = new Float64Array(n);
    this.#side = new Uint8Array(n);
    this.#bestSide = new Uint8Array(n);
    this.#spare = new Int32Array(n);
  }

  /** Reorders the cell to near side, far side, separator, and gives the sizes of the sides; undefined when nothing separates it. */
  cut(cell: Int32Array): { near: number; far: number } | undefined {
    const spare = this.#spare.subarray(0, cell.length);
    spare.set(cell);
    const ends = Math.max(1, Math.floor(endShare * cell.length));
    let best = Infinity;
    for (const direction of this.#promising(cell)) {
      this.#layOut(spare, direction, ends);
      const size = this.#search.separate(spare, ends, this.#side);
      const badness = this.#badness(cell, size);
      if (badness >= best) continue;
      best = badness;
      for (const v of cell) this.#bestSide[v] = this.#side[v];
    }
    return best < Infinity ? this.#arrange(cell) : undefined;
  }

  /** The directions in which a straight cut near the middle crosses fewest edges, by a sample of the cell. */
  #promising(cell: Int32Array): readonly (readonly [number, number])[] {
    return directions
      .map((direction) => ({ direction, crossed: this.#crossed(cell, direction) }))
      .sort((a, b) => a.crossed - b.crossed)
      .slice(0, directionsTried)
      .map(({ direction }) => direction);
  }

  #crossed(cell: Int32Array, [east, north]: readonly [number, number]): number {
    const stride = Math.ceil(cell.length / sampleSize);
    const sample: number[] = [];
    for (let i = 0; i < cell.length; i += stride) sample.push(east * this.#x[cell[i]] + north * this.#y[cell[i]]);
    const places = Float64Array.from(sample).sort();
    const planes = [0.4, 0.5, 0.6].map((share) => places[Math.floor(share * places.length)]);
    const crossings = planes.map(() => 0);
    for (let i = 0; i < cell.length; i += stride) {
      const v = cell[i];
      const at = sample[i / stride];
      for (let a = this.#start[v]; a < this.#start[v + 1]; a++) {
        const w = this.#neighbour[a];
        const there = east * this.#x[w] + north * this.#y[w];
        for (let p = 0; p < 3; p++) if (at < planes[p] !== there < planes[p]) crossings[p]++;
      }
    }
    return Math.min(...crossings);
  }

  #badness(cell: Int32Array, size: number): number {
    let near = 0;
    for (const v of cell) if (this.#side[v] === 0) near++;
    return (size + 1) / Math.min(near, cell.length - near - size) ** 0.5;
  }

  /** Brings the `ends` vertices that lie first in a direction to the front of the cell, and the last ones to its back. */
  #layOut(cell: Int32Array, [east, north]: readonly [number, number], ends: number): void {
    const along = this.#along;
    for (const v of cell) along[v] = east * this.#x[v] + north * this.#y[v];
    select(cell, along, ends - 1, 0, cell.length - 1);
    if (ends < cell.length - ends) select(cell, along, cell.length - ends, ends, cell.length - 1);
  }

  #arrange(cell: Int32Array): { near: number; far: number } {
    const spare = this.#spare;
    const counts = [0, 0, 0];
    let at = 0;
    for (let side = 0; side < 3; side++) {
      for (const v of cell) {
        if (this.#bestSide[v] !== side) continue;
        spare[at++] = v;
        counts[side]++;
      }
    }
    cell.set(spare.subarray(0, cell.length));
    return { near: counts[0], far: counts[1] };
  }
}

/** Puts the element that belongs at `k` there, nothing greater before it and nothing smaller after (C. Hoare 1961); ties by vertex. */
function select(list: Int32Array, key: Float64Array, k: number, first: number, last: number): void {
  let left = first;
  let right = last;
  while (left < right) {
    const pivot = medianOfThree(list, key, left, right);
    const at = key[pivot];
    let i = left - 1;
    let j = right + 1;
    for (;;) {
      do i++;
      while (key[list[i]] < at || (key[list[i]] === at && list[i] < pivot));
      do j--;
      while (key[list[j]] > at || (key[list[j]] === at && list[j] > pivot));
      if (i >= j) break;
      const held = list[i];
      list[i] = list[j];
      list[j] = held;
    }
    if (k <= j) right = j;
    else left = j + 1;
  }
}

function medianOfThree(list: Int32Array, key: Float64Array, left: number, right: number): number {
  const [a, b, c] = [list[left], list[(left + right) >> 1], list[right]];
  const below = (p: number, q: number) => key[p] < key[q] || (key[p] === key[q] && p < q);
  if (below(a, b)) return below(b, c) ? b : below(a, c) ? c : a;
  return below(a, c) ? a : below(b, c) ? c : b;
}
