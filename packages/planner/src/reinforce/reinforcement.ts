import type { Line } from "@cuntong/geo";
import type { CorridorClass, Issue, NodeId, RiskPoint, Support, VillageCode } from "@cuntong/network";

/** Whom to protect, and against what. */
export type ReinforceGoal =
  | {
      /** Each is to have two ways that share nothing, to one headend or to two different ones. */
      readonly grade: "twoDisjoint" | "dualHomed";
      /** Villages by code, and nodes (e.g. of townships) by id. */
      readonly villages: readonly VillageCode[];
      readonly nodes?: readonly NodeId[];
    }
  /** No village is to be cut off by one of these any more. */
  | { readonly points: readonly RiskPoint[] };

export interface ReinforceOptions {
  readonly budgetFen?: number;
  /** What protecting a village is worth: one, or its people. */
  readonly weigh?: "villages" | "people";
  /** Lines nearer than so many metres, for a while, fail together. */
  readonly parallelWithinM?: number;
}

/** A piece of new plant along one corridor. */
export interface NewSpan {
  readonly line: Line;
  readonly lengthM: number;
  readonly support: Support;
  readonly corridorClass: CorridorClass;
  /** Rounded so that the spans add up to the cost. */
  readonly costFen: number;
}

/** New spans that protect villages, what is proven of them, and what less money would buy. */
export interface Reinforcement {
  readonly spans: readonly NewSpan[];
  readonly lengthM: number;
  readonly costFen: number;
  /** No new spans over these corridors that protect the same villages cost less. */
  readonly lowerBoundFen: number;
  /** (cost - lowerBound) / cost; 0 where nothing is built. */
  readonly gap: number;
  /** Codes and node ids. */
  readonly protectedBefore: readonly string[];
  readonly newlyProtected: readonly string[];
  /** Within reach, but not within the budget. */
  readonly leftOut: readonly string[];
  /** Those that nothing over these corridors protects at any price: proven. */
  readonly notPossible: readonly string[];
  /** Weight that is protected, and what no spans within the budget can exceed. */
  readonly weight: number;
  readonly mostWeight: number;
  /** What was built one after the other, the cheapest for its weight first: before anything was made needless by what came later. */
  readonly curve: readonly { readonly costFen: number; readonly protected: number; readonly weight: number }[];
  readonly issues: readonly Issue[];
}

export type ReinforceAnswer =
  | { readonly ok: true; readonly reinforcement: Reinforcement }
  | { readonly ok: false; readonly issues: readonly Issue[] };
