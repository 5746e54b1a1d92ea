import type { PlanDetail } from "@cuntong/contract";
import type { Order } from "../controls/order.ts";

type Row = PlanDetail["counties"][number];
export type CountyColumn = "name" | "connected" | "unreachable" | "leftOut" | "quota" | "share";

const compare: Record<CountyColumn, (a: Row, b: Row) => number> = {
  name: (a, b) => a.name.localeCompare(b.name, "zh-CN"),
  connected: (a, b) => a.connected - b.connected,
  unreachable: (a, b) => a.unreachable - b.unreachable,
  leftOut: (a, b) => a.leftOut - b.leftOut,
  quota: (a, b) => overQuota(a) - overQuota(b),
  share: (a, b) => a.shareFen - b.shareFen,
};

/** How far a county is above the quota that it is nearest to; one without a quota is the farthest. */
function overQuota({ quotas = [] }: Row): number {
  return Math.min(Number.MAX_VALUE, ...quotas.map(({ atLeast, got }) => got - atLeast));
}

/** The rows in that order; equal ones by code. */
export function sortCounties(rows: readonly Row[], { column, direction }: Order<CountyColumn>): readonly Row[] {
  const sign = direction === "ascending" ? 1 : -1;
  return rows.toSorted((a, b) => sign * compare[column](a, b) || a.countyCode.localeCompare(b.countyCode));
}
