import type { Budget, Issue } from "@cuntong/network";
import { chooseVillages } from "../choice/choose-villages.ts";
import type { ResolvedLocks } from "../locks/resolved-locks.ts";
import type { FindTreeOptions } from "./find-tree.ts";
import type { PreparedPlan } from "./prepared-plan.ts";
import { writeProposal } from "./proposal.ts";
import type { PlanSolution } from "./solution.ts";
import type { Watch } from "./watch.ts";
import { outcomeOf } from "./write-answer.ts";

/** A tree under locks that can be kept, for the villages that are worth most under a budget; or why there is none. */
export function chooseTree(
  prepared: PreparedPlan,
  locks: ResolvedLocks,
  options: FindTreeOptions & { readonly budget: Budget },
  watch: Watch,
): PlanSolution | readonly Issue[] {
  const { budget, asked, effort = prepared.input.settings.effort } = options;
  const chosen = chooseVillages({
    ...{ prepared, locks, budget, effort },
    billFen: (edges, leftOut) => {
      const solution = { edges, weight: 0, locks: { ...locks, leftOut } };
      return writeProposal(outcomeOf(prepared, solution)).totals.costFen;
    },
    onProgress: (fraction, choice) => {
      const found = choice ? { costFen: choice.best.costFen, choice } : {};
      watch.report({ phase: "improve", fraction: 0.3 + 0.65 * fraction, ...found });
    },
  });
  if (!("edges" in chosen)) return chosen;
  const { edges, leftOut, totals, addedFen } = chosen;
  return {
    edges,
    weight: edges.reduce((sum, e) => sum + prepared.problem.problem.weight[e], 0),
    locks: { ...locks, leftOut },
    ...(asked ? { asked } : {}),
    budget: { asked: budget, totals, addedFen },
  };
}
