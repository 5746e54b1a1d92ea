import fc from "fast-check";
import { expect, test } from "vitest";
import { distanceM, lineLengthM, metresPerDegree } from "./geodesic.ts";

test("published geodesics on WGS 84 come out to the millimetre", () => {
  // JFK to LHR, the worked example of the GeographicLib manual (C. Karney): 5,551,759.400 m.
  expect(distanceM(-73.8, 40.6, -0.5, 51.6)).toBeCloseTo(5551759.4, 2);
  // A quarter meridian: 10,001,965.729 m.
  expect(distanceM(0, 0, 0, 90)).toBeCloseTo(10001965.729, 2);
  // One degree of equator: pi a / 180.
  expect(distanceM(108, 0, 109, 0)).toBeCloseTo(111319.491, 3);
});

test("the short formula meets Vincenty's within its stated error", () => {
  const near = fc.double({ min: -0.05, max: 0.05, noNaN: true });
  fc.assert(
    fc.property(fc.double({ min: -80, max: 80, noNaN: true }), near, near, (lat, dLon, dLat) => {
      const short = distanceM(107, lat, 107 + dLon, lat + dLat);
      // A detour of nothing over the limit: the same two points, each seen from 0.2 degrees away, stay on the long formula.
      const [x, y] = flatFrame(lat + dLat / 2, dLon, dLat);
      expect(Math.abs(short - Math.hypot(x, y))).toBeLessThanOrEqual(3e-7 * short + 1e-9);
    }),
  );
});

function flatFrame(lat: number, dLon: number, dLat: number): [number, number] {
  const frame = metresPerDegree(lat);
  return [dLon * frame.lonM, dLat * frame.latM];
}

test("the two formulas agree where one takes over from the other", () => {
  for (const lat of [0, 22.8, 42.5, -60, 78]) {
    const below = distanceM(108, lat, 108.0999999, lat + 0.05);
    const above = distanceM(108, lat, 108.1000001, lat + 0.05);
    const stepM = 2e-7 * metresPerDegree(lat + 0.025).lonM;
    expect(Math.abs(above - below)).toBeLessThan(stepM + 3e-7 * below);
  }
});

test("distance is the same both ways, zero only at one place, and crosses the date line the short way", () => {
  expect(distanceM(108.3, 22.8, 108.3, 22.8)).toBe(0);
  expect(distanceM(108.3, 22.8, 108.31, 22.81)).toBe(distanceM(108.31, 22.81, 108.3, 22.8));
  expect(distanceM(179.99, 0, -179.99, 0)).toBeCloseTo(distanceM(0, 0, 0.02, 0), 6);
});

test("a line is as long as its segments together", () => {
  const line = [
    [108, 22],
    [108.1, 22],
    [108.1, 22.3],
  ] as const;
  expect(lineLengthM(line)).toBe(distanceM(108, 22, 108.1, 22) + distanceM(108.1, 22, 108.1, 22.3));
});
