import type { Line, Position } from "@cuntong/geo";
import { distanceM } from "@cuntong/geo";
import type { DuctId, NodeId, SpanId } from "../records/ids.ts";
import type { Span } from "../records/span.ts";
import { accept, type Result } from "../result.ts";
import type { Network } from "../snapshot/network.ts";
import { type ComparedWay, type LaidWay, laidWay, type WayCode } from "./circuit-spans.ts";
import { defaultParallelWithinM, parallelFinder } from "./shared-risks.ts";

/** A span that both ways use, with the ducts in it that both lie in. */
export interface SharedSpan {
  readonly spanId: SpanId;
  readonly lengthM: number;
  readonly ductIds: readonly DuctId[];
}

/** A risk group that both ways touch, with the spans of each in it. */
export interface SharedGroup {
  readonly id: string;
  readonly aSpanIds: readonly SpanId[];
  readonly bSpanIds: readonly SpanId[];
}

/** A stretch of a span of the first way along which a span of the second runs beside it. */
export interface ParallelStretch {
  readonly aSpanId: SpanId;
  readonly bSpanId: SpanId;
  /** Metres along the span of the first. */
  readonly fromM: number;
  readonly toM: number;
  readonly line: Line;
}

/** What two ways have in common, with the evidence. */
export interface WayComparison {
  readonly revision: number;
  readonly a: { readonly spanIds: readonly SpanId[]; readonly lengthM: number };
  readonly b: { readonly spanIds: readonly SpanId[]; readonly lengthM: number };
  /** Metres of the first that lie in a span of the second, or beside one. */
  readonly sharedM: number;
  readonly spans: readonly SharedSpan[];
  /** Nodes that both pass on their way, ends apart. */
  readonly nodeIds: readonly NodeId[];
  readonly groups: readonly SharedGroup[];
  readonly parallel: readonly ParallelStretch[];
  /** True where they share nothing of all this. */
  readonly disjoint: boolean;
}

/**
 * Holds two circuits, or two runs of spans, against each other: shared spans and ducts, shared nodes, shared risk groups, and where they
 * lie beside each other within `withinM` metres. Refuses what {@link laidWay} refuses.
 */
export function compareWays(
  network: Network,
  a: ComparedWay,
  b: ComparedWay,
  withinM = defaultParallelWithinM,
): Result<WayComparison, WayCode> {
  const [one, two] = [laidWay(network, a), laidWay(network, b)];
  if (!one.ok) return one;
  if (!two.ok) return two;
  return accept(compare(network, one.value, two.value, withinM));
}

function compare(network: Network, a: LaidWay, b: LaidWay, withinM: number): WayComparison {
  const inB = new Set(b.spans.map(({ id }) => id));
  const spans = a.spans.filter(({ id }) => inB.has(id)).map((span) => sharedSpan(network, span, a, b));
  const nodeIds = [...a.nodeIds].filter((id) => b.nodeIds.has(id)).sort();
  const groups = sharedGroups(a, b);
  const { parallel, besideM } = parallelStretches(a, b, withinM);
  return {
    revision: network.revision,
    a: described(a),
    b: described(b),
    sharedM: spans.reduce((sum, { lengthM }) => sum + lengthM, besideM),
    ...{ spans, nodeIds, groups, parallel },
    disjoint: [spans, nodeIds, groups, parallel].every(({ length }) => length === 0),
  };
}

function described({ spans }: LaidWay) {
  return { spanIds: spans.map(({ id }) => id), lengthM: spans.reduce((sum, { lengthM }) => sum + lengthM, 0) };
}

function sharedSpan(network: Network, { id, lengthM }: Span, a: LaidWay, b: LaidWay): SharedSpan {
  const inSpan = network.referrers("spans", id, "ducts") as readonly DuctId[];
  return { spanId: id, lengthM, ductIds: inSpan.filter((duct) => a.ductIds.has(duct) && b.ductIds.has(duct)) };
}

function sharedGroups(a: LaidWay, b: LaidWay): SharedGroup[] {
  const [ofA, ofB] = [a, b].map(({ spans }) => {
    const groups = new Map<string, SpanId[]>();
    for (const { id, riskGroups = [] } of spans) {
      for (const name of new Set(riskGroups)) groups.set(name, [...(groups.get(name) ?? []), id]);
    }
    return groups;
  });
  const names = [...ofA!.keys()].filter((name) => ofB!.has(name)).sort();
  return names.map((id) => ({ id, aSpanIds: ofA!.get(id)!, bSpanIds: ofB!.get(id)! }));
}

function parallelStretches(a: LaidWay, b: LaidWay, withinM: number) {
  const inB = new Set(b.spans.map(({ id }) => id));
  const ownA = a.spans.filter(({ id }) => !inB.has(id));
  const inA = new Set(a.spans.map(({ id }) => id));
  const all = [...ownA, ...b.spans.filter(({ id }) => !inA.has(id))];
  if (!(withinM > 0)) return { parallel: [], besideM: 0 };
  const finder = parallelFinder(all, withinM);
  const parallel: ParallelStretch[] = [];
  let besideM = 0;
  for (const [i, span] of ownA.entries()) {
    const runs = finder.runsOf(i).filter(({ beside }) => beside >= ownA.length);
    for (const { beside, fromM, toM } of runs) {
      const line = part(span.line, fromM, toM);
      parallel.push({ aSpanId: span.id, bSpanId: all[beside]!.id, fromM, toM, line });
    }
    besideM += covered(runs);
  }
  return { parallel, besideM };
}

/** Metres that the runs cover together. */
function covered(runs: readonly { readonly fromM: number; readonly toM: number }[]): number {
  let [sum, reached] = [0, 0];
  for (const { fromM, toM } of [...runs].sort((x, y) => x.fromM - y.fromM)) {
    sum += Math.max(0, toM - Math.max(fromM, reached));
    reached = Math.max(reached, toM);
  }
  return sum;
}

/** The part of a line between two of its metres. */
function part(line: Line, fromM: number, toM: number): Line {
  const positions: Position[] = [];
  let beforeM = 0;
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!];
    const lengthM = distanceM(a[0], a[1], b[0], b[1]);
    const at = (m: number): Position => {
      const share = lengthM > 0 ? (m - beforeM) / lengthM : 0;
      return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])];
    };
    const [start, end] = [Math.max(fromM, beforeM), Math.min(toM, beforeM + lengthM)];
    if (end > start) positions.push(...(positions.length === 0 ? [at(start)] : []), at(end));
    beforeM += lengthM;
  }
  return positions;
}
