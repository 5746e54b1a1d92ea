import type { Neighbours } from "./shrink.ts";

/** Where a vertex of the cell at hand stands; 0 is outside the cell. */
const nearSide = 1;
const nearRim = 2;
const middle = 3;
const farRim = 4;
const farSide = 5;

/**
 * Smallest set of vertices that separates the two ends of a cell: a maximum flow of vertex-disjoint paths (K. Menger 1927) from its near
XX
 *
 * Every vertex has an in-state 2v and an out-state 2v + 1. From the out-state a path goes to any neighbour's in-state. From the in-state
 * of a free vertex it goes on to the out-state; at a vertex of another path it must take that path's place, and goes back to the
 * out-state of the vertex before it. From there it may also give up that vertex: its in-state.
 */
export class SeparatorSearch {
  readonly #start: Int32Array;
  readonly #neighbour: Int32Array;
  readonly #role: Uint8Array;
  /** Neighbours on the path through a vertex; `#before` is -1 where no path runs, the vertex itself where one begins. */
  readonly #before: Int32Array;
  /** The last phase that tried a state. */
  readonly #tried: Int32Array;
  readonly #nextArc: Int32Array;
  readonly #walk: Int32Array;
  #starts: Int32Array = new Int32Array();
  #phase = 0;

  constructor({ vertexCount, start, neighbour }: Neighbours) {
    this.#start = start;
    this.#neighbour = neighbour;
    this.#role = new Uint8Array(vertexCount);
    this.#before = new Int32Array(vertexCount);
    this.#tried = new Int32Array(2 * vertexCount);
    this.#nextArc = new Int32Array(vertexCount);
    this.#walk = new Int32Array(2 * vertexCount);
  }

  /**
   * Separates the first `ends` vertices of the cell from the last `ends`. Writes 0 (near side), 1 (far side) or 2 (separator) for every
   * vertex of the cell into `side`, and returns the size of the separator.
   */
  separate(cell: Int32Array, ends: number, side: Uint8Array): number {
    this.#setOut(cell, ends);
    this.#layPaths();
    let size = 0;
    for (const v of cell) {
      side[v] = this.#sideOf(v);
      if (side[v] === 2) size++;
    }
    for (const v of cell) this.#role[v] = 0;
    return size;
  }

  #setOut(cell: Int32Array, ends: number): void {
    const role = this.#role;
    for (let i = 0; i < cell.length; i++) {
      role[cell[i]] = i < ends ? nearSide : i < cell.length - ends ? middle : farSide;
      this.#before[cell[i]] = -1;
    }
    // Only the rims of the two ends take part in the search.
    const starts: number[] = [];
    for (let i = 0; i < ends; i++) {
      if (this.#touches(cell[i], middle, farSide)) starts.push(cell[i]);
    }
    for (let i = cell.length - ends; i < cell.length; i++) {
      if (this.#touches(cell[i], nearSide, middle)) role[cell[i]] = farRim;
    }
    for (const v of starts) role[v] = nearRim;
    this.#starts = Int32Array.from(starts);
  }

  /** Has the vertex a neighbour whose role lies from `least` to `most`? */
  #touches(v: number, least: number, most: number): boolean {
    for (let i = this.#start[v]; i < this.#start[v + 1]; i++) {
      const role = this.#role[this.#neighbour[i]];
      if (role >= least && role <= most) return true;
    }
    return false;
  }

  /** Lays paths from the free starts until a phase finds none; what that last phase reached lies on the near side of the cut. */
  #layPaths(): void {
    for (let found = true; found; ) {
      found = false;
      this.#phase++;
      for (const start of this.#starts) {
        if (this.#before[start] < 0 && this.#augment(start)) found = true;
      }
    }
  }

  /** Walks through states not tried in this phase; turns the walk into a path of the flow when it arrives at the far rim. */
  #augment(start: number): boolean {
    const walk = this.#walk;
    const tried = this.#tried;
    const before = this.#before;
    const phase = this.#phase;
    let length = 0;
    let next = 2 * start + 1;
    for (;;) {
      if (next >= 0) {
        tried[next] = phase;
        walk[length++] = next;
        const v = next >> 1;
        if ((next & 1) === 1) this.#nextArc[v] = this.#start[v];
        else if (before[v] < 0 && this.#role[v] === farRim) {
          this.#lay(start, length);
          return true;
        }
      } else if (--length === 0) return false;
      next = this.#step(walk[length - 1]);
    }
  }

  /** A state to go on to that was not tried in this phase, or -1. */
  #step(state: number): number {
    const v = state >> 1;
    const before = this.#before;
    const tried = this.#tried;
    const phase = this.#phase;
    if ((state & 1) === 0) {
      const next = before[v] >= 0 ? 2 * before[v] + 1 : state + 1;
      return tried[next] === phase ? -1 : next;
    }
    const end = this.#start[v + 1];
    for (let i = this.#nextArc[v]; i < end; i++) {
      const w = this.#neighbour[i];
      const role = this.#role[w];
      if ((role === middle || role === farRim) && tried[2 * w] !== phase) {
        this.#nextArc[v] = i + 1;
        return 2 * w;
      }
    }
    this.#nextArc[v] = end;
    return before[v] >= 0 && before[v] !== v && tried[2 * v] !== phase ? 2 * v : -1;
  }

  #lay(start: number, length: number): void {
    const walk = this.#walk;
    const before = this.#before;
    before[start] = start;
    for (let i = 0; i + 1 < length; i++) {
      const v = walk[i] >> 1;
      const w = walk[i + 1] >> 1;
      // Only steps from an out-state to an in-state change the flow; one within a vertex gives the vertex up.
      if ((walk[i] & 1) === 1 && (walk[i + 1] & 1) === 0) before[w] = v === w ? -1 : v;
    }
  }

  #sideOf(v: number): number {
    const role = this.#role[v];
    if (role === nearSide) return 0;
    if (role === farSide) return 1;
    const out = this.#tried[2 * v + 1] === this.#phase;
    if (role === nearRim) return this.#before[v] >= 0 && !out ? 2 : 0;
    const into = this.#tried[2 * v] === this.#phase;
    if (role === farRim) return into ? 2 : 1;
    return into ? (out ? 0 : 2) : out ? 0 : 1;
  }
}
