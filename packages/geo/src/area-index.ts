import Flatbush from "flatbush";
import { distanceM } from "./geodesic.ts";
import type { Extent, MultiPolygon, Position } from "./position.ts";
import type { Lines } from "./snap.ts";

/** A run of a line inside an area, in metres from the line's beginning. */
export interface Inside {
  readonly area: number;
  readonly fromM: number;
  readonly toM: number;
}

/**
 * Says which areas a position lies in and which metres of a line. Inside is what a ray crosses the rings an odd number of times from, so
 * holes are outside. What lies on an outline may count as either. Edges are straight in degrees, as they are drawn.
 */
export class AreaIndex {
  readonly #outlines: readonly Outline[];
  readonly #tree: Flatbush | undefined;

  constructor(areas: readonly MultiPolygon[]) {
    this.#outlines = areas.map((area) => new Outline(area));
    if (areas.length === 0) return;
    this.#tree = new Flatbush(areas.length);
    for (const { west, south, east, north } of this.#outlines) this.#tree.add(west, south, east, north);
    this.#tree.finish();
  }

  /** Areas that a position lies in, ascending. */
  areasAt([lon, lat]: Position): number[] {
    return this.#meeting(lon, lat, lon, lat).filter((area) => this.#outlines[area].holds(lon, lat));
  }

  /** Runs of line `index` inside areas, by area and along the line; a run ends where the next of the same area does not begin. */
  along(lines: Lines, index: number): Inside[] {
    const [first, last] = [lines.start[index], lines.start[index + 1] - 1];
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = first; i <= last; i++) {
      if (lines.lon[i] < west) west = lines.lon[i];
      if (lines.lon[i] > east) east = lines.lon[i];
      if (lines.lat[i] < south) south = lines.lat[i];
      if (lines.lat[i] > north) north = lines.lat[i];
    }
    const runs: Inside[] = [];
    for (const area of this.#meeting(west, south, east, north)) {
      const outline = this.#outlines[area];
      const isWhole =
        outline.wholly(west, south, east, north) ?? wholly(outline, lines, first, [west, south, east, north]);
      if (isWhole) runs.push({ area, fromM: 0, toM: lengthM(lines, first, last) });
      else if (isWhole === undefined) addRuns(outline, area, lines, first, last, runs);
    }
    return runs;
  }

  #meeting(west: number, south: number, east: number, north: number): number[] {
    const found = this.#tree?.search(west, south, east, north) ?? [];
    return found.length > 1 ? found.sort((a, b) => a - b) : found;
  }
}

/** Whether a line lies in an area with all its length or not at all; undefined where edges come near it. */
function wholly(
  outline: Outline,
  { lon, lat }: Lines,
  first: number,
  [west, south, east, north]: Extent,
): boolean | undefined {
  return outline.meets(west, south, east, north) ? undefined : outline.holds(lon[first], lat[first]);
}

function lengthM({ lon, lat }: Lines, first: number, last: number): number {
  let sumM = 0;
  for (let i = first; i < last; i++) sumM += distanceM(lon[i], lat[i], lon[i + 1], lat[i + 1]);
  return sumM;
}

/** Cuts each segment where it crosses the outline and asks for the middle of every piece, so that no crossing can be miscounted. */
function addRuns(
  outline: Outline,
  area: number,
  { lon, lat }: Lines,
  first: number,
  last: number,
  runs: Inside[],
): void {
  let beginM = 0;
  let openM = -1;
  for (let i = first; i < last; i++) {
    const [ax, ay, dx, dy] = [lon[i], lat[i], lon[i + 1] - lon[i], lat[i + 1] - lat[i]];
    const segmentM = distanceM(lon[i], lat[i], lon[i + 1], lat[i + 1]);
    const cuts = outline.cuts(ax, ay, dx, dy);
    let before = 0;
    for (const cut of cuts) {
      if (cut <= before) continue;
      const middle = (before + cut) / 2;
      const isInside = outline.holds(ax + middle * dx, ay + middle * dy);
      if (isInside && openM < 0) openM = beginM + before * segmentM;
      if (!isInside && openM >= 0) {
        runs.push({ area, fromM: openM, toM: beginM + before * segmentM });
        openM = -1;
      }
      before = cut;
    }
    beginM += segmentM;
  }
  if (openM >= 0) runs.push({ area, fromM: openM, toM: beginM });
}

