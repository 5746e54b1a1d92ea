import type { CorridorClass, Counting, Quantity, Support } from "@cuntong/network";
import type { CableSizing } from "./cables.ts";
import { priceCode } from "./price-codes.ts";

/** What the pieces on a span are counted from. */
export interface SpanSize {
  readonly support: Support;
  readonly corridorClass: CorridorClass;
  readonly lengthCm: number;
  /** Villages whose path runs along it. */
  readonly villages: number;
}

/** Metres between new poles along such a span; null where none are set or none are counted. */
export function polesEveryM({ poles }: Counting, support: Support, corridorClass: CorridorClass): number | null {
  return poles !== null && support === "aerial" && !poles.classesWithPoles.includes(corridorClass)
    ? poles.everyM
    : null;
}

/** What a span needs beside its metres and crossings: whole poles, cable of the size that its villages take, and joints between drums. */
export function piecesOnSpan(counting: Counting, cables: CableSizing | undefined, span: SpanSize): Quantity[] {
  return [...cablesOn(cables, span), ...polesOn(counting, span), ...jointsOn(counting, span)];
}

function cablesOn(cables: CableSizing | undefined, { lengthCm, villages }: SpanSize): Quantity[] {
  if (!cables) return [];
  const sheathCm = cables.sheathCm(lengthCm);
  return cables.cablesFor(villages).map(({ strands, count }) => {
    return { code: priceCode.cable(strands), unit: "m", quantity: count * sheathCm };
  });
}

/** A pole at the far end and one at every full distance before it: a span takes its length over the distance, rounded up. */
function polesOn(counting: Counting, { support, corridorClass, lengthCm }: SpanSize): Quantity[] {
  const everyM = polesEveryM(counting, support, corridorClass);
  if (everyM === null) return [];
  return [{ code: priceCode.pole, unit: "each", quantity: Math.ceil(lengthCm / (100 * everyM)) }];
}

function jointsOn({ drumM }: Counting, { lengthCm }: SpanSize): Quantity[] {
  if (drumM === null) return [];
  return [{ code: priceCode.joint, unit: "each", quantity: Math.max(0, Math.ceil(lengthCm / (100 * drumM)) - 1) }];
}
