import type { Issue } from "@cuntong/network";
import type { Snapping } from "../ground/snapping.ts";
import type { PlanNetwork } from "../ground/split.ts";
import type { CableFloor, CableSizing } from "../price/cables.ts";
import type { ForcedSpans } from "../price/forced-spans.ts";
import type { Counts } from "../price/price-stretches.ts";
import type { PriceTable } from "../price/prices.ts";
import type { UnreachableVillage } from "./outcome.ts";
import type { PlanInput } from "./plan.ts";
import type { PlanProblem } from "./steiner-problem.ts";

/**
 * Villages and plant snapped to the corridors, every metre priced, and the whole as a tree problem: all of a plan that does not depend on
 * locks, budget or effort. Made once by `preparePlan`, solved as often as wanted; it is never changed.
 */
export interface PreparedPlan {
  /** The input with that plant alone which a plan may start from. */
  readonly input: PlanInput;
  readonly snapping: Snapping;
  readonly network: PlanNetwork;
  readonly counts: Counts;
  readonly prices: PriceTable;
  /** Sizes the spans' cables; absent where cable is in the span price. */
  readonly cables: CableSizing | undefined;
  /** The line below the price of cable that weights and bases hold, and the stretches of which the cable is known; absent without `cables`. */
  readonly sized?: { readonly floor: CableFloor; readonly forced: ForcedSpans };
  /**
   * What each village costs at least on top of any tree, hundredths of a fen, by index (0 where it cannot be reached): its own pieces,
   * and the strands of its own all the way to the existing plant. For any villages joined by any tree, the sum of their bases and of the
   * tree's weights is at most the bill.
   */
  readonly villageBase: Float64Array;
  /** Villages that cannot be reached, by index. */
  readonly unreachable: ReadonlyMap<number, UnreachableVillage>;
  readonly problem: PlanProblem;
  /** Doubts about the inputs that travel with every plan made from them. */
  readonly issues: readonly Issue[];
}
