/** A line in metres of the flat map. */
export type FlatLine = readonly (readonly [x: number, y: number])[];

/** Catmull-Rom: a smooth line through all points, two more between each pair of neighbours. */
export function curveThrough(points: FlatLine): FlatLine {
  if (points.length < 3) return points;
  const line: (readonly [number, number])[] = [points[0]];
  for (let i = 0; i + 1 < points.length; i++) {
    const before = points[Math.max(0, i - 1)];
    const after = points[Math.min(points.length - 1, i + 2)];
    line.push(blend(before, points[i], points[i + 1], after, 1 / 3));
    line.push(blend(before, points[i], points[i + 1], after, 2 / 3));
    line.push(points[i + 1]);
  }
  return line;
}

type Point = readonly [x: number, y: number];

function blend(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const along = (axis: 0 | 1) =>
    0.5 *
    (2 * b[axis] +
      (c[axis] - a[axis]) * t +
      (2 * a[axis] - 5 * b[axis] + 4 * c[axis] - d[axis]) * t * t +
      (3 * b[axis] - a[axis] - 3 * c[axis] + d[axis]) * t * t * t);
  return [along(0), along(1)];
}
