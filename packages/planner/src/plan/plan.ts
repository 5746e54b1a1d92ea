import type { Elevation } from "@cuntong/geo";
import type {
  Area,
  Corridors,
  Issue,
  PlanSettings,
  PlantNode,
  PriceBook,
  Proposal,
  Span,
  Village,
} from "@cuntong/network";
import type { ChoiceSoFar } from "../choice/choose-villages.ts";

/** What a plan is made from. Time, ids and randomness come in as arguments. */
export interface PlanInput {
  /** The villages to connect. */
  readonly villages: readonly Village[];
  /** The existing plant: one connected root that costs nothing. For `--root LON,LAT` a single headend node. */
  readonly nodes: readonly PlantNode[];
  readonly spans: readonly Span[];
  readonly corridors: Corridors;
  readonly elevation?: Elevation;
  /** Areas that the plan keeps out of or pays for. */
  readonly areas?: readonly Area[];
  readonly priceBook: PriceBook;
  readonly settings: PlanSettings;
  readonly seed: number;
  readonly inputs: Proposal["inputs"];
  readonly credits: readonly string[];
  readonly generated: boolean;
}

/** Structural twin of AbortSignal, which this package's library does not have. */
export interface Cancel {
  readonly aborted: boolean;
  /** What is found so far is enough: the plan is finished with it. Plans under a budget, and near another plan, go on to their end. */
  readonly enough?: boolean;
}

export interface PlanProgress {
  readonly phase: "corridors" | "prices" | "snap" | "tree" | "improve" | "bound" | "proposal";
  /** 0..1 over the whole plan. */
  readonly fraction: number;
  readonly costFen?: number;
  readonly lowerBoundFen?: number;
  /** Under a budget, when it is news: what is chosen so far. */
  readonly choice?: ChoiceSoFar;
}

/**
 * `ok: false` carries the issues that stop the plan (E.g. `PRICE_MISSING`, `NO_VILLAGES`, `CANCELLED`); warnings travel with the proposal.
 */
export type PlanAnswer =
  | { readonly ok: true; readonly proposal: Proposal; readonly issues: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };

export type OnPlanProgress = (progress: PlanProgress) => void;
