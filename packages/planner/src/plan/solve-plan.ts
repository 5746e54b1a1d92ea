import type { PlanSettings, Proposal } from "@cuntong/network";
import { roundFen } from "../price/bill.ts";
import { hundredthsPerFen } from "../price/price-stretches.ts";
import { type SteinerAnswer, steinerTree } from "../steiner/steiner-tree.ts";
import type { Cancel, OnPlanProgress, PlanAnswer } from "./plan.ts";
import type { PreparedPlan } from "./prepared-plan.ts";
import { writeProposal } from "./proposal.ts";
import { orRefused } from "./refusal.ts";
import { Watch } from "./watch.ts";

export interface SolvePlanOptions {
  /** How hard to search; the settings' own where absent. */
  readonly effort?: PlanSettings["effort"];
}

/**
 * Solves a prepared plan: a light Steiner tree, priced exactly, with a proven lower bound unless the effort is `instant`. Every village is
 * in the answer, connected or with the gap that keeps it from being so. The same input gives the same answer, byte for byte.
 *
 * Refuses with `COST_TOO_LARGE` or `CANCELLED`.
 */
export function solvePlan(
  prepared: PreparedPlan,
  options: SolvePlanOptions = {},
  onProgress?: OnPlanProgress,
  cancel?: Cancel,
): PlanAnswer {
  return orRefused(() => solveWatched(prepared, options, new Watch(onProgress, cancel)));
}

function solveWatched(prepared: PreparedPlan, options: SolvePlanOptions, watch: Watch): PlanAnswer {
  const { input, network, counts, prices, cables, unreachable, issues } = prepared;
  const { tree, chosen } = chooseStretches(prepared, options.effort ?? input.settings.effort, watch);
  watch.report({ phase: "proposal", fraction: 0.97 });
  const lowerBound = tree.lowerBound === undefined ? undefined : tree.lowerBound + basesOf(prepared);
  const proposal = writeProposal({ input, network, counts, prices, cables, chosen, unreachable, lowerBound });
  watch.report({ phase: "proposal", fraction: 1, ...costs(proposal) });
  return { ok: true, proposal, issues };
}

/** What all villages cost at least on top of any tree. */
function basesOf({ villageBase }: PreparedPlan): number {
  return villageBase.reduce((sum, base) => sum + base, 0);
}

function chooseStretches(
  prepared: PreparedPlan,
  effort: PlanSettings["effort"],
  watch: Watch,
): { readonly tree: SteinerAnswer; readonly chosen: number[] } {
  const { problem, stretchOf } = prepared.problem;
  const bases = basesOf(prepared);
  const tree = steinerTree(problem, effort, ({ stage, fraction, weight, lowerBound }) => {
    const costFen = roundFen(weight + bases);
    const bound =
      lowerBound === undefined ? {} : { lowerBoundFen: Math.floor((lowerBound + bases) / hundredthsPerFen) };
    watch.report({ phase: stage, fraction: 0.3 + 0.65 * fraction, costFen, ...bound });
  });
  return { tree, chosen: tree.edges.map((edge) => stretchOf[edge]).sort((a, b) => a - b) };
}

function costs({ totals: { costFen, lowerBoundFen } }: Proposal) {
  return { costFen, ...(lowerBoundFen === undefined ? {} : { lowerBoundFen }) };
}
