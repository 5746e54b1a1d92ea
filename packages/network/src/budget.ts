import type { Village } from "./village.ts";

/**
 * What connecting a village is worth: the sum of what it has times these. Each is a decimal of zero or more with at most four digits after
 * the point. A plan asks only for what has a weight here, and a village that lacks it is an error, not a zero.
 */
export interface ChoiceWeights {
  /** Per inhabitant. */
  readonly people?: number;
  readonly households?: number;
  /** Per village, whatever its size. */
  readonly village?: number;
  /** Per village that asks for a service, by the service's name. */
  readonly services?: Readonly<Record<string, number>>;
  /** Per point of a village's priority (poverty, border). */
  readonly priority?: number;
}

/** What a quota counts. */
export const quotaUnits = ["villages", "people", "households"] as const;
export type QuotaUnit = (typeof quotaUnits)[number];

/** A county must get at least so much. */
export interface Quota {
  readonly countyCode: string;
  readonly atLeast: number;
  readonly of: QuotaUnit;
}

/**
 * Money for a plan and what it is to be spent on. Villages that must be connected, or left out, are locks ({@link PlanLocks}). A cap, a
 * quota or a date is never relaxed: a plan keeps all of them or is refused.
 */
export interface Budget {
  /** The bill is at most this. Absent: everything that can be reached is connected, and only the curve is asked for. */
  readonly capFen?: number;
  readonly weights: ChoiceWeights;
  readonly quotas?: readonly Quota[];
  /** Villages whose due date is this ISO date or an earlier one must be connected. */
  readonly dueBy?: string;
  /** Points of the curve from money to what it reaches; 0 or absent: none. */
  readonly curvePoints?: number;
}

/** One plan of the curve. */
export interface CurvePoint {
  /** Its bill. */
  readonly costFen: number;
  readonly villages: number;
  readonly people?: number;
  readonly households?: number;
  readonly weight: number;
  /** Proven: no plan that costs at most as much is worth more. */
  readonly weightBound: number;
  /** True on the upper convex envelope of the curve: no mix of two other plans is better. */
  readonly onEnvelope: boolean;
}

/** What a plan made of its budget. Weights are in the units of {@link ChoiceWeights}. */
export interface BudgetTotals {
  readonly capFen?: number;
  /** What the villages connected are worth together. */
  readonly weight: number;
  /** Proven: no plan under the same cap, quotas and locks is worth more. */
  readonly weightBound: number;
  /** (bound - weight) / bound. */
  readonly gap: number;
  /** Cheapest first; absent where none was asked for. */
  readonly curve?: readonly CurvePoint[];
}

/** Ten-thousandths: weights are added up exactly in these. */
export const weightScale = 10_000;

/** How much of a unit a village has; undefined where that is not known. */
export function amountOf(village: Village, unit: QuotaUnit): number | undefined {
  return unit === "villages" ? 1 : village[unit];
}
