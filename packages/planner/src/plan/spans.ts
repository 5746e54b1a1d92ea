import type { Position } from "@cuntong/geo";
import {
  type CrossingKind,
  crossingKinds,
  type NodeId,
  type ProposedSpan,
  type Quantity,
  type SpanId,
  slopeBands,
} from "@cuntong/network";
import { kindCount } from "../ground/crossings.ts";
import type { StretchKind } from "../ground/stretch-kinds.ts";
import { bandCount } from "../ground/terrain.ts";
import { quantitiesInArea } from "../price/area-quantities.ts";
import { costOf, roundFen, Tally } from "../price/bill.ts";
import { withOpex } from "../price/opex.ts";
import { metreCodesOf, priceCode } from "../price/price-codes.ts";
import { piecesOnSpan, type SpanSize } from "../price/span-quantities.ts";
import type { Chain } from "./forest.ts";
import type { Outcome } from "./outcome.ts";

/** A span before it is numbered, with its exact cost in hundredths of a fen and its length in centimetres. */
export interface ChainSpan {
  readonly span: ProposedSpan;
  readonly cost: number;
  readonly lengthCm: number;
}

/** The span that a chain becomes. */
export function spanOf(
  outcome: Outcome,
  chain: Chain,
  ends: { readonly id: SpanId; readonly from: NodeId; readonly to: NodeId },
  { permits, ...size }: Omit<SpanSize, "kind"> & { readonly permits: readonly Quantity[] },
): ChainSpan {
  const kind = kindOf(outcome, chain.stretches[0].index);
  const reused = outcome.network.stretches.reuse[chain.stretches[0].index];
  const { lengthCm, villages } = size;
  const quantities = quantitiesOf(outcome, chain, { ...size, kind }, permits);
  const cost = quantities.reduce((sum, quantity) => sum + costOf(quantity, outcome.prices), 0);
  const span: ProposedSpan = {
    ...ends,
    support: kind.support,
    corridorClass: kind.corridorClass,
    ...(reused < 0 ? {} : { reuses: outcome.input.spans[reused].id }),
    line: lineOf(outcome, chain),
    lengthM: lengthCm / 100,
    costFen: roundFen(cost),
    quantities,
    crossings: crossingsOf(outcome, chain),
    ...(outcome.cables ? { cables: outcome.cables.cablesFor(villages) } : {}),
    villagesBeyond: villages,
  };
  return { span, cost, lengthCm };
}

/** What a stretch is priced by. */
export function kindOf({ network: { kinds, stretches } }: Pick<Outcome, "network">, stretch: number): StretchKind {
  const kind = kinds[stretches.kind[stretch]];
  if (kind === null) throw new Error(`stretch ${stretch} may not be built`);
  return kind;
}

function quantitiesOf(outcome: Outcome, chain: Chain, size: SpanSize, permits: readonly Quantity[]): Quantity[] {
  const { counts, cables } = outcome;
  const { counting } = outcome.input.settings;
  const tally = new Tally();
  for (const { index } of chain.stretches) {
    slopeBands.forEach((band, b) => {
      const quantity = counts.bandCm[bandCount * index + b];
      for (const code of metreCodesOf(size.kind, band)) tally.add({ code, unit: "m", quantity });
    });
    crossingKinds.forEach((kind, k) => {
      tally.add({ code: priceCode.crossing(kind), unit: "each", quantity: counts.crossings[kindCount * index + k] });
    });
  }
  for (const quantity of inAreasOf(outcome, chain)) tally.add(quantity);
  for (const quantity of [...permits, ...piecesOnSpan(counting, cables, size)]) tally.add(quantity);
  return withOpex(counting, tally.quantities());
}

/** What a chain costs more for the areas it lies in. */
function inAreasOf(outcome: Outcome, chain: Chain): Quantity[] {
  const { areas } = outcome.counts;
  if (!areas) return [];
  return chain.stretches.flatMap(({ index }) => {
    const entries = Array.from(
      { length: areas.start[index + 1] - areas.start[index] },
      (_, k) => areas.start[index] + k,
    );
    return entries.flatMap((entry) => {
      const bandCm = areas.bandCm.subarray(bandCount * entry, bandCount * (entry + 1));
      const area = outcome.input.areas![areas.area[entry]];
      return quantitiesInArea(area, kindOf(outcome, index), bandCm, outcome.prices);
    });
  });
}

function crossingsOf({ counts }: Outcome, chain: Chain): Partial<Record<CrossingKind, number>> {
  const crossings: Partial<Record<CrossingKind, number>> = {};
  crossingKinds.forEach((kind, k) => {
    const pieces = chain.stretches.reduce((sum, { index }) => sum + counts.crossings[kindCount * index + k], 0);
    if (pieces > 0) crossings[kind] = pieces;
  });
  return crossings;
}

/** The stretches' lines end to end, from the root side on; a point shared by two neighbours appears once. */
function lineOf({ network }: Outcome, chain: Chain): Position[] {
  const { start, lon, lat } = network.stretches.lines;
  const line: Position[] = [];
  for (const { index, backward } of chain.stretches) {
    const [first, last] = [start[index], start[index + 1] - 1];
    for (let step = 0; step <= last - first; step++) {
      const i = backward ? last - step : first + step;
      const before = line.at(-1);
      if (!before || before[0] !== lon[i] || before[1] !== lat[i]) line.push([lon[i], lat[i]]);
    }
  }
  // A stretch of no length at all still is a line of two points.
  if (line.length === 1) line.push(line[0]);
  return line;
}
