import { tileExtent } from "@cuntong/db";

/** Units kept around a tile, so that lines meet across its edge. */
const margin = 64;

/** A line in tile units: x, y, x, y ... */
export type UnitLine = number[];

const low = -margin;
const high = tileExtent + margin;

/** The parts of a line inside a tile and its margin (Liang-Barsky on every segment). */
export function clipToTile(line: UnitLine): UnitLine[] {
  const parts: UnitLine[] = [];
  let part: UnitLine = [];
  for (let i = 2; i < line.length; i += 2) {
    const [ax, ay, bx, by] = [line[i - 2]!, line[i - 1]!, line[i]!, line[i + 1]!];
    const [enter, leave] = insideRange(ax, ay, bx - ax, by - ay);
    if (enter > leave) continue;
    if (enter > 0 || part.length === 0) {
      if (part.length > 2) parts.push(part);
      part = [ax + enter * (bx - ax), ay + enter * (by - ay)];
    }
    part.push(ax + leave * (bx - ax), ay + leave * (by - ay));
    if (leave < 1) {
      parts.push(part);
      part = [];
    }
  }
  if (part.length > 2) parts.push(part);
  return parts;
}

/** Fractions of a segment at which it enters and leaves the box; enter > leave where it misses. */
function insideRange(ax: number, ay: number, dx: number, dy: number): [number, number] {
  let enter = 0;
  let leave = 1;
  for (const [start, step] of [
    [ax, dx],
    [ay, dy],
  ] as const) {
    if (step === 0) {
      if (start < low || start > high) return [1, 0];
      continue;
    }
    const [first, second] =
      step > 0 ? [(low - start) / step, (high - start) / step] : [(high - start) / step, (low - start) / step];
    enter = Math.max(enter, first);
    leave = Math.min(leave, second);
  }
  return [enter, leave];
}

/** Drops the points that lie within `tolerance` units of the line through their neighbours (Douglas-Peucker), the ends kept. */
export function simplify(line: UnitLine, tolerance: number): UnitLine {
  const points = line.length / 2;
  if (points <= 2) return line;
  const keep = new Uint8Array(points);
  keep[0] = keep[points - 1] = 1;
  const stack: [number, number][] = [[0, points - 1]];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [from, to] = next;
    const [farthest, distance] = farthestFrom(line, from, to);
    if (distance <= tolerance * tolerance) continue;
    keep[farthest] = 1;
    stack.push([from, farthest], [farthest, to]);
  }
  return line.filter((_, i) => keep[i >> 1] === 1);
}

function farthestFrom(line: UnitLine, from: number, to: number): [number, number] {
  const [ax, ay] = [line[2 * from]!, line[2 * from + 1]!];
  const [dx, dy] = [line[2 * to]! - ax, line[2 * to + 1]! - ay];
  const square = dx * dx + dy * dy;
  let best = from;
  let bestDistance = -1;
  for (let i = from + 1; i < to; i++) {
    const [px, py] = [line[2 * i]! - ax, line[2 * i + 1]! - ay];
    const along = square === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / square));
    const distance = (px - along * dx) ** 2 + (py - along * dy) ** 2;
    if (distance > bestDistance) [best, bestDistance] = [i, distance];
  }
  return [best, bestDistance];
}
