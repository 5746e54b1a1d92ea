import type { Graph } from "../graph.ts";
import { type Cancel, checkCancel } from "../watch.ts";
import type { FlowPath } from "./flow-paths.ts";

/**
 * As many paths as there are from one vertex to another that meet nowhere else and use no edge that joins the two directly. A maximum flow
 * of units in the network in which each vertex is split into an entry, state `2 v`, and an exit, state `2 v + 1` (E. Dinic 1970), without
 * ever writing that network down: where a path runs through a vertex says what is left of its arcs.
 *
 * From an exit a step leads over any edge to an entry, and back to the vertex's own entry where a path runs through it. From an entry the
 * one step leads to the exit, or, where a path runs, back to the exit that this path came from.
 */
export class VertexPaths {
  readonly #graph: Graph;
  readonly #source: number;
  readonly #target: number;
  readonly #closed: Uint8Array | null;
  /** Edges by which a path comes to a vertex and leaves it, -1 where none runs. */
  readonly #cameBy: Int32Array;
  readonly #leftBy: Int32Array;
  /** Steps from the source's exit to each state, -1 where there is no way or it is used up. */
  readonly #level: Int32Array;
  /** The next step to try, by state. */
  readonly #next: Int32Array;
  readonly #walk: Int32Array;

  constructor(graph: Graph, source: number, target: number, closed: Uint8Array | null) {
    const states = () => new Int32Array(2 * graph.vertexCount);
    this.#graph = graph;
    this.#source = source;
    this.#target = target;
    this.#closed = closed;
    this.#cameBy = new Int32Array(graph.vertexCount).fill(-1);
    this.#leftBy = new Int32Array(graph.vertexCount).fill(-1);
    this.#level = states();
    this.#next = states();
    this.#walk = states();
  }

  /** Lays all paths there can be. */
  lay(cancel?: Cancel): void {
    while (this.#setLevels()) {
      checkCancel(cancel);
      this.#next.fill(0);
      while (this.#findWay()) this.#follow();
    }
  }

  /** After {@link lay}: the vertices that part the two, those nearest to the source, ascending. */
  parting(): number[] {
    const parting: number[] = [];
    for (let v = 0; v < this.#graph.vertexCount; v++) {
      if (this.#level[2 * v] >= 0 && this.#level[2 * v + 1] < 0) parting.push(v);
    }
    return parting;
  }

  /** The path whose first edge this is, if one begins with it. */
  pathFrom(edge: number): FlowPath | undefined {
    let v = this.#other(edge, this.#source);
    if (this.#cameBy[v] !== edge) return undefined;
    const vertices = [this.#source, v];
    const edges = [edge];
    while (v !== this.#target) {
      const e = this.#leftBy[v];
      v = this.#other(e, v);
      edges.push(e);
      vertices.push(v);
    }
    return { vertices, edges, amount: 1 };
  }

  #other(edge: number, end: number): number {
    return this.#graph.from[edge] === end ? this.#graph.to[edge] : this.#graph.from[edge];
  }

  /** False when no way leads to the target any more; the levels then cover all that can be reached. */
  #setLevels(): boolean {
    const level = this.#level;
    const queue = this.#walk;
    const goal = 2 * this.#target;
    level.fill(-1);
    const start = 2 * this.#source + 1;
    level[start] = 0;
    queue[0] = start;
    let tail = 1;
    for (let i = 0; i < tail; i++) {
      const state = queue[i];
      if (state === goal) return true;
      for (let k = 0; k < this.#stepCount(state); k++) {
        const to = this.#step(state, k);
        if (to < 0 || level[to] >= 0) continue;
        level[to] = level[state] + 1;
        queue[tail++] = to;
      }
    }
    return false;
  }

  #stepCount(state: number): number {
    if ((state & 1) === 0) return 1;
    const v = state >> 1;
    return this.#graph.arcStart[v + 1] - this.#graph.arcStart[v] + 1;
  }

  /** State to which step `k` leads, -1 where it may not be taken. */
  #step(state: number, k: number): number {
    const v = state >> 1;
    const came = this.#cameBy[v];
    if ((state & 1) === 0) return came < 0 ? state + 1 : 2 * this.#other(came, v) + 1;
    const { arcStart, arcHead, arcEdge } = this.#graph;
    const arc = arcStart[v] + k;
    if (arc === arcStart[v + 1]) return came < 0 ? -1 : state - 1;
    const head = arcHead[arc];
    const isShut = this.#closed?.[arcEdge[arc]] === 1 || head === this.#source || head === v;
    return isShut || (v === this.#source && head === this.#target) ? -1 : 2 * head;
  }

  /** Walks down the levels to the target's entry; its length, 0 when every way is blocked. The walk is left in `#walk`. */
  #findWay(): boolean {
    const walk = this.#walk;
    let depth = 0;
    walk[0] = 2 * this.#source + 1;
    for (;;) {
      const state = walk[depth];
      if (state === 2 * this.#target) return true;
      const to = this.#stepDown(state);
      if (to >= 0) walk[++depth] = to;
      else {
        this.#level[state] = -1;
        if (depth-- === 0) return false;
        this.#next[walk[depth]]++;
      }
    }
  }

  #stepDown(state: number): number {
    for (; this.#next[state] < this.#stepCount(state); this.#next[state]++) {
      const to = this.#step(state, this.#next[state]);
      if (to >= 0 && this.#level[to] === this.#level[state] + 1) return to;
    }
    return -1;
  }

  /** Lays a path along the walk: what it goes back over is taken up first. */
  #follow(): void {
    const walk = this.#walk;
    const goal = 2 * this.#target;
    for (let i = 1; walk[i] !== goal; i++) {
      const v = walk[i] >> 1;
      if ((walk[i] & 1) === 1) continue;
      // An entry has one step, which is used up now.
      this.#level[walk[i]] = -1;
      if (walk[i + 1] >> 1 === v) continue;
      this.#leftBy[walk[i + 1] >> 1] = -1;
      this.#cameBy[v] = -1;
    }
    for (let i = 0; walk[i] !== goal; i++) {
      const from = walk[i] >> 1;
      if ((walk[i] & 1) === 0 || walk[i + 1] >> 1 === from) continue;
      const edge = this.#graph.arcEdge[this.#graph.arcStart[from] + this.#next[walk[i]]];
      this.#leftBy[from] = edge;
      this.#cameBy[walk[i + 1] >> 1] = edge;
    }
    this.#leftBy[this.#source] = -1;
    this.#cameBy[this.#target] = -1;
  }
}
