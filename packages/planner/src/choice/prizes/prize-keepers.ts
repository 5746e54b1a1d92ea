import type { Graph } from "@cuntong/graph";

/**
 * Who reaches whom at no cost while dual ascent with prizes goes on: for a vertex, a terminal that is still growing, or the root. A
 * terminal that retires sleeps behind its keeper, and wakes when that one's prize is used up; what that one kept is then nobody's.
 */
export class PrizeKeepers {
  readonly #graph: Graph;
  readonly #reduced: Float64Array;
  readonly #root: number;
  /** The next terminal on the way to the keeper, which points at itself; -1 where none is known, or its prize is used up. */
  readonly #next: Int32Array;
  readonly #sleepers = new Map<number, number[]>();

  /** Terminals and the root keep themselves. */
  constructor(graph: Graph, reduced: Float64Array, prize: Float64Array, root: number) {
    this.#graph = graph;
    this.#reduced = reduced;
    this.#root = root;
    this.#next = Int32Array.from(prize, (p, v) => (p > 0 || v === root ? v : -1));
  }

  isRoot(keeper: number): boolean {
    return keeper === this.#root;
  }

  /** Keeper of a vertex, -1 where none is known. Only ways to the root are shortened: they alone are for ever. */
  of(vertex: number): number {
    const next = this.#next;
    let at = vertex;
    while (at >= 0 && next[at] !== at) at = next[at];
    if (at !== this.#root) return at;
    for (let v = vertex; next[v] !== at; ) {
      const after = next[v];
      next[v] = at;
      v = after;
    }
    return at;
  }

  /**
   * Hands a terminal that a kept vertex has reached, and all that this newly reaches at no cost, to that vertex's keeper, and tells who it
   * is. `entered` are the vertices that the reaching vertex leads to at no cost: its own list, which may be a hub's, is not walked.
   */
  retire(terminal: number, reachedFrom: number, entered: readonly number[]): number {
    const keeper = this.of(reachedFrom);
    this.#next[terminal] = keeper;
    if (keeper !== this.#root) this.#sleep(terminal, keeper);
    const open: number[] = [];
    for (const head of entered) this.#hand(head, keeper, open);
    for (let v = open.pop(); v !== undefined; v = open.pop()) this.#walk(v, keeper, open);
    return keeper;
  }

  #walk(v: number, keeper: number, open: number[]): void {
    const { arcStart, arcHead, arcEdge, from } = this.#graph;
    const end = arcStart[v + 1];
    for (let a = arcStart[v]; a < end; a++) {
      const e = arcEdge[a];
      if (this.#reduced[from[e] === v ? 2 * e : 2 * e + 1] === 0) this.#hand(arcHead[a], keeper, open);
    }
  }

  #hand(v: number, keeper: number, open: number[]): void {
    if (this.of(v) >= 0) return;
    this.#next[v] = keeper;
    open.push(v);
  }

  /** Ends a terminal whose prize is used up, and gives back those that slept behind it: they grow again. */
  wakeBehind(terminal: number): readonly number[] {
    this.#next[terminal] = -1;
    const awake = this.#sleepers.get(terminal) ?? [];
    this.#sleepers.delete(terminal);
    for (const sleeper of awake) this.#next[sleeper] = sleeper;
    return awake;
  }

  #sleep(terminal: number, keeper: number): void {
    const behind = this.#sleepers.get(keeper);
    if (behind) behind.push(terminal);
    else this.#sleepers.set(keeper, [terminal]);
  }
}
