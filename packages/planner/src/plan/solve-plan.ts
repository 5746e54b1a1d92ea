import type { Budget, PlanLocks, PlanSettings } from "@cuntong/network";
import { resolveLocks } from "../locks/resolve-locks.ts";
import { chooseTree } from "./choose-tree.ts";
import { findTree, type TimeLimit } from "./find-tree.ts";
import type { Cancel, OnPlanProgress } from "./plan.ts";
import type { PreparedPlan } from "./prepared-plan.ts";
import { orRefused, type Refusal } from "./refusal.ts";
import type { PlanSolution, SolvedPlan } from "./solution.ts";
import { Watch } from "./watch.ts";
import { writeAnswer } from "./write-answer.ts";

export interface SolvePlanOptions {
  /** How hard to search; the settings' own where absent. */
  readonly effort?: PlanSettings["effort"];
  readonly locks?: PlanLocks;
  /** Money for the plan: villages and tree are then chosen together, always from the ground up. */
  readonly budget?: Budget;
  /**
   * An earlier solution of the same prepared plan: only what the locks change is planned again, in a second or two. The answer depends on
   * the solution found from the ground up and on the locks alone, not on the moves between them.
   */
  readonly from?: PlanSolution;
  /** Limits the search from the ground up by time, not by work: the plan is then marked as not to be repeated. */
  readonly time?: TimeLimit;
  /** Plans what can be planned when locks contradict each other or the ground; otherwise such locks stop the plan. */
  readonly partial?: boolean;
}

/**
 * Solves a prepared plan: a light Steiner tree, priced exactly, with a proven lower bound unless the effort is `instant`. Every village is
 * in the answer: connected, left out by a lock, or with the gap that keeps it from being reached. Mandatory routes are built and paid in
 * full; the bound counts them. The same input gives the same answer, byte for byte.
 *
 * Under a budget the villages that are worth most are chosen, and the others are left out.
 *
 * Refuses with the `LOCK_` codes, unless `partial`, with those of a budget (`chooseVillages`), and with `COST_TOO_LARGE` or `CANCELLED`.
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
    const asked = options.locks ? { asked: options.locks } : {};
    if (options.budget) {
      const chosen = chooseTree(prepared, locks, { ...options, ...asked, budget: options.budget }, watch);
      if (!("edges" in chosen)) return { ok: false, issues: [...prepared.issues, ...locks.issues, ...chosen] };
      return writeAnswer(prepared, chosen, watch);
    }
    return writeAnswer(prepared, findTree(prepared, locks, { ...options, ...asked }, watch), watch);
  });
}
