import fc from "fast-check";
import { expect, test } from "vitest";
import { ElevationGrid, ElevationTiles, voidHeight } from "./elevation-grid.ts";

/** Samples half a degree apart from 10 E, 51 N to 11 E, 50 N. */
function grid(heights: readonly number[], west = 10): ElevationGrid {
  const heightsM = Int16Array.from(heights);
  return new ElevationGrid({ west, north: 51, columns: 3, rows: 3, stepLon: 0.5, stepLat: 0.5, heightsM });
}

const stairs = [0, 10, 20, 100, 110, 120, 200, 210, 220];

test("heights are those of the samples on them and bilinear between", () => {
  const { heightM } = bound(grid(stairs));
  expect(heightM(10, 51)).toBe(0);
  expect(heightM(11, 50)).toBe(220);
  expect(heightM(10.5, 50.5)).toBe(110);
  expect(heightM(10.25, 50.75)).toBe(55);
});

test("outside the grid nothing is known", () => {
  const { heightM } = bound(grid(stairs));
  for (const [lon, lat] of [
    [9.99, 50.5],
    [11.01, 50.5],
    [10.5, 51.01],
    [10.5, 49.99],
    [Number.NaN, 50.5],
  ] as const)
    expect(heightM(lon, lat)).toBeUndefined();
});

test("a void hides what lies between it and its neighbours and nothing else", () => {
  const { heightM } = bound(grid(stairs.with(4, voidHeight)));
  expect(heightM(10.5, 50.5)).toBeUndefined();
  expect(heightM(10.4, 50.6)).toBeUndefined();
  expect(heightM(10.25, 51)).toBe(5);
  expect(heightM(10, 50.75)).toBe(50);
  expect(grid(stairs.with(4, voidHeight)).voidCount()).toBe(1);
});

test("on an inclined plane every height is the plane's", () => {
  const plane = (lon: number, lat: number) => 100 * (lon - 10) + 40 * (51 - lat);
  const samples = [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => plane(10 + column / 2, 51 - row / 2)));
  fc.assert(
    fc.property(
      fc.double({ min: 10, max: 11, noNaN: true }),
      fc.double({ min: 50, max: 51, noNaN: true }),
      (lon, lat) => {
        expect(grid(samples).heightM(lon, lat)).toBeCloseTo(plane(lon, lat), 6);
      },
    ),
  );
});

test("tiles answer each for its own ground, and a neighbour for the shared edge", () => {
  const left = grid(stairs);
  const right = grid(
    stairs.map((height) => height + 1000),
    11,
  );
  const { heightM } = bound(new ElevationTiles([left, right]));
  expect(heightM(10.5, 50.5)).toBe(110);
  expect(heightM(11.5, 50.5)).toBe(1110);
  expect(heightM(12, 50)).toBe(1220);
  expect(heightM(12.5, 50.5)).toBeUndefined();
  const holed = bound(new ElevationTiles([grid(stairs.with(5, voidHeight)), right]));
  expect(holed.heightM(11, 50.5)).toBe(1100);
});

test("heights that do not fill the grid are a bug of the caller", () => {
  expect(() => grid([1, 2, 3])).toThrow(RangeError);
});

function bound(elevation: { heightM(lon: number, lat: number): number | undefined }) {
  return { heightM: (lon: number, lat: number) => elevation.heightM(lon, lat) };
}
