import type { Issue, Proposal } from "@cuntong/network";
import { resolveLocks } from "../locks/resolve-locks.ts";
import { findTree } from "./find-tree.ts";
import type { Cancel, OnPlanProgress, PlanInput } from "./plan.ts";
import { plannerVersion } from "./planner-version.ts";
import { preparePlan } from "./prepare-plan.ts";
import type { PreparedPlan } from "./prepared-plan.ts";
import { orRefused, type Refusal } from "./refusal.ts";
import type { PlanSolution, SolvedPlan } from "./solution.ts";
import { type SolvePlanOptions, solvePlan } from "./solve-plan.ts";
import { Watch } from "./watch.ts";

/** A proposal planned again: the same bytes where inputs and planner are the same, and what is needed to ask about it. */
export interface PlannedAgain {
  readonly ok: true;
  readonly input: PlanInput;
  readonly prepared: PreparedPlan;
  readonly solved: SolvedPlan;
  readonly issues: readonly Issue[];
}

/**
 * Plans a proposal again. Villages, plant, corridors, elevation and areas are given; settings, seed, prices, locks and budget are the proposal's. Refuses with
 * `INPUT_CHANGED` and `INPUT_MISSING` where the inputs are not those that the proposal was made on, and as `plan` does; warns with
 * `PLANNER_OTHER` where it was made otherwise than it would be now. Locks that cannot be kept were left out when it was made and are again,
 * unless told otherwise.
 */
export function planAgain(
  proposal: Proposal,
  given: PlanInput,
  { partial = true }: Pick<SolvePlanOptions, "partial"> = {},
  onProgress?: OnPlanProgress,
  cancel?: Cancel,
): PlannedAgain | Refusal {
  const faults = otherInputs(proposal.inputs, given.inputs);
  if (faults.length > 0) return { ok: false, issues: faults };
  const input = inputOf(proposal, given);
  const ready = preparePlan(input, onProgress, cancel);
  if (!ready.ok) return ready;
  const { prepared } = ready;
  return orRefused(() => {
    const from = proposal.madeBy.near
      ? baseOf(prepared, proposal.madeBy.near, new Watch(onProgress, cancel))
      : undefined;
    const options = {
      partial,
      ...(from && { from }),
      ...(proposal.locks && { locks: proposal.locks }),
      ...(proposal.budget && { budget: proposal.budget }),
    };
    const solved = solvePlan(prepared, options, onProgress, cancel);
    return solved.ok
      ? { ok: true, input, prepared, solved, issues: [...otherPlanner(proposal), ...solved.issues] }
      : solved;
  });
}

function inputOf(
  { villages, settings, seed, priceBook, inputs, credits, generated }: Proposal,
  given: PlanInput,
): PlanInput {
  const byCode = new Map(given.villages.map((village) => [village.code, village]));
  return {
    ...given,
    // Those of its inputs that it was asked to connect, in its order.
    villages: villages.flatMap(({ code }) => byCode.get(code) ?? []),
    ...{ settings, seed, priceBook, inputs, credits, generated },
  };
}

/** The plan found from the ground up from which the proposal was made near its own locks. */
function baseOf(prepared: PreparedPlan, near: NonNullable<Proposal["madeBy"]["near"]>, watch: Watch): PlanSolution {
  const asked = near.locks ?? undefined;
  return findTree(prepared, resolveLocks(prepared, asked), asked ? { asked } : {}, watch);
}

type Inputs = Proposal["inputs"];

/** Prices are the proposal's own; all else must be what it was made on. */
function otherInputs(made: Inputs, given: Inputs): Issue[] {
  const contentOf = ({ sha256, revision, name }: Inputs[number]) =>
    sha256 ?? (revision === undefined ? name : String(revision));
  const [expected, found] = [made, given].map((inputs) => Map.groupBy(inputs, ({ role }) => role));
  const roles = [...new Set([...expected.keys(), ...found.keys()])].filter((role) => role !== "prices");
  return roles.flatMap((role): Issue[] => {
    const [before, after] = [expected, found].map((inputs) => inputs.get(role)?.map(contentOf).sort().join(" "));
    if (before === after) return [];
    if (after === undefined)
      return [fault("INPUT_MISSING", `the proposal was made on an input "${role}" that is not given`, { role })];
    if (before === undefined)
      return [fault("INPUT_CHANGED", `the proposal was made without an input "${role}"`, { role })];
    const params = { role, expected: before.slice(0, 12), found: after.slice(0, 12) };
    return [fault("INPUT_CHANGED", `the input "${role}" is not the one that the proposal was made on`, params)];
  });
}

function fault(code: string, message: string, params: Record<string, string>): Issue {
  return { severity: "error", code, place: {}, message, params };
}

function otherPlanner({ madeBy: { planner, deterministic } }: Proposal): Issue[] {
  if (planner === plannerVersion && deterministic) return [];
  const message = deterministic
    ? `the proposal was made by planner ${planner}, this is ${plannerVersion}`
    : "the proposal was made under a limit of time";
  return [{ severity: "warning", code: "PLANNER_OTHER", place: {}, message, params: { made: planner } }];
}
