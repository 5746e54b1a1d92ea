import type { Corridors } from "@cuntong/network";

/**
 * The corridor file, little-endian, every section on a multiple of 8 bytes so that typed arrays can lie on it without a copy:
 *
 *     "CTCORRID" | u32 version | u32 CRC-32 of all that follows | u32 counts[5] | u32 index bytes[8] | padding
 *     | columns, in the order of `takeColumns` | Flatbush of each rank's edges, 0 to 6 | Flatbush of the barriers
 *
 * It is a cache beside a store: made from corridors, never edited, made again when the version moves.
 */
export const magic = "CTCORRID";
export const version = 1;
/** Places of the header's u32 fields. */
export const headerAt = { version: 8, crc: 12, counts: 16, indexBytes: 36 } as const;
export const headerBytes = 72;

/** Lengths of the columns. */
export interface Counts {
  readonly vertices: number;
  readonly edges: number;
  readonly shapePoints: number;
  readonly barriers: number;
  readonly barrierPoints: number;
}

type Column = Float64Array | Uint32Array | Uint8Array;
type ColumnMaker<T extends Column> = (buffer: ArrayBufferLike, offset: number, length: number) => T;

const float64: ColumnMaker<Float64Array> = (buffer, offset, length) => new Float64Array(buffer, offset, length);
const uint32: ColumnMaker<Uint32Array> = (buffer, offset, length) => new Uint32Array(buffer, offset, length);
const uint8: ColumnMaker<Uint8Array> = (buffer, offset, length) => new Uint8Array(buffer, offset, length);

/** Lays typed arrays on consecutive aligned stretches of a buffer. */
export class Cursor {
  readonly #buffer: ArrayBufferLike;
  offset: number;

  constructor(buffer: ArrayBufferLike, offset: number) {
    this.#buffer = buffer;
    this.offset = offset;
  }

  take<T extends Column>(make: ColumnMaker<T>, length: number): T {
    const column = make(this.#buffer, this.offset, length);
    this.offset += aligned(column.byteLength);
    return column;
  }
}

/** `bytes` rounded up to a multiple of 8. */
export function aligned(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}

export interface Columns {
  readonly corridors: Corridors;
  /** Edges grouped by rank, ascending within one: rank `r` has `rankEdges[rankStart[r] .. rankStart[r + 1])`. */
  readonly rankEdges: Uint32Array;
}

/** The columns of a file with these counts, on its buffer. */
export function takeColumns(cursor: Cursor, counts: Counts): Columns {
  const { vertices, edges, shapePoints, barriers, barrierPoints } = counts;
  return {
    corridors: {
      vertexLon: cursor.take(float64, vertices),
      vertexLat: cursor.take(float64, vertices),
      edgeSource: cursor.take(float64, edges),
      shapeLon: cursor.take(float64, shapePoints),
      shapeLat: cursor.take(float64, shapePoints),
      edgeFrom: cursor.take(uint32, edges),
      edgeTo: cursor.take(uint32, edges),
      shapeStart: cursor.take(uint32, edges + 1),
      edgeClass: cursor.take(uint8, edges),
      edgeFlags: cursor.take(uint8, edges),
      barriers: {
        lon: cursor.take(float64, barrierPoints),
        lat: cursor.take(float64, barrierPoints),
        start: cursor.take(uint32, barriers + 1),
        kind: cursor.take(uint8, barriers),
      },
    },
    rankEdges: cursor.take(uint32, edges),
  };
}

/** Bytes that the columns take. */
export function columnBytes({ vertices, edges, shapePoints, barriers, barrierPoints }: Counts): number {
  return (
    16 * (vertices + shapePoints + barrierPoints) +
    8 * edges +
    3 * aligned(4 * edges) +
    aligned(4 * (edges + 1)) +
    2 * aligned(edges) +
    aligned(4 * (barriers + 1)) +
    aligned(barriers)
  );
}
