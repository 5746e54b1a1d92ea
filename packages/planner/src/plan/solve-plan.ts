import type { Issue, MadeBy, PlanLocks, PlanSettings, Proposal } from "@cuntong/network";
import { type LockedGraph, lockedGraph, withMandatory } from "../locks/locked-graph.ts";
import { lockedProblem } from "../locks/locked-problem.ts";
import { resolveLocks } from "../locks/resolve-locks.ts";
import type { ResolvedLocks } from "../locks/resolved-locks.ts";
import { roundFen } from "../price/bill.ts";
import { hundredthsPerFen } from "../price/price-stretches.ts";
import { boundAgain } from "../replan/bound-again.ts";
import { searchNear } from "../replan/search-near.ts";
import { steinerTree } from "../steiner/steiner-tree.ts";
import type { TreeEdges } from "../steiner/tree/tree.ts";
import type { LeftOutVillage, UnreachableVillage } from "./outcome.ts";
import type { Cancel, OnPlanProgress } from "./plan.ts";
import { plannerVersion } from "./planner-version.ts";
import type { PreparedPlan } from "./prepared-plan.ts";
import { identityOf, writeProposal } from "./proposal.ts";
import { orRefused, type Refusal } from "./refusal.ts";
import type { PlanSolution, SolvedPlan } from "./solution.ts";
import { Watch } from "./watch.ts";

export interface SolvePlanOptions {
  /** How hard to search; the settings' own where absent. */
  readonly effort?: PlanSettings["effort"];
  readonly locks?: PlanLocks;
  /**
   * An earlier solution of the same prepared plan: only what the locks change is planned again, in a second or two. The answer depends on
   * the solution found from the ground up and on the locks alone, not on the moves between them.
   */
  readonly from?: PlanSolution;
  /** Plans what can be planned when locks contradict each other or the ground; otherwise such locks stop the plan. */
  readonly partial?: boolean;
}

/**
 * Solves a prepared plan: a light Steiner tree, priced exactly, with a proven lower bound unless the effort is `instant`. Every village is
 * in the answer: connected, left out by a lock, or with the gap that keeps it from being reached. Mandatory routes are built and paid in
 * full; the bound counts them. The same input gives the same answer, byte for byte.
 *
 * Refuses with the `LOCK_` codes, unless `partial`, and with `COST_TOO_LARGE` or `CANCELLED`.
 */
export function solvePlan(
  prepared: PreparedPlan,
  options: SolvePlanOptions = {},
  onProgress?: OnPlanProgress,
  cancel?: Cancel,
): SolvedPlan | Refusal {
  return orRefused(() => {
    const locks = resolveLocks(prepared, options.locks);
    const bad = locks.issues.filter(({ severity }) => severity === "error");
    if (bad.length > 0 && !options.partial) return { ok: false, issues: [...prepared.issues, ...locks.issues] };
    const watch = new Watch(onProgress, cancel);
    const solution = search(prepared, locks, options, watch);
    return answerOf(prepared, solution, watch);
  });
}

function search(prepared: PreparedPlan, locks: ResolvedLocks, options: SolvePlanOptions, watch: Watch): PlanSolution {
  const locked = lockedGraph(prepared, locks);
  const base = options.from?.base ?? options.from;
  const { tree, lowerBound } = base
    ? searchAgain(prepared, locked, locks, base, watch)
    : searchAll(prepared, locked, locks, options, watch);
  const edges = [...withMandatory(locked, tree)];
  const weight = edges.reduce((sum, e) => sum + prepared.problem.problem.weight[e], 0);
  return {
    ...{ edges, weight, locks },
    ...(options.locks ? { asked: options.locks } : {}),
    ...(lowerBound === undefined ? {} : { lowerBound }),
    ...(base ? { base } : {}),
  };
}

interface Found {
  readonly tree: TreeEdges;
  readonly lowerBound: number | undefined;
}

/** From the ground up. */
function searchAll(
  prepared: PreparedPlan,
  locked: LockedGraph,
  locks: ResolvedLocks,
  { effort = prepared.input.settings.effort }: SolvePlanOptions,
  watch: Watch,
): Found {
  const { problem, edgesOf } = lockedProblem(prepared, locked);
  const more = locked.fixedWeight + basesOf(prepared, locks);
  const { edges, lowerBound } = steinerTree(problem, effort, ({ stage, fraction, weight, lowerBound }) => {
    const bound = lowerBound === undefined ? {} : { lowerBoundFen: Math.floor((lowerBound + more) / hundredthsPerFen) };
    watch.report({ phase: stage, fraction: 0.3 + 0.65 * fraction, costFen: roundFen(weight + more), ...bound });
  });
  return { tree: edgesOf(edges), lowerBound: lowerBound === undefined ? undefined : lowerBound + locked.fixedWeight };
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
function basesOf({ villageBase }: PreparedPlan, { leftOut }: ResolvedLocks): number {
  return villageBase.reduce((sum, base, i) => (leftOut.has(i) ? sum : sum + base), 0);
}

/** Writes a solution down as a proposal. */
function answerOf(prepared: PreparedPlan, solution: PlanSolution, watch: Watch): SolvedPlan {
  const { input, network, counts, prices, cables, problem } = prepared;
  const { locks, asked, lowerBound } = solution;
  watch.report({ phase: "proposal", fraction: 0.97 });
  const chosen = solution.edges.map((e) => problem.stretchOf[e]).sort((a, b) => a - b);
  const proposal = writeProposal({
    ...{ input, network, counts, prices, cables, chosen },
    lowerBound: lowerBound === undefined ? undefined : lowerBound + basesOf(prepared, locks),
    ...{ without: withoutFibre(prepared, locks), ...(asked ? { locks: asked } : {}), madeBy: madeBy(solution) },
  });
  watch.report({ phase: "proposal", fraction: 1, ...costs(proposal) });
  return { ok: true, proposal, issues: [...prepared.issues, ...locks.issues.map(asWarning)], solution };
}

function madeBy({ base }: PlanSolution): MadeBy {
  const near = base ? { near: { locks: base.asked ?? null } } : {};
  return { planner: plannerVersion, deterministic: true, ...near };
}

function withoutFibre(
  { input, unreachable }: PreparedPlan,
  { leftOut }: ResolvedLocks,
): ReadonlyMap<number, UnreachableVillage | LeftOutVillage> {
  const left = [...leftOut].map(([i, reason]): [number, LeftOutVillage] => {
    return [i, { state: "left-out", ...identityOf(input.villages[i]), reason }];
  });
  return new Map<number, UnreachableVillage | LeftOutVillage>([...unreachable, ...left]);
}

/** What would stop the plan, had not the rest of it been asked for. */
function asWarning(issue: Issue): Issue {
  return issue.severity === "error" ? { ...issue, severity: "warning" } : issue;
}

function costs({ totals: { costFen, lowerBoundFen } }: Proposal) {
  return { costFen, ...(lowerBoundFen === undefined ? {} : { lowerBoundFen }) };
}
