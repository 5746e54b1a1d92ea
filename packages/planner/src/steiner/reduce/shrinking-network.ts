import { Ancestry } from "./ancestry.ts";
import type { ReducedProblem, SteinerProblem } from "./reduce.ts";

const none = -1;

/**
 * A Steiner problem that loses edges and vertices without losing its optimum, and remembers what every edge left is made of.
 *
 * Edges live in doubly linked lists of half-edges around each vertex: half `2e` is at `from[e]`, `2e + 1` at `to[e]`. After each loss the
 * rules of degree are applied to exhaustion: a dead end without terminal goes, a vertex of degree 2 without terminal is drawn
 * into one edge, the lightest of parallel edges stays, and a terminal at the end of a single edge takes that edge and hands its part to
 * the neighbour.
 */
export class ShrinkingNetwork {
  readonly #problem: SteinerProblem;
  readonly terminal: Uint8Array;
  readonly degree: Int32Array;
  weight: Float64Array;
  /** The two edges that an edge drawn together is made of. Edges may share parts, but no lightest tree holds two that do. */
  #partA: Int32Array;
  #partB: Int32Array;
  #end: Int32Array;
  #next: Int32Array;
  #previous: Int32Array;
  readonly #first: Int32Array;
  readonly #queue: number[] = [];
  readonly #queued: Uint8Array;
  readonly #fixed: number[] = [];
  #edgeCount: number;

  /** `kept` leaves out the edges where it is 0. */
  constructor(problem: SteinerProblem, kept?: Uint8Array) {
    const { vertexCount, from, to, weight } = problem;
    // Drawing a vertex of degree 2 together makes one edge.
    const room = from.length + vertexCount;
    this.#problem = problem;
    this.terminal = problem.terminal.slice();
    this.#end = new Int32Array(2 * room);
    this.#next = new Int32Array(2 * room);
    this.#previous = new Int32Array(2 * room);
    this.#first = new Int32Array(vertexCount).fill(none);
    this.degree = new Int32Array(vertexCount);
    this.weight = new Float64Array(room);
    this.#partA = new Int32Array(room).fill(none);
    this.#partB = new Int32Array(room).fill(none);
    this.#queued = new Uint8Array(vertexCount);
    this.#edgeCount = from.length;
    for (let e = from.length - 1; e >= 0; e--) {
      this.#end[2 * e] = none;
      if (from[e] !== to[e] && kept?.[e] !== 0) this.#insert(e, from[e], to[e], weight[e]);
    }
    this.#dropParallels();
    for (let v = vertexCount - 1; v >= 0; v--) this.#enqueue(v);
    this.settle();
  }

  get vertexCount(): number {
    return this.#problem.vertexCount;
  }

  /** Edges there have ever been: those that are gone keep their number. */
  get edgeCount(): number {
    return this.#edgeCount;
  }

  isThere(e: number): boolean {
    return this.#end[2 * e] !== none;
  }

  /** First half-edge at a vertex, and the next after one; -1 at the end. */
  first(v: number): number {
    return this.#first[v];
  }

  next(half: number): number {
    return this.#next[half];
  }

  /** The vertex that a half-edge leads to. */
  head(half: number): number {
    return this.#end[half ^ 1];
  }

  /** Applies the rules of degree wherever something has changed. */
  settle(): void {
    for (let v = this.#queue.pop(); v !== undefined; v = this.#queue.pop()) {
      this.#queued[v] = 0;
      this.#reduceAt(v);
    }
  }

  /** Takes an edge away that some lightest tree does without. */
  drop(e: number): void {
    const [x, y] = [this.#end[2 * e], this.#end[2 * e + 1]];
    this.#remove(e);
    this.#enqueue(x);
    this.#enqueue(y);
  }

  /** Takes a vertex away that has two edges in every lightest tree or none: `pairs` of its half-edges become edges of their own. */
  bypass(v: number, pairs: readonly (readonly [number, number])[]): void {
    const ends = pairs.map(([a, b]) => [this.head(a), this.head(b)]);
    while (this.#first[v] !== none) this.drop(this.#first[v] >> 1);
    pairs.forEach(([a, b], i) => {
      this.#insertLightest(a >> 1, b >> 1, ends[i][0], ends[i][1]);
    });
  }

  #reduceAt(v: number): void {
    const degree = this.degree[v];
    if (degree === 1 && v !== this.#problem.root) this.#cutLeaf(v);
    else if (degree === 2 && !this.terminal[v]) this.#drawTogether(v);
  }

  #cutLeaf(v: number): void {
    const half = this.#first[v];
    const neighbour = this.#end[half ^ 1];
    this.#remove(half >> 1);
    if (this.terminal[v]) {
      this.#fixed.push(half >> 1);
      this.terminal[v] = 0;
      this.terminal[neighbour] = 1;
    }
    this.#enqueue(neighbour);
  }

  #drawTogether(v: number): void {
    const a = this.#first[v];
    const b = this.#next[a];
    const x = this.#end[a ^ 1];
    const y = this.#end[b ^ 1];
    this.#remove(a >> 1);
    this.#remove(b >> 1);
    if (x !== y) this.#insertLightest(a >> 1, b >> 1, x, y);
    this.#enqueue(x);
    this.#enqueue(y);
  }

