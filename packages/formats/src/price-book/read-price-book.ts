import type { Issue, Price, PriceBook } from "@cuntong/network";
import { isJsonObject } from "../feature/read-geojson.ts";
import { detectFormat } from "../file/detect-format.ts";
import { IssueLog } from "../file/issue-log.ts";
import { defaultLimits, type Limits } from "../file/limits.ts";
import { openFile } from "../file/open-file.ts";
import { parseJson } from "../file/parse-json.ts";
import { writeCsv } from "../write/write-csv.ts";
import { type PriceRecord, priceRecordsOfJson, priceRecordsOfTables } from "./price-record.ts";
import { readPrice } from "./read-price.ts";

export interface ReadPriceBookOptions {
  readonly fileName: string;
  readonly limits?: Partial<Limits>;
}

export interface ReadPriceBook {
  readonly priceBook: PriceBook;
  readonly issues: readonly Issue[];
  /** Prices found, good or bad. */
  readonly rows: number;
}

/**
 * A price book from JSON, CSV or XLSX. Prices are whole fen per metre, piece or village; yuan and prices per kilometre are converted
 * exactly or refused, never rounded. Never throws on bad data: a price with an error is left out and reported.
 */
export async function readPriceBook(bytes: Uint8Array, options: ReadPriceBookOptions): Promise<ReadPriceBook> {
  const limits = { ...defaultLimits, ...options.limits };
  const log = new IssueLog(options.fileName, limits.maxIssues);
  const { records, name } = await readRecords(bytes, options.fileName, limits, log);
  const prices = new Map<string, Price>();
  for (const record of records) {
    const price = readPrice(record, log);
    if (!price) continue;
    if (prices.has(price.code)) {
      log.error("PRICE_DUPLICATE", record.place, "The book already has a price for this code.", { value: price.code });
    } else prices.set(price.code, price);
  }
  if (records.length === 0 && log.isEmpty("error")) log.error("NO_PRICES", {}, "The file has no prices.");
  return {
    priceBook: { name, currency: "CNY", prices: [...prices.values()] },
    issues: log.list(),
    rows: records.length,
  };
}

interface PriceRecords {
  readonly records: readonly PriceRecord[];
  readonly name: string;
}

async function readRecords(bytes: Uint8Array, fileName: string, limits: Limits, log: IssueLog): Promise<PriceRecords> {
  const name = fileName.replace(/^.*[\\/]/, "").replace(/\.[^.]+$/, "");
  const isJson = bytes.length > 0 && bytes.length <= limits.maxBytes && detectFormat(bytes, fileName) === "json";
  if (isJson) {
    const parsed = parseJson(bytes, log);
    if (!parsed) return { records: [], name };
    const { document } = parsed;
    if (isJsonObject(document) && document.currency !== undefined && document.currency !== "CNY") {
      log.error("CURRENCY_UNKNOWN", { field: "currency" }, "Prices are kept in CNY.", { value: document.currency });
      return { records: [], name };
    }
    const title = isJsonObject(document) && typeof document.name === "string" ? document.name.trim() : "";
    return { records: priceRecordsOfJson(document, log), name: title || name };
  }
  const content = await openFile(bytes, fileName, limits, log);
  if (content?.kind === "tables") return { records: priceRecordsOfTables(content.tables, log), name };
  if (content) log.error("NO_PRICES", {}, "A price book is a JSON document or a table, not a map.");
  return { records: [], name };
}

/** A price book as a CSV table that {@link readPriceBook} reads back the same. */
export function writePriceBookCsv(book: PriceBook): Uint8Array {
  return writeCsv<Price>(
    [
      { header: "code", value: (price) => price.code },
      { header: "unit", value: (price) => price.unit },
      { header: "price_fen", value: (price) => price.priceFen },
      { header: "source", value: (price) => price.source },
      { header: "date", value: (price) => price.date },
    ],
    book.prices,
  );
}
