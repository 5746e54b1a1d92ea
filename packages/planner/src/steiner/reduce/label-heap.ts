/** Binary min-heap of labels: whole-numbered items that may come more than once, each time with a key of its own. Equal keys leave by item. */
export class LabelHeap {
  #key = new Float64Array(1024);
  #item = new Int32Array(1024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get minKey(): number {
    return this.#key[0];
  }

  get minItem(): number {
    return this.#item[0];
  }

  clear(): void {
    this.#size = 0;
  }

  push(item: number, key: number): void {
    if (this.#size === this.#key.length) this.#grow();
    const keys = this.#key;
    const items = this.#item;
    let at = this.#size++;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (keys[up] < key || (keys[up] === key && items[up] <= item)) break;
      keys[at] = keys[up];
      items[at] = items[up];
      at = up;
    }
    keys[at] = key;
    items[at] = item;
  }

  /** Removes the least label. */
  pop(): void {
    const keys = this.#key;
    const items = this.#item;
    const size = --this.#size;
    const key = keys[size];
    const item = items[size];
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      const right = child + 1;
      if (right < size && (keys[right] < keys[child] || (keys[right] === keys[child] && items[right] < items[child]))) {
        child = right;
      }
      if (key < keys[child] || (key === keys[child] && item <= items[child])) break;
      keys[at] = keys[child];
      items[at] = items[child];
      at = child;
    }
    keys[at] = key;
    items[at] = item;
  }

  #grow(): void {
    const keys = new Float64Array(2 * this.#key.length);
    keys.set(this.#key);
    this.#key = keys;
    const items = new Int32Array(2 * this.#item.length);
    items.set(this.#item);
    this.#item = items;
  }
}
