import { toX, toY } from "./plane.ts";
import { postAt, type Region } from "./region.ts";
import { type Reach, wideKm2 } from "./rivers.ts";

/** What an edge crosses: no drawn river, a narrow one, or a wide one. */
export const crosses = { none: 0, narrow: 1, wide: 2 } as const;

/** River pieces by the post square that they touch. */
interface PieceIndex {
  readonly start: Uint32Array;
  readonly pieces: Uint32Array;
  /** Four numbers a piece: x, y, x, y. */
  readonly ends: Float64Array;
  readonly isWide: Uint8Array;
}

interface Wires {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

/** For every edge the widest river it crosses (straight from end to end). */
export function findCrossings(region: Region, reaches: readonly Reach[], { x, y, from, to }: Wires): Uint8Array {
  const index = indexPieces(region, reaches);
  const found = new Uint8Array(from.length);
  for (let e = 0; e < from.length; e++) {
    const a = from[e];
    const b = to[e];
    found[e] = widest(region, index, x[a], y[a], x[b], y[b]);
  }
  return found;
}

function widest(region: Region, index: PieceIndex, ax: number, ay: number, bx: number, by: number): number {
  let found: number = crosses.none;
  forEachPost(region, ax, ay, bx, by, (post) => {
    for (let i = index.start[post]; i < index.start[post + 1]; i++) {
      const p = index.pieces[i];
      if (index.isWide[p] < found) continue;
      const { ends } = index;
      if (meet(ax, ay, bx, by, ends[4 * p], ends[4 * p + 1], ends[4 * p + 2], ends[4 * p + 3])) found = index.isWide[p];
    }
  });
  return found;
}

function meet(ax: number, ay: number, bx: number, by: number, cx: number, cy: number, dx: number, dy: number): boolean {
  const side = (px: number, py: number, qx: number, qy: number, rx: number, ry: number) =>
    (qx - px) * (ry - py) - (qy - py) * (rx - px) > 0;
  return (
    side(ax, ay, bx, by, cx, cy) !== side(ax, ay, bx, by, dx, dy) &&
    side(cx, cy, dx, dy, ax, ay) !== side(cx, cy, dx, dy, bx, by)
  );
}

function indexPieces(region: Region, reaches: readonly Reach[]): PieceIndex {
  const count = reaches.reduce((sum, { line }) => sum + line.length - 1, 0);
  const ends = new Float64Array(count * 4);
  const isWide = new Uint8Array(count);
  let piece = 0;
  for (const { line, drainedKm2 } of reaches) {
    for (let i = 1; i < line.length; i++) {
      ends.set([line[i - 1][0], line[i - 1][1], line[i][0], line[i][1]], piece * 4);
      isWide[piece++] = drainedKm2 >= wideKm2 ? crosses.wide : crosses.narrow;
    }
  }
  return { ...bucket(region, ends), ends, isWide };
}

/** Two passes: count the pieces of each post, then lay them out one post after another. */
function bucket(region: Region, ends: Float64Array): Pick<PieceIndex, "start" | "pieces"> {
  const start = new Uint32Array(region.countyAt.length + 1);
  const each = (visit: (post: number, piece: number) => void) => {
    for (let p = 0; p < ends.length / 4; p++)
      forEachPost(region, ends[4 * p], ends[4 * p + 1], ends[4 * p + 2], ends[4 * p + 3], (post) => visit(post, p));
  };
  each((post) => start[post + 1]++);
  for (let post = 0; post < region.countyAt.length; post++) start[post + 1] += start[post];
  const next = start.slice();
  const pieces = new Uint32Array(start[region.countyAt.length]);
  each((post, piece) => {
    pieces[next[post]++] = piece;
  });
  return { start, pieces };
}

const degreesPerX = 1 / toX(1);
const degreesPerY = 1 / toY(1);

/** All posts whose squares touch the box of a line. */
function forEachPost(
  { frame }: Region,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  visit: (post: number) => void,
): void {
  const first = postAt(frame, Math.min(ax, bx) * degreesPerX, Math.max(ay, by) * degreesPerY);
  const last = postAt(frame, Math.max(ax, bx) * degreesPerX, Math.min(ay, by) * degreesPerY);
  const width = (last % frame.columns) - (first % frame.columns);
  for (let row = first; row <= last; row += frame.columns)
    for (let post = row; post <= row + width; post++) visit(post);
}
