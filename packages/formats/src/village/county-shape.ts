import { type MultiPolygon, metresPerDegree, type Position } from "@cuntong/geo";

/** A county's area, WGS 84, by its six-digit code. */
export interface CountyShape {
  readonly code: string;
  readonly name?: string;
  readonly area: MultiPolygon;
}

/** True when a position lies in an area (even-odd rule, so holes count as outside). */
export function isInside([lon, lat]: Position, area: MultiPolygon): boolean {
  let inside = false;
  for (const polygon of area) for (const ring of polygon) if (crossesRing(lon, lat, ring)) inside = !inside;
  return inside;
}

/** True when a ray going east crosses the ring an odd number of times. */
function crossesRing(lon: number, lat: number, ring: readonly Position[]): boolean {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [lonA, latA] = ring[i]!;
    const [lonB, latB] = ring[j]!;
    if (latA > lat !== latB > lat && lon < ((lonB - lonA) * (lat - latA)) / (latB - latA) + lonA) odd = !odd;
  }
  return odd;
}

/** Metres from a position to the outline of an area, on a plane that fits around the position: good to 1 % within 100 km. */
export function distanceToOutlineM([lon, lat]: Position, area: MultiPolygon): number {
  const { lonM, latM } = metresPerDegree(lat);
  let nearest = Number.POSITIVE_INFINITY;
  for (const polygon of area)
    for (const ring of polygon)
      for (let i = 1; i < ring.length; i++) {
        const [aLon, aLat] = ring[i - 1]!;
        const [bLon, bLat] = ring[i]!;
        const distance = originToSegment(
          (aLon - lon) * lonM,
          (aLat - lat) * latM,
          (bLon - lon) * lonM,
          (bLat - lat) * latM,
        );
        if (distance < nearest) nearest = distance;
      }
  return nearest;
}

function originToSegment(ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const squared = dx * dx + dy * dy;
  const along = squared === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / squared));
  return Math.hypot(ax + along * dx, ay + along * dy);
}
