import { curveThrough, type FlatLine } from "./curve.ts";
import type { River } from "./demo.ts";
import { toPosition, toX, toY } from "./plane.ts";
import { hashUnit } from "./random.ts";
import { latOf, lonOf, type Region } from "./region.ts";
import type { Relief } from "./relief.ts";

/** A reach on the flat map, with the land it drains. */
export interface Reach {
  readonly line: FlatLine;
  readonly drainedKm2: number;
}

/** Land that a stream must drain to be drawn, and to be too wide for a track. */
const drawnKm2 = 260;
export const wideKm2 = 2200;

const postKm2 = 0.788;

/** The main streams inside the counties, each reach from a confluence or spring down to the next. */
export function traceRivers(region: Region, relief: Relief, seed: number): Reach[] {
  const { downstream, drained } = relief.flow;
  const isStream = new Uint8Array(drained.length);
  for (let post = 0; post < drained.length; post++) {
    const inside = region.countyAt[post] >= 0 && !relief.isSea[post];
    isStream[post] = inside && drained[post] * postKm2 >= drawnKm2 ? 1 : 0;
  }
  const stem = mainTributaries(relief, isStream);
  const bed = placeBeds(relief, isStream, stem, seed);
  const reaches: Reach[] = [];
  for (let post = 0; post < drained.length; post++) {
    if (!isStream[post]) continue;
    const below = downstream[post];
    if (below >= 0 && isStream[below] && stem[below] === post && !grows(drained, post, below)) continue;
    reaches.push(walkUp(relief, stem, bed, isStream, post));
  }
  return reaches.filter((reach) => reach.line.length > 1);
}

/** A reach ends where a large tributary comes in, so that its width fits its water. */
function grows(drained: Float32Array, post: number, below: number): boolean {
  return drained[below] > drained[post] * 1.25;
}

/** The largest stream that runs into each stream post, -1 at a spring. */
function mainTributaries({ flow }: Relief, isStream: Uint8Array): Int32Array {
  const stem = new Int32Array(isStream.length).fill(-1);
  for (const post of flow.order) {
    const below = flow.downstream[post];
    if (!isStream[post] || below < 0) continue;
    if (stem[below] < 0 || flow.drained[post] > flow.drained[stem[below]]) stem[below] = post;
  }
  return stem;
}

interface Beds {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Posts stand in rows and rivers do not: each stream post is moved off its place, then drawn between its neighbours. */
function placeBeds({ frame, flow }: Relief, isStream: Uint8Array, stem: Int32Array, seed: number): Beds {
  const x = new Float64Array(isStream.length);
  const y = new Float64Array(isStream.length);
  for (let post = 0; post < isStream.length; post++) {
    x[post] = toX(lonOf(frame, post) + (hashUnit(seed + 11, post) - 0.5) * frame.step * 0.9);
    y[post] = toY(latOf(frame, post) + (hashUnit(seed + 12, post) - 0.5) * frame.step * 0.9);
  }
  for (let round = 0; round < 2; round++) {
    for (const post of flow.order) {
      const below = flow.downstream[post];
      const above = stem[post];
      if (!isStream[post] || below < 0 || above < 0) continue;
      x[post] = x[post] * 0.5 + (x[below] + x[above]) * 0.25;
      y[post] = y[post] * 0.5 + (y[below] + y[above]) * 0.25;
    }
  }
  return { x, y };
}

function walkUp({ flow }: Relief, stem: Int32Array, bed: Beds, isStream: Uint8Array, mouth: number): Reach {
  const posts = [mouth];
  for (let post = stem[mouth]; post >= 0; post = stem[post]) {
    if (grows(flow.drained, post, posts[posts.length - 1])) break;
    posts.push(post);
  }
  const last = posts[posts.length - 1];
  if (stem[last] < 0 && posts.length < 2) return { line: [], drainedKm2: 0 };
  posts.reverse();
  const below = flow.downstream[mouth];
  if (below >= 0 && (isStream[below] || flow.downstream[below] < 0)) posts.push(below);
  const line = curveThrough(posts.map((post) => [bed.x[post], bed.y[post]]));
  return { line, drainedKm2: flow.drained[mouth] * postKm2 };
}

/** Width grows with the square root of the land drained: 20 m at 260 km2, half a kilometre for the Xijiang. */
export function toRivers(reaches: readonly Reach[]): River[] {
  return reaches.map(({ line, drainedKm2 }) => ({
    line: line.map(([x, y]) => toPosition(x, y)),
    widthM: Math.round(1.2 * Math.sqrt(drainedKm2)),
  }));
}
