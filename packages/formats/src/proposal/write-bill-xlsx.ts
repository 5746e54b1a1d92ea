import type { CurvePoint, Proposal, ProposedSpan, ProposedVillage } from "@cuntong/network";
import type { CellValue, WriteColumn } from "../write/write-csv.ts";
import { sheetOf, type WriteSheet, writeXlsx } from "../write/write-xlsx.ts";
import { aboutLines } from "./about.ts";
import { type BillRow, billCell, billHeaders, billKeys, billRows, opexRows } from "./bill-columns.ts";
import { className, crossingName, supportName } from "./item-name.ts";

/** `bom.xlsx`: the bill with its total, what running costs where asked for, the spans, the villages with the unreachable ones, the curve of a budget, and where it all comes from. */
export async function writeBillXlsx(proposal: Proposal): Promise<Uint8Array> {
  return writeXlsx([
    sheetOf("清单 Bill", billColumns, billRows(proposal)),
    ...(proposal.opex ? [sheetOf(`${proposal.opex.years} 年运行费 Running`, billColumns, opexRows(proposal))] : []),
    sheetOf("段落 Spans", spanColumns, proposal.spans),
    sheetOf("村庄 Villages", villageColumns, proposal.villages),
    ...(proposal.totals.budget?.curve ? [sheetOf("预算曲线 Curve", curveColumns, proposal.totals.budget.curve)] : []),
    aboutSheet(proposal),
  ]);
}

const money = "#,##0.00";
const metres = "#,##0.0";

const billLayout: Readonly<Record<keyof BillRow, { width: number; format?: string }>> = {
  code: { width: 22 },
  zh: { width: 26 },
  en: { width: 34 },
  unit: { width: 12 },
  quantity: { width: 16, format: money },
  priceYuan: { width: 18, format: money },
  amountYuan: { width: 20, format: money },
  source: { width: 60 },
  date: { width: 14 },
};

const billColumns: readonly WriteColumn<BillRow>[] = billKeys.map((key) => ({
  header: billHeaders[key],
  value: (row) => billCell(row, key),
  ...billLayout[key],
}));

const spanColumns: readonly WriteColumn<ProposedSpan>[] = [
  { header: "段落 span", value: (span) => span.id, width: 14 },
  { header: "起点 from", value: (span) => span.from, width: 16 },
  { header: "终点 to", value: (span) => span.to, width: 16 },
  { header: "敷设 support", value: (span) => both(supportName[span.support]), width: 16 },
  { header: "沿线 corridor", value: (span) => both(className[span.corridorClass]), width: 26 },
  { header: "长度（米） length (m)", value: (span) => span.lengthM, width: 20, format: metres },
  { header: "造价（元） cost (yuan)", value: (span) => span.costFen / 100, width: 20, format: money },
  { header: "跨越 crossings", value: crossingsText, width: 24 },
  { header: "光缆 cables", value: cablesText, width: 18 },
  { header: "利用现有段落 reuses", value: (span) => span.reuses, width: 22 },
  { header: "受益村 villages beyond", value: (span) => span.villagesBeyond, width: 22 },
];

function both({ zh, en }: { readonly zh: string; readonly en: string }): string {
  return `${zh} ${en.toLowerCase()}`;
}

function crossingsText({ crossings }: ProposedSpan): CellValue {
  const counted = Object.entries(crossingName).flatMap(([kind, { zh }]) => {
    const count = crossings[kind as keyof typeof crossings] ?? 0;
    return count > 0 ? [`${zh} ${count}`] : [];
  });
  return counted.length > 0 ? counted.join("、") : undefined;
}

function cablesText({ cables }: ProposedSpan): CellValue {
  return cables?.map(({ strands, count }) => `${count > 1 ? `${count} × ` : ""}${strands} 芯`).join("、");
}

const stateName = {
  connected: "接通 connected",
  unreachable: "未通达 unreachable",
  "left-out": "未纳入 left out",
} as const;
const reasonName = {
  "too-far": "附近没有道路 no corridor near",
  island: "道路不连通 corridors do not meet",
  "forbidden-area": "禁建区阻隔 kept away by a forbidden area",
  forbidden: "按锁定不接 forbidden by a lock",
  "cut-off": "避让后不可达 cut off by avoided corridors",
  "not-chosen": "预算内未选 not chosen under the budget",
} as const;

const villageColumns: readonly WriteColumn<ProposedVillage>[] = [
  { header: "编码 code", value: (village) => village.code, width: 18 },
  { header: "名称 name", value: (village) => village.name, width: 26 },
  { header: "县 county", value: (village) => village.countyCode, width: 12 },
  { header: "结果 state", value: (village) => stateName[village.state], width: 22 },
  { header: "人口 people", value: (village) => village.people, width: 12 },
  { header: "户数 households", value: (village) => village.households, width: 16 },
  {
    header: "路径（米） path (m)",
    value: (v) => (v.state === "connected" ? v.pathM : undefined),
    width: 20,
    format: metres,
  },
  {
    header: "分摊（元） share (yuan)",
    value: (v) => (v.state === "connected" ? v.shareFen / 100 : undefined),
    width: 22,
    format: money,
  },
  { header: "起点 root", value: (v) => (v.state === "connected" ? v.rootNodeId : undefined), width: 18 },
  { header: "原因 reason", value: (v) => (v.state === "connected" ? undefined : reasonName[v.reason]), width: 36 },
  {
    header: "差距（米） gap (m)",
    value: (v) => (v.state === "unreachable" ? v.gapM : undefined),
    width: 18,
    format: metres,
  },
  {
    header: "追加造价（元，估算） added (yuan, estimate)",
    value: (v) => (v.state === "left-out" && v.addedFen !== undefined ? v.addedFen / 100 : undefined),
    width: 34,
    format: money,
  },
  { header: "经度 lon", value: ({ position }) => degrees(position[0]), width: 14, format: "0.000000" },
  { header: "纬度 lat", value: ({ position }) => degrees(position[1]), width: 14, format: "0.000000" },
];

/** What money reaches: each row is a plan; none that costs as much is worth more than the bound. */
const curveColumns: readonly WriteColumn<CurvePoint>[] = [
  { header: "造价（元） cost (yuan)", value: (point) => point.costFen / 100, width: 22, format: money },
  { header: "村 villages", value: (point) => point.villages, width: 14 },
  { header: "人口 people", value: (point) => point.people, width: 14 },
  { header: "户数 households", value: (point) => point.households, width: 16 },
  { header: "权重 weight", value: (point) => point.weight, width: 16 },
  { header: "权重上界 weight bound", value: (point) => point.weightBound, width: 22 },
  { header: "在包络上 on the envelope", value: (point) => (point.onEnvelope ? 1 : 0), width: 24 },
];

function degrees(value: number): number {
  return Math.round(value * 1e7) / 1e7;
}

function aboutSheet(proposal: Proposal): WriteSheet {
  return {
    name: "说明 About",
    rows: [["项目", "item", "内容 value"], ...aboutLines(proposal)],
    widths: [20, 32, 80],
    formats: [undefined, undefined, undefined],
  };
}
