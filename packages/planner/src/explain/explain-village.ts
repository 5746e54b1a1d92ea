import type { Line } from "@cuntong/geo";
import type { NodeId, ProposedSpan, SpanId, VillageCode } from "@cuntong/network";
import { type LockedGraph, lockedGraph } from "../locks/locked-graph.ts";
import { issue, type Refusal } from "../plan/refusal.ts";
import { roundFen } from "../price/bill.ts";
import { lengthCmOf } from "../price/price-stretches.ts";
import { linesOfEdges } from "./lines-of-edges.ts";
import type { PlanInHand } from "./plan-in-hand.ts";
import { reconnect } from "./reconnect.ts";

/** The next best way for a part of a path while the rest of the plan stays as it is. */
export interface NextBest {
  /**
   * How much more it would cost: exactly the lightest way round, less the part. Closures, and cables that change their size elsewhere, are
   * not in it; {@link alternativeTo} counts those too.
   */
  readonly moreFen: number;
  readonly lengthM: number;
  readonly lines: readonly Line[];
}

/** A run of spans of a path on which the same villages depend. */
export interface ExplainedPart {
  /** From the existing plant on. */
  readonly spanIds: readonly SpanId[];
  readonly from: NodeId;
  readonly to: NodeId;
  readonly lengthM: number;
  readonly costFen: number;
  readonly villagesBeyond: number;
  /** True where a lock asks for it: it is built whatever it costs. */
  readonly mandatory: boolean;
  /** Null where this is the only way. */
  readonly nextBest: NextBest | null;
}

/** Why a village is connected this way. */
export interface VillageExplanation {
  readonly ok: true;
  readonly code: VillageCode;
  readonly name: string;
  readonly pathM: number;
  /** Every span of its path whole, shared or not. */
  readonly pathCostFen: number;
  /** Its share of the plan's cost. */
  readonly shareFen: number;
  /** From the existing plant to the village. */
  readonly parts: readonly ExplainedPart[];
}

/**
 * The path of a village, part by part, and what the next best way for each would cost. Refuses with `EXPLAIN_VILLAGE` where the plan
 * does not connect it.
 */
export function explainVillage(hand: PlanInHand, code: string): VillageExplanation | Refusal {
  const { proposal } = hand.solved;
  const village = proposal.villages.find((candidate) => candidate.code === code);
  if (village?.state !== "connected") {
    const message = village ? `${village.name} is not connected in this plan` : `the plan knows no village ${code}`;
    return { ok: false, issues: [{ ...issue("EXPLAIN_VILLAGE", message), value: code, params: { village: code } }] };
  }
  const path = hand.pathTo(village.nodeId);
  const locked = lockedGraph(hand.prepared, hand.solved.solution.locks);
  return {
    ok: true,
    ...{ code: village.code, name: village.name, pathM: village.pathM, shareFen: village.shareFen },
    pathCostFen: path.reduce((sum, { costFen }) => sum + costFen, 0),
    parts: partsOf(path).map((spans) => explainPart(hand, locked, spans)),
  };
}

/** Spans on which the same villages depend are decided on together. */
function partsOf(path: readonly ProposedSpan[]): ProposedSpan[][] {
  const parts: ProposedSpan[][] = [];
  for (const span of path) {
    const last = parts.at(-1);
    if (last?.[0].villagesBeyond === span.villagesBeyond) last.push(span);
    else parts.push([span]);
  }
  return parts;
}

function explainPart(hand: PlanInHand, locked: LockedGraph, spans: readonly ProposedSpan[]): ExplainedPart {
  const edges = spans.flatMap(({ id }) => hand.edgesOf(id));
  const mandatory = new Set(locked.mandatory);
  const sumOf = (of: (span: ProposedSpan) => number) => spans.reduce((sum, span) => sum + of(span), 0);
  return {
    spanIds: spans.map(({ id }) => id),
    ...{ from: spans[0].from, to: spans[spans.length - 1].to },
    lengthM: Math.round(100 * sumOf(({ lengthM }) => lengthM)) / 100,
    costFen: sumOf(({ costFen }) => costFen),
    villagesBeyond: spans[0].villagesBeyond,
    mandatory: edges.some((e) => mandatory.has(e)),
    nextBest: nextBest(hand, locked, edges),
  };
}

function nextBest(hand: PlanInHand, { steiner }: LockedGraph, edges: readonly number[]): NextBest | null {
  const { prepared, solved } = hand;
  const { problem, stretchOf } = prepared.problem;
  const way = reconnect(steiner, Uint32Array.from(solved.solution.edges), new Set(edges));
  if (!way) return null;
  const weighs = edges.reduce((sum, e) => sum + problem.weight[e], 0);
  const cm = way.edges.reduce((sum, e) => sum + lengthCmOf(prepared.counts, stretchOf[e]), 0);
  return {
    moreFen: roundFen(way.weight - weighs),
    lengthM: cm / 100,
    lines: linesOfEdges(prepared, way.edges),
  };
}
