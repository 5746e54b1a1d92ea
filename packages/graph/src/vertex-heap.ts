/**
 * Indexed 4-ary min-heap of vertices. Keys may fall at any time, also for a vertex that left the heap before (a label that returns
 * to 0), which a bucket queue cannot do. Equal keys leave in order of vertex number, so every search is repeatable.
 */
export class VertexHeap {
  /** Key of each vertex; meaningful only while the vertex is in the heap. */
  readonly key: Float64Array;
  #place: Int32Array;
  #heap: Uint32Array;
  #size = 0;

  constructor(vertexCount: number) {
    this.key = new Float64Array(vertexCount);
    this.#place = new Int32Array(vertexCount).fill(-1);
    this.#heap = new Uint32Array(vertexCount);
  }

  get size(): number {
    return this.#size;
  }

  /** Smallest key, or Infinity when empty. */
  get minKey(): number {
    return this.#size === 0 ? Infinity : this.key[this.#heap[0]];
  }

  /** Inserts the vertex, or lowers its key; a larger key than the present one is ignored. */
  push(vertex: number, key: number): void {
    let place = this.#place[vertex];
    if (place < 0) place = this.#size++;
    else if (key >= this.key[vertex]) return;
    this.key[vertex] = key;
    this.#rise(place, vertex);
  }

  /** Removes and returns the vertex with the smallest key. The heap must not be empty. */
  pop(): number {
    const top = this.#heap[0];
    this.#place[top] = -1;
    const last = this.#heap[--this.#size];
    if (this.#size > 0) this.#sink(last);
    return top;
  }

  clear(): void {
    for (let i = 0; i < this.#size; i++) this.#place[this.#heap[i]] = -1;
    this.#size = 0;
  }

  #rise(start: number, vertex: number): void {
    const heap = this.#heap;
    const place = this.#place;
    const keys = this.key;
    const key = keys[vertex];
    let at = start;
    while (at > 0) {
      const up = (at - 1) >> 2;
      const other = heap[up];
      if (keys[other] < key || (keys[other] === key && other < vertex)) break;
      heap[at] = other;
      place[other] = at;
      at = up;
    }
    heap[at] = vertex;
    place[vertex] = at;
  }

  #sink(vertex: number): void {
    const heap = this.#heap;
    const place = this.#place;
    const keys = this.key;
    const size = this.#size;
    const key = keys[vertex];
    let at = 0;
    for (;;) {
      const first = 4 * at + 1;
      if (first >= size) break;
      const end = Math.min(first + 4, size);
      let least = first;
      let leastVertex = heap[first];
      let leastKey = keys[leastVertex];
      for (let child = first + 1; child < end; child++) {
        const other = heap[child];
        const otherKey = keys[other];
        if (otherKey < leastKey || (otherKey === leastKey && other < leastVertex)) {
          least = child;
          leastVertex = other;
          leastKey = otherKey;
        }
      }
      if (key < leastKey || (key === leastKey && vertex < leastVertex)) break;
      heap[at] = leastVertex;
      place[leastVertex] = at;
      at = least;
    }
    heap[at] = vertex;
    place[vertex] = at;
  }
}
