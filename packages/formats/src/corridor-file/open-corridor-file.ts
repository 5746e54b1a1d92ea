import { crc32 } from "node:zlib";
import type { Extent } from "@cuntong/geo";
import type { Corridors } from "@cuntong/network";
import Flatbush from "flatbush";
import { rankCount } from "./class-rank.ts";
import {
  aligned,
  type Counts,
  Cursor,
  columnBytes,
  headerAt,
  headerBytes,
  magic,
  takeColumns,
  version,
} from "./layout.ts";

/** Why a corridor file was not opened: it is a cache, so every reason means "make it again from its source". */
export type CorridorFileCode = "CORRIDOR_FILE_FOREIGN" | "CORRIDOR_FILE_VERSION" | "CORRIDOR_FILE_DAMAGED";

export class CorridorFileError extends Error {
  readonly code: CorridorFileCode;

  constructor(code: CorridorFileCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** An opened corridor file. The arrays lie on the file's own bytes: they must not be changed. */
export interface CorridorFile {
  readonly corridors: Corridors;
  /** The extent of all edges; `undefined` when there are none. */
  readonly extent: Extent | undefined;
  /**
   * Edges whose box meets the extent, ascending. With `minClassRank` only those of a class that ranks so high (`classRank`): the map of
   * a province asks for 5, a village for 0.
   */
  edgesIn(extent: Extent, minClassRank?: number): Uint32Array;
  /** Barriers whose box meets the extent, ascending. */
  barriersIn(extent: Extent): Uint32Array;
}

/**
 * Opens a file written by `writeCorridors`, without copying it (unless its bytes start off a multiple of 8). The CRC-32 is checked
 * first; everything behind it is then trusted. Throws {@link CorridorFileError}.
 */
export function openCorridorFile(bytes: Uint8Array): CorridorFile {
  const file = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const { counts, indexBytes } = readHeader(file);
  const cursor = new Cursor(file.buffer, file.byteOffset + headerBytes);
  const { corridors, rankEdges } = takeColumns(cursor, counts);
  const indexes = indexBytes.map((length) => {
    const index = length === 0 ? undefined : Flatbush.from(file.buffer, cursor.offset);
    cursor.offset += aligned(length);
    return index;
  });
  const ranks = indexes.slice(0, rankCount);
  return {
    corridors,
    extent: extentOf(ranks),
    edgesIn: (extent, minClassRank = 0) => searchRanks(ranks, rankEdges, extent, minClassRank),
    barriersIn: (extent) => Uint32Array.from(indexes[rankCount]?.search(...extent) ?? []).sort(),
  };
}

function readHeader(file: Uint8Array): { counts: Counts; indexBytes: number[] } {
  if (file.length < headerBytes || String.fromCharCode(...file.subarray(0, magic.length)) !== magic)
    throw new CorridorFileError("CORRIDOR_FILE_FOREIGN", "This is not a corridor file.");
  const view = new DataView(file.buffer, file.byteOffset, headerBytes);
  const found = view.getUint32(headerAt.version, true);
  if (found !== version)
    throw new CorridorFileError("CORRIDOR_FILE_VERSION", `The corridor file is of version ${found}, not ${version}.`);
  const [vertices, edges, shapePoints, barriers, barrierPoints] = Array.from({ length: 5 }, (_, i) =>
    view.getUint32(headerAt.counts + 4 * i, true),
  ) as [number, number, number, number, number];
  const counts = { vertices, edges, shapePoints, barriers, barrierPoints };
  const indexBytes = Array.from({ length: rankCount + 1 }, (_, i) => view.getUint32(headerAt.indexBytes + 4 * i, true));
  const length = indexBytes.reduce((sum, index) => sum + aligned(index), headerBytes + columnBytes(counts));
  const isWhole =
    file.length === length && crc32(file.subarray(headerAt.counts)) === view.getUint32(headerAt.crc, true);
  if (!isWhole) throw new CorridorFileError("CORRIDOR_FILE_DAMAGED", "The corridor file is cut short or changed.");
  return { counts, indexBytes };
}

/** A rank's edges lie together in `rankEdges`, so item `i` of its index is the `i`-th of them. */
function searchRanks(
  ranks: readonly (Flatbush | undefined)[],
  rankEdges: Uint32Array,
  extent: Extent,
  minClassRank: number,
): Uint32Array {
  const found: number[][] = [];
  let start = 0;
  for (const [rank, index] of ranks.entries()) {
    const first = start;
    start += index?.numItems ?? 0;
    if (index && rank >= minClassRank) found.push(index.search(...extent).map((item) => rankEdges[first + item]!));
  }
  return Uint32Array.from(found.flat()).sort();
}

function extentOf(ranks: readonly (Flatbush | undefined)[]): Extent | undefined {
  const boxes = ranks.filter((index) => index !== undefined);
  if (boxes.length === 0) return undefined;
  return [
    Math.min(...boxes.map((index) => index.minX)),
    Math.min(...boxes.map((index) => index.minY)),
    Math.max(...boxes.map((index) => index.maxX)),
    Math.max(...boxes.map((index) => index.maxY)),
  ];
}
