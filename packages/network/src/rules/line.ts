import { type Line, metresPerDegree, type Position } from "@cuntong/geo";

/** True where two parts of the line meet other than end to start, or it folds back on itself. Repeated positions count as one. */
export function crossesItself(line: Line): boolean {
  return findCrossing(withoutRepeats(line)) !== undefined;
}

/** The line in pieces of which none crosses itself, cut at vertices between parts that meet. */
export function simplePieces(line: Line): Line[] {
  const points = withoutRepeats(line);
  const crossing = findCrossing(points);
  if (!crossing) return [points];
  const cut = Math.floor((crossing[0] + 1 + crossing[1]) / 2);
  return [...simplePieces(points.slice(0, cut + 1)), ...simplePieces(points.slice(cut))];
}

function withoutRepeats(line: Line): Line {
  return line.filter(([lon, lat], i) => i === 0 || lon !== line[i - 1][0] || lat !== line[i - 1][1]);
}

/** Two parts that meet, the earlier first; part `i` runs from vertex `i` to the next. */
function findCrossing(points: Line): readonly [number, number] | undefined {
  const order = points.slice(1).map((_, i) => i);
  const west = order.map((i) => Math.min(points[i][0], points[i + 1][0]));
  const east = order.map((i) => Math.max(points[i][0], points[i + 1][0]));
  order.sort((i, k) => west[i] - west[k]);
  // A sweep from west to east: only parts whose longitudes overlap can meet.
  const open: number[] = [];
  for (const i of order) {
    let kept = 0;
    for (const k of open) {
      if (east[k] < west[i]) continue;
      open[kept++] = k;
      if (partsMeet(points, Math.min(i, k), Math.max(i, k))) return [Math.min(i, k), Math.max(i, k)];
    }
    open.length = kept;
    open.push(i);
  }
  return undefined;
}

function partsMeet(points: Line, i: number, k: number): boolean {
  const [a, b, c, d] = [points[i], points[i + 1], points[k], points[k + 1]];
  if (k === i + 1) return turn(a, b, d) === 0 && along(b, a, d) > 0;
  const [abc, abd, cda, cdb] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)];
  if (abc * abd < 0 && cda * cdb < 0) return true;
  return (
    (abc === 0 && isBetween(a, b, c)) ||
    (abd === 0 && isBetween(a, b, d)) ||
    (cda === 0 && isBetween(c, d, a)) ||
    (cdb === 0 && isBetween(c, d, b))
  );
}

/** Sign of the turn a -> b -> c. */
function turn(a: Position, b: Position, c: Position): number {
  return Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
}

function along(from: Position, one: Position, two: Position): number {
  return (one[0] - from[0]) * (two[0] - from[0]) + (one[1] - from[1]) * (two[1] - from[1]);
}

function isBetween(a: Position, b: Position, p: Position): boolean {
  return along(p, a, b) <= 0;
}

/** Where on a line a position comes nearest: metres off it, and after which of its vertices. */
export interface LineFoot {
  readonly offM: number;
  readonly vertex: number;
  readonly position: Position;
}

/** The foot of a position on a line, in the flat frame of the position: good to a part in 10,000 within a kilometre. */
export function footOn(line: Line, [lon, lat]: Position): LineFoot {
  const { lonM, latM } = metresPerDegree(lat);
  let best: LineFoot = { offM: Infinity, vertex: 0, position: line[0] };
  for (let i = 1; i < line.length; i++) {
    const [ax, ay] = [(line[i - 1][0] - lon) * lonM, (line[i - 1][1] - lat) * latM];
    const [dx, dy] = [(line[i][0] - line[i - 1][0]) * lonM, (line[i][1] - line[i - 1][1]) * latM];
    const lengthM = Math.hypot(dx, dy);
    const part = lengthM === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / (lengthM * lengthM)));
    const offM = Math.hypot(ax + part * dx, ay + part * dy);
    if (offM < best.offM) {
      best = { offM, vertex: i - 1, position: between(line[i - 1], line[i], part) };
    }
  }
  return best;
}

/** The position a part (0 to 1) of the way between two. */
export function between(a: Position, b: Position, part: number): Position {
  return [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part];
}
