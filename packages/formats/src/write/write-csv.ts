import { stringify } from "csv-stringify/sync";

/** A value of a written cell; `undefined` is an empty cell. */
export type CellValue = string | number | boolean | undefined;

/** One column of a written table. */
export interface WriteColumn<Row> {
  readonly header: string;
  value(row: Row): CellValue;
  /** Excel number format, e.g. `#,##0.00`; tables of text ignore it. */
  readonly format?: string;
  /** Width in characters; tables of text ignore it. */
  readonly width?: number;
}

/**
 * A CSV table for Excel and everything else: UTF-8 with a byte-order mark, CRLF, and texts that a spreadsheet would run as a formula
 * marked with an apostrophe (numbers are not touched).
 */
export function writeCsv<Row>(columns: readonly WriteColumn<Row>[], rows: Iterable<Row>): Uint8Array {
  const records = Array.from(rows, (row) => columns.map((column) => column.value(row)));
  const text = stringify([columns.map((column) => column.header), ...records], {
    bom: true,
    escape_formulas: true,
    record_delimiter: "windows",
    cast: { boolean: (value) => (value ? "true" : "false") },
  });
  return new TextEncoder().encode(text);
}
