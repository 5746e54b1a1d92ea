import { createHash } from "node:crypto";
import type { Demo } from "../demo.ts";

/** SHA-256 over everything a demonstration holds: two are the same when their digests are. */
export function digest({ elevation: _, corridors, heights, ...rest }: Demo): string {
  const hash = createHash("sha256").update(JSON.stringify(rest));
  const { barriers, ...columns } = corridors;
  for (const column of [...Object.values(columns), ...Object.values(barriers), heights.heightM])
    hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
  return hash.digest("hex");
}
