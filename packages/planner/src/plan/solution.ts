import type { Budget, BudgetTotals, Issue, PlanLocks, Proposal } from "@cuntong/network";
import type { ResolvedLocks } from "../locks/resolved-locks.ts";

/** A tree of a prepared plan's problem, and what is known of it. */
export interface PlanSolution {
  /** Edges of the prepared problem, in order of their number. */
  readonly edges: readonly number[];
  /** Hundredths of a fen, without drops and closures. */
  readonly weight: number;
  readonly locks: ResolvedLocks;
  /** The locks as they were asked for; absent where there were none. */
  readonly asked?: PlanLocks;
  /** The budget under which villages were chosen, what came of it, and what each village not chosen would cost on top, fen. */
  readonly budget?: {
    readonly asked: Budget;
    readonly totals: BudgetTotals;
    readonly addedFen: ReadonlyMap<number, number>;
  };
  /** No tree under the same locks weighs less; undefined where it was not computed. */
  readonly lowerBound?: number;
  /** Seconds that limited the search; absent where work alone did. */
  readonly seconds?: number;
  /** The search was ended before its work was done: searching again may find another tree. */
  readonly early?: boolean;
  /** The solution found from the ground up that this one was made from by other locks. */
  readonly base?: PlanSolution;
}

/** A plan made from a prepared one: the proposal, and the tree behind it to plan on from. */
export interface SolvedPlan {
  readonly ok: true;
  readonly proposal: Proposal;
  readonly issues: readonly Issue[];
  readonly solution: PlanSolution;
}