/** Most entries per edge in the bands: long edges over narrow bands would fill the memory. */
const mostPerEdge = 16;

/** The edges of an area's rings, sorted into bands of latitude. */
class Outline {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  /** `[ax, ay, bx, by]` of each edge. */
  readonly #edge: Float64Array;
  readonly #bandStart: Uint32Array;
  readonly #bandEdge: Uint32Array;
  readonly #perDegree: number;
  readonly #raster: Raster;

  constructor(area: MultiPolygon) {
    this.#edge = edgesOf(area);
    const edge = this.#edge;
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i < edge.length; i += 2) {
      west = Math.min(west, edge[i]);
      east = Math.max(east, edge[i]);
      south = Math.min(south, edge[i + 1]);
      north = Math.max(north, edge[i + 1]);
    }
    [this.west, this.south, this.east, this.north] = [west, south, east, north];
    let bands = Math.max(1, edge.length >> 4);
    while (bands > 1 && entriesOf(edge, bands / (north - south)) > mostPerEdge * (edge.length >> 2)) bands >>= 1;
    this.#perDegree = north > south ? bands / (north - south) : 0;
    this.#bandStart = new Uint32Array(bands + 2);
    this.#eachEntry((band) => this.#bandStart[band + 2]++);
    for (let band = 0; band < bands; band++) this.#bandStart[band + 2] += this.#bandStart[band + 1];
    this.#bandEdge = new Uint32Array(this.#bandStart[bands + 1]);
    this.#eachEntry((band, e) => {
      this.#bandEdge[this.#bandStart[band + 1]++] = e;
    });
    this.#raster = new Raster(edge, [west, south, east, north]);
  }

  /** Whether a box lies inside or outside with all of it, as far as the raster can tell. */
  wholly(west: number, south: number, east: number, north: number): boolean | undefined {
    return this.#raster.wholly(west, south, east, north, (lon, lat) => this.holds(lon, lat));
  }

  /** True where a ray going east crosses the rings an odd number of times. */
  holds(lon: number, lat: number): boolean {
    if (lat < this.south || lat > this.north || lon < this.west || lon > this.east) return false;
    const edge = this.#edge;
    const band = this.#bandAt(lat);
    let odd = false;
    for (let k = this.#bandStart[band]; k < this.#bandStart[band + 1]; k++) {
      const e = 4 * this.#bandEdge[k];
      const [ay, by] = [edge[e + 1], edge[e + 3]];
      if (ay > lat === by > lat) continue;
      if (lon < ((edge[e + 2] - edge[e]) * (lat - ay)) / (by - ay) + edge[e]) odd = !odd;
    }
    return odd;
  }

  /** True where an edge's own box meets the box. */
  meets(west: number, south: number, east: number, north: number): boolean {
    const edge = this.#edge;
    const last = this.#bandAt(north);
    for (let band = this.#bandAt(south); band <= last; band++) {
      for (let k = this.#bandStart[band]; k < this.#bandStart[band + 1]; k++) {
        const e = 4 * this.#bandEdge[k];
        if (Math.max(edge[e], edge[e + 2]) < west || Math.min(edge[e], edge[e + 2]) > east) continue;
        if (Math.max(edge[e + 1], edge[e + 3]) >= south && Math.min(edge[e + 1], edge[e + 3]) <= north) return true;
      }
    }
    return false;
  }

  /** Where the segment from (ax, ay) by (dx, dy) crosses edges, ascending from 0 to 1, and 1 itself. */
  cuts(ax: number, ay: number, dx: number, dy: number): number[] {
    const edge = this.#edge;
    const cuts = [1];
    const last = this.#bandAt(Math.max(ay, ay + dy));
    for (let band = this.#bandAt(Math.min(ay, ay + dy)); band <= last; band++) {
      for (let k = this.#bandStart[band]; k < this.#bandStart[band + 1]; k++) {
        const e = 4 * this.#bandEdge[k];
        const [ex, ey] = [edge[e + 2] - edge[e], edge[e + 3] - edge[e + 1]];
        const across = dx * ey - dy * ex;
        if (across === 0) continue;
        const [px, py] = [edge[e] - ax, edge[e + 1] - ay];
        const along = (px * ey - py * ex) / across;
        const onEdge = (px * dy - py * dx) / across;
        if (along > 0 && along < 1 && onEdge >= 0 && onEdge <= 1) cuts.push(along);
      }
    }
    return cuts.length > 1 ? cuts.sort((a, b) => a - b) : cuts;
  }

  #eachEntry(visit: (band: number, edge: number) => void): void {
    const edge = this.#edge;
    for (let e = 0; e < edge.length >> 2; e++) {
      const [ay, by] = [edge[4 * e + 1], edge[4 * e + 3]];
      const last = this.#bandAt(Math.max(ay, by));
      for (let band = this.#bandAt(Math.min(ay, by)); band <= last; band++) visit(band, e);
    }
  }

  #bandAt(lat: number): number {
    const bands = this.#bandStart.length - 2;
    return Math.max(0, Math.min(bands - 1, Math.floor((lat - this.south) * this.#perDegree)));
  }
}

const [unknown, outside, inside, mixed] = [0, 1, 2, 3];

/** Cells over an outline that say whether they are inside, outside or met by an edge: most lines are far from all edges. */
class Raster {
  readonly #west: number;
  readonly #south: number;
  readonly #side: number;
  readonly #columnsPerDegree: number;
  readonly #rowsPerDegree: number;
  readonly #cell: Uint8Array;

  constructor(edge: Float64Array, [west, south, east, north]: Extent) {
    this.#west = west;
    this.#south = south;
    this.#side = Math.max(4, Math.min(512, Math.ceil(Math.sqrt(edge.length))));
    this.#columnsPerDegree = east > west ? this.#side / (east - west) : 0;
    this.#rowsPerDegree = north > south ? this.#side / (north - south) : 0;
    this.#cell = new Uint8Array(this.#side * this.#side);
    for (let e = 0; e < edge.length; e += 4) {
      const [left, right] = [Math.min(edge[e], edge[e + 2]), Math.max(edge[e], edge[e + 2])];
      const [low, high] = [Math.min(edge[e + 1], edge[e + 3]), Math.max(edge[e + 1], edge[e + 3])];
      const [from, to] = [this.#column(left), this.#column(right)];
      for (let row = this.#row(low); row <= this.#row(high); row++)
        this.#cell.fill(mixed, row * this.#side + from, row * this.#side + to + 1);
    }
  }

  /** What of the box lies beyond the outline's own box is outside, and so is then every cell at that side that no edge meets. */
  wholly(
    west: number,
    south: number,
    east: number,
    north: number,
    holds: (lon: number, lat: number) => boolean,
  ): boolean | undefined {
    const [from, to] = [this.#column(west), this.#column(east)];
    const last = this.#row(north);
    for (let row = this.#row(south); row <= last; row++)
      for (let column = from; column <= to; column++)
        if (this.#cell[row * this.#side + column] === mixed) return undefined;
    // Cells that no edge separates are all inside or all outside.
    return this.#isInside(this.#row(south), from, holds);
  }

  #isInside(row: number, column: number, holds: (lon: number, lat: number) => boolean): boolean {
    const at = row * this.#side + column;
    if (this.#cell[at] === unknown) {
      const lon = this.#west + (column + 0.5) / this.#columnsPerDegree;
      const lat = this.#south + (row + 0.5) / this.#rowsPerDegree;
      this.#cell[at] = holds(lon, lat) ? inside : outside;
    }
    return this.#cell[at] === inside;
  }

  #column(lon: number): number {
    return Math.max(0, Math.min(this.#side - 1, Math.floor((lon - this.#west) * this.#columnsPerDegree)));
  }

  #row(lat: number): number {
    return Math.max(0, Math.min(this.#side - 1, Math.floor((lat - this.#south) * this.#rowsPerDegree)));
  }
}

/** How many entries the bands would have. */
function entriesOf(edge: Float64Array, perDegree: number): number {
  let entries = 0;
  for (let e = 0; e < edge.length; e += 4) entries += Math.floor(Math.abs(edge[e + 3] - edge[e + 1]) * perDegree) + 1;
  return entries;
}

function edgesOf(area: MultiPolygon): Float64Array {
  const ends: number[] = [];
  for (const polygon of area) {
    for (const ring of polygon) {
      for (let i = 0; i < ring.length; i++) {
        const [a, b] = [ring[i], ring[(i + 1) % ring.length]];
        if (a[0] !== b[0] || a[1] !== b[1]) ends.push(a[0], a[1], b[0], b[1]);
      }
    }
  }
  return Float64Array.from(ends);
}
