import fc from "fast-check";
import { expect, test } from "vitest";
import { type Circle, ringsOf, settled } from "./packing.ts";

const apart = (one: Circle, two: Circle) => Math.hypot(one.x - two.x, one.y - two.y) - one.r - two.r;

function expectSound(circles: readonly Circle[], within: number): void {
  const outside = circles.filter(({ x, y, r }) => Math.hypot(x, y) + r > within + 1e-5);
  const overlaps = circles.flatMap((one, i) => circles.slice(i + 1).filter((two) => apart(one, two) < -1e-5));
  expect({ outside, overlaps }).toEqual({ outside: [], overlaps: [] });
}

test("twelve strands lie in two rings, nine about three, and the first is at the top", () => {
  const circles = ringsOf(12, 1);
  const outside = circles.filter(({ x, y, r }) => Math.hypot(x, y) + r > 0.999);
  expect([outside.length, circles.length - outside.length]).toEqual([9, 3]);
  expect(circles[0]?.x).toBeCloseTo(0);
  expect(circles[0]?.y).toBeLessThan(0);
});

test("any number of equal circles lies in the circle, none on another", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 200 }), (count) => {
      const circles = ringsOf(count, 10);
      expect(circles).toHaveLength(count);
      expectSound(circles, 10);
    }),
    { numRuns: 60 },
  );
});

test("two cables in a duct lie at its bottom, and keep their sizes", () => {
  const { circles, scale } = settled([3, 2], 10);
  expect(scale).toBe(1);
  expect(circles[0]).toMatchObject({ x: 0, y: 7, r: 3 });
  expect(circles[1]?.r).toBe(2);
  expectSound(circles, 10);
});

test("what is in a duct lies inside it and apart, drawn smaller where it does not fit", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 9 }), (radii) => {
      const { circles, scale } = settled(radii, 10);
      expect(circles.map(({ r }) => r / scale)).toEqual(radii.map((r) => expect.closeTo(r, 6)));
      expectSound(circles, 10);
    }),
    { numRuns: 60 },
  );
});
