import type { IssuePlace } from "@cuntong/network";
import type { JsonObject } from "../feature/read-geojson.ts";
import { isJsonObject } from "../feature/read-geojson.ts";
import type { IssueLog } from "../file/issue-log.ts";
import { cellOf, describeHeader, findHeader, repeatsHeader, type Synonyms } from "../table/find-header.ts";
import { isBlank, type Table } from "../table/table.ts";
import { cleanText, narrowText, wordKey } from "../text/clean.ts";

const priceFields = ["code", "unit", "fen", "yuan", "source", "date"] as const;
type PriceField = (typeof priceFields)[number];

/** One price as a file has it, all texts. */
export type PriceRecord = { readonly place: IssuePlace } & Readonly<Record<PriceField, string>>;

const synonyms: Synonyms<PriceField> = {
  code: ["code", "item", "itemcode", "编码", "代码", "项目编码", "项目代码"],
  unit: ["unit", "单位", "计量单位"],
  fen: ["pricefen"],
  yuan: ["priceyuan"],
  source: ["source", "来源", "依据", "价格来源"],
  date: ["date", "日期", "价格日期", "基准日", "基准日期"],
};

/** `单价(元)`, `price_yuan`, `unit price (CNY)` and `单价（分）`, `price_fen` as one word each; a price that does not say which is none. */
function priceHeader(cell: string): string {
  const text = narrowText(cell).toLowerCase();
  if (!/单价|价格|price/.test(text)) return cell;
  if (/元|yuan|cny|rmb/.test(text)) return "price_yuan";
  return /分|fen/.test(text) ? "price_fen" : cell;
}

/** Rows of the first sheet that has a header of prices. */
export function priceRecordsOfTables(tables: readonly Table[], log: IssueLog): PriceRecord[] {
  const named = tables.map((table) => ({
    ...table,
    rows: table.rows.map((row, i) => (i < 14 ? { ...row, cells: row.cells.map(priceHeader) } : row)),
  }));
  const headers = named.map((table) =>
    findHeader(
      table,
      synonyms,
      (columns) => columns.has("code") && columns.has("unit") && (columns.has("fen") || columns.has("yuan")),
    ),
  );
  const at = headers.findIndex((header) => header?.complete);
  const header = headers[Math.max(at, 0)];
  if (!header?.complete) {
    reportMissing(header?.cells ?? [], new Set(header?.columns.keys()), log);
    return [];
  }
  const { rows, sheet } = named[at]!;
  return rows
    .slice(header.bodyFrom)
    .filter((row) => !isBlank(row) && !repeatsHeader(row, header.columns, synonyms))
    .map((row) => ({
      place: { ...(sheet === undefined ? {} : { sheet }), row: row.row },
      ...record((field) => cellOf(row, header.columns, field)),
    }));
}

function reportMissing(cells: readonly string[], found: ReadonlySet<string>, log: IssueLog): void {
  const missing = ["code", "unit"].filter((field) => !found.has(field));
  if (!found.has("fen") && !found.has("yuan")) missing.push("price_fen or price_yuan");
  log.error("HEADER_MISSING", {}, `The header lacks ${missing.join(", ")}; found: ${describeHeader(cells)}.`, {
    suggestion:
      "A price book needs the columns code, unit, price_fen or price_yuan, source and date; a price column must say fen (分) or yuan (元).",
    params: { missing: missing.join(","), found: describeHeader(cells) },
  });
}

/** Prices of a JSON price book: `{ name, currency, prices: [...] }` or the bare list. */
export function priceRecordsOfJson(document: unknown, log: IssueLog): PriceRecord[] {
  const prices = isJsonObject(document) ? document.prices : document;
  if (!Array.isArray(prices)) {
    log.error("PRICE_BOOK_INVALID", { field: "prices" }, "A price book is an object with a list of prices.");
    return [];
  }
  return prices.flatMap((price: unknown, i) => {
    if (isJsonObject(price)) return [{ place: { feature: i + 1 }, ...record((field) => jsonText(price, field)) }];
    log.error("PRICE_BOOK_INVALID", { feature: i + 1 }, "A price is not an object.");
    return [];
  });
}

function jsonText(price: JsonObject, field: PriceField): string {
  const key = Object.keys(price).find((name) => synonyms[field].includes(wordKey(name)));
  const value = key === undefined ? undefined : price[key];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function record(text: (field: PriceField) => string): Record<PriceField, string> {
  return {
    code: narrowText(text("code")),
    unit: narrowText(text("unit")),
    fen: narrowText(text("fen")),
    yuan: narrowText(text("yuan")),
    source: cleanText(text("source")),
    date: narrowText(text("date")),
  };
}
