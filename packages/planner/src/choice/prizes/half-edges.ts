const none = -1;

/**
 * Edges in doubly linked lists of half-edges around each vertex, to take out, put in and move while one walks: half `2 e` is at one end of
 * edge `e`, `2 e + 1` at the other. No loops; whoever inserts sees to parallels ({@link between}).
 */
export class HalfEdges {
  readonly weight: Float64Array;
  readonly degree: Int32Array;
  readonly #end: Int32Array;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  readonly #first: Int32Array;

  constructor(vertexCount: number, capacity: number) {
    this.weight = new Float64Array(capacity);
    this.degree = new Int32Array(vertexCount);
    this.#end = new Int32Array(2 * capacity);
    this.#next = new Int32Array(2 * capacity);
    this.#previous = new Int32Array(2 * capacity);
    this.#first = new Int32Array(vertexCount).fill(none);
  }

  /** First half-edge at a vertex, -1 where it has none. */
  first(v: number): number {
    return this.#first[v];
  }

  /** The half-edge after one at the same vertex, also where that one has just been taken out. */
  next(half: number): number {
    return this.#next[half];
  }

  /** Vertex of a half-edge; `half ^ 1` is the other end. */
  end(half: number): number {
    return this.#end[half];
  }

  insert(e: number, x: number, y: number, weight: number): void {
    this.weight[e] = weight;
    this.#attach(2 * e, x);
    this.#attach(2 * e + 1, y);
  }

  remove(e: number): void {
    this.#detach(2 * e);
    this.#detach(2 * e + 1);
  }

  /** Hangs one end of an edge to another vertex. */
  move(half: number, to: number): void {
    this.#detach(half);
    this.#attach(half, to);
  }

  /** The edge between two vertices, -1 where there is none; looked for from the one with fewer. */
  between(x: number, y: number): number {
    const [near, far] = this.degree[x] <= this.degree[y] ? [x, y] : [y, x];
    for (let half = this.#first[near]; half !== none; half = this.#next[half]) {
      if (this.#end[half ^ 1] === far) return half >> 1;
    }
    return none;
  }

  /** The lightest edge at a vertex, as its half there; -1 where there is none. */
  lightest(v: number): number {
    let best = none;
    for (let half = this.#first[v]; half !== none; half = this.#next[half]) {
      if (best === none || this.weight[half >> 1] < this.weight[best >> 1]) best = half;
    }
    return best;
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

  /** The half keeps its own `next`, so that a walk around the vertex may take out where it stands. */
  #detach(half: number): void {
    const v = this.#end[half];
    const next = this.#next[half];
    const previous = this.#previous[half];
    if (previous === none) this.#first[v] = next;
    else this.#next[previous] = next;
    if (next !== none) this.#previous[next] = previous;
    this.degree[v]--;
  }
}
