import fc from "fast-check";
import { expect, test } from "vitest";
import { distanceM } from "./geodesic.ts";
import { LineIndex, type Lines } from "./snap.ts";

function linesOf(lines: readonly (readonly (readonly [number, number])[])[]): Lines {
  const start = new Uint32Array(lines.length + 1);
  lines.forEach((line, i) => {
    start[i + 1] = start[i] + line.length;
  });
  const points = lines.flat();
  return { start, lon: Float64Array.from(points, (p) => p[0]), lat: Float64Array.from(points, (p) => p[1]) };
}

test("a point beside a road snaps square onto it", () => {
  const index = new LineIndex(
    linesOf([
      [
        [108, 22],
        [108.1, 22],
      ],
      [
        [108, 22.1],
        [108.1, 22.1],
      ],
    ]),
  );
  const foot = index.nearest({ lon: 108.05, lat: 22.001, limitM: 2000 });
  expect(foot).toMatchObject({ line: 0, segment: 0, position: [108.05, 22] });
  expect(foot?.distanceM).toBeCloseTo(distanceM(108.05, 22.001, 108.05, 22), 1);
  expect(index.nearest({ lon: 108.05, lat: 22.001, limitM: 50 })).toBeUndefined();
  expect(index.nearest({ lon: 108.05, lat: 22.001, limitM: Infinity, accept: (line) => line === 1 })?.line).toBe(1);
});

test("a point beyond an end snaps to the very vertex", () => {
  const index = new LineIndex(
    linesOf([
      [
        [108, 22],
        [108.1, 22.07],
      ],
    ]),
  );
  const foot = index.nearest({ lon: 108.2, lat: 22.1, limitM: 1e6 });
  expect(foot?.position).toEqual([108.1, 22.07]);
  expect(foot?.along).toBe(1);
});

test("an empty index finds nothing, at any distance", () => {
  expect(new LineIndex(linesOf([])).nearest({ lon: 0, lat: 0, limitM: Infinity })).toBeUndefined();
});

test("the foot found through the index is the nearest of all lines", () => {
  const coordinate = fc.tuple(
    fc.double({ min: 107, max: 109, noNaN: true }),
    fc.double({ min: 22, max: 24, noNaN: true }),
  );
  const line = fc.array(coordinate, { minLength: 2, maxLength: 5 });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), coordinate, (drawn, [lon, lat]) => {
      const lines = linesOf(drawn);
      const foot = new LineIndex(lines).nearest({ lon, lat, limitM: Infinity })!;
      const alone = drawn.map(
        (_, i) => new LineIndex(lines, (other) => other === i).nearest({ lon, lat, limitM: Infinity })!.distanceM,
      );
      expect(foot.distanceM).toBe(Math.min(...alone));
      // No sampled point of any line is nearer than the foot (1e-4: the flat frame's error).
      for (const points of drawn)
        for (let i = 1; i < points.length; i++)
          for (const t of [0, 0.25, 0.5, 0.75, 1]) {
            const x = points[i - 1][0] + t * (points[i][0] - points[i - 1][0]);
            const y = points[i - 1][1] + t * (points[i][1] - points[i - 1][1]);
            expect(distanceM(lon, lat, x, y)).toBeGreaterThan(foot.distanceM * 0.97 - 1);
          }
    }),
  );
});
