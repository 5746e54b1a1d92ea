import type { PlanSettings } from "@cuntong/network";
import { lockedGraph, withMandatory } from "../locks/locked-graph.ts";
import { noLocks } from "../locks/resolved-locks.ts";
import type { SteinerProblem } from "../steiner/reduce/reduce.ts";
import { type SteinerAnswer, steinerTree } from "../steiner/steiner-tree.ts";
import type { PreparedPlan } from "./prepared-plan.ts";
import { orRefused, type Refusal } from "./refusal.ts";
import type { SolvedPlan } from "./solution.ts";
import { lowerBill } from "./true-costs.ts";
import { Watch } from "./watch.ts";
import { writeAnswer } from "./write-answer.ts";

/** The part of a plan that is nothing but numbers: it may be solved in another thread, to which it moves as typed arrays. */
export interface TreeTask {
  readonly problem: SteinerProblem;
  readonly effort: PlanSettings["effort"];
}

export type TreeAnswer = SteinerAnswer;

/** The tree problem of a prepared plan without locks. */
export function treeTaskOf({ problem: { problem }, input }: PreparedPlan): TreeTask {
  return { problem, effort: input.settings.effort };
}

/** Solves a tree task wherever it is; `check` may throw to stop. */
export function solveTreeTask({ problem, effort }: TreeTask, check: () => void = () => {}): TreeAnswer {
  return steinerTree(problem, effort, check);
}

/** Writes the plan down whose tree was found elsewhere: the same bytes as `solvePlan` gives. */
export function planWithTree(prepared: PreparedPlan, { edges, lowerBound }: TreeAnswer): SolvedPlan | Refusal {
  return orRefused(() => {
    const locked = lockedGraph(prepared, noLocks);
    const found = [...withMandatory(locked, Uint32Array.from(edges))];
    const isQuick = prepared.input.settings.effort === "instant";
    const tree = isQuick ? found : lowerBill(prepared, locked, noLocks, found);
    const weight = tree.reduce((sum, e) => sum + prepared.problem.problem.weight[e], 0);
    const bound = lowerBound === undefined ? {} : { lowerBound };
    return writeAnswer(prepared, { edges: tree, weight, locks: noLocks, ...bound }, new Watch());
  });
}
