/** Keeps the values used last, up to a total weight; making one twice at the same time is one making. */
export class Recent<T> {
  readonly #limit: number;
  readonly #weigh: (value: T) => number;
  readonly #entries = new Map<string, { value: Promise<T>; weight: number }>();
  #total = 0;

  constructor(limit: number, weigh: (value: T) => number = () => 1) {
    this.#limit = limit;
    this.#weigh = weigh;
  }

  /** The value of a key, made when it is not kept. A making that fails is not kept. */
  get(key: string, make: () => Promise<T>): Promise<T> {
    const kept = this.#entries.get(key);
    if (kept) {
      this.#entries.delete(key);
      this.#entries.set(key, kept);
      return kept.value;
    }
    const entry = { value: make(), weight: 0 };
    this.#entries.set(key, entry);
    entry.value.then(
      (value) => this.#weighIn(key, entry, this.#weigh(value)),
      () => this.#entries.get(key) === entry && this.#entries.delete(key),
    );
    return entry.value;
  }

  #weighIn(key: string, entry: { value: Promise<T>; weight: number }, weight: number): void {
    if (this.#entries.get(key) !== entry) return;
    entry.weight = weight;
    this.#total += weight;
    for (const [oldest, { weight: freed }] of this.#entries) {
      if (this.#total <= this.#limit || oldest === key) break;
      this.#entries.delete(oldest);
      this.#total -= freed;
    }
  }
}
