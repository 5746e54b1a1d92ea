import type { Position } from "@cuntong/geo";

/** Degrees to about a decimetre: `24.512345° N 107.374321° E`. */
export function positionWords([lon, lat]: Position): string {
  const part = (degrees: number, plus: string, minus: string) =>
    `${Math.abs(degrees).toFixed(6)}° ${degrees < 0 ? minus : plus}`;
  return `${part(lat, "N", "S")} ${part(lon, "E", "W")}`;
}
