import type { Position } from "@cuntong/geo";

const metresPerDegree = 111_320;
const middleLat = 23.6;
const lonScale = metresPerDegree * Math.cos((middleLat * Math.PI) / 180);

/** Metres east of the zero meridian on the flat map that the generator draws on: true to 2 % over Guangxi, never used for lengths shown. */
export function toX(lon: number): number {
  return lon * lonScale;
}

export function toY(lat: number): number {
  return lat * metresPerDegree;
}

/** Degrees, rounded to the 7 decimals (about a centimetre) that everything generated is kept in. */
export function toLon(x: number): number {
  return Math.round((x / lonScale) * 1e7) / 1e7;
}

export function toLat(y: number): number {
  return Math.round((y / metresPerDegree) * 1e7) / 1e7;
}

export function toPosition(x: number, y: number): Position {
  return [toLon(x), toLat(y)];
}
