import { expect, test } from "vitest";
import { findFlow } from "./flow.ts";
import { makeNoise } from "./noise.ts";
import { drawRegion } from "./region.ts";
import { shapeRelief } from "./relief.ts";
import { readCounties } from "./shapes.ts";

test("all water of a hollow runs out over its lowest rim", () => {
  const frame = { west: 0, north: 1, step: 0.01, columns: 5, rows: 3 };
  const height = Float32Array.from([90, 90, 90, 90, 90, 0, 50, 10, 20, 90, 90, 90, 90, 90, 90]);
  const isOutlet = new Uint8Array(15);
  isOutlet[5] = 1;
  const flow = findFlow(frame, height, isOutlet);
  expect([flow.downstream[8], flow.downstream[7], flow.downstream[6]]).toEqual([7, 6, 5]);
  expect(flow.drained[5]).toBe(15);
});

test("every post of any land drains to an outlet", () => {
  const frame = { west: 0, north: 1, step: 0.01, columns: 60, rows: 40 };
  const noise = makeNoise(5, 1);
  const height = Float32Array.from({ length: 2400 }, (_, i) => 100 * noise((i % 60) / 7, i / 420));
  const isOutlet = new Uint8Array(2400);
  isOutlet[0] = isOutlet[2399] = 1;
  const flow = findFlow(frame, height, isOutlet);
  expect(flow.order).toHaveLength(2400);
  expect(flow.drained[0] + flow.drained[2399]).toBe(2400);
});

test("no stream of the shaped land runs uphill", () => {
  const region = drawRegion(readCounties().filter(({ code }) => code === "451224"));
  const { height, flow } = shapeRelief(region, 3);
  for (const post of flow.order) {
    const below = flow.downstream[post];
    if (below >= 0) expect(height[below]).toBeLessThanOrEqual(height[post]);
  }
});
