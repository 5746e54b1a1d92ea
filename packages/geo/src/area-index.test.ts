import fc from "fast-check";
import { expect, test } from "vitest";
import { AreaIndex } from "./area-index.ts";
import { distanceM, lineLengthM } from "./geodesic.ts";
import type { MultiPolygon, Position } from "./position.ts";

const square = (west: number, south: number, size: number): Position[] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];

const linesOf = (...lines: Position[][]) => ({
  start: Uint32Array.from([0, ...lines.map((_, i) => lines.slice(0, i + 1).flat().length)]),
  lon: Float64Array.from(lines.flat(), ([lon]) => lon),
  lat: Float64Array.from(lines.flat(), ([, lat]) => lat),
});

test("a position lies in an area, not in its hole, and in every area of several", () => {
  const index = new AreaIndex([[[square(0, 0, 3), square(1, 1, 1)]], [[square(2, 2, 4)]]]);
  const at = (lon: number, lat: number) => index.areasAt([lon, lat]);
  expect([at(0.5, 0.5), at(1.5, 1.5), at(2.5, 2.5), at(5, 5), at(7, 7)]).toEqual([[0], [], [0, 1], [1], []]);
});

test("a line's metres inside an area end at its outline and at its holes", () => {
  const index = new AreaIndex([[[square(108.01, 23, 0.03), square(108.02, 23.01, 0.01)]]]);
  const line: Position[] = [
    [108, 23.015],
    [108.05, 23.015],
  ];
  const m = (lon: number) => distanceM(108, 23.015, lon, 23.015);
  const runs = index.along(linesOf(line), 0);
  expect(runs.map(({ fromM, toM }) => [Math.round(fromM), Math.round(toM)])).toEqual([
    [Math.round(m(108.01)), Math.round(m(108.02))],
    [Math.round(m(108.03)), Math.round(m(108.04))],
  ]);
});

test("a line wholly inside is inside along all its length, and one beside it nowhere", () => {
  const index = new AreaIndex([[[square(108, 23, 1)]]]);
  const inner: Position[] = [
    [108.2, 23.2],
    [108.21, 23.2],
    [108.21, 23.22],
  ];
  const outer: Position[] = [
    [109.2, 23.2],
    [109.21, 23.2],
  ];
  const lines = linesOf(inner, outer);
  expect(index.along(lines, 0)).toEqual([{ area: 0, fromM: 0, toM: lineLengthM(inner) }]);
  expect(index.along(lines, 1)).toEqual([]);
});

test("a triangle drawn as a star of many spikes is as good as any outline", () => {
  const spikes = Array.from({ length: 4000 }, (_, i): Position => {
    const [angle, radius] = [(i / 4000) * 2 * Math.PI, i % 2 ? 0.2 : 1];
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
  const index = new AreaIndex([[[[...spikes, spikes[0]]]]]);
  expect([index.areasAt([0.1, 0.1]), index.areasAt([0.9, 0.9])]).toEqual([[0], []]);
});

/** The same by brute force: every piece of a finely cut line, by a ray over all edges. */
function insideM(line: readonly Position[], area: MultiPolygon): number {
  const isIn = (x: number, y: number) => {
    let odd = false;
    for (const ring of area.flat())
      for (let i = 0; i + 1 < ring.length; i++) {
        const [[ax, ay], [bx, by]] = [ring[i], ring[i + 1]];
        if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) odd = !odd;
      }
    return odd;
  };
  let sumM = 0;
  for (let i = 0; i + 1 < line.length; i++) {
    const [[ax, ay], [bx, by]] = [line[i], line[i + 1]];
    const segmentM = distanceM(ax, ay, bx, by);
    for (let step = 0; step < 400; step++) {
      const t = (step + 0.5) / 400;
      if (isIn(ax + t * (bx - ax), ay + t * (by - ay))) sumM += segmentM / 400;
    }
  }
  return sumM;
}

test("metres inside are those that a fine comb of points finds, whatever the shape", () => {
  const position = fc
    .tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 }))
    .map(([x, y]): Position => [108 + x / 1e5, 23 + y / 1e5]);
  const ring = fc.array(position, { minLength: 3, maxLength: 12 }).map((points) => [...points, points[0]]);
  const area = fc.array(fc.array(ring, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(area, fc.array(position, { minLength: 2, maxLength: 5 }), (shape, line) => {
      const runs = new AreaIndex([shape]).along(linesOf(line), 0);
      const sumM = runs.reduce((sum, { fromM, toM }) => sum + toM - fromM, 0);
      const pieces = Math.max(1, shape.flat().flat().length);
      expect(Math.abs(sumM - insideM(line, shape))).toBeLessThan((lineLengthM(line) / 400) * pieces + 1e-6);
      for (const [i, { fromM, toM }] of runs.entries()) {
        expect(toM).toBeGreaterThan(fromM);
        if (i > 0) expect(fromM).toBeGreaterThan(runs[i - 1].toM);
      }
    }),
  );
});
