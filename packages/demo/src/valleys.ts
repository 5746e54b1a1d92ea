import type { Region } from "./region.ts";
import type { Relief } from "./relief.ts";

/** What the land offers at each post. */
export interface Valleys {
  /** 0..1: how well a village lives here (low above its stream, gentle, dry). 0 outside the counties. */
  readonly fitness: Float32Array;
  /** Steepest rise to a neighbour, metres per metre. */
  readonly slope: Float32Array;
}

const streamPosts = 25;
const wideRiverPosts = 1500;

/** Rates every post by its height above the stream it drains to (the valley floor) and by its slope. */
export function findValleys(region: Region, relief: Relief): Valleys {
  const { height, flow } = relief;
  const above = heightAboveStream(relief);
  const slope = new Float32Array(height.length);
  const fitness = new Float32Array(height.length);
  for (let post = 0; post < height.length; post++) {
    if (region.countyAt[post] < 0) continue;
    slope[post] = slopeAt(relief, post);
    const wet = relief.isSea[post] === 1 || flow.drained[post] > wideRiverPosts;
    const rating = Math.exp(-above[post] / 70) * Math.exp(-slope[post] / 0.14);
    fitness[post] = wet ? 0.01 : Math.max(0.015, rating);
  }
  return { fitness, slope };
}

function heightAboveStream({ height, flow }: Relief): Float32Array {
  const stream = new Float32Array(height.length);
  for (const post of flow.order) {
    const below = flow.downstream[post];
    stream[post] = below < 0 || flow.drained[post] >= streamPosts ? height[post] : stream[below];
  }
  return stream.map((level, post) => Math.max(0, height[post] - level));
}

function slopeAt({ frame, height }: Relief, post: number): number {
  const column = post % frame.columns;
  const right = column + 1 < frame.columns ? post + 1 : post;
  const left = column > 0 ? post - 1 : post;
  const down = post + frame.columns < height.length ? post + frame.columns : post;
  const up = post >= frame.columns ? post - frame.columns : post;
  return Math.hypot(height[right] - height[left], height[down] - height[up]) / (frame.step * 2 * 107_000);
}
