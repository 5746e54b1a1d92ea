import type { Records, Table } from "../records/tables.ts";
import { idOf, tables } from "../records/tables.ts";
import type { Network } from "../snapshot/network.ts";
import { canonicalJson } from "./canonical.ts";
import { type Change, ChangeBuilder } from "./change.ts";

/** The change that undoes `change`; `network` is the plant before it. Undoing the undoing gives the change again. */
export function invert(change: Change, network: Network): Change {
  const builder = new ChangeBuilder();
  for (const table of tables) {
    for (const id of touchedIds(change, table)) {
      const old = network.get(table, id);
      if (old === undefined) builder.remove(table, id);
      else builder.put(table, old);
    }
  }
  return builder.build(change.note);
}

/** Ids that a change puts or removes in a table. */
export function touchedIds<T extends Table>({ put, remove }: Change, table: T): ReadonlySet<string> {
  const ids = new Set<string>(remove[table]);
  for (const record of (put[table] ?? []) as readonly Records[T][]) ids.add(idOf(table, record));
  return ids;
}

/** The change that leads from one snapshot to another, by value. Only what the two do not share is looked at. */
export function difference(from: Network, to: Network, note: string): Change {
  const builder = new ChangeBuilder();
  for (const table of tables) {
    for (const id of from.changedIds(to, table)) {
      const record = to.get(table, id);
      if (record === undefined) builder.remove(table, id);
      else if (canonicalJson(record) !== canonicalJson(from.get(table, id))) builder.put(table, record);
    }
  }
  return builder.build(note);
}
