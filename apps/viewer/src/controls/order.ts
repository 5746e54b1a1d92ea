/** By which column a table is sorted, and which way. */
export interface Order<Column extends string> {
  readonly column: Column;
  readonly direction: "ascending" | "descending";
}

/** The order after a click on a heading: the other way round, or a new column (names upward, figures downward). */
export function turned<Column extends string>(order: Order<Column>, column: Column): Order<Column> {
  if (order.column !== column) return { column, direction: column === "name" ? "ascending" : "descending" };
  return { column, direction: order.direction === "ascending" ? "descending" : "ascending" };
}
