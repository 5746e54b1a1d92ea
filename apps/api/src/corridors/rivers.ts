import type { River } from "@cuntong/db";
import type { Position } from "@cuntong/geo";
import { type Corridors, crossingKinds } from "@cuntong/network";

const riverKind = crossingKinds.indexOf("river");

/** The rivers among the barriers of corridors, to be drawn under everything else. */
export function riversOf({ barriers }: Pick<Corridors, "barriers">): River[] {
  return Array.from(barriers.kind, (kind, line) => ({ kind, line })).flatMap(({ kind, line }) =>
    kind === riverKind ? [{ lines: [positionsOf(barriers, line)] }] : [],
  );
}

function positionsOf({ start, lon, lat }: Corridors["barriers"], line: number): Position[] {
  const from = start[line]!;
  return Array.from({ length: start[line + 1]! - from }, (_, at) => [lon[from + at]!, lat[from + at]!]);
}
