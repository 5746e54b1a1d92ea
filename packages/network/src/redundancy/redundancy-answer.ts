import type { NodeId, SpanId } from "../records/ids.ts";
import type { Result } from "../result.ts";
import type { VillageCode } from "../village.ts";
import type { VillageWays } from "./village-ways.ts";

/**
 * How well a village is held, the worst first. `none`: no way to a headend. `onePath`: some span, or some node but a headend, is on every
 * way. `sharedRisk`: no single span or node cuts it off, but spans of one shared-risk group do that fail together. `twoDisjoint`: nothing of these does,
 * but all ways end at one headend. `dualHomed`: not even the loss of a headend cuts it off.
 */
export const redundancyGrades = ["none", "onePath", "sharedRisk", "twoDisjoint", "dualHomed"] as const;
export type RedundancyGrade = (typeof redundancyGrades)[number];

/** Something that fails alone, or spans that fail together. */
export interface RiskPoint {
  readonly kind: "span" | "node" | "headend" | "named" | "parallel";
  /** Of the span or node; the group's name, or its span ids joined by ` + `. */
  readonly id: string;
  /** Spans that fail; none where a node does. */
  readonly spanIds: readonly SpanId[];
}

/** A single point of failure, and whom its loss cuts off. */
export interface SinglePoint extends RiskPoint {
  readonly villages: number;
  /** People of those of whom it is known. */
  readonly people: number;
  readonly services: number;
}

export interface VillageGrade {
  readonly code: VillageCode;
  readonly grade: RedundancyGrade;
  /** Where the village meets the plant. */
  readonly nodeIds: readonly NodeId[];
  /** The nearest thing that keeps the grade down: absent for `none` and `dualHomed`. */
  readonly because?: RiskPoint;
}

export type GradeCounts = Readonly<Record<RedundancyGrade, number>>;

export interface CountyGrades {
  /** Empty for villages whose county is not known. */
  readonly countyCode: string;
  readonly villages: GradeCounts;
  readonly people: GradeCounts;
}

export interface Redundancy {
  readonly revision: number;
  readonly nodes: number;
  readonly spans: number;
  readonly headends: readonly NodeId[];
  /** Groups of spans that fail together, as the spans name them and as they lie. */
  readonly sharedRisks: { readonly named: number; readonly parallel: number };
  /** By code. */
  readonly villages: readonly VillageGrade[];
  readonly totals: Omit<CountyGrades, "countyCode">;
  /** Villages of which nobody knows how many people live there: they count as none. */
  readonly villagesWithoutPeople: number;
  /** By county code. */
  readonly counties: readonly CountyGrades[];
  /** What cuts off a village other than those at it, the worst first: by villages, people, services. */
  readonly points: PointList;
  /** Villages that the loss of a point cuts off, by code. */
  cutOff(point: RiskPoint): readonly VillageCode[];
  /**
   * The two ways of a village to headends that have least in common. Refuses a village that is not there (`VILLAGE_UNKNOWN`) or that no way
   * leads to (`VILLAGE_UNREACHED`).
   */
  waysOf(code: string): Result<VillageWays, "VILLAGE_UNKNOWN" | "VILLAGE_UNREACHED">;
}

/** A list that is too long to be written out: of a province it has hundreds of thousands of points. */
export interface PointList {
  readonly count: number;
  /** Points of the ranks from `first`, at most `count` of them. */
  page(first: number, count: number): readonly SinglePoint[];
}
