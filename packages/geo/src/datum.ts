import gcoordModule from "gcoord";
import type { Position } from "./position.ts";

/**
 * Datums that positions of a file can be in. CGCS2000 (EPSG:4490) equals WGS 84 (EPSG:4326) to centimetres and is taken as it; GCJ-02 and
 * BD-09 are shifted by hundreds of metres, unevenly, and only inside China.
 */
export const datums = ["WGS84", "CGCS2000", "GCJ02", "BD09"] as const;
export type Datum = (typeof datums)[number];

/** The one function of gcoord that is used. */
interface Gcoord {
  transform(position: [number, number], from: "WGS84", to: "GCJ02" | "BD09"): readonly number[];
}

/**
 * gcoord's CommonJS build (Node) exports the object itself and its ES build (a bundler) a default, while its types only know the second:
 * so what was imported is looked at, not believed.
 */
function gcoordOf(imported: unknown): Gcoord {
  if (isGcoord(imported)) return imported;
  if (typeof imported === "object" && imported !== null && "default" in imported && isGcoord(imported.default)) {
    return imported.default;
  }
  throw new Error("gcoord does not export transform");
}

function isGcoord(value: unknown): value is Gcoord {
  return typeof value === "object" && value !== null && "transform" in value && typeof value.transform === "function";
}

const gcoord = gcoordOf(gcoordModule);

const forward: Readonly<Record<Datum, (position: Position) => Position>> = {
  WGS84: (position) => position,
  CGCS2000: (position) => position,
  GCJ02: ([lon, lat]) => toPosition(gcoord.transform([lon, lat], "WGS84", "GCJ02")),
  BD09: ([lon, lat]) => toPosition(gcoord.transform([lon, lat], "WGS84", "BD09")),
};

/** A WGS 84 position as a file in `datum` would say it. Outside China GCJ-02 equals WGS 84. */
export function fromWgs84(position: Position, datum: Datum): Position {
  return forward[datum](position);
}

/** Degrees to which the inverse agrees with the forward transform: about 0.1 mm. */
const toleranceDeg = 1e-9;
/** Fixed-point steps; each gains about three digits, so more are only needed across the edge of the shifted area. */
const maxSteps = 30;

/**
 * The WGS 84 position of a position in `datum`: the exact inverse of {@link fromWgs84}, by fixed point, to 0.1 mm. Within half a
 * kilometre of the outline where GCJ-02 begins no exact inverse exists; there the nearest step is answered.
 */
export function toWgs84(position: Position, datum: Datum): Position {
  if (datum === "WGS84" || datum === "CGCS2000") return position;
  let best: Position = position;
  let bestOff = Number.POSITIVE_INFINITY;
  let guess: Position = position;
  for (let step = 0; step < maxSteps && bestOff > toleranceDeg; step++) {
    const [lon, lat] = fromWgs84(guess, datum);
    const off = Math.max(Math.abs(lon - position[0]), Math.abs(lat - position[1]));
    if (off < bestOff) {
      best = guess;
      bestOff = off;
    }
    guess = [guess[0] + position[0] - lon, guess[1] + position[1] - lat];
  }
  return best;
}

function toPosition([lon, lat]: readonly number[]): Position {
  return [lon!, lat!];
}
