const lightMPerNs = 0.299792458;

/**
 * Metres of glass that light passes in a one-way time. An OTDR measures the time there and back, d = c t / (2 n); a SOR file holds half of
 * it, the way out, so that d = c t / n.
 */
export function travelledM(oneWayNs: number, groupIndex: number): number {
  return (lightMPerNs * oneWayNs) / groupIndex;
}
