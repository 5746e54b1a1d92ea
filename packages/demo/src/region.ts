import type { Extent, MultiPolygon } from "@cuntong/geo";
import type { County, Frame } from "./demo.ts";

/** The counties that are drawn, on the grid of the terrain. */
export interface Region {
  readonly counties: readonly County[];
  readonly frame: Frame;
  /** Index of the county of each post, -1 outside all of them. */
  readonly countyAt: Int16Array;
}

const postsPerDegree = 120;
const marginDeg = 0.15;

/** Lays a frame of half-minute posts around the counties and marks whose land each post stands on. */
export function drawRegion(counties: readonly County[]): Region {
  const frame = frameAround(extentOf(counties));
  const countyAt = new Int16Array(frame.columns * frame.rows).fill(-1);
  counties.forEach((county, index) => {
    fillShape(frame, county.geometry, countyAt, index);
  });
  return { counties, frame, countyAt };
}

export function extentOf(counties: readonly County[]): Extent {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const { geometry } of counties)
    for (const [lon, lat] of geometry.flat(2)) {
      west = Math.min(west, lon);
      east = Math.max(east, lon);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
  return [west, south, east, north];
}

function frameAround([west, south, east, north]: Extent): Frame {
  const left = Math.floor((west - marginDeg) * 60) / 60;
  const top = Math.ceil((north + marginDeg) * 60) / 60;
  // Odd counts: the coarse grid of the relief has every second post.
  const columns = Math.ceil(((east + marginDeg - left) * postsPerDegree) / 2) * 2 + 1;
  const rows = Math.ceil(((top - south + marginDeg) * postsPerDegree) / 2) * 2 + 1;
  return { west: left, north: top, step: 1 / postsPerDegree, columns, rows };
}

export function lonOf(frame: Frame, post: number): number {
  return frame.west + (post % frame.columns) * frame.step;
}

export function latOf(frame: Frame, post: number): number {
  return frame.north - Math.floor(post / frame.columns) * frame.step;
}

/** The post nearest to a position, clamped to the frame. */
export function postAt(frame: Frame, lon: number, lat: number): number {
  const column = Math.round((lon - frame.west) / frame.step);
  const row = Math.round((frame.north - lat) / frame.step);
  return Math.min(frame.rows - 1, Math.max(0, row)) * frame.columns + Math.min(frame.columns - 1, Math.max(0, column));
}

/** Scan lines: along each row of posts, the land lies between the odd and the even crossings of the border. */
function fillShape(frame: Frame, geometry: MultiPolygon, owner: Int16Array, index: number): void {
  const crossings = new Map<number, number[]>();
  for (const ring of geometry.flat()) {
    for (let i = 1; i < ring.length; i++) addCrossings(frame, ring[i - 1], ring[i], crossings);
  }
  for (const [row, lons] of crossings) {
    lons.sort((a, b) => a - b);
    for (let i = 0; i + 1 < lons.length; i += 2) {
      const first = Math.max(0, Math.ceil((lons[i] - frame.west) / frame.step));
      const last = Math.min(frame.columns - 1, Math.floor((lons[i + 1] - frame.west) / frame.step));
      owner.fill(index, row * frame.columns + first, row * frame.columns + last + 1);
    }
  }
}

function addCrossings(
  frame: Frame,
  a: readonly [number, number],
  b: readonly [number, number],
  crossings: Map<number, number[]>,
): void {
  const [low, high] = a[1] < b[1] ? [a, b] : [b, a];
  const first = Math.max(0, Math.floor((frame.north - high[1]) / frame.step));
  const last = Math.min(frame.rows - 1, Math.ceil((frame.north - low[1]) / frame.step));
  for (let row = first; row <= last; row++) {
    const lat = frame.north - row * frame.step;
    if (low[1] > lat === high[1] > lat) continue;
    const lon = low[0] + ((lat - low[1]) / (high[1] - low[1])) * (high[0] - low[0]);
    const list = crossings.get(row);
    if (list) list.push(lon);
    else crossings.set(row, [lon]);
  }
}
