type Ring = readonly (readonly [number, number])[];

/**
 * Rings of a shapefile's polygon as polygons: a clockwise ring is an outside, any other a hole of the smallest outside that holds its first
 * position, or an outside of its own where none does.
 */
export function polygonsOf(rings: readonly Ring[]): Ring[][] {
  const isOutside = rings.map((ring) => signedArea(ring) <= 0);
  const polygons = rings.filter((_, i) => isOutside[i]).map((ring) => [ring]);
  const outsides = polygons
    .map(([ring], i) => ({ ring: ring!, i, size: Math.abs(signedArea(ring!)) }))
    .sort((a, b) => a.size - b.size);
  for (const [i, ring] of rings.entries()) {
    if (isOutside[i]) continue;
    const around = outsides.find((outside) => holds(outside.ring, ring[0]!));
    if (around) polygons[around.i]!.push(ring);
    else polygons.push([ring]);
  }
  return polygons;
}

/** Twice the area; negative where the ring goes clockwise. */
function signedArea(ring: Ring): number {
  let area = 0;
  for (const [i, [x, y]] of ring.entries()) {
    const [nextX, nextY] = ring[(i + 1) % ring.length]!;
    area += x * nextY - nextX * y;
  }
  return area;
}

function holds(ring: Ring, [x, y]: readonly [number, number]): boolean {
  let odd = false;
  for (const [i, [ax, ay]] of ring.entries()) {
    const [bx, by] = ring[(i + 1) % ring.length]!;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) odd = !odd;
  }
  return odd;
}
