import type { Counting, Quantity } from "@cuntong/network";
import type { StretchKind } from "../ground/stretch-kinds.ts";
import type { CableSizing } from "./cables.ts";
import { priceCode } from "./price-codes.ts";

/** What the pieces on a span are counted from. */
export interface SpanSize {
  readonly kind: StretchKind;
  readonly lengthCm: number;
  /** Pole line and cable before it that it carries on, centimetres. */
  readonly poleLeadCm: number;
  readonly drumLeadCm: number;
  /** Villages whose path runs along it. */
  readonly villages: number;
}

/** Metres between new poles along such a span; null where none are set or none are counted. */
export function polesEveryM({ poles }: Counting, { support, corridorClass, reused }: StretchKind): number | null {
  return poles !== null && support === "aerial" && !reused && !poles.classesWithPoles.includes(corridorClass)
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

/** A line of poles has its length over their distance, rounded up; each of its spans takes those that it adds. */
function polesOn(counting: Counting, { kind, lengthCm, poleLeadCm }: SpanSize): Quantity[] {
  const everyM = polesEveryM(counting, kind);
  if (everyM === null) return [];
  const polesUpTo = (cm: number) => Math.ceil(cm / (100 * everyM));
  return [{ code: priceCode.pole, unit: "each", quantity: polesUpTo(poleLeadCm + lengthCm) - polesUpTo(poleLeadCm) }];
}

/** A run of cable is jointed where a drum ends, not at its own ends: those are closures and villages. */
function jointsOn({ drumM }: Counting, { lengthCm, drumLeadCm }: SpanSize): Quantity[] {
  if (drumM === null) return [];
  const jointsUpTo = (cm: number) => Math.max(0, Math.ceil(cm / (100 * drumM)) - 1);
  return [
    { code: priceCode.joint, unit: "each", quantity: jointsUpTo(drumLeadCm + lengthCm) - jointsUpTo(drumLeadCm) },
  ];
}
