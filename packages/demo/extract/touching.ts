/** Finds arcs of a quantised topology that cross, overlap or touch where they should not. Whole numbers, so the tests are exact. */

type Point = readonly [x: number, y: number];

/** The stretch of an arc between its points `index - 1` and `index`. */
export interface Piece {
  readonly arc: number;
  readonly index: number;
  readonly a: Point;
  readonly b: Point;
}

const cellSize = 256;

/** Pieces of arcs (absolute integer points) that meet another piece anywhere but at a shared end. */
export function touchingPieces(arcs: readonly (readonly Point[])[]): Set<Piece> {
  const cells = new Map<string, Piece[]>();
  const touching = new Set<Piece>();
  arcs.forEach((points, arc) => {
    for (let index = 1; index < points.length; index++) {
      const piece = { arc, index, a: points[index - 1]!, b: points[index]! };
      for (const cell of cellsOf(piece)) {
        const others = cells.get(cell) ?? [];
        cells.set(cell, others);
        for (const other of others) if (meet(piece, other)) touching.add(piece).add(other);
        others.push(piece);
      }
    }
  });
  return touching;
}

function* cellsOf({ a, b }: Piece): Generator<string> {
  const cell = (value: number) => Math.floor(value / cellSize);
  for (let x = cell(Math.min(a[0], b[0])); x <= cell(Math.max(a[0], b[0])); x++)
    for (let y = cell(Math.min(a[1], b[1])); y <= cell(Math.max(a[1], b[1])); y++) yield `${x} ${y}`;
}

function meet(p: Piece, q: Piece): boolean {
  const shared = [same(p.a, q.a), same(p.a, q.b), same(p.b, q.a), same(p.b, q.b)].filter(Boolean).length;
  if (shared > 1) return true;
  const [pa, pb, qa, qb] = [side(q, p.a), side(q, p.b), side(p, q.a), side(p, q.b)];
  // With one end in common, only lying on top of each other is wrong.
  if (shared === 1) return pa === 0 && pb === 0 && overlapping(p, q);
  if (pa !== pb && qa !== qb) return true;
  return [
    pa === 0 && within(q, p.a),
    pb === 0 && within(q, p.b),
    qa === 0 && within(p, q.a),
    qb === 0 && within(p, q.b),
  ].some(Boolean);
}

function same(p: Point, q: Point): boolean {
  return p[0] === q[0] && p[1] === q[1];
}

function side({ a, b }: Piece, [x, y]: Point): number {
  return Math.sign((b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]));
}

function within({ a, b }: Piece, [x, y]: Point): boolean {
  return (
    x >= Math.min(a[0], b[0]) && x <= Math.max(a[0], b[0]) && y >= Math.min(a[1], b[1]) && y <= Math.max(a[1], b[1])
  );
}

/** Two pieces on one line with one common end overlap when they leave it in the same direction. */
function overlapping(p: Piece, q: Piece): boolean {
  const common = same(p.a, q.a) || same(p.a, q.b) ? p.a : p.b;
  const [pEnd, qEnd] = [same(p.a, common) ? p.b : p.a, same(q.a, common) ? q.b : q.a];
  return (pEnd[0] - common[0]) * (qEnd[0] - common[0]) + (pEnd[1] - common[1]) * (qEnd[1] - common[1]) > 0;
}
