/** A read past the end, or a count that cannot be: thrown inside a binary reader and caught at its edge, where it becomes an issue. */
export class BytesError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Reads numbers off bytes one after the other; every read and every count is checked against what is there. */
export class ByteReader {
  readonly #view: DataView;
  offset = 0;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.#view.byteLength - this.offset;
  }

  byte(): number {
    return this.#view.getUint8(this.#take(1));
  }

  uint32(littleEndian: boolean): number {
    return this.#view.getUint32(this.#take(4), littleEndian);
  }

  int32(littleEndian: boolean): number {
    return this.#view.getInt32(this.#take(4), littleEndian);
  }

  double(littleEndian: boolean): number {
    return this.#view.getFloat64(this.#take(8), littleEndian);
  }

  skip(length: number): void {
    this.#take(length);
  }

  /** A count of items that take at least `itemBytes` each: never more than could be there, so that nothing is allocated for a lie. */
  count(littleEndian: boolean, itemBytes: number): number {
    const count = this.uint32(littleEndian);
    if (count * itemBytes > this.left)
      throw new BytesError(`${count} items cannot be in ${this.left} bytes`, this.offset);
    return count;
  }

  #take(length: number): number {
    if (!(length >= 0) || length > this.left) throw new BytesError(`${length} bytes are missing`, this.offset);
    this.offset += length;
    return this.offset - length;
  }
}
