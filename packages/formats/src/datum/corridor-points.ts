import type { Corridors } from "@cuntong/network";
import type { ReferencePoints } from "./detect-shift.ts";

/** Positions indexed at most: some seconds of work. */
const mostPoints = 3_000_000;

/**
 * Positions of corridors, known to be WGS 84, to find a shifted datum by: vertices and, where they are not too many, the points between
 * them. A road of a hand-drawn file has vertices at its two ends only, kilometres from the villages beside it.
 */
export function corridorPoints({ vertexLon, vertexLat, shapeLon, shapeLat }: Corridors): ReferencePoints {
  if (vertexLon.length + shapeLon.length > mostPoints) return { lon: vertexLon, lat: vertexLat };
  return { lon: joined(vertexLon, shapeLon), lat: joined(vertexLat, shapeLat) };
}

function joined(a: Float64Array, b: Float64Array): Float64Array {
  const all = new Float64Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}
