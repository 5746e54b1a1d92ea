import { Ancestry } from "./ancestry.ts";
import { HalfEdges, longer } from "./half-edges.ts";
import type { ReducedProblem, SteinerProblem } from "./reduce.ts";

const none = -1;

/**
 * A Steiner problem that loses edges and vertices without losing its optimum, and remembers what every edge left is made of.
 *
 * After each loss the rules of degree are applied to exhaustion: a dead end without terminal goes, a vertex of degree 2 without terminal is
 * drawn into one edge, the lightest of parallel edges stays, and a terminal at the end of a single edge takes that edge and hands its part
 * to the neighbour.
 */
export class ShrinkingNetwork {
  readonly #problem: SteinerProblem;
  readonly terminal: Uint8Array;
  readonly #edges: HalfEdges;
  /** The two edges that an edge drawn together is made of. Edges may share parts, but no lightest tree holds two that do. */
  #partA: Int32Array;
  #partB: Int32Array;
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
    this.#edges = new HalfEdges(vertexCount, room);
    this.#partA = new Int32Array(room).fill(none);
    this.#partB = new Int32Array(room).fill(none);
    this.#queued = new Uint8Array(vertexCount);
    this.#edgeCount = from.length;
    for (let e = from.length - 1; e >= 0; e--) {
      if (from[e] !== to[e] && kept?.[e] !== 0) this.#edges.insert(e, from[e], to[e], weight[e]);
    }
    this.#edges.dropParallels();
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

  get weight(): Float64Array {
    return this.#edges.weight;
  }

  get degree(): Int32Array {
    return this.#edges.degree;
  }

  isThere(e: number): boolean {
    return this.#edges.isThere(e);
  }

  /** First half-edge at a vertex, and the next after one; -1 at the end. */
  first(v: number): number {
    return this.#edges.first(v);
  }

  next(half: number): number {
    return this.#edges.next(half);
  }

  /** The vertex that a half-edge leads to. */
  head(half: number): number {
    return this.#edges.end(half ^ 1);
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
    const [x, y] = [this.#edges.end(2 * e), this.#edges.end(2 * e + 1)];
    this.#edges.remove(e);
    this.#enqueue(x);
    this.#enqueue(y);
  }

  /** Takes a vertex away that has two edges in every lightest tree or none: `pairs` of its half-edges become edges of their own. */
  bypass(v: number, pairs: readonly (readonly [number, number])[]): void {
    const ends = pairs.map(([a, b]) => [this.head(a), this.head(b)]);
    while (this.#edges.first(v) !== none) this.drop(this.#edges.first(v) >> 1);
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
    const half = this.#edges.first(v);
    const neighbour = this.#edges.end(half ^ 1);
    this.#edges.remove(half >> 1);
    if (this.terminal[v]) {
      this.#fixed.push(half >> 1);
      this.terminal[v] = 0;
      this.terminal[neighbour] = 1;
    }
    this.#enqueue(neighbour);
  }

  #drawTogether(v: number): void {
    const a = this.#edges.first(v);
    const b = this.#edges.next(a);
    const x = this.#edges.end(a ^ 1);
    const y = this.#edges.end(b ^ 1);
    this.#edges.remove(a >> 1);
    this.#edges.remove(b >> 1);
    if (x !== y) this.#insertLightest(a >> 1, b >> 1, x, y);
    this.#enqueue(x);
    this.#enqueue(y);
  }

  #insertLightest(a: number, b: number, x: number, y: number): void {
    const weight = this.weight[a] + this.weight[b];
    const parallel = this.#edges.between(x, y);
    if (parallel !== none) {
      if (this.weight[parallel] <= weight) return;
      this.#edges.remove(parallel);
    }
    const e = this.#edgeCount++;
    if (e === this.#partA.length) this.#grow();
    this.#partA[e] = a;
    this.#partB[e] = b;
    this.#edges.insert(e, x, y, weight);
  }

  #grow(): void {
    const room = Math.ceil(this.#partA.length * 1.5) + 16;
    this.#partA = longer(this.#partA, room);
    this.#partB = longer(this.#partB, room);
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
    const edges = this.#edges.byLowerEnd();
    const core: SteinerProblem = {
      vertexCount: count,
      from: Uint32Array.from(edges, (e) => number[this.#edges.end(2 * e)]),
      to: Uint32Array.from(edges, (e) => number[this.#edges.end(2 * e + 1)]),
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
}
