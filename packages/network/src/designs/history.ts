import type { Change } from "../change/change.ts";
import { touchedIds } from "../change/invert.ts";
import type { Records, Table } from "../records/tables.ts";
import { accept, type Result, refuse } from "../result.ts";
import { Network } from "../snapshot/network.ts";

/** The plant as it was at a revision: the first `revision` changes, from the beginning on or from a plant at an earlier revision. */
export function networkAt(
  changes: readonly Change[],
  revision: number,
  start: Network = Network.empty,
): Result<Network, "REVISION_UNKNOWN"> {
  const last = start.revision + changes.length;
  if (!Number.isInteger(revision) || revision < start.revision || revision > last) {
    return refuse("REVISION_UNKNOWN", `Revision ${revision} is not one from ${start.revision} to ${last}.`);
  }
  let network = start;
  for (const change of changes.slice(0, revision - start.revision)) network = network.apply(change);
  return accept(network);
}

/** One version of an object: what it was from a revision on; nothing once it was removed. */
export interface ObjectVersion<T extends Table> {
  readonly revision: number;
  readonly note: string;
  readonly record?: Records[T];
}

/** Every version of an object in the changes from `firstRevision` (1 for the first change) on, oldest first. */
export function historyOf<T extends Table>(
  changes: readonly Change[],
  table: T,
  id: string,
  firstRevision = 1,
): ObjectVersion<T>[] {
  return changes.flatMap((change, i) => {
    if (!touchedIds(change, table).has(id)) return [];
    const puts = (change.put[table] ?? []) as readonly Records[T][];
    const record = puts.find((put) => ("code" in put ? put.code : put.id) === id);
    return [{ revision: firstRevision + i, note: change.note, ...(record && { record }) }];
  });
}
