import { distanceM, type Line, LineIndex, type Lines, type Position } from "@cuntong/geo";
import type { ProposedSpan, SpanId } from "@cuntong/network";

/** A part of a span that another plan does not build along. */
export interface SpanPart extends Pick<ProposedSpan, "support" | "corridorClass"> {
  readonly spanId: SpanId;
  readonly line: Line;
  readonly lengthM: number;
}

/** Two points so near are one: both plans took them from the same corridors, but may have cut those at different villages. */
const samePlaceM = 0.05;

/** The parts of the spans of one plan along which none of the other's runs. */
export function partsOnlyIn(spans: readonly ProposedSpan[], others: readonly ProposedSpan[]): SpanPart[] {
  const isShared = sharedBy(others);
  return spans.flatMap(({ id, support, corridorClass, line }) => {
    const parts: SpanPart[] = [];
    let part: Position[] = [];
    const close = () => {
      if (part.length > 1) parts.push({ spanId: id, support, corridorClass, line: part, lengthM: lengthOf(part) });
      part = [];
    };
    for (let i = 1; i < line.length; i++) {
      if (isShared(line[i - 1], line[i])) close();
      else part.push(...(part.length === 0 ? [line[i - 1], line[i]] : [line[i]]));
    }
    close();
    return parts;
  });
}

/** Says whether a straight piece of line is also one of the given spans': as it stands, or as a part or a run of others. */
function sharedBy(spans: readonly ProposedSpan[]): (a: Position, b: Position) => boolean {
  const known = new Set(spans.flatMap(({ line }) => line.slice(1).map((b, i) => keyOf(line[i], b))));
  const index = new LineIndex(linesOf(spans));
  const isOn = ([lon, lat]: Position) => index.nearest({ lon, lat, limitM: samePlaceM }) !== undefined;
  return (a, b) => known.has(keyOf(a, b)) || (isOn(a) && isOn(b) && isOn([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]));
}

function keyOf(a: Position, b: Position): string {
  const isForward = a[0] < b[0] || (a[0] === b[0] && a[1] <= b[1]);
  return String(isForward ? [...a, ...b] : [...b, ...a]);
}

function linesOf(spans: readonly ProposedSpan[]): Lines {
  const start = new Uint32Array(spans.length + 1);
  spans.forEach(({ line }, i) => {
    start[i + 1] = start[i] + line.length;
  });
  const points = spans.flatMap(({ line }) => [...line]);
  return {
    start,
    lon: Float64Array.from(points, ([lon]) => lon),
    lat: Float64Array.from(points, ([, lat]) => lat),
  };
}

function lengthOf(line: Line): number {
  let metres = 0;
  for (let i = 1; i < line.length; i++) metres += distanceM(...line[i - 1], ...line[i]);
  return Math.round(metres * 100) / 100;
}
