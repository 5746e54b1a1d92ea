import Flatbush from "flatbush";
import { metresPerDegree } from "./geodesic.ts";
import type { Lines } from "./snap.ts";

/** A stretch of a line along which another one is near. */
export interface ParallelRun {
  /** The line it lies on, and the line that is near. */
  readonly line: number;
  readonly beside: number;
  /** Metres along `line`, where it comes near and where it leaves. */
  readonly fromM: number;
  readonly toM: number;
}

export interface ParallelQuery {
  /** How near is near, metres. */
  readonly withinM: number;
  /** A run this long counts, and a shorter one that is at least half of the shorter of both lines. */
  readonly leastM: number;
  /** Names of each line's two ends; lines that share one come near each other there, which is no run within `leastM` of it. */
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
}

/**
 * Finds where lines run beside each other. Exact on the plane that touches the earth at each segment, which at tens of metres is exact to
 * millimetres.
 */
export class ParallelFinder {
  readonly #segments: Segments;

  constructor(lines: Lines, query: ParallelQuery) {
    this.#segments = new Segments(lines, query);
  }

  /** Where others are near a line, by the number of the other, then by metre. */
  runsOf(line: number): ParallelRun[] {
    const near = this.#segments.besides(line);
    const others = [...near.keys()].sort((a, b) => a - b);
    return others.flatMap((beside) => longEnough(this.#segments, line, beside, near));
  }
}

type Interval = [fromM: number, toM: number];

/** The runs beside one line, unless they are so short that the lines merely cross or pass. */
function longEnough(
  { lengthM, query }: Segments,
  line: number,
  beside: number,
  near: ReadonlyMap<number, Interval[]>,
): ParallelRun[] {
  const joined = join(near.get(beside)!);
  const least = Math.min(query.leastM, Math.min(lengthM[line], lengthM[beside]) / 2);
  const sum = joined.reduce((total, [fromM, toM]) => total + toM - fromM, 0);
  return sum >= least ? joined.map(([fromM, toM]) => ({ line, beside, fromM, toM })) : [];
}

/** Intervals that meet, as one, in order. */
function join(intervals: Interval[]): Interval[] {
  const joined: Interval[] = [];
  for (const [fromM, toM] of intervals.sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && fromM <= last[1] + 0.01) last[1] = Math.max(last[1], toM);
    else joined.push([fromM, toM]);
  }
  return joined;
}

/** All segments of the lines, findable by place. */
class Segments {
  readonly query: ParallelQuery;
  readonly lengthM: Float64Array;
  readonly #lines: Lines;
  readonly #lineOf: Uint32Array;
  readonly #pointOf: Uint32Array;
  readonly #firstOf: Uint32Array;
  readonly #startM: Float64Array;
  readonly #index: Flatbush | undefined;

  constructor(lines: Lines, query: ParallelQuery) {
    const lineCount = lines.start.length - 1;
    const count = lines.start[lineCount] - lineCount;
    this.query = query;
    this.#lines = lines;
    this.lengthM = new Float64Array(lineCount);
    this.#lineOf = new Uint32Array(count);
    this.#pointOf = new Uint32Array(count);
    this.#firstOf = new Uint32Array(lineCount + 1);
    this.#startM = new Float64Array(count);
    this.#index = count > 0 ? new Flatbush(count) : undefined;
    const { lon, lat, start } = lines;
    for (let line = 0, s = 0; line < lineCount; line++) {
      this.#firstOf[line] = s;
      for (let p = start[line]; p + 1 < start[line + 1]; p++, s++) {
        this.#lineOf[s] = line;
        this.#pointOf[s] = p;
        this.#startM[s] = this.lengthM[line];
        const { lonM, latM } = metresPerDegree(lat[p]);
        this.lengthM[line] += Math.hypot((lon[p + 1] - lon[p]) * lonM, (lat[p + 1] - lat[p]) * latM);
        const [west, east] = lon[p] < lon[p + 1] ? [lon[p], lon[p + 1]] : [lon[p + 1], lon[p]];
        const [south, north] = lat[p] < lat[p + 1] ? [lat[p], lat[p + 1]] : [lat[p + 1], lat[p]];
        this.#index?.add(west, south, east, north);
      }
      this.#firstOf[line + 1] = s;
    }
    this.#index?.finish();
  }

