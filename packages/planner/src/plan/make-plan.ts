import type { Cancel, OnPlanProgress, PlanAnswer, PlanInput } from "./plan.ts";
import { preparePlan } from "./prepare-plan.ts";
import { solvePlan } from "./solve-plan.ts";

/**
 * Plans the fibre that connects the given villages to the existing plant along the corridors: {@link preparePlan}, then {@link solvePlan},
 * with the refusals of both. The same input gives the same answer, byte for byte.
 */
export function plan(input: PlanInput, onProgress?: OnPlanProgress, cancel?: Cancel): PlanAnswer {
  const answer = preparePlan(input, onProgress, cancel);
  return answer.ok ? solvePlan(answer.prepared, {}, onProgress, cancel) : answer;
}
