import type { Line } from "@cuntong/geo";
import type { VillageCode } from "./village.ts";

/**
 * A part of the corridors that a plan is bound to: a line as drawn, imported or taken from a span of an earlier proposal, or all that comes
 * from one line of the corridor source (OSM way id, feature number). `id` names it in issues.
 */
export type CorridorLock =
  | { readonly id: string; readonly line: Line }
  | { readonly id: string; readonly source: number };

/** What a planner has decided beforehand. A lock is never relaxed silently: a plan keeps it or is refused. */
export interface PlanLocks {
  /** Mandatory routes: built and paid in full, whoever they serve. */
  readonly use: readonly CorridorLock[];
  /** Nothing is built here. */
  readonly avoid: readonly CorridorLock[];
  /** Villages that must be connected. */
  readonly must: readonly VillageCode[];
  /** Villages that this plan leaves out. */
  readonly forbid: readonly VillageCode[];
  /** A corridor within so many metres of a drawn line is the one meant. */
  readonly toleranceM: number;
}
