import { expect, test } from "vitest";
import { nearestOn } from "./nearest-on.ts";

const lines = [
  [
    [108, 23],
    [109, 23],
  ],
  [
    [108, 24],
    [108, 24],
  ],
];

test("a position falls onto the nearest line, or onto its end", () => {
  expect(nearestOn(lines, [108.5, 23.2])).toEqual([108.5, 23]);
  expect(nearestOn(lines, [110, 23.1])).toEqual([109, 23]);
  expect(nearestOn(lines, [108.01, 23.99])).toEqual([108, 24]);
  expect(nearestOn([], [108, 23])).toBeUndefined();
});
