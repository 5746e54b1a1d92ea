import { type BillLine, isPerMetre, type Proposal } from "@cuntong/network";
import type { CellValue } from "../write/write-csv.ts";
import { itemName, unitName } from "./item-name.ts";

/** A row of the bill as written: a line of the proposal's bill, or the total. Money in yuan is exact: two decimals of integer fen. */
export interface BillRow {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly unit?: string;
  /** Metres to two decimals, or pieces. */
  readonly quantity?: string;
  readonly priceYuan?: string;
  readonly amountYuan: string;
  readonly source?: string;
  readonly date?: string;
}

export const billHeaders = {
  code: "编码 code",
  zh: "项目",
  en: "item",
  unit: "单位 unit",
  quantity: "数量 quantity",
  priceYuan: "单价（元） unit price (yuan)",
  amountYuan: "金额（元） amount (yuan)",
  source: "价格来源 price source",
  date: "价格日期 price date",
} as const satisfies Record<keyof BillRow, string>;

export const billKeys = Object.keys(billHeaders) as readonly (keyof BillRow)[];

/** The bill's rows and its total. Refuses a proposal whose lines do not add up to its cost: no file may show such a bill. */
export function billRows({ bill, totals }: Proposal): readonly BillRow[] {
  const sum = bill.reduce((fen, line) => fen + line.costFen, 0);
  if (sum !== totals.costFen)
    throw new Error(`The bill adds up to ${sum} fen, but the proposal costs ${totals.costFen}.`);
  return [...bill.map(billRow), { code: "total", zh: "合计", en: "Total", amountYuan: yuan(sum) }];
}

/** What running the plan costs, with its total; none where that was not asked for apart. */
export function opexRows({ opex, totals }: Proposal): readonly BillRow[] {
  if (!opex) return [];
  const sum = opex.lines.reduce((fen, line) => fen + line.costFen, 0);
  if (sum !== totals.opexFen)
    throw new Error(`The running cost adds up to ${sum} fen, but the proposal says ${totals.opexFen}.`);
  return [...opex.lines.map(billRow), { code: "total", zh: "合计", en: "Total", amountYuan: yuan(sum) }];
}

function billRow(line: BillLine): BillRow {
  const { zh, en } = itemName(line);
  return {
    code: line.code,
    zh,
    en,
    unit: unitName[line.unit],
    quantity: isPerMetre(line.unit) ? yuan(line.quantity) : String(line.quantity),
    priceYuan: yuan(line.priceFen),
    amountYuan: yuan(line.costFen),
    source: line.source,
    date: line.date,
  };
}

/** Hundredths as a decimal with two places, exact: fen as yuan, and centimetres as metres. */
function yuan(hundredths: number): string {
  const digits = String(Math.abs(hundredths)).padStart(3, "0");
  return `${hundredths < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

const numeric = new Set<keyof BillRow>(["quantity", "priceYuan", "amountYuan"]);

/** A cell of the workbook, where quantities and money are numbers that can be summed. */
export function billCell(row: BillRow, key: keyof BillRow): CellValue {
  const text = row[key];
  return text !== undefined && numeric.has(key) ? Number(text) : text;
}
