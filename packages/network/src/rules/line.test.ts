import type { Position } from "@cuntong/geo";
import fc from "fast-check";
import { expect, test } from "vitest";
import { crossesItself, footOn, simplePieces } from "./line.ts";

const lattice = fc.tuple(fc.nat(6), fc.nat(6)).map(([x, y]): Position => [x, y]);
const lines = fc.array(lattice, { minLength: 2, maxLength: 9 });

/** Every pair of parts against each other by exact whole-number geometry: do they share a point they should not? */
function naive(line: readonly Position[]): boolean {
  const points = line.filter((p, i) => i === 0 || String(p) !== String(line[i - 1]));
  const cross = ([ax, ay]: Position, [bx, by]: Position, [cx, cy]: Position) =>
    (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
  const on = (a: Position, b: Position, p: Position) =>
    cross(a, b, p) === 0 &&
    Math.min(a[0], b[0]) <= p[0] &&
    p[0] <= Math.max(a[0], b[0]) &&
    Math.min(a[1], b[1]) <= p[1] &&
    p[1] <= Math.max(a[1], b[1]);
  for (let i = 0; i + 1 < points.length; i++) {
    for (let k = i + 1; k + 1 < points.length; k++) {
      const [a, b, c, d] = [points[i], points[i + 1], points[k], points[k + 1]];
      if (k === i + 1) {
        if (on(a, b, d) || on(c, d, a)) return true;
        continue;
      }
      if (on(a, b, c) || on(a, b, d) || on(c, d, a) || on(c, d, b)) return true;
      const proper = cross(a, b, c) * cross(a, b, d) < 0 && cross(c, d, a) * cross(c, d, b) < 0;
      if (proper) return true;
    }
  }
  return false;
}

test("a line crosses itself exactly where two of its parts share a point they should not", () => {
  fc.assert(
    fc.property(lines, (line) => {
      expect(crossesItself(line)).toBe(naive(line));
    }),
    { numRuns: 2000 },
  );
});

test("the pieces of a line are simple and follow it from end to end", () => {
  fc.assert(
    fc.property(lines, (line) => {
      const pieces = simplePieces(line);
      expect(pieces.some(crossesItself)).toBe(false);
      const again = pieces.flatMap((piece, i) => (i === 0 ? piece : piece.slice(1)));
      expect(again).toEqual(line.filter((p, i) => i === 0 || String(p) !== String(line[i - 1])));
    }),
    { numRuns: 1000 },
  );
});

test("the foot of a position is the nearest place on the line", () => {
  const line: Position[] = [
    [108, 23],
    [108.01, 23],
    [108.01, 23.01],
  ];
  const foot = footOn(line, [108.004, 23.001]);
  expect(foot).toMatchObject({ vertex: 0, position: [expect.closeTo(108.004, 9), 23] });
  expect(foot.offM).toBeCloseTo(110.8, 0);
  expect(footOn(line, [108.02, 23.005])).toMatchObject({ vertex: 1 });
});
