import { narrowText } from "./clean.ts";
import { parseNumber } from "./number.ts";

/** Which axis a text names by its letter or word. */
export type Axis = "lon" | "lat";

export interface Angle {
  readonly degrees: number;
  /** Named in the text itself: `108.5E`, `北纬22.8`. */
  readonly axis?: Axis;
  /** True when it was written in degrees, minutes and seconds. */
  readonly dms: boolean;
}

const axisWords: readonly [RegExp, Axis, 1 | -1][] = [
  [/东经|east|e/i, "lon", 1],
  [/西经|west|w/i, "lon", -1],
  [/北纬|north|n/i, "lat", 1],
  [/南纬|south|s/i, "lat", -1],
];
const axisAtEnd = /^(东经|西经|北纬|南纬|[ewns])\s*:?\s*|\s*(东经|西经|北纬|南纬|[ewns])$/i;
const dmsShape =
  /^([+-]?\d{1,3})\s*[°度d:\s]\s*(\d{1,2}(?:\.\d+)?)\s*(?:[′'’‘分m:\s]\s*(?:(\d{1,2}(?:\.\d+)?)\s*(?:["″”“秒s]|''|'')?)?)?$/i;
const degreeSign = /\s*[°度]$/;

/**
 * A longitude or latitude as people write it: `108.3275`, `108.3275°E`, `东经108.3275`, `108°19′39″`, `108度19分39秒`, `108:19:39`,
 * `108 19 39`. `undefined` when the text is no angle, minutes or seconds reach 60, or the sign contradicts the letter.
 */
export function parseAngle(text: string): Angle | undefined {
  let bare = narrowText(text);
  const named = axisAtEnd.exec(bare)?.[0];
  if (named !== undefined) bare = bare.replace(axisAtEnd, "");
  const number = parseNumber(bare.replace(degreeSign, ""));
  const value = number ?? parseDms(bare);
  if (value === undefined) return undefined;
  const word = named === undefined ? undefined : axisWords.find(([pattern]) => pattern.test(named));
  if (!word) return { degrees: value, dms: number === undefined };
  if (value < 0) return undefined;
  return { degrees: value * word[2], axis: word[1], dms: number === undefined };
}

function parseDms(text: string): number | undefined {
  const match = dmsShape.exec(text);
  if (!match) return undefined;
  const [, degrees, minutes, seconds = "0"] = match;
  if (Number(minutes) >= 60 || Number(seconds) >= 60) return undefined;
  const size = (Math.abs(Number(degrees)) * 3600 + Number(minutes) * 60 + Number(seconds)) / 3600;
  return degrees!.startsWith("-") ? -size : size;
}

/**
 * Two angles in one cell: `108.3275,22.81`, `108.3275 22.81`, `POINT(108.3275 22.81)`, `22.81N 108.3275E`. The first is the longitude
 * unless letters say otherwise.
 */
export function parseAnglePair(text: string): { readonly lon: number; readonly lat: number } | undefined {
  const bare = narrowText(text)
    .replace(/^(srid=\d+;)?point\s*z?\s*/i, "")
    .replace(/^[([]|[)\]]$/g, "")
    .replace(/、/g, ",");
  const parts = bare.split(/[,;|，]/).length > 1 ? bare.split(/[,;|，]/) : bare.split(/\s+/);
  const [first, second] = [parseAngle(parts[0] ?? ""), parseAngle(parts[1] ?? "")];
  if (!first || !second || parts.length > 3) return undefined;
  if (first.axis === second.axis && first.axis !== undefined) return undefined;
  const latFirst = first.axis === "lat" || second.axis === "lon";
  return latFirst ? { lon: second.degrees, lat: first.degrees } : { lon: first.degrees, lat: second.degrees };
}
