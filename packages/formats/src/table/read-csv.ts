import { CsvError, parse } from "csv-parse/sync";
import type { IssueLog } from "../file/issue-log.ts";
import type { Limits } from "../file/limits.ts";
import { decodeText } from "../text/decode.ts";
import { isBlank, type Table, type TableRow } from "./table.ts";

const delimiters = [",", "\t", ";", "|", "，"] as const;

/**
 * Rows of a CSV file: UTF-8 or GB18030, separated by comma, tab, semicolon or bar, whichever the first lines use. A quote that is never
 * closed ends the table there, with an error; the rows before it are given.
 */
export function readCsv(bytes: Uint8Array, limits: Limits, log: IssueLog): Table | undefined {
  const decoded = decodeText(bytes, log);
  if (!decoded) return undefined;
  if (decoded.encoding !== "utf-8")
    log.info("ENCODING_DETECTED", {}, `The text is ${decoded.encoding}.`, { value: decoded.encoding });
  const { text } = decoded;
  if (text.includes("\0")) {
    log.error("FORMAT_UNKNOWN", { offset: text.indexOf("\0") }, "This is not a text table: it holds zero bytes.");
    return undefined;
  }
  const rows = parseRows(text, limits, log);
  if (rows.length > limits.maxRows) {
    log.error(
      "LIMIT_ROWS",
      { row: limits.maxRows + 1 },
      `The table has more than ${limits.maxRows} rows; the rest is not read.`,
    );
  }
  return { rows: rows.slice(0, limits.maxRows) };
}

function parseRows(text: string, limits: Limits, log: IssueLog): TableRow[] {
  const delimiter = detectDelimiter(text);
  const options = { delimiter, bom: true, relax_column_count: true, relax_quotes: true, max_record_size: 1_000_000 };
  try {
    return number(parse(text, { ...options, to: limits.maxRows + 1 }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return number(recoverRows(text, options, error, log));
  }
}

function number(rows: string[][]): TableRow[] {
  return rows.map((cells, index) => ({ row: index + 1, cells }));
}

/** The rows before the one that broke the parser. */
function recoverRows(
  text: string,
  options: {
    delimiter: string;
    bom: boolean;
    relax_column_count: boolean;
    relax_quotes: boolean;
    max_record_size: number;
  },
  error: CsvError,
  log: IssueLog,
): string[][] {
  const good = Number(error.records ?? 0);
  const unclosed = error.code === "CSV_QUOTE_NOT_CLOSED";
  const code = unclosed ? "QUOTE_NOT_CLOSED" : "ROW_UNREADABLE";
  log.error(code, { row: good + 1 }, unclosed ? "A quote is opened and never closed." : error.message, {
    suggestion: "Rows from here on are not read; correct this row and read the file again.",
  });
  if (good === 0) return [];
  try {
    return parse(text, { ...options, to: good });
  } catch {
    return [];
  }
}

/** The separator that splits the first lines most often and most evenly. */
function detectDelimiter(text: string): string {
  const lines = text
    .slice(0, 100_000)
    .split(/\r\n|\r|\n/, 40)
    .map((line) => line.replace(/"(?:[^"]|"")*"/g, ""))
    .filter((line) => line.trim() !== "");
  const score = (delimiter: string) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1).sort((a, b) => a - b);
    return counts.length === 0 ? 0 : counts[counts.length >> 1]! * 1000 + counts[counts.length - 1]!;
  };
  return [...delimiters].sort((a, b) => score(b) - score(a))[0]!;
}

/** True when a table has no row with anything in it. */
export function isEmptyTable(table: Table): boolean {
  return table.rows.every(isBlank);
}
