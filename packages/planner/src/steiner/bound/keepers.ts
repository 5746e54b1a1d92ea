import type { Graph } from "@cuntong/graph";

/**
 * Who reaches whom at no cost while dual ascent goes on: for a vertex, a terminal that is still growing, or the root. What is saturated
 * stays saturated, so a vertex once reached by a keeper always has one: a terminal that retires hands its vertices to the terminal that
 * reaches it.
 */
export class Keepers {
  readonly #graph: Graph;
  readonly #reduced: Float64Array;
  /** The next terminal on the way to the keeper, which points at itself; -1 where none is known. */
  readonly #next: Int32Array;

  /** Terminals and the root keep themselves. */
  constructor(graph: Graph, reduced: Float64Array, terminal: Uint8Array, root: number) {
    this.#graph = graph;
    this.#reduced = reduced;
    this.#next = Int32Array.from(terminal, (flag, v) => (flag || v === root ? v : -1));
  }

  /** Keeper of a vertex, -1 where none is known. */
  of(vertex: number): number {
    const next = this.#next;
    if (next[vertex] < 0) return -1;
    let at = vertex;
    while (next[at] !== at) {
      next[at] = next[next[at]];
      at = next[at];
    }
    return at;
  }

  /** Hands a terminal that a kept vertex has reached, and all that it newly reaches at no cost through `heads`, to its keeper. */
  retire(terminal: number, reachedFrom: number, heads: readonly number[]): void {
    const { arcStart, arcHead, arcEdge, from } = this.#graph;
    const keeper = this.of(reachedFrom);
    this.#next[terminal] = keeper;
    const open = heads.filter((head) => this.#next[head] < 0);
    for (const head of open) this.#next[head] = keeper;
    for (let v = open.pop(); v !== undefined; v = open.pop()) {
      for (let a = arcStart[v]; a < arcStart[v + 1]; a++) {
        const head = arcHead[a];
        const e = arcEdge[a];
        if (this.#next[head] >= 0 || this.#reduced[from[e] === v ? 2 * e : 2 * e + 1] !== 0) continue;
        this.#next[head] = keeper;
        open.push(head);
      }
    }
  }
}
