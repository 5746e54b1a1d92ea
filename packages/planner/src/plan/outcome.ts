import type { Budget, BudgetTotals, MadeBy, PlanLocks, ProposedVillage } from "@cuntong/network";
import type { PlanNetwork } from "../ground/split.ts";
import type { CableSizing } from "../price/cables.ts";
import type { Counts } from "../price/price-stretches.ts";
import type { PriceTable } from "../price/prices.ts";
import type { PlanInput } from "./plan.ts";

/** A village that cannot be reached. */
export type UnreachableVillage = Extract<ProposedVillage, { state: "unreachable" }>;
/** A village that could be reached and is not connected. */
export type LeftOutVillage = Extract<ProposedVillage, { state: "left-out" }>;
/** A village that is connected. */
export type ConnectedVillage = Extract<ProposedVillage, { state: "connected" }>;

/** Everything that a proposal is written from. */
export interface Outcome {
  readonly input: PlanInput;
  readonly network: PlanNetwork;
  readonly counts: Counts;
  readonly prices: PriceTable;
  /** Sizes the spans' cables; absent where cable is in the span price. */
  readonly cables: CableSizing | undefined;
  /** The stretches chosen. */
  readonly chosen: readonly number[];
  /** Villages that are not connected, by index. */
  readonly without: ReadonlyMap<number, UnreachableVillage | LeftOutVillage>;
  readonly locks?: PlanLocks;
  /** The budget under which villages were chosen, and what came of it. */
  readonly budget?: { readonly asked: Budget; readonly totals: BudgetTotals };
  readonly madeBy: MadeBy;
  /** Hundredths of a fen that no plan for these villages can undercut. */
  readonly lowerBound: number | undefined;
}
