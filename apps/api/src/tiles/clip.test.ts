import fc from "fast-check";
import { expect, test } from "vitest";
import { clipToTile, simplify } from "./clip.ts";

test("a line inside stays, one outside goes, one across is cut at the margin", () => {
  expect(clipToTile([0, 0, 100, 100, 200, 50])).toEqual([[0, 0, 100, 100, 200, 50]]);
  expect(clipToTile([-500, -500, -400, 9000])).toEqual([]);
  expect(clipToTile([-1000, 10, 6000, 10]).map((part) => part.map(Math.round))).toEqual([[-64, 10, 4160, 10]]);
});

test("a line that leaves and comes back becomes two", () => {
  expect(clipToTile([10, 10, 10, -500, 20, -500, 20, 10])).toEqual([
    [10, 10, 10, -64],
    [20, -64, 20, 10],
  ]);
});

test("every clipped point lies in the tile with its margin", () => {
  const point = fc.integer({ min: -20_000, max: 20_000 });
  fc.assert(
    fc.property(fc.array(fc.tuple(point, point), { minLength: 2, maxLength: 12 }), (points) => {
      for (const value of clipToTile(points.flat()).flat()) {
        expect(value).toBeGreaterThanOrEqual(-64 - 1e-6);
        expect(value).toBeLessThanOrEqual(4160 + 1e-6);
      }
    }),
  );
});

test("simplifying drops what lies within the tolerance and keeps the ends and the corner", () => {
  expect(simplify([0, 0, 10, 0.5, 20, 0, 30, 0.4, 40, 40], 1)).toEqual([0, 0, 30, 0.4, 40, 40]);
});
