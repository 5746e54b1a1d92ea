import type { PlanLocks, PlanSettings } from "@cuntong/network";
import { type LockedGraph, lockedGraph, withMandatory } from "../locks/locked-graph.ts";
import { lockedProblem } from "../locks/locked-problem.ts";
import type { ResolvedLocks } from "../locks/resolved-locks.ts";
import { roundFen } from "../price/bill.ts";
import { hundredthsPerFen } from "../price/price-stretches.ts";
import { boundAgain } from "../replan/bound-again.ts";
import { searchNear } from "../replan/search-near.ts";
import { type SteinerProgress, steinerTree } from "../steiner/steiner-tree.ts";
import type { TreeEdges } from "../steiner/tree/tree.ts";
import type { PreparedPlan } from "./prepared-plan.ts";
import type { PlanSolution } from "./solution.ts";
import { lowerBill } from "./true-costs.ts";
import type { Watch } from "./watch.ts";

export interface FindTreeOptions {
  readonly effort?: PlanSettings["effort"];
  /** A solution to plan again from, near what the locks change. */
  readonly from?: PlanSolution;
  /** The locks as they were asked for. */
  readonly asked?: PlanLocks;
  readonly time?: TimeLimit;
}

/** Seconds for the search from the ground up, by a clock of the caller's. Its first tree is always finished. */
export interface TimeLimit {
  readonly seconds: number;
  /** Seconds on any clock that goes on. */
  readonly clock: () => number;
}

/** A light tree under locks that can be kept, with a bound: from the ground up, or near another solution. */
export function findTree(
  prepared: PreparedPlan,
  locks: ResolvedLocks,
  options: FindTreeOptions,
  watch: Watch,
): PlanSolution {
  const locked = lockedGraph(prepared, locks);
  const base = options.from?.base ?? options.from;
  const { tree, lowerBound, early } = base
    ? searchAgain(prepared, locked, locks, base, watch)
    : searchAll(prepared, locked, locks, options, watch);
  const found = [...withMandatory(locked, tree)];
  const isQuick = (options.effort ?? prepared.input.settings.effort) === "instant";
  const edges = base || isQuick ? found : lowerBill(prepared, locked, locks, found);
  const weight = edges.reduce((sum, e) => sum + prepared.problem.problem.weight[e], 0);
  return {
    ...{ edges, weight, locks },
    ...(options.asked ? { asked: options.asked } : {}),
    ...(lowerBound === undefined ? {} : { lowerBound }),
    ...(base ? { base } : {}),
    ...(options.time && !base ? { seconds: options.time.seconds } : {}),
    ...(early ? { early } : {}),
  };
}

interface Found {
  readonly tree: TreeEdges;
  readonly lowerBound: number | undefined;
  /** The search was ended before its work was done. */
  readonly early?: boolean;
}

/** From the ground up. */
function searchAll(
  prepared: PreparedPlan,
  locked: LockedGraph,
  locks: ResolvedLocks,
  { effort = prepared.input.settings.effort, time }: FindTreeOptions,
  watch: Watch,
): Found {
  const { problem, edgesOf } = lockedProblem(prepared, locked);
  const more = locked.fixedWeight + basesOf(prepared, locks);
  const end = time && time.clock() + time.seconds;
  const tell = ({ stage, fraction, weight, lowerBound }: SteinerProgress) => {
    const bound = lowerBound === undefined ? {} : { lowerBoundFen: Math.floor((lowerBound + more) / hundredthsPerFen) };
    watch.report({ phase: stage, fraction: 0.3 + 0.65 * fraction, costFen: roundFen(weight + more), ...bound });
  };
  let early = false;
  const isOver = () => {
    early ||= watch.enough;
    return early || (time !== undefined && end !== undefined && time.clock() >= end);
  };
  const { edges, lowerBound } = steinerTree(problem, effort, tell, isOver);
  return {
    tree: edgesOf(edges),
    lowerBound: lowerBound === undefined ? undefined : lowerBound + locked.fixedWeight,
    early,
  };
}

/** From the base's tree, near what the locks change; its bound is taken over where it holds and proven again where it does not. */
function searchAgain(
  prepared: PreparedPlan,
  locked: LockedGraph,
  locks: ResolvedLocks,
  base: PlanSolution,
  watch: Watch,
): Found {
  watch.report({ phase: "tree", fraction: 0.3 });
  const tree = searchNear(prepared, locked, locks, base, () => watch.check());
  watch.report({ phase: "bound", fraction: 0.7 });
  return { tree, lowerBound: boundAgain(prepared, locked, locks, { base, tree, check: () => watch.check() }) };
}

/** What the villages connected cost at least on top of any tree. */
export function basesOf({ villageBase, sized }: PreparedPlan, { leftOut }: ResolvedLocks): number {
  const forced = sized?.forced.aboveFloor(leftOut) ?? 0;
  return villageBase.reduce((sum, base, i) => (leftOut.has(i) ? sum : sum + base), forced);
}
