import { BytesError } from "../feature/byte-reader.ts";
import type { BlockReader } from "./block-reader.ts";

/** Levels of block DataPts, as many as there are. */
export interface LevelsDraft {
  levelDb: Float64Array;
  /** Points that the block says it has. */
  promised: number;
}

/**
 * Block DataPts. A level is stored as attenuation below the top of the scale: a whole number times a scale factor, both in thousandths.
 * Where the block breaks off, `draft` has the levels before.
 */
export function readPoints(reader: BlockReader, draft: LevelsDraft): void {
  draft.promised = reader.uint32();
  const sections = reader.uint16();
  // Never more than there is room for, whatever the counts say.
  const levels = new Float64Array(Math.floor(reader.left / 2));
  let length = 0;
  try {
    for (let i = 0; i < sections; i++) {
      const end = length + reader.uint32();
      const scale = scaleOf(reader);
      for (; length < end; length++) levels[length] = 0 - (reader.uint16() * scale) / 1e6;
    }
  } finally {
    draft.levelDb = levels.slice(0, length);
  }
}

/** A factor for all points that follow, usually 1000. */
function scaleOf(reader: BlockReader): number {
  const scale = reader.uint16();
  if (scale === 0) throw new BytesError("a scale factor is 0", reader.offset - 2);
  return scale;
}
