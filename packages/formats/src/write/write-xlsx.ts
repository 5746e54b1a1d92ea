import { unzipSync, type Zippable, zipSync } from "fflate";
import writeExcelFile, { type Cell, type Row as XlsxRow, type Sheet as XlsxSheet } from "write-excel-file/node";
import type { CellValue, WriteColumn } from "./write-csv.ts";

/** A sheet of a workbook: its name, its cells (first row bold and frozen) and its columns' widths. */
export interface WriteSheet {
  readonly name: string;
  readonly rows: readonly (readonly CellValue[])[];
  readonly widths: readonly number[];
  readonly formats: readonly (string | undefined)[];
}

/** A sheet made of rows of one kind. */
export function sheetOf<Row>(name: string, columns: readonly WriteColumn<Row>[], rows: Iterable<Row>): WriteSheet {
  return {
    name,
    rows: [
      columns.map((column) => column.header),
      ...Array.from(rows, (row) => columns.map((column) => column.value(row))),
    ],
    widths: columns.map((column) => column.width ?? 16),
    formats: columns.map((column) => column.format),
  };
}

/** Excel's longest cell and sheet name. */
const maxCellLength = 32_767;
const maxSheetName = 31;

/**
 * A workbook whose bytes depend on its content only: the zip is packed again with a fixed date. Texts are written as texts, never as
 * formulas.
 */
export async function writeXlsx(sheets: readonly WriteSheet[]): Promise<Uint8Array> {
  const written = await writeExcelFile(sheets.map(toXlsxSheet)).toBuffer();
  return packAgain(written);
}

function toXlsxSheet(sheet: WriteSheet): XlsxSheet<Buffer> {
  return {
    sheet: sheet.name.replace(/[[\]*?/\\:]/g, " ").slice(0, maxSheetName),
    columns: sheet.widths.map((width) => ({ width })),
    stickyRowsCount: 1,
    data: sheet.rows.map(
      (row, index): XlsxRow => row.map((value, column) => toCell(value, index === 0, sheet.formats[column])),
    ),
  };
}

function toCell(value: CellValue, isHeader: boolean, format: string | undefined): Cell {
  if (value === undefined || value === "") return null;
  if (typeof value === "number") return { type: Number, value, ...(format === undefined ? {} : { format }) };
  if (typeof value === "boolean") return { type: Boolean, value };
  return {
    type: String,
    value: legalText(value).slice(0, maxCellLength),
    ...(isHeader ? { fontWeight: "bold" as const } : {}),
  };
}

/** Text without the control characters and lone surrogates that XML 1.0 does not allow. */
function legalText(text: string): string {
  return text.toWellFormed().replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");
}

/** The same entries in the order of their names, dated 1980-01-01. */
function packAgain(bytes: Uint8Array): Uint8Array {
  const entries = unzipSync(bytes);
  // A zip's date has no time zone: local midnight of its first day is the same bytes everywhere.
  const mtime = new Date(1980, 0, 1);
  const packed: Zippable = {};
  for (const name of Object.keys(entries).sort(contentTypesFirst)) packed[name] = [entries[name]!, { mtime, level: 6 }];
  return zipSync(packed);
}

/** Some readers tell a workbook by its first entry. */
function contentTypesFirst(a: string, b: string): number {
  const rank = (name: string) => (name === "[Content_Types].xml" ? 0 : 1);
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}
