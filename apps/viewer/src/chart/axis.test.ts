import fc from "fast-check";
import { expect, test } from "vitest";
import { acrossOf, downOf, type Frame, pathThrough, ticks } from "./axis.ts";

test("ticks are round values inside their range", () => {
  expect(ticks(0, 100, 5)).toEqual([0, 25, 50, 75, 100]);
  expect(ticks(171, 184, 4)).toEqual([175, 180]);
  expect(ticks(5, 5, 4)).toEqual([5]);
});

test("a range of any size has as many ticks as there is room for, and one at least where two would fit", () => {
  const range = fc.tuple(
    fc.integer({ min: 0, max: 1e12 }),
    fc.integer({ min: 1, max: 1e12 }),
    fc.integer({ min: 2, max: 8 }),
  );
  fc.assert(
    fc.property(range, ([low, length, most]) => {
      const values = ticks(low, low + length, most);
      const slack = 1e-6 * (low + length);
      return (
        values.length >= 1 &&
        values.length <= most &&
        values.every((value) => value >= low - slack && value <= low + length + slack)
      );
    }),
  );
});

test("values outside a frame lie on its edge", () => {
  const frame: Frame = { width: 200, height: 100, x: [0, 10], y: [50, 60] };
  expect([acrossOf(5, frame), acrossOf(-1, frame), downOf(60, frame), downOf(0, frame)]).toEqual([100, 0, 0, 100]);
  expect(
    pathThrough(
      [
        [0, 50],
        [10, 55],
      ],
      frame,
    ),
  ).toBe("M0.0 100.0L200.0 50.0");
});
