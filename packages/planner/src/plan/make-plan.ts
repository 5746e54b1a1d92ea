import type { Cancel, OnPlanProgress, PlanAnswer, PlanInput } from "./plan.ts";
import { preparePlan } from "./prepare-plan.ts";
import { type SolvePlanOptions, solvePlan } from "./solve-plan.ts";

/**
 * Plans the fibre that connects the given villages to the existing plant along the corridors: {@link preparePlan}, then {@link solvePlan},
 * with the refusals of both. The same input gives the same answer, byte for byte.
 */
export function plan(
  input: PlanInput,
  onProgress?: OnPlanProgress,
  cancel?: Cancel,
  options: SolvePlanOptions = {},
): PlanAnswer {
  const ready = preparePlan(input, onProgress, cancel);
  if (!ready.ok) return ready;
  const answer = solvePlan(ready.prepared, options, onProgress, cancel);
  return answer.ok ? { ok: true, proposal: answer.proposal, issues: answer.issues } : answer;
}
