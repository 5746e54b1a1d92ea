import Delaunator from "delaunator";
import { components } from "../index.ts";

/** An edge list with coordinates (degrees) and weights (metres), as a bad file would have them: in random order. */
export interface RoadLike {
  readonly vertexCount: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly weight: Float64Array;
}

/** Seeded random numbers in [0, 1): mulberry32 (T. Ettinger, public domain). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Points of the plane, x and y by turns in degrees, and the edges between some of them. */
export interface RoadSketch {
  readonly points: Float64Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

/**
 * A road-like planar network over a province's extent (105-111.5 E, 21.5-26 N): the Urquhart graph (Delaunay without the longest side of
 * each triangle) of points gathered around towns, largest component, average degree 2.6. Points that are on no edge are left in the list.
 */
export function roadSketch(pointCount: number, random: () => number): RoadSketch {
  const points = townPoints(pointCount, random);
  const [from, to] = largestComponent(pointCount, urquhart(points));
  return { points, from, to };
}

/**
 * A road-like graph of about `edgeCount` edges: a {@link roadSketch} in random order; weight = length on the ground x 1.05..1.55, in whole
 * 1/1024 m so that every sum is exact and every library must give the same one.
 */
export function roadLike(edgeCount: number, seed: number): RoadLike {
  const random = randomFrom(seed);
  const { points, from, to } = roadSketch(Math.round(edgeCount / 1.295), random);
  const old = shuffled(usedVertices(points.length / 2, from, to), random);
  const vertex = new Uint32Array(points.length / 2);
  old.forEach((v, i) => {
    vertex[v] = i;
  });
  const edge = shuffled(
    from.map((_, e) => e),
    random,
  );
  return {
    vertexCount: old.length,
    from: edge.map((e) => vertex[from[e]]),
    to: edge.map((e) => vertex[to[e]]),
    x: Float64Array.from(old, (v) => points[2 * v]),
    y: Float64Array.from(old, (v) => points[2 * v + 1]),
    weight: Float64Array.from(edge, (e) => {
      const lengthM = straightM(points, from[e], to[e]) * (1.05 + 0.5 * random());
      return Math.round(1024 * lengthM) / 1024;
    }),
  };
}

function usedVertices(count: number, ...ends: Uint32Array[]): Uint32Array {
  const used = new Uint8Array(count);
  for (const list of ends) for (const v of list) used[v] = 1;
  return Uint32Array.from({ length: count }, (_, v) => v).filter((v) => used[v] === 1);
}

function shuffled(list: Uint32Array, random: () => number): Uint32Array {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [list[i], list[j]] = [list[j], list[i]];
  }
  return list;
}

/** Two thirds of the points gather around towns, the rest lie anywhere. */
function townPoints(count: number, random: () => number): Float64Array {
  const towns = Array.from({ length: 1500 }, () => [
    105 + 6.5 * random(),
    21.5 + 4.5 * random(),
    0.01 + 0.06 * random(),
  ]);
  const points = new Float64Array(2 * count);
  for (let i = 0; i < count; i++) {
    if (random() < 1 / 3) {
      points[2 * i] = 105 + 6.5 * random();
      points[2 * i + 1] = 21.5 + 4.5 * random();
    } else {
      const [lon, lat, spread] = towns[Math.floor(random() * towns.length)];
      const radius = spread * Math.sqrt(-2 * Math.log(1 - random()));
      const turn = 2 * Math.PI * random();
      points[2 * i] = lon + radius * Math.cos(turn);
      points[2 * i + 1] = lat + radius * Math.sin(turn);
    }
  }
  return points;
}

/** Edges of the Urquhart graph: a side goes when it is the longest of a triangle on either hand. */
function urquhart(points: Float64Array): [from: Uint32Array, to: Uint32Array] {
  const { triangles, halfedges } = new Delaunator(points);
  const end = (h: number) => triangles[h % 3 === 2 ? h - 2 : h + 1];
  const length2 = (h: number) => {
    const [a, b] = [2 * triangles[h], 2 * end(h)];
    return (points[a] - points[b]) ** 2 + (points[a + 1] - points[b + 1]) ** 2;
  };
  const dropped = new Uint8Array(triangles.length);
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [length2(t), length2(t + 1), length2(t + 2)];
    const longest = a >= b && a >= c ? t : b >= c ? t + 1 : t + 2;
    dropped[longest] = 1;
    if (halfedges[longest] >= 0) dropped[halfedges[longest]] = 1;
  }
  const keep = (h: number) => dropped[h] === 0 && h > halfedges[h];
  let kept = 0;
  for (let h = 0; h < triangles.length; h++) if (keep(h)) kept++;
  const from = new Uint32Array(kept);
  const to = new Uint32Array(kept);
  for (let h = triangles.length - 1; h >= 0; h--) {
    if (!keep(h)) continue;
    from[--kept] = triangles[h];
    to[kept] = end(h);
  }
  return [from, to];
}

function largestComponent(vertexCount: number, [from, to]: [Uint32Array, Uint32Array]): [Uint32Array, Uint32Array] {
  const { of, count } = components({ vertexCount, from, to });
  const size = new Uint32Array(count);
  for (const v of from) size[of[v]]++;
  const largest = size.indexOf(size.reduce((a, b) => Math.max(a, b), 0));
  const keep = from.map((v) => (of[v] === largest ? 1 : 0));
  return [from.filter((_, e) => keep[e] === 1), to.filter((_, e) => keep[e] === 1)];
}

/** Length of a short line on a sphere of 6,371 km. */
function straightM(points: Float64Array, a: number, b: number): number {
  const degree = (6371000 * Math.PI) / 180;
  const mid = ((points[2 * a + 1] + points[2 * b + 1]) / 2) * (Math.PI / 180);
  const east = (points[2 * a] - points[2 * b]) * Math.cos(mid) * degree;
  return Math.hypot(east, (points[2 * a + 1] - points[2 * b + 1]) * degree);
}
