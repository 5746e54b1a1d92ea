import { distanceM, metresPerDegree } from "@cuntong/geo";
import { randomFrom, roadSketch } from "@cuntong/graph/testing";
import { type Corridors, corridorClasses } from "@cuntong/network";

/**
 * The corridors of a road-like network (see `roadSketch`). Each edge bends at its middle, so that it is 1.05 to 1.55 times as long as
 * straight. Vertices come in the order in which edges name them.
 */
export function roadLikeCorridors(pointCount: number, seed: number): Corridors {
  const random = randomFrom(seed);
  const { points, from, to } = roadSketch(pointCount, random);
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
