import type { Line, Position } from "@cuntong/geo";
import type { Budget, BudgetTotals } from "./budget.ts";
import type { CorridorClass, CrossingKind } from "./corridor.ts";
import type { PlanLocks } from "./locks.ts";
import type { PlanSettings } from "./plan-settings.ts";
import type { NodeId, NodeKind, SpanId, Support } from "./plant.ts";
import type { PriceBook, PriceUnit } from "./price-book.ts";
import type { VillageCode } from "./village.ts";

/** Bands of ground slope along the line: flat below 10 %, rolling 10-25 %, steep above (numbers of the price book, a setting). */
export const slopeBands = ["flat", "rolling", "steep"] as const;
export type SlopeBand = (typeof slopeBands)[number];

/**
 * What a plan counts, by price code. Quantities are exact integers so that money is exact: metres are counted in centimetres
 * (`unit: "m"`, quantity in cm), everything else by the piece; what is paid yearly is counted times the years.
 */
export interface Quantity {
  readonly code: string;
  readonly unit: PriceUnit;
  /** Centimetres where `unit` is `m`, centimetre-years where it is `m-year`, pieces (or piece-years) otherwise. */
  readonly quantity: number;
}

/** Cables of one size laid side by side on a span. */
export interface SpanCable {
  readonly strands: number;
  /** More than one where the largest cable of the price book has too few strands. */
  readonly count: number;
}

/**
 * A proposed span: a chain of corridor edges between two proposed or existing nodes, of one support and one corridor class; or further cable
 * along an existing span (class `other`).
 */
export interface ProposedSpan {
  readonly id: SpanId;
  /** The end nearer the root. */
  readonly from: NodeId;
  /** The end farther from the root. */
  readonly to: NodeId;
  readonly support: Support;
  readonly corridorClass: CorridorClass;
  /** Existing span whose poles or ducts carry it: nothing but cable is new. Absent where all of it is. */
  readonly reuses?: SpanId;
  readonly line: Line;
  /** Drawn length, geodesic metres. */
  readonly lengthM: number;
  /** Cost of everything counted on this span, exact fen rounded half up; the proposal's totals are made from `quantities`, not from this. */
  readonly costFen: number;
  readonly quantities: readonly Quantity[];
  readonly crossings: Readonly<Partial<Record<CrossingKind, number>>>;
  /** Cables on it, the largest first; absent where the settings leave cable in the span price. */
  readonly cables?: readonly SpanCable[];
  /** Villages that lose their path when this span is cut. */
  readonly villagesBeyond: number;
}

/** A node of the proposal: an existing node that it starts from, a new closure where it branches, or a village's end point. */
export interface ProposedNode {
  readonly id: NodeId;
  readonly kind: NodeKind;
  readonly position: Position;
  /** True for a node of the existing plant (or the given root). */
  readonly existing: boolean;
  readonly villageCode?: VillageCode;
}

/**
 * Why a village that could be reached is not connected: `forbidden` by a lock, `cut-off` by the corridors that locks avoid, `not-chosen`
 * under the budget.
 */
export const leftOutReasons = ["forbidden", "cut-off", "not-chosen"] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

/** Why a village cannot be reached. */
export const unreachableReasons = ["too-far", "island", "forbidden-area"] as const;
export type UnreachableReason = (typeof unreachableReasons)[number];

/** What a proposal repeats of a village. */
interface NamedVillage {
  readonly code: VillageCode;
  readonly name: string;
  readonly countyCode?: string;
  readonly position: Position;
  readonly people?: number;
  readonly households?: number;
}

