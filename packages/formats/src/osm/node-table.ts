/**
 * The nodes that the wanted ways name, sorted by id: how often each is named, and where it is once its block has been read
 * (NaN until then).
 */
export class NodeTable {
  readonly #ids: Float64Array;
  readonly #uses: Uint8Array;
  /** Degrees; to be changed by {@link locate} only. */
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  #cursor = 0;

  /** @param refs node ids of all wanted ways, in any order, repeated as often as they are named; left as it is. */
  constructor(refs: Float64Array) {
    const sorted = refs.slice().sort();
    let count = 0;
    for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[count++] = sorted[i]!;
    this.#ids = sorted.slice(0, count);
    this.#uses = new Uint8Array(count);
    this.lon = new Float64Array(count).fill(Number.NaN);
    this.lat = new Float64Array(count).fill(Number.NaN);
  }

  get size(): number {
    return this.#ids.length;
  }

  /** Index of a node id, or -1. */
  indexOf(id: number): number {
    const ids = this.#ids;
    let low = 0;
    let high = ids.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const found = ids[middle]!;
      if (found === id) return middle;
      if (found < id) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  /** {@link indexOf} for ids that mostly ascend, as the nodes of a file do: it looks next to the last answer first. */
  indexNear(id: number): number {
    const ids = this.#ids;
    let cursor = this.#cursor;
    if (cursor < ids.length && ids[cursor]! <= id) {
      const stop = Math.min(ids.length, cursor + 8);
      while (cursor < stop && ids[cursor]! < id) cursor++;
      if (cursor < stop) {
        this.#cursor = cursor;
        return ids[cursor] === id ? cursor : -1;
      }
    } else if (cursor > 0 && id > ids[cursor - 1]!) return -1;
    return this.#search(id);
  }

  /** Sets a node's position, unless it is not on the earth: then the node stays unknown and the answer is false. */
  locate(index: number, lon: number, lat: number): boolean {
    if (!(lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90)) return false;
    this.lon[index] = lon;
    this.lat[index] = lat;
    return true;
  }

  use(index: number, times: number): void {
    this.#uses[index] = Math.min(3, this.#uses[index]! + times);
  }

  /** True where ways meet or end: named twice or more, counting an end as two. */
  isVertex(index: number): boolean {
    return this.#uses[index]! > 1;
  }

  isKnown(index: number): boolean {
    return !Number.isNaN(this.lon[index]!);
  }

  #search(id: number): number {
    let low = 0;
    let high = this.#ids.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#ids[middle]! < id) low = middle + 1;
      else high = middle;
    }
    this.#cursor = low;
    return this.#ids[low] === id ? low : -1;
  }
}
