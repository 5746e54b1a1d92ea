/** Turns the source's rings, which run out and back along shared stretches and touch themselves, into rings that a database calls valid. */
import type { Position } from "geojson";

/** Smaller rings (square degrees, about 0.3 km2) are crumbs of border, not land of their own. */
const dust = 3e-5;

/**
 * The same area (even-odd) drawn with simple rings: a stretch walked twice encloses nothing and is left out, and what remains is walked
 * again, cutting a ring off wherever the walk meets itself. Answers polygons: an outer ring, then its holes.
 */
export function redraw(rings: readonly (readonly Position[])[]): Position[][][] {
  const loose = oddSegments(rings);
  const simple: Position[][] = [];
  for (const start of loose.keys()) while ((loose.get(start)?.size ?? 0) > 0) simple.push(...walk(start, loose));
  return group(simple.filter((ring) => Math.abs(areaOf(ring)) > dust));
}

type Key = string;

function keyOf([x, y]: Position): Key {
  return `${x} ${y}`;
}

function pointOf(key: Key): Position {
  return key.split(" ").map(Number);
}

/** Neighbours of every point over the segments that are walked an odd number of times. */
function oddSegments(rings: readonly (readonly Position[])[]): Map<Key, Set<Key>> {
  const neighbours = new Map<Key, Set<Key>>();
  const toggle = (from: Key, to: Key) => {
    const known = neighbours.get(from) ?? new Set();
    neighbours.set(from, known);
    if (!known.delete(to)) known.add(to);
  };
  for (const ring of rings) {
    const points = ring.flatMap((point, i) => (i === 0 ? [] : latticePoints(ring[i - 1]!, point)));
    points.forEach((from, i) => {
      const to = points[(i + 1) % points.length]!;
      if (from === to) return;
      toggle(from, to);
      toggle(to, from);
    });
  }
  return neighbours;
}

/** All points of the source's grid (1/1024 degree) from `a` on, before `b`: two lines that overlap then share their pieces. */
function latticePoints(a: Position, b: Position): Key[] {
  const [x, y] = [a[0]! * 1024, a[1]! * 1024];
  const [dx, dy] = [b[0]! * 1024 - x, b[1]! * 1024 - y];
  const steps = Math.max(1, divisor(Math.abs(dx), Math.abs(dy)));
  return Array.from({ length: steps }, (_, i) => keyOf([(x + (dx * i) / steps) / 1024, (y + (dy * i) / steps) / 1024]));
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}

/** Walks from `start` until no segment is left there; every loop closed on the way is a ring. */
function walk(start: Key, loose: Map<Key, Set<Key>>): Position[][] {
  const rings: Position[][] = [];
  const trail: Key[] = [start];
  const place = new Map<Key, number>([[start, 0]]);
  for (let at = start; (loose.get(at)?.size ?? 0) > 0; ) {
    const next = turn(trail.at(-2), at, loose.get(at)!);
    loose.get(at)!.delete(next);
    loose.get(next)!.delete(at);
    const before = place.get(next);
    if (before === undefined) {
      place.set(next, trail.push(next) - 1);
    } else {
      const loop = trail.splice(before + 1);
      for (const key of loop) place.delete(key);
      rings.push([next, ...loop, next].map(pointOf));
    }
    at = next;
  }
  return rings;
}

/** The next segment clockwise from the one that led here, so that two rings may touch at a point but never cross. */
function turn(from: Key | undefined, at: Key, choices: ReadonlySet<Key>): Key {
  const angleTo = (key: Key) => {
    const [x, y] = pointOf(at);
    const [toX, toY] = pointOf(key);
    return Math.atan2(toY! - y!, toX! - x!);
  };
  const back = from === undefined ? 0 : angleTo(from);
  const clockwise = (key: Key) => (back - angleTo(key) + 4 * Math.PI) % (2 * Math.PI);
  return [...choices].reduce((best, key) => (clockwise(key) < clockwise(best) ? key : best));
}

/** Twice-signed area halved: positive when counter-clockwise. */
export function areaOf(ring: readonly Position[]): number {
  let double = 0;
  for (let i = 1; i < ring.length; i++) double += ring[i - 1]![0]! * ring[i]![1]! - ring[i]![0]! * ring[i - 1]![1]!;
  return double / 2;
}

/** Largest first: a ring inside an odd number of larger rings is a hole of the smallest of them. */
function group(rings: Position[][]): Position[][][] {
  const polygons: Position[][][] = [];
  for (const ring of rings.sort((a, b) => Math.abs(areaOf(b)) - Math.abs(areaOf(a)))) {
    const around = polygons.filter(([outer]) => contains(outer!, ring));
    const home = around.at(-1);
    if (home && !home.slice(1).some((hole) => contains(hole, ring))) home.push(ring);
    else polygons.push([ring]);
  }
  return polygons;
}

function contains(outer: readonly Position[], ring: readonly Position[]): boolean {
  // No other ring has this segment, so its middle lies on none of them.
  const [x, y] = [(ring[0]![0]! + ring[1]![0]!) / 2, (ring[0]![1]! + ring[1]![1]!) / 2];
  let inside = false;
  for (let i = 1; i < outer.length; i++) {
    const [[aX, aY], [bX, bY]] = [outer[i - 1]! as [number, number], outer[i]! as [number, number]];
    if (aY > y !== bY > y && x < aX + ((y - aY) / (bY - aY)) * (bX - aX)) inside = !inside;
  }
  return inside;
}
