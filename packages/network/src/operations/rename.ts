import { ChangeBuilder } from "../change/change.ts";
import type { Records } from "../records/tables.ts";
import type { Network } from "../snapshot/network.ts";
import { type Answer, judged, known } from "./operation.ts";

/** Tables whose records people name. */
export const namedTables = [
  "nodes",
  "spans",
  "ducts",
  "cables",
  "closures",
  "splitters",
  "equipment",
  "circuits",
  "villages",
] as const;
export type NamedTable = (typeof namedTables)[number];

/** Gives an object another name; its id stays. */
export function rename(network: Network, args: { table: NamedTable; id: string; name: string }): Answer {
  const record = known(network, args.table, args.id, "OBJECT_UNKNOWN");
  if (!record.ok) return record;
  const builder = new ChangeBuilder().put(args.table, { ...record.value, name: args.name } as Records[NamedTable]);
  return judged(network, builder, `rename ${record.value.name ?? args.id} to ${args.name}`);
}
