import { BytesError } from "../feature/byte-reader.ts";

/** Reads the little-endian fields of one block one after the other; every read is checked against the block's and the file's end. */
export class BlockReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #end: number;
  /** Of the next byte in the file. */
  offset: number;

  /** A reader of `bytes` from `start` up to `end`, or to the file's end where that is nearer. */
  constructor(bytes: Uint8Array, start: number, end: number) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#end = Math.min(end, bytes.length);
    this.offset = Math.min(start, this.#end);
  }

  get left(): number {
    return this.#end - this.offset;
  }

  uint16(): number {
    return this.#view.getUint16(this.#take(2), true);
  }

  int16(): number {
    return this.#view.getInt16(this.#take(2), true);
  }

  uint32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  int32(): number {
    return this.#view.getInt32(this.#take(4), true);
  }

  skip(length: number): void {
    this.#take(length);
  }

  /** Text of a fixed number of bytes. */
  chars(length: number): string {
    const start = this.#take(length);
    return decode(this.#bytes.subarray(start, start + length));
  }

  /** Text up to a zero byte, without spaces at its ends. */
  text(): string {
    const start = this.offset;
    const length = this.#bytes.subarray(start, this.#end).indexOf(0);
    if (length < 0) throw new BytesError("a text has no end", start);
    this.offset = start + length + 1;
    return decode(this.#bytes.subarray(start, start + length)).trim();
  }

  #take(length: number): number {
    if (length > this.left) throw new BytesError(`${length} bytes are missing`, this.offset);
    this.offset += length;
    return this.offset - length;
  }
}

const strict = ["utf-8", "gb18030"].map((encoding) => new TextDecoder(encoding, { fatal: true, ignoreBOM: true }));
const latin = new TextDecoder("latin1");

/** Instruments write ASCII, or the encoding of their country without naming it. */
function decode(bytes: Uint8Array): string {
  for (const decoder of strict) {
    try {
      return decoder.decode(bytes);
    } catch {
      // The next encoding is tried.
    }
  }
  return latin.decode(bytes);
}
