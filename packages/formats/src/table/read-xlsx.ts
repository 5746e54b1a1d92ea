import { zipSync } from "fflate";
import readExcelFile from "read-excel-file/node";
import type { IssueLog } from "../file/issue-log.ts";
import type { Limits } from "../file/limits.ts";
import { isSafeXml } from "../xml/check-xml.ts";
import type { ZipEntries } from "../zip/read-zip.ts";
import { isBlank, type Table } from "./table.ts";

/** Columns of a sheet; a table of villages has a dozen. */
const maxColumns = 1_000;
/** Cells of a workbook with those that are only padding: the reader makes every row as wide as the widest. */
const maxCells = 30_000_000;

/** True for the entries of a zip that make it an Excel workbook. */
export function isWorkbook(names: Iterable<string>): boolean {
  for (const name of names) if (name === "xl/workbook.xml") return true;
  return false;
}

/**
 * Sheets of an XLSX workbook that have any rows, cells as text (dates as ISO dates). The workbook is unpacked and checked before the
 * reader sees it, and handed over as a plain stored zip, so that no second unpacking can differ.
 */
export async function readXlsx(entries: ZipEntries, limits: Limits, log: IssueLog): Promise<Table[]> {
  const parts = new Map([...entries].filter(([name]) => /\.(xml|rels)$/i.test(name)));
  for (const [name, bytes] of parts) if (!isSafePart(name, bytes, limits, log)) return [];
  const plain = zipSync(Object.fromEntries(parts), { level: 0 });
  try {
    const sheets = await readExcelFile(Buffer.from(plain.buffer, plain.byteOffset, plain.byteLength));
    return sheets
      .map(({ sheet, data }) => toTable(sheet, data, limits, log))
      .filter((table) => !table.rows.every(isBlank));
  } catch (error) {
    // The reader throws on anything its workbook lacks; it has no codes for it.
    log.error(
      "XLSX_INVALID",
      {},
      `The workbook cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      {
        suggestion: "Open it in a spreadsheet program and save it again.",
      },
    );
    return [];
  }
}

function isSafePart(name: string, bytes: Uint8Array, limits: Limits, log: IssueLog): boolean {
  const text = new TextDecoder().decode(bytes);
  if (!isSafeXml(text, limits, log)) return false;
  return !/^xl\/worksheets\/[^/]+\.xml$/i.test(name) || isSafeSheet(name, text, limits, log);
}

/** Refuses a sheet whose farthest cell would make the reader pad millions of cells. */
function isSafeSheet(name: string, text: string, limits: Limits, log: IssueLog): boolean {
  let columns = 0;
  let rows = 0;
  for (const [, letters, digits] of text.matchAll(/\br="([A-Z]{1,4})(\d{1,8})"/g)) {
    columns = Math.max(columns, columnNumber(letters!));
    rows = Math.max(rows, Number(digits));
  }
  for (const [, digits] of text.matchAll(/<row\b[^>]*?\br="(\d{1,9})"/g)) rows = Math.max(rows, Number(digits));
  if (columns <= maxColumns && rows <= Math.max(limits.maxRows, 1_048_576) && rows * columns <= maxCells) return true;
  log.error("LIMIT_CELLS", { sheet: name }, `The sheet reaches to row ${rows}, column ${columns}: too many cells.`, {
    suggestion: "Delete the cells far right and far down that hold nothing.",
  });
  return false;
}

function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}

function toTable(sheet: string, data: readonly (readonly unknown[])[], limits: Limits, log: IssueLog): Table {
  if (data.length > limits.maxRows) {
    log.error(
      "LIMIT_ROWS",
      { sheet, row: limits.maxRows + 1 },
      `The sheet has more than ${limits.maxRows} rows; the rest is not read.`,
    );
  }
  const rows = data.slice(0, limits.maxRows).map((cells, index) => ({ row: index + 1, cells: cells.map(cellText) }));
  return { sheet, rows };
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "" : value.toISOString().slice(0, 10);
  return String(value);
}
