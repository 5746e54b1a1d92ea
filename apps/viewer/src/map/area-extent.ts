import type { Area } from "@cuntong/contract";

/** West, south, east and north of an area. */
export function areaExtent({ shape }: Pick<Area, "shape">): [number, number, number, number] {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [lon, lat] of shape.flat(2)) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return [west, south, east, north];
}
