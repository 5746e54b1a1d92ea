import type { Proposal } from "@cuntong/network";
import { writeCsv } from "../write/write-csv.ts";
import { billHeaders, billKeys, billRows } from "./bill-columns.ts";

/** `bom.csv`: the bill of quantities with its total, for Excel and everything else. Amounts add up to the fen. */
export function writeBillCsv(proposal: Proposal): Uint8Array {
  const columns = billKeys.map((key) => ({
    header: billHeaders[key],
    value: (row: ReturnType<typeof billRows>[number]) => row[key],
  }));
  return writeCsv(columns, billRows(proposal));
}
