const none = -1;

/**
 * Edges in doubly linked lists of half-edges around each vertex, to take out, put in and move while one walks: half `2 e` is at one end of
 * edge `e`, `2 e + 1` at the other. No loops; whoever inserts sees to parallels ({@link between}, {@link dropParallels}).
 */
export class HalfEdges {
  /** By edge; a longer one takes its place when edges beyond the capacity are put in. */
  weight: Float64Array;
  readonly degree: Int32Array;
  #end: Int32Array;
  #next: Int32Array;
  #previous: Int32Array;
  readonly #first: Int32Array;

  constructor(vertexCount: number, capacity: number) {
    this.weight = new Float64Array(capacity);
    this.degree = new Int32Array(vertexCount);
    this.#end = new Int32Array(2 * capacity).fill(none);
    this.#next = new Int32Array(2 * capacity);
    this.#previous = new Int32Array(2 * capacity);
    this.#first = new Int32Array(vertexCount).fill(none);
  }

  isThere(e: number): boolean {
    return this.#end[2 * e] !== none;
  }

  /** First half-edge at a vertex, -1 where it has none. */
  first(v: number): number {
    return this.#first[v];
  }

  /** The half-edge after one at the same vertex, also where that one has just been taken out. */
  next(half: number): number {
    return this.#next[half];
  }

  /** Vertex of a half-edge whose edge is there; `half ^ 1` is the other end. */
  end(half: number): number {
    return this.#end[half];
  }

  insert(e: number, x: number, y: number, weight: number): void {
    if (e >= this.weight.length) this.#grow();
    this.weight[e] = weight;
    this.#attach(2 * e, x);
    this.#attach(2 * e + 1, y);
  }

  remove(e: number): void {
    this.#detach(2 * e);
    this.#detach(2 * e + 1);
    this.#end[2 * e] = none;
  }

  /** Hangs one end of an edge to another vertex. */
  move(half: number, to: number): void {
    this.#detach(half);
    this.#attach(half, to);
  }

  /** The edge between two vertices, -1 where there is none; looked for from the one with fewer: a root may be a hub of tens of thousands. */
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

  /** Of parallel edges the lightest stays, of equals the one that comes first at the lower vertex. */
  dropParallels(): void {
    const lightest = new Int32Array(this.degree.length).fill(none);
    for (let v = 0; v < this.degree.length; v++) {
      for (let half = this.#first[v]; half !== none; half = this.#next[half]) {
        const e = half >> 1;
        const other = this.#end[half ^ 1];
        const best = lightest[other];
        if (best === none) lightest[other] = e;
        else if (this.weight[e] < this.weight[best]) {
          this.remove(best);
          lightest[other] = e;
        } else this.remove(e);
      }
      for (let half = this.#first[v]; half !== none; half = this.#next[half]) lightest[this.#end[half ^ 1]] = none;
    }
  }

  /** All edges, by their lower ends and then by number: whoever numbers them so inherits the locality of the vertices. */
  byLowerEnd(): Uint32Array {
    const edges: number[] = [];
    for (let v = 0; v < this.degree.length; v++) {
      const here: number[] = [];
      for (let half = this.#first[v]; half !== none; half = this.#next[half]) {
        if (v < this.#end[half ^ 1]) here.push(half >> 1);
      }
      for (const e of here.sort((a, b) => a - b)) edges.push(e);
    }
    return Uint32Array.from(edges);
  }

  #grow(): void {
    const capacity = Math.ceil(this.weight.length * 1.5) + 16;
    this.#end = longer(this.#end, 2 * capacity);
    this.#next = longer(this.#next, 2 * capacity);
    this.#previous = longer(this.#previous, 2 * capacity);
    const weight = new Float64Array(capacity);
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

/** The same values with room for more, which hold -1. */
export function longer(values: Int32Array, length: number): Int32Array {
  const copy = new Int32Array(length).fill(none);
  copy.set(values);
  return copy;
}
