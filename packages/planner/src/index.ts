export type { PrizeProblem } from "./choice/prizes/reduce-prizes.ts";
export { type PrizeProof, solvePrizes } from "./choice/prizes/solve-prizes.ts";
export { type CompareAnswer, type CompareOptions, compareProposals } from "./compare/compare-proposals.ts";
export type { Both, ComparedVillage, Comparison, DifferentGround } from "./compare/comparison.ts";
export { type RepriceAnswer, reprice } from "./compare/reprice.ts";
export type { SpanPart } from "./compare/span-difference.ts";
export { type CountyInput, defaultMarginM, inputsByCounty } from "./counties/by-county.ts";
export { type Alternative, alternativeTo, whyNot } from "./explain/alternatives.ts";
export {
  type ExplainedPart,
  explainVillage,
  type NextBest,
  type VillageExplanation,
} from "./explain/explain-village.ts";
export { PlanInHand } from "./explain/plan-in-hand.ts";
export { type PricePoint, type PriceQuestion, type WhatIfAnswer, whatIf } from "./explain/what-if.ts";
export { openLocks } from "./locks/resolved-locks.ts";
export { plan } from "./plan/make-plan.ts";
export type { Cancel, OnPlanProgress, PlanAnswer, PlanInput, PlanProgress } from "./plan/plan.ts";
export { type PlannedAgain, planAgain } from "./plan/plan-again.ts";
export { plannerVersion } from "./plan/planner-version.ts";
export { type PrepareAnswer, preparePlan } from "./plan/prepare-plan.ts";
export type { PreparedPlan } from "./plan/prepared-plan.ts";
export { defaultSettings, itemisedCounting } from "./plan/settings.ts";
export type { PlanSolution, SolvedPlan } from "./plan/solution.ts";
export { type SolvePlanOptions, solvePlan } from "./plan/solve-plan.ts";
export { statusesToConnect } from "./plan/to-connect.ts";
export { planWithTree, solveTreeTask, type TreeAnswer, type TreeTask, treeTaskOf } from "./plan/tree-task.ts";
export { defaultPriceBook, itemisedPriceBook } from "./price/default-prices.ts";
export { priceCodesNeeded } from "./price/needed-prices.ts";
export { checkPrices } from "./price/prices.ts";
export { type ReinforceInput, reinforce } from "./reinforce/reinforce.ts";
export type {
  NewSpan,
  ReinforceAnswer,
  ReinforceGoal,
  Reinforcement,
  ReinforceOptions,
} from "./reinforce/reinforcement.ts";
export {
  type SolveOptions,
  type SteinerNetwork,
  type SteinerProof,
  solveSteiner,
  TerminalsApart,
} from "./steiner/solve-steiner.ts";
