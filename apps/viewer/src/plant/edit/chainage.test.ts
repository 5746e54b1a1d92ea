import { distanceM, lineLengthM, type Position } from "@cuntong/geo";
import { expect, test } from "vitest";
import { chainageM } from "./chainage.ts";

const line: Position[] = [
  [108, 23],
  [108.01, 23],
  [108.01, 23.01],
];

test("a place beside a line is as far along it as its foot", () => {
  expect(chainageM(line, [108.005, 23.0003])).toBeCloseTo(distanceM(108, 23, 108.005, 23), 3);
  const second = lineLengthM(line.slice(0, 2)) + distanceM(108.01, 23, 108.01, 23.004);
  expect(chainageM(line, [108.0104, 23.004])).toBeCloseTo(second, 3);
});

test("a place beyond an end is at that end", () => {
  expect(chainageM(line, [107.9, 23])).toBe(0);
  expect(chainageM(line, [108.01, 23.2])).toBeCloseTo(lineLengthM(line), 6);
});
