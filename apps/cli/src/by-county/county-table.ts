import { type WriteColumn, writeCsv } from "@cuntong/formats";
import type { ProposalTotals } from "@cuntong/network";
import { formatKm, formatYuan } from "../terminal.ts";

/** One county in the summary; `codes` say what kept it from being planned. */
export interface CountyRow {
  readonly countyCode: string;
  readonly totals?: ProposalTotals;
  readonly codes: readonly string[];
}

/** Sums over the counties that were planned. */
export interface CountySums {
  readonly counties: number;
  readonly notPlanned: number;
  readonly villages: number;
  readonly connected: number;
  readonly lengthM: number;
  readonly costFen: number;
  /** No set of plans, one for each county on its own, can cost less. Absent where a county has no bound. */
  readonly lowerBoundFen?: number;
}

export function sumsOf(rows: readonly CountyRow[]): CountySums {
  const planned = rows.flatMap(({ totals }) => totals ?? []);
  const sum = (of: (totals: ProposalTotals) => number) => planned.reduce((total, totals) => total + of(totals), 0);
  const hasBounds = planned.every(({ lowerBoundFen }) => lowerBoundFen !== undefined);
  return {
    ...{ counties: rows.length, notPlanned: rows.length - planned.length },
    villages: sum(({ villages }) => villages),
    connected: sum(({ connected }) => connected),
    lengthM: Math.round(100 * sum(({ lengthM }) => lengthM)) / 100,
    costFen: sum(({ costFen }) => costFen),
    ...(hasBounds ? { lowerBoundFen: sum(({ lowerBoundFen }) => lowerBoundFen!) } : {}),
  };
}

const columns: readonly WriteColumn<CountyRow>[] = [
  { header: "county", value: ({ countyCode }) => countyCode },
  figure("villages", ({ villages }) => villages),
  figure("connected", ({ connected }) => connected),
  figure("km", ({ lengthM }) => Math.round(lengthM) / 1000),
  figure("cost_yuan", ({ costFen }) => costFen / 100),
  figure("lower_bound_yuan", ({ lowerBoundFen }) => (lowerBoundFen === undefined ? undefined : lowerBoundFen / 100)),
  figure("gap_pct", ({ gap }) => (gap === undefined ? undefined : percent(gap))),
  { header: "not_planned", value: ({ codes }) => codes.join(" ") || undefined },
];

function figure(header: string, of: (totals: ProposalTotals) => number | undefined): WriteColumn<CountyRow> {
  return { header, value: ({ totals }) => totals && of(totals) };
}

/** `counties.csv`: one row a county, in order of the codes. */
export function countyCsv(rows: readonly CountyRow[]): Uint8Array {
  return writeCsv(columns, rows);
}

/** The table in words, and what all counties amount to. */
export function countyLines(rows: readonly CountyRow[]): string[] {
  const { counties, notPlanned, villages, connected, lengthM, costFen, lowerBoundFen } = sumsOf(rows);
  const proof =
    lowerBoundFen === undefined
      ? ""
      : `; planned county by county it cannot cost less than ${formatYuan(lowerBoundFen)}`;
  return [
    ...rows.map(({ countyCode, totals, codes }) => {
      const name = (countyCode || "no county").padEnd(10);
      if (!totals) return `${name} not planned: ${codes.join(" ")}`;
      const gap = totals.gap === undefined ? "" : `, gap ${percent(totals.gap)} %`;
      return `${name} ${String(totals.connected).padStart(6)} of ${totals.villages} villages, ${formatKm(totals.lengthM)}, ${formatYuan(totals.costFen)}${gap}`;
    }),
    `${counties - notPlanned} of ${counties} counties planned: ${connected} of ${villages} villages, ${formatKm(lengthM)}, ${formatYuan(costFen)}${proof}`,
  ];
}

function percent(gap: number): number {
  return Math.round(gap * 10_000) / 100;
}
