import { narrowText, wordKey } from "../text/clean.ts";
import { isBlank, type Table, type TableRow } from "./table.ts";

/** Header words of each field, best first, as {@link wordKey} makes them. */
export type Synonyms<F extends string> = Readonly<Record<F, readonly string[]>>;

/** Which column holds which field. */
export type Columns<F extends string> = ReadonlyMap<F, number>;

export interface Header<F extends string> {
  readonly columns: Columns<F>;
  /** The header cells as found, for messages. */
  readonly cells: readonly string[];
  /** Index (not number) in `table.rows` of the first row after the header. */
  readonly bodyFrom: number;
  /** Rows before the header that are not blank: titles. */
  readonly titleRows: number;
  readonly complete: boolean;
}

/** How many rows are searched for a header: official tables carry titles, notes and units above it. */
const searchDepth = 12;

/** Words of a datum inside a header (`lon_gcj02`, `经度(GCJ-02)`), which are not part of the field's name. */
const datumWords = /wgs1?9?84|gcj0?2|bd0?9|cgcs2000|国家2000|2000坐标|高德|百度|火星|gps/gi;

/** Matches header cells to fields; where several columns answer to one field the best word, then the first column, wins. */
export function matchColumns<F extends string>(cells: readonly string[], synonyms: Synonyms<F>): Columns<F> {
  const exact = cells.map(wordKey);
  const bare = exact.map((key) => key.replace(datumWords, ""));
  const columns = new Map<F, number>();
  for (const [field, words] of Object.entries(synonyms) as [F, readonly string[]][]) {
    const column = firstMatch(words, exact) ?? firstMatch(words, bare);
    if (column !== undefined) columns.set(field, column);
  }
  return columns;
}

function firstMatch(words: readonly string[], keys: readonly string[]): number | undefined {
  for (const word of words) {
    const column = keys.indexOf(word);
    if (column >= 0) return column;
  }
  return undefined;
}

/**
 * Finds the header of a table: the first of its first rows that names all that `isComplete` asks for, alone or together with the row
 * below it (a header of two rows with merged cells). When none does, the row that names most is answered with `complete: false`.
 */
export function findHeader<F extends string>(
  table: Table,
  synonyms: Synonyms<F>,
  isComplete: (columns: Columns<F>) => boolean,
): Header<F> | undefined {
  let best: Header<F> | undefined;
  const depth = Math.min(table.rows.length, searchDepth);
  for (const rowsTall of [1, 2]) {
    for (let index = 0; index + rowsTall <= depth; index++) {
      const cells = rowsTall === 1 ? table.rows[index]!.cells : mergeRows(table.rows[index]!, table.rows[index + 1]!);
      const columns = matchColumns(cells, synonyms);
      const titleRows = table.rows.slice(0, index).filter((row) => !isBlank(row)).length;
      const header = { columns, cells, bodyFrom: index + rowsTall, titleRows, complete: isComplete(columns) };
      if (header.complete) return header;
      if (!isBlank(table.rows[index]!) && columns.size > (best?.columns.size ?? -1)) best = header;
    }
  }
  return best;
}

/** A header of two rows as one: the lower cell, or the upper one where the lower is empty. */
function mergeRows(upper: TableRow, lower: TableRow): string[] {
  const width = Math.max(upper.cells.length, lower.cells.length);
  return Array.from({ length: width }, (_, i) => lower.cells[i]?.trim() || (upper.cells[i] ?? ""));
}

/** True when a row repeats the header (a second header row, or one per printed page). */
export function repeatsHeader<F extends string>(row: TableRow, columns: Columns<F>, synonyms: Synonyms<F>): boolean {
  let named = 0;
  for (const [field, column] of columns) {
    if (synonyms[field].includes(wordKey(row.cells[column] ?? "").replace(datumWords, ""))) named++;
  }
  return named >= 2 && named * 2 >= columns.size;
}

const totalWords = /^(合计|总计|小计|共计|总数|total|grandtotal|subtotal|sum)$/;

/** True for a row of totals: one of its first cells says so. */
export function isTotalsRow(row: TableRow): boolean {
  return row.cells.slice(0, 4).some((cell) => totalWords.test(wordKey(cell)));
}

/** The cell of a field, cleaned but not narrowed; empty when there is no such column. */
export function cellOf<F extends string>(row: TableRow, columns: Columns<F>, field: F): string {
  const column = columns.get(field);
  return column === undefined ? "" : (row.cells[column] ?? "");
}

/** Header cells for a message: the first twenty that say something. */
export function describeHeader(cells: readonly string[]): string {
  const words = cells.map(narrowText).filter((cell) => cell !== "");
  return words.length === 0 ? "nothing" : words.slice(0, 20).join(", ").slice(0, 300);
}
