import type { Issue, LeftOutReason, PlanLocks } from "@cuntong/network";

/** Locks in terms of a prepared plan's stretches and villages. */
export interface ResolvedLocks {
  /** Stretches that the plan contains, in order of their number; they close no loop, also not through the existing plant. */
  readonly use: readonly number[];
  /** 1 for each stretch on which nothing is built; undefined where there is none. */
  readonly avoid: Uint8Array | undefined;
  /** Villages left out, by index. */
  readonly leftOut: ReadonlyMap<number, LeftOutReason>;
  /** Villages that must be connected, by index. */
  readonly must: ReadonlySet<number>;
  readonly issues: readonly Issue[];
}

/** No lock at all. */
export const noLocks: ResolvedLocks = { use: [], avoid: undefined, leftOut: new Map(), must: new Set(), issues: [] };

/** Locks that bind nothing, to start from. */
export const openLocks: PlanLocks = { use: [], avoid: [], must: [], forbid: [], toleranceM: 20 };
