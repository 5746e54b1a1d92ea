import type { CorridorLock, PlanLocks, ProposedVillage, VillageCode } from "@cuntong/network";
import { compareProposals } from "../compare/compare-proposals.ts";
import type { Comparison } from "../compare/comparison.ts";
import { reachedFromRoot } from "../locks/locked-graph.ts";
import { resolveLocks } from "../locks/resolve-locks.ts";
import { openLocks, type ResolvedLocks } from "../locks/resolved-locks.ts";
import { type FindTreeOptions, findTree } from "../plan/find-tree.ts";
import { issue, type Refusal } from "../plan/refusal.ts";
import type { SolvedPlan } from "../plan/solution.ts";
import { Watch } from "../plan/watch.ts";
import { writeAnswer } from "../plan/write-answer.ts";
import type { PlanInHand } from "./plan-in-hand.ts";

/** Up to so many edges the other plan is searched for from the ground up, and so is its bound: the interval is then as narrow as it gets. */
const smallProblem = 20_000;

/** What a plan would cost if it had to do something else. */
export interface Alternative {
  readonly ok: true;
  /** The plan does so already. */
  readonly asPlanned: boolean;
  /** How much more it costs, at most: what the best plan found costs more, to the fen. Negative where that one is cheaper. */
  readonly atMostFen: number;
  /** How much more it costs, at least: no plan that does so can cost less. Negative where nothing is proven. Absent without a bound. */
  readonly atLeastFen?: number;
  /** Villages that it cannot connect. */
  readonly cutOff: readonly VillageCode[];
  readonly comparison: Comparison;
}

/** The best plan without one span of this one. Refuses with `EXPLAIN_SPAN` where the plan has no such span, or must have it. */
export function alternativeTo(hand: PlanInHand, spanId: string): Alternative | Refusal {
  const span = hand.span(spanId);
  if (!span) return refuse("EXPLAIN_SPAN", `the plan has no span ${spanId}`, spanId);
  const { locks } = hand.solved.solution;
  const stretches = hand.stretchesOf(span.id);
  if (stretches.some((stretch) => locks.use.includes(stretch))) {
    return refuse("EXPLAIN_SPAN", `span ${spanId} is mandatory: the plan has no choice there`, spanId);
  }
  const avoid = locks.avoid?.slice() ?? new Uint8Array(hand.prepared.counts.weight.length);
  for (const stretch of stretches) avoid[stretch] = 1;
  return tryOther(hand, withCutOff(hand, { ...locks, avoid }));
}

/** The best plan of the same villages that uses a corridor which this one may not. Refuses with the `LOCK_` codes where it cannot be used. */
export function whyNot(hand: PlanInHand, corridor: CorridorLock): Alternative | Refusal {
  const asked: PlanLocks = hand.solved.solution.asked ?? openLocks;
  const locks = resolveLocks(hand.prepared, { ...asked, use: [...asked.use, corridor] });
  const bad = locks.issues.filter(({ severity }) => severity === "error");
  if (bad.length > 0) return { ok: false, issues: locks.issues };
  const notChosen = [...hand.solved.solution.locks.leftOut].filter(([, reason]) => reason === "not-chosen");
  return tryOther(hand, { ...locks, leftOut: new Map([...locks.leftOut, ...notChosen]) });
}

function tryOther(hand: PlanInHand, locks: ResolvedLocks): Alternative {
  const { prepared, solved } = hand;
  const inPlan = new Set(solved.solution.edges.map((e) => prepared.problem.stretchOf[e]));
  const asPlanned = locks.use.every((stretch) => inPlan.has(stretch)) && !anyAvoided(locks, inPlan);
  const other = asPlanned ? solved : solveOther(hand, locks);
  const { costFen } = solved.proposal.totals;
  const { lowerBoundFen } = other.proposal.totals;
  const compared = compareProposals(solved.proposal, other.proposal);
  if (!compared.ok) throw new Error("a plan and its alternative have one price book");
  return {
    ...{ ok: true, asPlanned, atMostFen: other.proposal.totals.costFen - costFen },
    ...(lowerBoundFen === undefined ? {} : { atLeastFen: asPlanned ? 0 : lowerBoundFen - costFen }),
    cutOff: other.proposal.villages.filter(isCutOff).map(({ code }) => code),
    comparison: compared.comparison,
  };
}

function solveOther({ prepared, solved }: PlanInHand, locks: ResolvedLocks): SolvedPlan {
  const isSmall = prepared.problem.graph.edgeCount <= smallProblem;
  const options: FindTreeOptions = isSmall ? { effort: "thorough" } : { from: solved.solution };
  return writeAnswer(prepared, findTree(prepared, locks, options, new Watch()), new Watch());
}

function anyAvoided({ avoid }: ResolvedLocks, stretches: ReadonlySet<number>): boolean {
  return avoid !== undefined && [...stretches].some((stretch) => avoid[stretch] === 1);
}

/** Villages that the avoided stretches cut off are left out: there is no plan with them. */
function withCutOff({ prepared: { problem } }: PlanInHand, locks: ResolvedLocks & { readonly avoid: Uint8Array }) {
  const reached = reachedFromRoot(problem, locks.avoid);
  const leftOut = new Map(locks.leftOut);
  problem.villageVertex.forEach((vertex, i) => {
    if (vertex >= 0 && !reached[vertex] && !leftOut.has(i)) leftOut.set(i, "cut-off");
  });
  const use = locks.use.filter((stretch) => reached[problem.problem.from[problem.edgeOf[stretch]]]);
  return { ...locks, leftOut, use };
}

function isCutOff(village: ProposedVillage): boolean {
  return village.state === "left-out" && village.reason === "cut-off";
}

function refuse(code: string, message: string, span: string): Refusal {
  return { ok: false, issues: [{ ...issue(code, message), value: span, params: { span } }] };
}
