import { type PlanDetail, planFileNames } from "@cuntong/contract";
import { proposalMediaTypes } from "@cuntong/formats";
import type { Extent } from "@cuntong/geo";
import type { Proposal, ProposedVillage, Quota, QuotaUnit } from "@cuntong/network";
import type { Frozen } from "../http/mount.ts";
import { histogramOf } from "./histogram.ts";

type Detail = Omit<Frozen<PlanDetail>, "plan">;

/** Everything that a screen shows of a finished plan, beside the plan itself. */
export function detailOf(planId: string, proposal: Proposal, countyNames: ReadonlyMap<string, string>): Detail {
  const { bill, opex, villages, budget, credits, generated } = proposal;
  return {
    bill,
    opex: opex ?? null,
    histogram: histogramOf(villages.flatMap((village) => (village.state === "connected" ? [village.shareFen] : []))),
    counties: countyTotals(villages, countyNames, budget?.quotas ?? []),
    unreachable: villages.flatMap((village) => (village.state === "unreachable" ? [unreachable(village)] : [])),
    leftOut: villages.flatMap((village) => (village.state === "left-out" ? [leftOut(village)] : [])),
    ...reused(proposal),
    files: planFileNames.map((name) => ({
      name,
      href: `/api/plans/${planId}/files/${name}`,
      media: proposalMediaTypes[name],
    })),
    extent: extentOf(proposal),
    generated,
    credits,
  };
}

/** The same for a plan that has no proposal. */
export const emptyDetail: Omit<Detail, "credits" | "generated"> = {
  bill: [],
  opex: null,
  histogram: [],
  counties: [],
  unreachable: [],
  leftOut: [],
  files: [],
  extent: null,
};

function countyTotals(
  villages: readonly ProposedVillage[],
  names: ReadonlyMap<string, string>,
  quotas: readonly Quota[],
): Detail["counties"] {
  const groups = Map.groupBy(villages, ({ countyCode }) => countyCode ?? "");
  const totals = [...groups].map(([countyCode, group]) => {
    const connected = group.flatMap((village) => (village.state === "connected" ? [village] : []));
    const asked = quotas.filter((quota) => quota.countyCode === countyCode);
    return {
      countyCode,
      name: names.get(countyCode) ?? "",
      connected: connected.length,
      unreachable: group.filter(({ state }) => state === "unreachable").length,
      leftOut: group.filter(({ state }) => state === "left-out").length,
      shareFen: connected.reduce((sum, { shareFen }) => sum + shareFen, 0),
      ...(asked.length > 0
        ? { quotas: asked.map(({ of, atLeast }) => ({ of, atLeast, got: amountOf(of, connected) })) }
        : {}),
    };
  });
  return totals.sort((a, b) => (a.countyCode < b.countyCode ? -1 : 1));
}

function reused({ spans }: Proposal): Pick<Detail, "reusedM"> {
  const carried = spans.filter(({ reuses }) => reuses !== undefined);
  if (carried.length === 0) return {};
  return { reusedM: carried.reduce((cm, { lengthM }) => cm + Math.round(100 * lengthM), 0) / 100 };
}

/** What a quota counts of the villages that are connected. */
function amountOf(of: QuotaUnit, connected: readonly ProposedVillage[]): number {
  if (of === "villages") return connected.length;
  return connected.reduce((sum, village) => sum + (village[of] ?? 0), 0);
}

function unreachable(village: Extract<ProposedVillage, { state: "unreachable" }>): Detail["unreachable"][number] {
  const { code, name, countyCode, position, reason, gapM, nearest, joins } = village;
  return { code, name, countyCode: countyCode ?? null, position, reason, gapM, nearest, ...(joins ? { joins } : {}) };
}

function leftOut(village: Extract<ProposedVillage, { state: "left-out" }>): Detail["leftOut"][number] {
  const { code, name, countyCode, position, reason, addedFen } = village;
  const added = addedFen === undefined ? {} : { addedFen };
  return { code, name, countyCode: countyCode ?? null, position, reason, ...added };
}

/** Extent of every node and village of a proposal: a plain loop, a province has many. */
function extentOf({ nodes, villages }: Proposal): Extent | null {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const {
    position: [lon, lat],
  } of [...nodes.filter(({ existing }) => !existing), ...villages]) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return west > east ? null : [west, south, east, north];
}
