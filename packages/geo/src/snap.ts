import Flatbush from "flatbush";
import { metresPerDegree } from "./geodesic.ts";
import type { Position } from "./position.ts";

/** Many lines end to end in two arrays: line `i` is `lon/lat[start[i] .. start[i + 1])`. */
export interface Lines {
  readonly start: Uint32Array;
  readonly lon: Float64Array;
  readonly lat: Float64Array;
}

/** The nearest point of a line. */
export interface Foot {
  readonly line: number;
  /** Which segment of the line, from 0, and how far along it, 0..1. */
  readonly segment: number;
  readonly along: number;
  readonly position: Position;
  readonly distanceM: number;
}

export interface NearestLineQuery {
  readonly lon: number;
  readonly lat: number;
  /** Lines farther than this are not found. */
  readonly limitM: number;
  readonly accept?: (line: number) => boolean;
}

/**
 * Finds the lines near a point, by an R-tree over the lines' extents. Distances are measured in the flat frame of the point, whose
 * error is below 1e-4 of the distance within 10 km: good to choose a foot, and the foot's own distance is then of that accuracy.
 */
export class LineIndex {
  readonly lines: Lines;
  readonly #tree: Flatbush | undefined;
  readonly #line: Uint32Array;
  readonly #reachDeg: number;

  /** Lines of fewer than two points, and those that `include` rejects, are left out. */
  constructor(lines: Lines, include?: (line: number) => boolean) {
    this.lines = lines;
    const wanted: number[] = [];
    for (let i = 0; i + 1 < lines.start.length; i++) {
      if (lines.start[i + 1] - lines.start[i] >= 2 && (!include || include(i))) wanted.push(i);
    }
    this.#line = Uint32Array.from(wanted);
    this.#tree = wanted.length > 0 ? treeOf(lines, this.#line) : undefined;
    this.#reachDeg = this.#tree ? this.#tree.maxX - this.#tree.minX + this.#tree.maxY - this.#tree.minY : 0;
  }

  /** Lines whose extents meet the box. */
  meeting(west: number, south: number, east: number, north: number): number[] {
    if (!this.#tree) return [];
    return this.#tree.search(west, south, east, north).map((i) => this.#line[i]);
  }

  /** The nearest foot within the limit; equally near lines are settled by line number. */
  nearest({ lon, lat, limitM, accept }: NearestLineQuery): Foot | undefined {
    const tree = this.#tree;
    if (!tree) return undefined;
    const frame = metresPerDegree(lat);
    const farthestM = this.#reachFrom(lon, lat) * frame.latM * 2;
    // Growing boxes: most points lie close to a line, and a wide box over a dense network costs thousands of candidates.
    for (let radiusM = Math.min(200, limitM); ; radiusM = Math.min(radiusM * 4, limitM)) {
      const dx = radiusM / Math.max(frame.lonM, 1);
      const dy = radiusM / frame.latM;
      const found = tree.search(lon - dx, lat - dy, lon + dx, lat + dy);
      const foot = this.#nearestOf(found, lon, lat, frame, accept);
      if (foot && foot.distanceM <= radiusM) return foot;
      if (radiusM >= limitM || radiusM > farthestM) return foot && foot.distanceM <= limitM ? foot : undefined;
    }
  }

  /** Degrees beyond which every box holds the whole tree. */
  #reachFrom(lon: number, lat: number): number {
    const tree = this.#tree!;
    const offX = Math.max(tree.minX - lon, lon - tree.maxX, 0);
    const offY = Math.max(tree.minY - lat, lat - tree.maxY, 0);
    return this.#reachDeg + offX + offY;
  }

  #nearestOf(
    found: readonly number[],
    lon: number,
    lat: number,
    frame: { readonly lonM: number; readonly latM: number },
    accept: NearestLineQuery["accept"],
  ): Foot | undefined {
    let best: Foot | undefined;
    for (const i of found) {
      const line = this.#line[i];
      if (accept && !accept(line)) continue;
      const foot = footOn(this.lines, line, lon, lat, frame);
      if (!best || foot.distanceM < best.distanceM || (foot.distanceM === best.distanceM && line < best.line))
        best = foot;
    }
    return best;
  }
}

/** Nearest point of one line to a position, measured in the position's flat frame. */
function footOn(
  lines: Lines,
  line: number,
  lon: number,
  lat: number,
  frame: { readonly lonM: number; readonly latM: number },
): Foot {
  let best = Infinity;
  let segment = 0;
  let along = 0;
  const first = lines.start[line];
  const last = lines.start[line + 1] - 1;
  for (let i = first; i < last; i++) {
    const ax = (lines.lon[i] - lon) * frame.lonM;
    const ay = (lines.lat[i] - lat) * frame.latM;
    const dx = (lines.lon[i + 1] - lines.lon[i]) * frame.lonM;
    const dy = (lines.lat[i + 1] - lines.lat[i]) * frame.latM;
    const length2 = dx * dx + dy * dy;
    const t = length2 > 0 ? Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length2)) : 0;
    const x = ax + t * dx;
    const y = ay + t * dy;
    const distance2 = x * x + y * y;
    if (distance2 < best) {
      best = distance2;
      segment = i - first;
      along = t;
    }
  }
  return { line, segment, along, position: pointOn(lines, first + segment, along), distanceM: Math.sqrt(best) };
}

/** The very ends are given back bit for bit, so that a foot at a vertex is that vertex. */
function pointOn({ lon, lat }: Lines, i: number, along: number): Position {
  if (along === 0) return [lon[i], lat[i]];
  if (along === 1) return [lon[i + 1], lat[i + 1]];
  return [lon[i] + along * (lon[i + 1] - lon[i]), lat[i] + along * (lat[i + 1] - lat[i])];
}

function treeOf({ start, lon, lat }: Lines, wanted: Uint32Array): Flatbush {
  const tree = new Flatbush(wanted.length);
  for (const line of wanted) {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = start[line]; i < start[line + 1]; i++) {
      west = Math.min(west, lon[i]);
      east = Math.max(east, lon[i]);
      south = Math.min(south, lat[i]);
      north = Math.max(north, lat[i]);
    }
    tree.add(west, south, east, north);
  }
  tree.finish();
  return tree;
}
