import type { ReactNode } from "react";
import { type Order, turned } from "./order.ts";

interface Props<Column extends string> {
  readonly column: Column;
  readonly order: Order<Column>;
  readonly onOrder: (order: Order<Column>) => void;
  readonly children: ReactNode;
}

/** A heading that sorts its table: by this column, and the other way round where it already is. */
export function SortHeading<Column extends string>({ column, order, onOrder, children }: Props<Column>) {
  const isSorted = order.column === column;
  return (
    <th scope="col" aria-sort={isSorted ? order.direction : "none"}>
      <button type="button" className="sort-button" onClick={() => onOrder(turned(order, column))}>
        {children}
        <span aria-hidden="true">{!isSorted ? "" : order.direction === "ascending" ? " ↑" : " ↓"}</span>
      </button>
    </th>
  );
}
