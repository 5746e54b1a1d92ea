/** A Steiner tree problem on dense numbers. Weights are exact integers, zero or more. */
export interface SteinerProblem {
  readonly vertexCount: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly weight: Float64Array;
  /** 1 for each vertex that the tree must reach; the root is one of them. */
  readonly terminal: Uint8Array;
  readonly root: number;
}

/** A smaller problem with the same optimum, apart from `fixedWeight`. */
export interface ReducedProblem {
  readonly core: SteinerProblem;
  /** Weight of the edges that every solution contains. */
  readonly fixedWeight: number;
  /** Edges of the given problem that stand for a set of core edges, with those that every solution contains. */
  expand(coreEdges: Iterable<number>): number[];
  /** Core edges that stand for edges of the given problem which are all in a set. */
  project(edges: Iterable<number>): number[];
}

/**
 * Reductions by degree, to exhaustion: a dead end without terminal goes, a vertex of degree 2 without terminal is drawn into one
 * edge, the lightest of parallel edges stays, and a terminal at the end of a single edge takes that edge and hands its part to
 * the neighbour. On a road network about half of the vertices remain.
 */
export function reduceByDegree(problem: SteinerProblem): ReducedProblem {
  return new DegreeReduction(problem).run();
}

const none = -1;

/** Edges live in doubly linked lists of half-edges around each vertex: half `2e` is at `from[e]`, `2e + 1` at `to[e]`. */
class DegreeReduction {
  readonly #problem: SteinerProblem;
  readonly #terminal: Uint8Array;
  readonly #end: Int32Array;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  readonly #first: Int32Array;
  readonly #degree: Int32Array;
  readonly #weight: Float64Array;
  readonly #alive: Uint8Array;
  /** The two edges that a drawn-together edge is made of. */
  readonly #partA: Int32Array;
  readonly #partB: Int32Array;
  readonly #queue: number[] = [];
  readonly #queued: Uint8Array;
  readonly #fixed: number[] = [];
  #edgeCount: number;

  constructor(problem: SteinerProblem) {
    const { vertexCount, from, to, weight } = problem;
    // Drawing a vertex together makes one edge and ends that vertex, so at most one new edge per vertex.
    const capacity = from.length + vertexCount;
    this.#problem = problem;
    this.#terminal = problem.terminal.slice();
    this.#end = new Int32Array(2 * capacity);
    this.#next = new Int32Array(2 * capacity);
    this.#previous = new Int32Array(2 * capacity);
    this.#first = new Int32Array(vertexCount).fill(none);
    this.#degree = new Int32Array(vertexCount);
    this.#weight = new Float64Array(capacity);
    this.#alive = new Uint8Array(capacity);
    this.#partA = new Int32Array(capacity).fill(none);
    this.#partB = new Int32Array(capacity).fill(none);
    this.#queued = new Uint8Array(vertexCount);
    this.#edgeCount = from.length;
    for (let e = from.length - 1; e >= 0; e--) {
      if (from[e] !== to[e]) this.#insert(e, from[e], to[e], weight[e]);
    }
  }

  run(): ReducedProblem {
    const { vertexCount } = this.#problem;
    this.#dropParallels();
    for (let v = vertexCount - 1; v >= 0; v--) this.#enqueue(v);
    for (let v = this.#queue.pop(); v !== undefined; v = this.#queue.pop()) {
      this.#queued[v] = 0;
      this.#reduceAt(v);
    }
    return this.#result();
  }

