import type { Issue, MadeBy, Proposal } from "@cuntong/network";
import type { ResolvedLocks } from "../locks/resolved-locks.ts";
import { basesOf } from "./find-tree.ts";
import type { LeftOutVillage, Outcome, UnreachableVillage } from "./outcome.ts";
import { plannerVersion } from "./planner-version.ts";
import type { PreparedPlan } from "./prepared-plan.ts";
import { identityOf, writeProposal } from "./proposal.ts";
import type { PlanSolution, SolvedPlan } from "./solution.ts";
import type { Watch } from "./watch.ts";

/** Writes a solution down as a proposal. */
export function writeAnswer(prepared: PreparedPlan, solution: PlanSolution, watch: Watch): SolvedPlan {
  watch.report({ phase: "proposal", fraction: 0.97 });
  const proposal = writeProposal(outcomeOf(prepared, solution));
  watch.report({ phase: "proposal", fraction: 1, ...costs(proposal) });
  const issues = [...prepared.issues, ...solution.locks.issues.map(asWarning)];
  return { ok: true, proposal, issues, solution };
}

/** Everything that a proposal is written from. */
export function outcomeOf(prepared: PreparedPlan, solution: PlanSolution): Outcome {
  const { input, network, counts, prices, cables, problem } = prepared;
  const { locks, asked, lowerBound, edges, budget } = solution;
  return {
    ...{ input, network, counts, prices, cables },
    chosen: edges.map((e) => problem.stretchOf[e]).sort((a, b) => a - b),
    lowerBound: lowerBound === undefined ? undefined : lowerBound + basesOf(prepared, locks),
    ...(budget ? { budget: { asked: budget.asked, totals: budget.totals } } : {}),
    ...{
      without: withoutFibre(prepared, locks, budget?.addedFen),
      ...(asked ? { locks: asked } : {}),
      madeBy: madeBy(solution),
    },
  };
}

function madeBy({ base, seconds, early = false }: PlanSolution): MadeBy {
  const near = base ? { near: { locks: base.asked ?? null } } : {};
  const limit = seconds === undefined ? { deterministic: !early } : { deterministic: false, seconds };
  return { planner: plannerVersion, ...limit, ...near };
}

function withoutFibre(
  { input, unreachable }: PreparedPlan,
  { leftOut }: ResolvedLocks,
  addedFen: ReadonlyMap<number, number> = new Map(),
): ReadonlyMap<number, UnreachableVillage | LeftOutVillage> {
  const left = [...leftOut].map(([i, reason]): [number, LeftOutVillage] => {
    const added = addedFen.get(i);
    const more = added === undefined ? {} : { addedFen: added };
    return [i, { state: "left-out", ...identityOf(input.villages[i]), reason, ...more }];
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