  /** Where each other line is near this one. */
  besides(line: number): Map<number, Interval[]> {
    const near = new Map<number, Interval[]>();
    const { lon, lat } = this.#lines;
    for (let s = this.#firstOf[line]; s < this.#firstOf[line + 1]; s++) {
      const p = this.#pointOf[s];
      const { lonM, latM } = metresPerDegree(lat[p]);
      const [dLon, dLat] = [this.query.withinM / lonM, this.query.withinM / latM];
      const [west, east] = [Math.min(lon[p], lon[p + 1]) - dLon, Math.max(lon[p], lon[p + 1]) + dLon];
      const [south, north] = [Math.min(lat[p], lat[p + 1]) - dLat, Math.max(lat[p], lat[p + 1]) + dLat];
      for (const other of this.#index!.search(west, south, east, north, (o) => this.#lineOf[o] !== line)) {
        const beside = this.#lineOf[other];
        const found = this.#clear(line, beside, this.#nearby(s, other, lonM, latM));
        if (!found) continue;
        const list = near.get(beside);
        if (list) list.push(found);
        else near.set(beside, [found]);
      }
    }
    return near;
  }

  /** Metres of the line within reach of a segment of another: a line and a capsule, both convex, meet in one piece. */
  #nearby(own: number, other: number, lonM: number, latM: number): Interval | undefined {
    const { lon, lat } = this.#lines;
    const [p, q] = [this.#pointOf[own], this.#pointOf[other]];
    const x = (i: number) => (lon[i] - lon[p]) * lonM;
    const y = (i: number) => (lat[i] - lat[p]) * latM;
    const long = Math.hypot(x(p + 1), y(p + 1));
    if (long === 0) return undefined;
    const [ux, uy] = [x(p + 1) / long, y(p + 1) / long];
    // Along and across the own segment.
    const turn = (i: number): [number, number] => [x(i) * ux + y(i) * uy, y(i) * ux - x(i) * uy];
    const reach = capsule(turn(q), turn(q + 1), this.query.withinM);
    if (!reach) return undefined;
    const [fromM, toM] = [Math.max(0, reach[0]), Math.min(long, reach[1])];
    if (!(toM > fromM)) return undefined;
    return [this.#startM[own] + fromM, this.#startM[own] + toM];
  }

  /** Without what lies near an end that both lines share. */
  #clear(line: number, beside: number, found: Interval | undefined): Interval | undefined {
    if (!found) return undefined;
    const { from, to, leastM } = this.query;
    const shares = (end: number) => from[beside] === end || to[beside] === end;
    const fromM = shares(from[line]) ? Math.max(found[0], leastM) : found[0];
    const toM = shares(to[line]) ? Math.min(found[1], this.lengthM[line] - leastM) : found[1];
    return toM > fromM ? [fromM, toM] : undefined;
  }
}

/** Where the axis lies within `reach` of the segment from a to b, given along and across the axis. */
function capsule(a: readonly [number, number], b: readonly [number, number], reach: number): Interval | undefined {
  let [least, most] = [Infinity, -Infinity];
  const take = (at: number) => {
    if (at < least) least = at;
    if (at > most) most = at;
  };
  for (const [along, across] of [a, b]) {
    const half = reach * reach - across * across;
    if (half < 0) continue;
    take(along - Math.sqrt(half));
    take(along + Math.sqrt(half));
  }
  // The capsule's two straight sides, and where they cross the axis.
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const long = Math.hypot(dx, dy);
  if (long > 0) {
    for (const side of [-reach, reach]) {
      const [sx, sy] = [a[0] - (dy / long) * side, a[1] + (dx / long) * side];
      const t = dy === 0 ? Number.NaN : -sy / dy;
      if (t >= 0 && t <= 1) take(sx + t * dx);
    }
  }
  return least <= most ? [least, most] : undefined;
}
