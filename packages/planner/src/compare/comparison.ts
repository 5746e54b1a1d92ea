import type { PriceUnit, ProposalTotals, VillageCode } from "@cuntong/network";
import type { SpanPart } from "./span-difference.ts";

/** A figure of two plans, `a` and `b`. */
export interface Both<T> {
  readonly a: T;
  readonly b: T;
}

export interface ComparedVillage {
  readonly code: VillageCode;
  readonly name: string;
  readonly countyCode?: string;
}

/** What the two plans were made on where it is not the same: a difference in cost may come from it. */
export interface DifferentGround {
  /** Names of the settings that differ. */
  readonly settings: readonly string[];
  /** Roles of the inputs of other content, or of another revision. */
  readonly inputs: readonly string[];
  readonly seed: boolean;
  readonly locks: boolean;
  readonly planner: boolean;
  /** True where the price books differ; `a` was then priced anew by the book of `b`. */
  readonly prices: boolean;
  /** Villages that only one of the plans was asked to connect. */
  readonly villages: Both<readonly VillageCode[]>;
}

/** Two proposals held against each other. Differences are `b` less `a`. */
export interface Comparison {
  readonly different: DifferentGround;
  readonly totals: Both<ProposalTotals>;
  readonly costFen: number;
  readonly lengthM: number;
  readonly villages: {
    /** Connected in one plan and not in the other. */
    readonly onlyA: readonly ComparedVillage[];
    readonly onlyB: readonly ComparedVillage[];
    readonly inBoth: number;
  };
  readonly items: readonly {
    readonly code: string;
    readonly unit: PriceUnit;
    readonly quantity: Both<number>;
    readonly costFen: Both<number>;
  }[];
  /** Cost and length by county as the villages share them. */
  readonly counties: readonly {
    readonly countyCode: string;
    readonly connected: Both<number>;
    readonly costFen: Both<number>;
    readonly lengthM: Both<number>;
  }[];
  readonly spans: {
    readonly onlyA: readonly SpanPart[];
    readonly onlyB: readonly SpanPart[];
    readonly onlyALengthM: number;
    readonly onlyBLengthM: number;
  };
}
