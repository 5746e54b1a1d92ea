import { ElevationGrid } from "@cuntong/geo";

/** Samples along one side of an SRTM tile: three seconds of arc apart, or one. The outermost lie on the whole degrees. */
export const hgtSides = [1201, 3601] as const;
export type HgtSide = (typeof hgtSides)[number];

/** The south-west corner in whole degrees that a tile's file name gives (`N42E001.hgt`); `undefined` where it gives none. */
export function hgtCorner(fileName: string): { lon: number; lat: number } | undefined {
  const match = /(?:^|[/\\])([NS])(\d{2})([EW])(\d{3})[^/\\]*$/i.exec(fileName);
  if (!match) return undefined;
  const lat = Number(match[2]) * (match[1]!.toUpperCase() === "S" ? -1 : 1);
  const lon = Number(match[4]) * (match[3]!.toUpperCase() === "W" ? -1 : 1);
  return lat >= -90 && lat < 90 && lon >= -180 && lon < 180 ? { lon, lat } : undefined;
}

/** The side of a tile of so many bytes; `undefined` for a length that no tile has. */
export function hgtSide(byteLength: number): HgtSide | undefined {
  return hgtSides.find((side) => side * side * 2 === byteLength);
}

/** A tile's samples, big-endian 16-bit from the north-west corner, as a grid. */
export function hgtGrid(bytes: Uint8Array, corner: { lon: number; lat: number }, side: HgtSide): ElevationGrid {
  const heightsM = new Int16Array(side * side);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let i = 0; i < heightsM.length; i++) heightsM[i] = view.getInt16(2 * i);
  const step = 1 / (side - 1);
  return new ElevationGrid({
    west: corner.lon,
    north: corner.lat + 1,
    columns: side,
    rows: side,
    stepLon: step,
    stepLat: step,
    heightsM,
  });
}
