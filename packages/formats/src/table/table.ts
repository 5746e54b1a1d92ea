/** One row of a table: its number as a person counts it (from 1, blank rows counted) and its cells as text. */
export interface TableRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** A sheet or file of rows, nothing decided about headers yet. */
export interface Table {
  readonly sheet?: string;
  readonly rows: readonly TableRow[];
}

export function isBlank(row: TableRow): boolean {
  return row.cells.every((cell) => cell.trim() === "");
}
