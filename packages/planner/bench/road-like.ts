import { distanceM, metresPerDegree } from "@cuntong/geo";
import { components } from "@cuntong/graph";
import { type Corridors, corridorClasses } from "@cuntong/network";
import Delaunator from "delaunator";

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

/**
 * A road-like network over a province's extent (105-111.5 E, 21.5-26 N): the Urquhart graph (Delaunay without the longest side of each
 * triangle) of points gathered around towns, largest component. Each edge bends at its middle, so that it is 1.05 to 1.55 times as
 * long as straight. Vertices come in random order, as a bad file would have them.
 */
export function roadLikeCorridors(pointCount: number, seed: number): Corridors {
  const random = randomFrom(seed);
  const points = townPoints(pointCount, random);
  const [from, to] = largestComponent(pointCount, urquhart(points));
  const vertex = new Int32Array(pointCount).fill(-1);
  let vertexCount = 0;
  for (const list of [from, to]) for (const v of list) if (vertex[v] < 0) vertex[v] = vertexCount++;
  const vertexLon = new Float64Array(vertexCount);
  const vertexLat = new Float64Array(vertexCount);
  vertex.forEach((v, i) => {
    if (v < 0) return;
    vertexLon[v] = points[2 * i];
    vertexLat[v] = points[2 * i + 1];
  });
  const edgeCount = from.length;
  const shapeLon = new Float64Array(edgeCount);
  const shapeLat = new Float64Array(edgeCount);
  for (let e = 0; e < edgeCount; e++) {
    const [a, b] = [2 * from[e], 2 * to[e]];
    [shapeLon[e], shapeLat[e]] = bend(
      points[a],
      points[a + 1],
      points[b],
      points[b + 1],
      1.05 + 0.5 * random(),
      random() < 0.5 ? 1 : -1,
    );
  }
  const classes = (["tertiary", "minor", "track", "path"] as const).map((name) => corridorClasses.indexOf(name));
  return {
    vertexLon,
    vertexLat,
    edgeFrom: Uint32Array.from(from, (v) => vertex[v]),
    edgeTo: Uint32Array.from(to, (v) => vertex[v]),
    edgeClass: Uint8Array.from({ length: edgeCount }, () => classes[Math.floor(random() ** 1.5 * 4)]),
    edgeFlags: new Uint8Array(edgeCount),
    edgeSource: Float64Array.from({ length: edgeCount }, (_, e) => e + 1),
    shapeStart: Uint32Array.from({ length: edgeCount + 1 }, (_, e) => e),
    shapeLon,
    shapeLat,
    barriers: { start: new Uint32Array(1), lon: new Float64Array(), lat: new Float64Array(), kind: new Uint8Array() },
  };
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
  const kept: number[] = [];
  for (let h = 0; h < triangles.length; h++) if (!dropped[h] && h > halfedges[h]) kept.push(h);
  return [Uint32Array.from(kept, (h) => triangles[h]), Uint32Array.from(kept, end)];
}

function largestComponent(vertexCount: number, [from, to]: [Uint32Array, Uint32Array]): [Uint32Array, Uint32Array] {
  const { of, count } = components({ vertexCount, from, to });
  const size = new Uint32Array(count);
  for (const v of from) size[of[v]]++;
  const largest = size.indexOf(size.reduce((a, b) => Math.max(a, b), 0));
  const keep = from.map((v) => (of[v] === largest ? 1 : 0));
  return [from.filter((_, e) => keep[e] === 1), to.filter((_, e) => keep[e] === 1)];
}

/** Middle point that makes the way from a to b `factor` times as long as straight. */
function bend(
  lonA: number,
  latA: number,
  lonB: number,
  latB: number,
  factor: number,
  side: number,
): [lon: number, lat: number] {
  const frame = metresPerDegree((latA + latB) / 2);
  const offM = (side * distanceM(lonA, latA, lonB, latB) * Math.sqrt(factor * factor - 1)) / 2;
  const turn = Math.atan2((latB - latA) * frame.latM, (lonB - lonA) * frame.lonM) + Math.PI / 2;
  return [
    (lonA + lonB) / 2 + (offM * Math.cos(turn)) / frame.lonM,
    (latA + latB) / 2 + (offM * Math.sin(turn)) / frame.latM,
  ];
}
