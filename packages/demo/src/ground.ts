import type { Mesh } from "./mesh.ts";
import { toX, toY } from "./plane.ts";
import type { Relief } from "./relief.ts";

/** Height of the ground under every vertex, metres. */
export function heightsUnder(relief: Relief, x: Float64Array, y: Float64Array): Float32Array {
  const heights = new Float32Array(x.length);
  const perX = 1 / (toX(1) * relief.frame.step);
  const perY = 1 / (toY(1) * relief.frame.step);
  const west = relief.frame.west / relief.frame.step;
  const north = relief.frame.north / relief.frame.step;
  for (let v = 0; v < x.length; v++) heights[v] = bilinear(relief, x[v] * perX - west, north - y[v] * perY);
  return heights;
}

function bilinear({ frame, height }: Relief, column: number, row: number): number {
  const left = Math.min(frame.columns - 2, Math.max(0, Math.floor(column)));
  const top = Math.min(frame.rows - 2, Math.max(0, Math.floor(row)));
  const at = top * frame.columns + left;
  const u = column - left;
  const v = row - top;
  const upper = height[at] * (1 - u) + height[at + 1] * u;
  return upper * (1 - v) + (height[at + frame.columns] * (1 - u) + height[at + frame.columns + 1] * u) * v;
}

/** Length on the flat map and rise per metre of every edge. */
export function measure(mesh: Mesh, heights: Float32Array): { lengthM: Float64Array; slope: Float32Array } {
  const { x, y, from, to } = mesh;
  const lengthM = new Float64Array(from.length);
  const slope = new Float32Array(from.length);
  for (let e = 0; e < from.length; e++) {
    const run = Math.hypot(x[from[e]] - x[to[e]], y[from[e]] - y[to[e]]);
    lengthM[e] = run;
    slope[e] = Math.abs(heights[from[e]] - heights[to[e]]) / Math.max(run, 40);
  }
  return { lengthM, slope };
}