/** How one village is connected, or why not. */
export type ProposedVillage = NamedVillage &
  (
    | {
        readonly state: "connected";
        readonly nodeId: NodeId;
        /** The existing node its path starts from. */
        readonly rootNodeId: NodeId;
        /** Metres of new fibre from the village to the existing plant (shared spans counted whole). */
        readonly pathM: number;
        /** This village's share of the cost: each span's cost divided evenly among the villages beyond it, largest remainder; shares add up to the total. */
        readonly shareFen: number;
      }
    | {
        readonly state: "unreachable";
        /**
         * `too-far`: no corridor within the snap limit; `island`: its corridors do not meet those of the root; `forbidden-area`: it lies in a
         * forbidden area, or would be reached if nothing were forbidden.
         */
        readonly reason: UnreachableReason;
        /** Metres from the village (too-far) or from its corridors (island) to the nearest corridor that reaches the root. */
        readonly gapM: number;
        readonly nearest: Position;
        /** The corridor at `nearest` that it would join: its class and its source's own number. */
        readonly joins?: { readonly corridorClass: CorridorClass; readonly source: number };
      }
    | {
        readonly state: "left-out";
        readonly reason: LeftOutReason;
        /** Estimate of what connecting it on top of this plan would cost; absent where there is no budget. */
        readonly addedFen?: number;
      }
  );

/** A line of the bill of quantities: quantity x price = cost, and the costs add up to the proposal's cost to the fen. */
export interface BillLine extends Quantity {
  readonly priceFen: number;
  readonly costFen: number;
  readonly source: string;
  readonly date: string;
}

export interface ProposalTotals {
  readonly villages: number;
  readonly connected: number;
  readonly unreachable: number;
  /** Villages that could be reached and are not connected; absent where there are none. */
  readonly leftOut?: number;
  readonly lengthM: number;
  readonly lengthMBySupport: Readonly<Partial<Record<Support, number>>>;
  readonly costFen: number;
  /** What it costs to run over the years asked for. Not part of `costFen`; absent where not asked for, or counted in. */
  readonly opexFen?: number;
  /** Proven: no plan on these inputs can cost less. Absent when not computed. */
  readonly lowerBoundFen?: number;
  /** (cost - lower bound) / cost. */
  readonly gap?: number;
  readonly people?: number;
  readonly households?: number;
  /** Where villages were chosen under a budget. */
  readonly budget?: BudgetTotals;
}

/** What made a proposal: with the inputs, everything that planning it again to the same bytes takes. */
export interface MadeBy {
  /** Version of the planner. Another version may answer otherwise. */
  readonly planner: string;
  /** False where time or somebody's word, not work, ended the search: planning again may then answer otherwise. */
  readonly deterministic: boolean;
  /** Seconds that the search was given; absent where it was limited by work alone. */
  readonly seconds?: number;
  /** Where it was made near its own locks from a plan found from the ground up: that plan's locks, null where it had none. */
  readonly near?: { readonly locks: PlanLocks | null };
}

/** What the planner answers: not plant until accepted. The same input and seed give the same bytes. */
export interface Proposal {
  readonly format: "cuntong-proposal";
  readonly formatVersion: 2;
  readonly seed: number;
  /** Name, role and SHA-256 of each input, or the store's revision, that it was computed on. */
  readonly inputs: readonly {
    readonly role: string;
    readonly name: string;
    readonly sha256?: string;
    readonly revision?: number;
  }[];
  readonly settings: PlanSettings;
  readonly priceBookName: string;
  /** The whole book, so that the plan can be made again and held against another one with no file beside it. */
  readonly priceBook: PriceBook;
  readonly madeBy: MadeBy;
  readonly totals: ProposalTotals;
  readonly bill: readonly BillLine[];
  /** Cost of running the new plant, apart from the investment. */
  readonly opex?: { readonly years: number; readonly lines: readonly BillLine[] };
  readonly nodes: readonly ProposedNode[];
  readonly spans: readonly ProposedSpan[];
  readonly villages: readonly ProposedVillage[];
  /** Credits of the data, to be shown with it. */
  readonly credits: readonly string[];
  /** True when any input was generated from a seed rather than surveyed. */
  readonly generated: boolean;
  /** What was decided beforehand; absent where nothing was. */
  readonly locks?: PlanLocks;
  /** The budget under which villages were chosen; absent where there was none. */
  readonly budget?: Budget;
}
