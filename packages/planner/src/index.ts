export { defaultPriceBook } from "./default-prices.ts";
export { plan } from "./make-plan.ts";
export type { Cancel, OnPlanProgress, PlanAnswer, PlanInput, PlanProgress } from "./plan.ts";
export { checkPrices, priceCodesNeeded } from "./prices.ts";
export { defaultSettings } from "./settings.ts";
export {
  type SolveOptions,
  type SteinerNetwork,
  type SteinerProof,
  solveSteiner,
  TerminalsApart,
} from "./steiner/solve-steiner.ts";
export { statusesToConnect } from "./to-connect.ts";
