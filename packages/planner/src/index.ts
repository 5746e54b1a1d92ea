export type { Cancel, OnPlanProgress, PlanAnswer, PlanInput, PlanProgress } from "./plan.ts";
