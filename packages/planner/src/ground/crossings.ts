import { LineIndex, type Lines } from "@cuntong/geo";
import { type Barriers, crossingKinds } from "@cuntong/network";

/** Number of crossing kinds: the width of one row of counts. */
export const kindCount = crossingKinds.length;

/** Counts how often lines cross barriers. */
export class BarrierIndex {
  readonly #segments: Lines;
  readonly #kind: Uint8Array;
  readonly #index: LineIndex;

  constructor(barriers: Barriers) {
    const { segments, kind } = segmentsOf(barriers);
    this.#segments = segments;
    this.#kind = kind;
    this.#index = new LineIndex(segments);
  }

  /** Adds the crossings of line `index` to `counts[kindCount * index + kind]`, leaving out the kind numbered `skip`. */
  count(lines: Lines, index: number, counts: Uint16Array, skip = -1): void {
    if (this.#kind.length === 0) return;
    const [west, south, east, north] = extentOf(lines, index);
    for (const segment of this.#index.meeting(west, south, east, north)) {
      const kind = this.#kind[segment];
      if (kind === skip) continue;
      for (let i = lines.start[index]; i + 1 < lines.start[index + 1]; i++) {
        if (segmentsCross(lines, i, this.#segments, 2 * segment)) counts[kindCount * index + kind]++;
      }
    }
  }
}

/**
 * Whether the segment that begins at point `i` of one set of lines crosses the one at point `j` of another. A point that lies exactly
 * on the other line counts as being on its left, so a line through another's vertex crosses once, and one that only touches it
 * from a side crosses twice or not at all.
 */
export function segmentsCross(a: Lines, i: number, b: Lines, j: number): boolean {
  const [ax, ay, cx, cy] = [a.lon[i], a.lat[i], a.lon[i + 1], a.lat[i + 1]];
  const [bx, by, dx, dy] = [b.lon[j], b.lat[j], b.lon[j + 1], b.lat[j + 1]];
  return (
    isLeft(bx, by, dx, dy, ax, ay) !== isLeft(bx, by, dx, dy, cx, cy) &&
    isLeft(ax, ay, cx, cy, bx, by) !== isLeft(ax, ay, cx, cy, dx, dy)
  );
}

function isLeft(ax: number, ay: number, bx: number, by: number, px: number, py: number): boolean {
  return (bx - ax) * (py - ay) - (by - ay) * (px - ax) >= 0;
}

export function extentOf(
  { start, lon, lat }: Lines,
  index: number,
): [west: number, south: number, east: number, north: number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = start[index]; i < start[index + 1]; i++) {
    if (lon[i] < west) west = lon[i];
    if (lon[i] > east) east = lon[i];
    if (lat[i] < south) south = lat[i];
    if (lat[i] > north) north = lat[i];
  }
  return [west, south, east, north];
}

/** Every barrier segment as a line of two points: a river's own extent would be a poor key. */
function segmentsOf({ start, lon, lat, kind }: Barriers): { readonly segments: Lines; readonly kind: Uint8Array } {
  const from: number[] = [];
  const kinds: number[] = [];
  for (let line = 0; line + 1 < start.length; line++) {
    for (let i = start[line]; i + 1 < start[line + 1]; i++) {
      from.push(i);
      kinds.push(kind[line]);
    }
  }
  return {
    segments: {
      start: Uint32Array.from({ length: from.length + 1 }, (_, i) => 2 * i),
      lon: Float64Array.from({ length: 2 * from.length }, (_, i) => lon[from[i >> 1] + (i & 1)]),
      lat: Float64Array.from({ length: 2 * from.length }, (_, i) => lat[from[i >> 1] + (i & 1)]),
    },
    kind: Uint8Array.from(kinds),
  };
}
