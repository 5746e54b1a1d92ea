import type { Change } from "../change/change.ts";
import { touchedIds } from "../change/invert.ts";
import { isSplice } from "../records/joint.ts";
import { type Ref, type Table, tables } from "../records/tables.ts";
import type { Network } from "../snapshot/network.ts";

/**
 * Objects whose rules a change can break: those it touches, those that refer to them, and those that refer to these. Two steps reach a
 * splice whose cable's end moved because a span of the cable did. Last come the ducts and closures that these lie in. `after` is the plant with the change.
 */
export function affectedBy(change: Change, after: Network): Ref[] {
  const found = new Map<string, Ref>();
  let fresh: Ref[] = [];
  const add = (table: Table, id: string, into: Ref[]) => {
    const name = `${table} ${id}`;
    if (found.has(name)) return;
    const ref = { table, id };
    found.set(name, ref);
    into.push(ref);
  };
  for (const table of tables) for (const id of touchedIds(change, table)) add(table, id, fresh);
  const near: Ref[] = [...fresh];
  for (let step = 0; step < 2; step++) {
    const next: Ref[] = [];
    for (const ref of fresh) for (const { table, id } of referrersOf(after, ref)) add(table, id, next);
    if (step === 0) near.push(...next);
    fresh = next;
  }
  for (const ref of near) for (const { table, id } of carriersOf(after, ref)) add(table, id, fresh);
  return [...found.values()];
}

function* referrersOf(network: Network, { table, id }: Ref): Generator<Ref> {
  for (const from of tables) {
    for (const referrer of network.referrers(table, id, from)) yield { table: from, id: referrer };
  }
  if (table === "cables" || table === "splitters" || table === "equipment") {
    for (const joint of network.jointsOf(table, id)) {
      yield { table: isSplice(joint) ? "splices" : "patches", id: joint.id };
    }
  }
  if (table === "cableTypes") yield* ofType(network, "cables", id);
  if (table === "closureTypes") yield* ofType(network, "closures", id);
  if (table === "splitterTypes") yield* ofType(network, "splitters", id);
}

/** What an object takes room in: whether a duct or a closure holds too much is looked at from the duct or the closure. */
function* carriersOf(network: Network, { table, id }: Ref): Generator<Ref> {
  if (table === "cables") {
    for (const { ductId } of network.get("cables", id)?.ducts ?? []) yield { table: "ducts", id: ductId };
  }
  const closureId = table === "splices" ? network.get("splices", id)?.closureId : undefined;
  if (closureId !== undefined) yield { table: "closures", id: closureId };
  const insideId = table === "ducts" ? network.get("ducts", id)?.insideId : undefined;
  if (insideId !== undefined) yield { table: "ducts", id: insideId };
}

function* ofType(network: Network, table: "cables" | "closures" | "splitters", typeId: string): Generator<Ref> {
  for (const record of network.records(table)) if (record.typeId === typeId) yield { table, id: record.id };
}
