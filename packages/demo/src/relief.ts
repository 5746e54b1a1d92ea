import type { Frame } from "./demo.ts";
import { type Flow, findFlow } from "./flow.ts";
import { upliftAt } from "./massifs.ts";
import { fractal, makeNoise } from "./noise.ts";
import { latOf, lonOf, type Region } from "./region.ts";

/** The shaped land: heights in metres and where its water runs. */
export interface Relief {
  readonly frame: Frame;
  readonly height: Float32Array;
  readonly flow: Flow;
  readonly isSea: Uint8Array;
}

const erosionRounds = 12;

/**
 * Raises mountains where Guangxi has them and lets rivers carve them: rounds of uplift and stream-power erosion (Braun and Willett 2013)
 * on a coarse grid, then finer detail, then a bed along every water course so that no hollow is left.
 */
export function shapeRelief(region: Region, seed: number): Relief {
  const coarse = halve(region.frame);
  const land = erode(coarse, seed, findOutlets(coarse, region));
  const height = refine(coarse, land, region.frame, seed);
  const outlets = findOutlets(region.frame, region);
  const isSea = outlets.isSea;
  for (let post = 0; post < height.length; post++) if (isSea[post]) height[post] = 0;
  const flow = findFlow(region.frame, height, outlets.isOutlet);
  carveBeds(height, flow);
  return { frame: region.frame, height, flow, isSea };
}

function halve(frame: Frame): Frame {
  return { ...frame, step: frame.step * 2, columns: (frame.columns + 1) / 2, rows: (frame.rows + 1) / 2 };
}

interface Outlets {
  readonly isOutlet: Uint8Array;
  readonly isSea: Uint8Array;
}

/** Mouths where water leaves a frame of the whole province: the Gulf in the south, the Xijiang below Wuzhou, the Xiang to the north. */
const mouths = [
  { lon: 111.75, lat: 23.4 },
  { lon: 111.35, lat: 26.4 },
] as const;

/** A frame without these mouths (one county) lets its water out all around. */
function findOutlets(frame: Frame, region: Region): Outlets {
  const count = frame.columns * frame.rows;
  const isOutlet = new Uint8Array(count);
  const isSea = new Uint8Array(count);
  const wide = frame.columns * frame.step > 5;
  for (let post = 0; post < count; post++) {
    const lon = lonOf(frame, post);
    const lat = latOf(frame, post);
    isSea[post] = isGulf(lon, lat) && countyOf(region, lon, lat) < 0 ? 1 : 0;
    const column = post % frame.columns;
    const isEdge =
      column === 0 || column === frame.columns - 1 || post < frame.columns || post >= count - frame.columns;
    const isMouth = mouths.some((mouth) => Math.abs(lon - mouth.lon) < 0.02 && Math.abs(lat - mouth.lat) < 0.02);
    if (isSea[post] || isMouth || (isEdge && !wide)) isOutlet[post] = 1;
  }
  return { isOutlet, isSea };
}

function isGulf(lon: number, lat: number): boolean {
  return lon > 107.97 && lon < 109.82 && lat < 21.98;
}

function countyOf({ frame, countyAt }: Region, lon: number, lat: number): number {
  const column = Math.round((lon - frame.west) / frame.step);
  const row = Math.round((frame.north - lat) / frame.step);
  return countyAt[row * frame.columns + column];
}

function erode(frame: Frame, seed: number, outlets: Outlets): Float32Array {
  const count = frame.columns * frame.rows;
  const uplift = new Float32Array(count);
  const broad = makeNoise(seed, 1);
  const crest = makeNoise(seed, 2);
  for (let post = 0; post < count; post++) {
    if (!outlets.isSea[post]) uplift[post] = upliftAt(broad, crest, lonOf(frame, post), latOf(frame, post));
  }
  const height = uplift.map((value) => value * 0.35);
  for (let round = 0; round < erosionRounds; round++) {
    for (let post = 0; post < count; post++) height[post] += uplift[post] * 0.1;
    wearDown(height, findFlow(frame, height, outlets.isOutlet));
  }
  return height;
}

/** One implicit step: each post is drawn towards the post below it, the stronger the more water passes. */
function wearDown(height: Float32Array, { order, downstream, drained }: Flow): void {
  for (let i = 0; i < order.length; i++) {
    const post = order[i];
    const below = downstream[post];
    if (below < 0) {
      height[post] = Math.min(height[post], 3);
      continue;
    }
    const force = 0.11 * Math.sqrt(drained[post]);
    const floor = height[below] + 0.3;
    if (height[post] > floor) height[post] = (height[post] + force * floor) / (1 + force);
  }
}

/** Every second post comes from the coarse grid; the rest lies between, roughened where the land is high, with karst cones in the middle. */
function refine(coarse: Frame, land: Float32Array, frame: Frame, seed: number): Float32Array {
  const height = new Float32Array(frame.columns * frame.rows);
  const rough = makeNoise(seed, 3);
  const cones = makeNoise(seed, 4);
  for (let row = 0; row < frame.rows; row++) {
    for (let column = 0; column < frame.columns; column++) {
      const post = row * frame.columns + column;
      const base = between(coarse, land, column / 2, row / 2);
      const lon = lonOf(frame, post) * 60;
      const lat = latOf(frame, post) * 60;
      const detail = fractal(rough, lon / 3, lat / 3, 2) * (5 + 0.5 * Math.max(0, base - 120));
      const cone = Math.max(0, fractal(cones, lon / 1.7, lat / 1.7, 2) - 0.12) * karst(cones, lon, lat) * 260;
      height[post] = Math.max(1, base + detail + cone);
    }
  }
  return height;
}

/** Where limestone stands, 0..1. */
function karst(noise: (x: number, y: number) => number, lon: number, lat: number): number {
  const patch = fractal(noise, lon / 55 + 300, lat / 55, 2);
  return Math.min(1, Math.max(0, (patch + 0.05) * 3));
}

function between(frame: Frame, values: Float32Array, column: number, row: number): number {
  const left = Math.floor(column);
  const top = Math.floor(row);
  const right = Math.min(frame.columns - 1, left + 1);
  const bottom = Math.min(frame.rows - 1, top + 1);
  const u = column - left;
  const v = row - top;
  const upper = values[top * frame.columns + left] * (1 - u) + values[top * frame.columns + right] * u;
  const lower = values[bottom * frame.columns + left] * (1 - u) + values[bottom * frame.columns + right] * u;
  return upper * (1 - v) + lower * v;
}

/** From the springs down: nobody's bed lies above that of the post it drains from. */
function carveBeds(height: Float32Array, { order, downstream }: Flow): void {
  for (let i = order.length - 1; i >= 0; i--) {
    const post = order[i];
    const below = downstream[post];
    if (below >= 0 && height[below] > height[post] - 0.02) height[below] = height[post] - 0.02;
  }
}
