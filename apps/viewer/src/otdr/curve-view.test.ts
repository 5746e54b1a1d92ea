import fc from "fast-check";
import { expect, test } from "vitest";
import { type Curve, frameAround, moved, pointsIn, wholeOf, zoomed } from "./curve-view.ts";

const curve = (levelsDb: number[]): Curve => ({ startM: -10, stepM: 2, levelsDb });

test("a curve thinned out to columns keeps its highest peak and its deepest dip", () => {
  const levels = fc.array(fc.double({ min: -60, max: 0, noNaN: true }), { minLength: 1, maxLength: 5000 });
  fc.assert(
    fc.property(levels, fc.integer({ min: 10, max: 600 }), (levelsDb, columns) => {
      const points = pointsIn(curve(levelsDb), wholeOf([curve(levelsDb)]), columns);
      expect(points.length).toBeLessThanOrEqual(2 * columns + 2);
      const shown = points.map(([, level]) => level);
      expect(Math.max(...shown)).toBe(Math.max(...levelsDb));
      expect(Math.min(...shown)).toBe(Math.min(...levelsDb));
      expect(points.map(([x]) => x)).toEqual(points.map(([x]) => x).toSorted((a, b) => a - b));
    }),
  );
});

test("a window shows the levels in it, and nothing where the curve is not", () => {
  const levels = Array.from({ length: 100 }, (_, i) => -i);
  expect(pointsIn(curve(levels), [0, 4], 50)).toEqual([
    [0, -5],
    [2, -6],
    [4, -7],
  ]);
  expect(pointsIn(curve(levels), [1000, 2000], 50)).toEqual([]);
});

test("zooming keeps the place under the pointer and never leaves the whole", () => {
  const whole = [0, 1000] as const;
  const [from, to] = zoomed(whole, whole, 250, 0.5);
  expect([from, to]).toEqual([125, 625]);
  expect(zoomed([125, 625], whole, 250, 10)).toEqual(whole);
  expect(moved([125, 625], whole, -1)).toEqual([0, 500]);
  expect(moved([125, 625], whole, 5)).toEqual([500, 1000]);
});

test("a frame leaves room above the highest level, and stands without a curve", () => {
  const frame = frameAround([curve([0, -10])], [-10, -8], { width: 100, height: 50 });
  expect(frame.y[1]).toBeGreaterThan(0);
  expect(frame.y[0]).toBeLessThan(-10);
  expect(frameAround([], [0, 1], { width: 100, height: 50 }).y[1]).toBeGreaterThan(0);
});
