/**
 * Many mergeable min-heaps over one set of items (skew heaps, Sleator and Tarjan 1986). A heap is named by its top item, -1 when empty.
 * Equal keys are settled by item number.
 */
export class SkewHeaps {
  readonly #key: Float64Array;
  readonly #left: Int32Array;
  readonly #right: Int32Array;

  /** `key[item >> 1]` is the key of an item: every key serves two items. */
  constructor(key: Float64Array) {
    this.#key = key;
    this.#left = new Int32Array(2 * key.length).fill(-1);
    this.#right = new Int32Array(2 * key.length).fill(-1);
  }

  /** One heap of both; neither may be used by its old name again. */
  meld(a: number, b: number): number {
    if (a < 0) return b;
    if (b < 0) return a;
    const left = this.#left;
    const right = this.#right;
    let rest = b;
    const top = this.#before(a, b) ? a : b;
    if (top === b) rest = a;
    let at = top;
    for (;;) {
      let lower = right[at];
      right[at] = left[at];
      if (lower < 0) {
        left[at] = rest;
        return top;
      }
      if (this.#before(rest, lower)) {
        const swap = lower;
        lower = rest;
        rest = swap;
      }
      left[at] = lower;
      at = lower;
    }
  }

  /** The heap without its top. */
  pop(heap: number): number {
    return this.meld(this.#left[heap], this.#right[heap]);
  }

  #before(a: number, b: number): boolean {
    const keyA = this.#key[a >> 1];
    const keyB = this.#key[b >> 1];
    return keyA < keyB || (keyA === keyB && a < b);
  }
}