  #reduceAt(v: number): void {
    const degree = this.#degree[v];
    if (degree === 1 && v !== this.#problem.root) this.#cutLeaf(v);
    else if (degree === 2 && !this.#terminal[v]) this.#drawTogether(v);
  }

  #cutLeaf(v: number): void {
    const half = this.#first[v];
    const neighbour = this.#end[half ^ 1];
    this.#remove(half >> 1);
    if (this.#terminal[v]) {
      this.#fixed.push(half >> 1);
      this.#terminal[v] = 0;
      this.#terminal[neighbour] = 1;
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
    const weight = this.#weight[a] + this.#weight[b];
    const parallel = this.#between(x, y);
    if (parallel !== none) {
      if (this.#weight[parallel] <= weight) return;
      this.#remove(parallel);
    }
    const e = this.#edgeCount++;
    this.#partA[e] = a;
    this.#partB[e] = b;
    this.#insert(e, x, y, weight);
  }

  /** The edge between two vertices, looked for from the one with fewer: the root may be a hub of tens of thousands. */
  #between(x: number, y: number): number {
    const [near, far] = this.#degree[x] <= this.#degree[y] ? [x, y] : [y, x];
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
        else if (this.#weight[e] < this.#weight[best]) {
          this.#remove(best);
          lightest[other] = e;
        } else this.#remove(e);
      }
      for (let half = this.#first[v]; half !== none; half = this.#next[half]) lightest[this.#end[half ^ 1]] = none;
    }
  }

  #insert(e: number, x: number, y: number, weight: number): void {
    this.#weight[e] = weight;
    this.#alive[e] = 1;
    this.#attach(2 * e, x);
    this.#attach(2 * e + 1, y);
  }

  #attach(half: number, v: number): void {
    const first = this.#first[v];
    this.#end[half] = v;
    this.#previous[half] = none;
    this.#next[half] = first;
    if (first !== none) this.#previous[first] = half;
    this.#first[v] = half;
    this.#degree[v]++;
  }

  #remove(e: number): void {
    this.#alive[e] = 0;
    this.#detach(2 * e);
    this.#detach(2 * e + 1);
  }

  /** The half keeps its own `next`, so that a walk around the vertex may remove where it stands. */
  #detach(half: number): void {
    const v = this.#end[half];
    const next = this.#next[half];
    const previous = this.#previous[half];
    if (previous === none) this.#first[v] = next;
    else this.#next[previous] = next;
    if (next !== none) this.#previous[next] = previous;
    this.#degree[v]--;
  }

  #enqueue(v: number): void {
    if (this.#queued[v] || this.#degree[v] > 2) return;
    this.#queued[v] = 1;
    this.#queue.push(v);
  }

  /** Core vertices keep their order, and edges are sorted by their smaller end, so the core inherits the locality. */
  #result(): ReducedProblem {
    const { vertexCount, root } = this.#problem;
    const number = new Int32Array(vertexCount).fill(none);
    let count = 0;
    for (let v = 0; v < vertexCount; v++)
      if (this.#degree[v] > 0 || v === root || this.#terminal[v]) number[v] = count++;
    const edges = this.#edgesByEnd();
    const core: SteinerProblem = {
      vertexCount: count,
      from: Uint32Array.from(edges, (e) => number[this.#end[2 * e]]),
      to: Uint32Array.from(edges, (e) => number[this.#end[2 * e + 1]]),
      weight: Float64Array.from(edges, (e) => this.#weight[e]),
      terminal: this.#terminal.filter((_, v) => number[v] !== none),
      root: number[root],
    };
    return {
      core,
      fixedWeight: this.#fixed.reduce((sum, e) => sum + this.#weight[e], 0),
      project: (chosen) => {
        const whole = new Set(chosen);
        return [...edges.keys()].filter((i) => this.#parts([edges[i]]).every((e) => whole.has(e)));
      },
      expand: (coreEdges) => this.#parts([...this.#fixed, ...Array.from(coreEdges, (e) => edges[e])]),
    };
  }

  #edgesByEnd(): number[] {
    const edges: number[] = [];
    for (let v = 0; v < this.#problem.vertexCount; v++) {
      const here: number[] = [];
      for (let half = this.#first[v]; half !== none; half = this.#next[half]) {
        if (v < this.#end[half ^ 1]) here.push(half >> 1);
      }
      edges.push(...here.sort((a, b) => a - b));
    }
    return edges;
  }

  #parts(edges: number[]): number[] {
    const whole: number[] = [];
    for (let e = edges.pop(); e !== undefined; e = edges.pop()) {
      if (this.#partA[e] === none) whole.push(e);
      else edges.push(this.#partB[e], this.#partA[e]);
    }
    return whole.sort((a, b) => a - b);
  }
}
