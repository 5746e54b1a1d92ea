/** Union-find with path halving; the smaller number leads its set, so the outcome does not depend on the order of unions. */
export class DisjointSets {
  readonly #leader: Uint32Array;

  constructor(count: number) {
    this.#leader = new Uint32Array(count);
    for (let i = 0; i < count; i++) this.#leader[i] = i;
  }

  /** Smallest member of the set that holds `item`. */
  find(item: number): number {
    const leader = this.#leader;
    let at = item;
    while (leader[at] !== at) {
      leader[at] = leader[leader[at]];
      at = leader[at];
    }
    return at;
  }

  /** Joins two sets; false when they were one already. */
  join(a: number, b: number): boolean {
    const x = this.find(a);
    const y = this.find(b);
    if (x === y) return false;
    if (x < y) this.#leader[y] = x;
    else this.#leader[x] = y;
    return true;
  }
}
