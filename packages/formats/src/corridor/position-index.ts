/**
 * Numbers positions: equal positions (to 1e-7 degree, a centimetre) get the same number, counted from 0. A hash table in typed arrays,
 * because thirty million positions would not fit as keys of a Map.
 */
export class PositionIndex {
  #lon = new Int32Array(1 << 12);
  #lat = new Int32Array(1 << 12);
  /** Position number + 1 by slot; 0 is free. Always a power of two and at least twice the positions. */
  #slots = new Uint32Array(1 << 13);
  count = 0;

  /** The number of a position, a new one if it was not seen before. */
  add(lon: number, lat: number): number {
    const x = Math.round(lon * 1e7);
    const y = Math.round(lat * 1e7);
    const slot = this.#find(x, y);
    const known = this.#slots[slot]!;
    if (known > 0) return known - 1;
    if (this.count === this.#lon.length) this.#growPositions();
    this.#lon[this.count] = x;
    this.#lat[this.count] = y;
    this.#slots[slot] = ++this.count;
    if (this.count * 2 > this.#slots.length) this.#growSlots();
    return this.count - 1;
  }

  /** The slot where a position is or would be. */
  #find(x: number, y: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash(x, y) & mask;
    for (;;) {
      const number = this.#slots[slot]! - 1;
      if (number < 0 || (this.#lon[number] === x && this.#lat[number] === y)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #growPositions(): void {
    const [lon, lat] = [new Int32Array(this.#lon.length * 2), new Int32Array(this.#lat.length * 2)];
    lon.set(this.#lon);
    lat.set(this.#lat);
    this.#lon = lon;
    this.#lat = lat;
  }

  #growSlots(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2);
    for (let number = 0; number < this.count; number++) {
      this.#slots[this.#find(this.#lon[number]!, this.#lat[number]!)] = number + 1;
    }
  }
}

/** Mixes two 32-bit numbers so that neighbouring positions fall far apart. */
function hash(x: number, y: number): number {
  let mixed = Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}
