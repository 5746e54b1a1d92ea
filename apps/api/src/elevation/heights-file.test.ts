import { expect, test } from "vitest";
import { readHeightsFile, writeHeightsFile } from "./heights-file.ts";

const slope = {
  west: 108,
  north: 23,
  step: 0.5,
  columns: 3,
  rows: 2,
  heightM: Int16Array.of(0, 100, 200, 1000, 1100, -20),
};

test("heights come back from their file as they were", () => {
  expect(readHeightsFile(writeHeightsFile(slope))).toEqual(slope);
});

test("a file that is cut short or foreign is refused", () => {
  const bytes = writeHeightsFile(slope);
  expect(() => readHeightsFile(bytes.subarray(0, bytes.length - 1))).toThrow("cut short");
  expect(() => readHeightsFile(bytes.subarray(0, 20))).toThrow("not a heights file");
  expect(() => readHeightsFile(new Uint8Array(60))).toThrow("not a heights file");
});
