import { crc32 } from "node:zlib";
import type { Extent } from "@cuntong/geo";
import { type Corridors, corridorClasses } from "@cuntong/network";
import Flatbush from "flatbush";
import { classRank, rankCount } from "./class-rank.ts";
import {
  aligned,
  type Columns,
  type Counts,
  Cursor,
  columnBytes,
  headerAt,
  headerBytes,
  magic,
  takeColumns,
  version,
} from "./layout.ts";

/** Freezes corridors into one indexed file, to be opened by `openCorridorFile`. The same corridors give the same bytes. */
export function writeCorridors(corridors: Corridors): Uint8Array<ArrayBuffer> {
  const counts = countsOf(corridors);
  const { rankEdges, rankStart } = groupByRank(corridors);
  const indexes = [
    ...Array.from({ length: rankCount }, (_, rank) =>
      packEdges(corridors, rankEdges.subarray(rankStart[rank], rankStart[rank + 1])),
    ),
    packBarriers(corridors),
  ];
  const columnsEnd = headerBytes + columnBytes(counts);
  const length = indexes.reduce((sum, index) => sum + aligned(index.byteLength), columnsEnd);
  const bytes = new Uint8Array(length);
  const cursor = new Cursor(bytes.buffer, headerBytes);
  fillColumns(takeColumns(cursor, counts), corridors, rankEdges);
  for (const index of indexes) {
    bytes.set(new Uint8Array(index), cursor.offset);
    cursor.offset += aligned(index.byteLength);
  }
  writeHeader(bytes, counts, indexes);
  return bytes;
}

function countsOf({ vertexLon, edgeFrom, shapeLon, barriers }: Corridors): Counts {
  return {
    vertices: vertexLon.length,
    edges: edgeFrom.length,
    shapePoints: shapeLon.length,
    barriers: barriers.kind.length,
    barrierPoints: barriers.lon.length,
  };
}

function writeHeader(bytes: Uint8Array<ArrayBuffer>, counts: Counts, indexes: readonly ArrayBuffer[]): void {
  const { vertices, edges, shapePoints, barriers, barrierPoints } = counts;
  const view = new DataView(bytes.buffer);
  for (const [i, letter] of Array.from(magic).entries()) bytes[i] = letter.charCodeAt(0);
  const numbers = [vertices, edges, shapePoints, barriers, barrierPoints, ...indexes.map((index) => index.byteLength)];
  for (const [i, number] of numbers.entries()) view.setUint32(headerAt.counts + 4 * i, number, true);
  view.setUint32(headerAt.version, version, true);
  view.setUint32(headerAt.crc, crc32(bytes.subarray(headerAt.counts)), true);
}

/** Counting sort of the edges by the rank of their class. */
function groupByRank({ edgeClass }: Corridors): { rankEdges: Uint32Array; rankStart: Uint32Array } {
  const rankOf = corridorClasses.map((corridorClass) => classRank[corridorClass]);
  const rankStart = new Uint32Array(rankCount + 1);
  for (const c of edgeClass) rankStart[rankOf[c]! + 1]!++;
  for (let rank = 0; rank < rankCount; rank++) rankStart[rank + 1]! += rankStart[rank]!;
  const next = rankStart.slice();
  const rankEdges = new Uint32Array(edgeClass.length);
  for (let edge = 0; edge < edgeClass.length; edge++) rankEdges[next[rankOf[edgeClass[edge]!]!]!++] = edge;
  return { rankEdges, rankStart };
}

function packEdges(corridors: Corridors, edges: Uint32Array): ArrayBuffer {
  const { vertexLon, vertexLat, edgeFrom, edgeTo, shapeStart, shapeLon, shapeLat } = corridors;
  return pack(edges.length, (i) => {
    const edge = edges[i]!;
    const from = edgeFrom[edge]!;
    const to = edgeTo[edge]!;
    const [west, south, east, north] = extentOf(shapeLon, shapeLat, shapeStart[edge]!, shapeStart[edge + 1]!);
    return [
      Math.min(west, vertexLon[from]!, vertexLon[to]!),
      Math.min(south, vertexLat[from]!, vertexLat[to]!),
      Math.max(east, vertexLon[from]!, vertexLon[to]!),
      Math.max(north, vertexLat[from]!, vertexLat[to]!),
    ];
  });
}

function packBarriers({ barriers: { lon, lat, start, kind } }: Corridors): ArrayBuffer {
  return pack(kind.length, (i) => extentOf(lon, lat, start[i]!, start[i + 1]!));
}

/** A Flatbush of `count` boxes, as bytes; none at all for none, which Flatbush refuses. */
function pack(count: number, boxOf: (item: number) => Extent): ArrayBuffer {
  if (count === 0) return new ArrayBuffer(0);
  const index = new Flatbush(count);
  for (let item = 0; item < count; item++) index.add(...boxOf(item));
  index.finish();
  return index.data as ArrayBuffer;
}

function extentOf(lon: Float64Array, lat: Float64Array, start: number, end: number): Extent {
  let west = Infinity;
  let south = Infinity;
  let east = -Infinity;
  let north = -Infinity;
  for (let i = start; i < end; i++) {
    west = Math.min(west, lon[i]!);
    east = Math.max(east, lon[i]!);
    south = Math.min(south, lat[i]!);
    north = Math.max(north, lat[i]!);
  }
  return [west, south, east, north];
}

function fillColumns(to: Columns, from: Corridors, rankEdges: Uint32Array): void {
  const { barriers, ...columns } = to.corridors;
  const { barriers: fromBarriers, ...fromColumns } = from;
  for (const name of keysOf(columns)) columns[name].set(fromColumns[name]);
  for (const name of keysOf(barriers)) barriers[name].set(fromBarriers[name]);
  to.rankEdges.set(rankEdges);
}

function keysOf<T extends object>(record: T): (keyof T)[] {
  return Object.keys(record) as (keyof T)[];
}