  #insertLightest(a: number, b: number, x: number, y: number): void {
    const weight = this.weight[a] + this.weight[b];
    const parallel = this.#between(x, y);
    if (parallel !== none) {
      if (this.weight[parallel] <= weight) return;
      this.#remove(parallel);
    }
    const e = this.#edgeCount++;
    if (e === this.weight.length) this.#grow();
    this.#partA[e] = a;
    this.#partB[e] = b;
    this.#insert(e, x, y, weight);
  }

  /** The edge between two vertices, looked for from the one with fewer: the root may be a hub of tens of thousands. */
  #between(x: number, y: number): number {
    const [near, far] = this.degree[x] <= this.degree[y] ? [x, y] : [y, x];
    for (let half = this.#first[near]; half !== none; half = this.#next[half]) {
      if (this.#end[half ^ 1] === far) return half >> 1;
    }
    return none;
  }

  #dropParallels(): void {
    const lightest = new Int32Array(this.#problem.vertexCount).fill(none);
    for (let v = 0; v < this.#problem.vertexCount; v++) {
      for (let half = this.#first[v]; half !== none; half = this.#next[half]) {
        const e = half >> 1;
        const other = this.#end[half ^ 1];
        const best = lightest[other];
        if (best === none) lightest[other] = e;
        else if (this.weight[e] < this.weight[best]) {
          this.#remove(best);
          lightest[other] = e;
        } else this.#remove(e);
      }
      for (let half = this.#first[v]; half !== none; half = this.#next[half]) lightest[this.#end[half ^ 1]] = none;
    }
  }

  #insert(e: number, x: number, y: number, weight: number): void {
    this.weight[e] = weight;
    this.#attach(2 * e, x);
    this.#attach(2 * e + 1, y);
  }

  #grow(): void {
    const room = Math.ceil(this.weight.length * 1.5) + 16;
    const longer = (values: Int32Array, length: number) => {
      const copy = new Int32Array(length).fill(none);
      copy.set(values);
      return copy;
    };
    this.#end = longer(this.#end, 2 * room);
    this.#next = longer(this.#next, 2 * room);
    this.#previous = longer(this.#previous, 2 * room);
    this.#partA = longer(this.#partA, room);
    this.#partB = longer(this.#partB, room);
    const weight = new Float64Array(room);
    weight.set(this.weight);
    this.weight = weight;
  }

  #attach(half: number, v: number): void {
    const first = this.#first[v];
    this.#end[half] = v;
    this.#previous[half] = none;
    this.#next[half] = first;
    if (first !== none) this.#previous[first] = half;
    this.#first[v] = half;
    this.degree[v]++;
  }

  #remove(e: number): void {
    this.#detach(2 * e);
    this.#detach(2 * e + 1);
    this.#end[2 * e] = none;
  }

  /** The half keeps its own `next`, so that a walk around the vertex may remove where it stands. */
  #detach(half: number): void {
    const v = this.#end[half];
    const next = this.#next[half];
    const previous = this.#previous[half];
    if (previous === none) this.#first[v] = next;
    else this.#next[previous] = next;
    if (next !== none) this.#previous[next] = previous;
    this.degree[v]--;
  }

  #enqueue(v: number): void {
    if (this.#queued[v] || this.degree[v] > 2) return;
    this.#queued[v] = 1;
    this.#queue.push(v);
  }

  /** Core vertices keep their order, and edges are sorted by their smaller end, so the core inherits the locality. */
  result(): ReducedProblem {
    const { vertexCount, root } = this.#problem;
    const number = new Int32Array(vertexCount).fill(none);
    let count = 0;
    for (let v = 0; v < vertexCount; v++) if (this.degree[v] > 0 || v === root || this.terminal[v]) number[v] = count++;
    const edges = this.#edgesByEnd();
    const core: SteinerProblem = {
      vertexCount: count,
      from: Uint32Array.from(edges, (e) => number[this.#end[2 * e]]),
      to: Uint32Array.from(edges, (e) => number[this.#end[2 * e + 1]]),
      weight: Float64Array.from(edges, (e) => this.weight[e]),
      terminal: this.terminal.filter((_, v) => number[v] !== none),
      root: number[root],
    };
    const given = this.#problem.from.length;
    const parts = {
      partA: this.#partA.slice(given, this.#edgeCount),
      partB: this.#partB.slice(given, this.#edgeCount),
    };
    const ancestry = new Ancestry(given, parts, { edges, fixed: this.#fixed });
    return {
      core,
      fixedWeight: this.#fixed.reduce((sum, e) => sum + this.weight[e], 0),
      // Bound, where arrow functions would keep this whole network alive.
      project: ancestry.project.bind(ancestry),
      expand: ancestry.expand.bind(ancestry),
    };
  }

  #edgesByEnd(): Uint32Array {
    const edges: number[] = [];
    for (let v = 0; v < this.#problem.vertexCount; v++) {
      const here: number[] = [];
      for (let half = this.#first[v]; half !== none; half = this.#next[half]) {
        if (v < this.#end[half ^ 1]) here.push(half >> 1);
      }
      for (const e of here.sort((a, b) => a - b)) edges.push(e);
    }
    return Uint32Array.from(edges);
  }
}
