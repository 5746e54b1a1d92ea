import type { PbfReader } from "pbf";
import type { NumberList } from "./number-list.ts";
import { OsmFault } from "./osm-fault.ts";

/** A stretch of bytes inside a block. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The bytes of the length-delimited field that the reader stands at; stays at its start. Refuses one that runs over its parent's end
 * (`limit`): overlapping messages would let a small file ask for quadratic work.
 */
export function messageRange(pbf: PbfReader, limit: number): ByteRange {
  const end = pbf.type === 2 ? pbf.readVarint() + pbf.pos : Number.NaN;
  if (!(end <= limit)) throw new OsmFault("OSM_MALFORMED", "A field runs over the end of its message.");
  return { start: pbf.pos, end };
}

/** The bytes of a packed field (or of one value, where the writer did not pack); leaves the reader behind them. */
export function packedRange(pbf: PbfReader, limit: number): ByteRange {
  if (pbf.type === 0) {
    const start = pbf.pos;
    pbf.skip(0);
    return { start, end: pbf.pos };
  }
  const range = messageRange(pbf, limit);
  pbf.pos = range.end;
  return range;
}

/** Appends packed `sint64` deltas as running sums. */
export function pushDeltas(pbf: PbfReader, limit: number, list: NumberList): void {
  const { start, end } = packedRange(pbf, limit);
  pbf.pos = start;
  let value = list.length === 0 ? 0 : list.at(list.length - 1);
  while (pbf.pos < end) {
    value += pbf.readSVarint();
    list.push(value);
  }
}

/** Appends packed unsigned numbers. */
export function pushVarints(pbf: PbfReader, limit: number, list: NumberList): void {
  const { start, end } = packedRange(pbf, limit);
  pbf.pos = start;
  while (pbf.pos < end) list.push(pbf.readVarint());
}
