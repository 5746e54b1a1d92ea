import type { Change } from "../change/change.ts";
import { touchedIds } from "../change/invert.ts";
import { isSplitterLeg } from "../records/joint.ts";
import { legalTransitions, type PlantStatus, standingStatuses } from "../records/status.ts";
import { type Records, type Ref, statusOf, statusTables, type Table, tables } from "../records/tables.ts";
import type { Network } from "../snapshot/network.ts";
import { referencesOf } from "../snapshot/references.ts";
import { farEnd, findPonCycle } from "../trace/chain.ts";
import { villageStatuses } from "../village.ts";
import { affectedBy } from "./affected.ts";
import { cableRules, cableTypeRules, closureTypeRules, splitterTypeRules } from "./cable-rules.ts";
import { closureRules, patchRules, spliceRules } from "./joint-rules.ts";
import { ductRules, nodeRules, spanRules } from "./place-rules.ts";
import { attachmentRules, circuitRules, dropRules, equipmentRules, isDropLit, villageRules } from "./service-rules.ts";
import { Speaker, type Violation } from "./violation.ts";

const none = function* (): Generator<Violation> {};

const rules: { readonly [T in Table]: (network: Network, record: Records[T]) => Iterable<Violation> } = {
  settings: none,
  cableTypes: cableTypeRules,
  closureTypes: closureTypeRules,
  splitterTypes: splitterTypeRules,
  nodes: nodeRules,
  spans: spanRules,
  ducts: ductRules,
  cables: cableRules,
  closures: closureRules,
  splitters: none,
  villages: villageRules,
  equipment: equipmentRules,
  splices: spliceRules,
  patches: patchRules,
  circuits: circuitRules,
  drops: dropRules,
  services: none,
  attachments: attachmentRules,
};

/** Every rule broken anywhere in a plant, in order of tables. */
export function checkPlant(network: Network): Violation[] {
  const found: Violation[] = [];
  for (const table of tables) {
    for (const record of network.records(table)) {
      found.push(...recordViolations(network, table, record), ...referenceRules(network, table, record));
    }
  }
  const splitters = [...network.records("splitters")].map(({ id }) => id);
  return [...found, ...ponCycles(network, splitters)];
}

/** The rules that one object breaks as it stands. Nothing of an object that is not there. */
export function checkObject(network: Network, { table, id }: Ref): Violation[] {
  const record = network.get(table, id);
  if (record === undefined) return [];
  return [...recordViolations(network, table, record), ...referenceRules(network, table, record)];
}

export interface CheckOptions {
  /** False lets a status go where it may not by itself: an undo takes back what was done. */
  readonly transitions?: boolean;
}

/**
 * The rules a change would break. What it touches is looked at, and what refers to that, over two steps: the rest of the plant stood
 * before and stands after. A fault that an object had before is a warning. Without errors in the answer, a sound plant stays sound.
 */
export function checkChange(before: Network, change: Change, options: CheckOptions = {}): Violation[] {
  const after = before.apply(change);
  const found: Violation[] = [];
  for (const { table, id } of affectedBy(change, after)) {
    const record = after.get(table, id);
    if (record === undefined) continue;
    const broken = [...recordViolations(after, table, record), ...referenceRules(after, table, record, change)];
    found.push(...(broken.length === 0 ? broken : softened(before, { table, id }, broken)));
  }
  found.push(...removals(change, before, after));
  if (options.transitions !== false) found.push(...transitions(change, before, after));
  found.push(...ponCycles(after, touchedSplitters(change, after)));
  return found;
}

/** What was broken before the change is no fault of the change: it stays in sight, and an object with a fault can still be edited. */
function softened(before: Network, { table, id }: Ref, broken: readonly Violation[]): Violation[] {
  const known = new Set(checkObject(before, { table, id }).map(keyOf));
  return broken.map((violation) => (known.has(keyOf(violation)) ? { ...violation, severity: "warning" } : violation));
}

function keyOf({ code, holder }: Violation): string {
  return `${code} ${holder?.table} ${holder?.id}`;
}

function recordViolations<T extends Table>(network: Network, table: T, record: Records[T]): Iterable<Violation> {
  const say = Speaker.of(table, record);
  const { id } = say.object;
  if (typeof id !== "string" || id === "" || id.length > 200 || id !== id.trim()) {
    return [say.error("ID_INVALID", "An id is 1 to 200 characters without space around it.")];
  }
  return rules[table](network, record);
}

/** True for a thing that stands in the field on something that does not. */
function isAhead<T extends Table>(table: T, record: Records[T], carrier: PlantStatus | undefined): boolean {
  const status = statusOf(table, record);
  if (status === undefined || carrier === undefined) return false;
  return standingStatuses.includes(status) && !standingStatuses.includes(carrier);
}

/** What a record names and is not there, or not built while it is. What the change itself takes away is said of what it takes away. */
function* referenceRules<T extends Table>(
  network: Network,
  table: T,
  record: Records[T],
  change?: Change,
): Generator<Violation> {
  const say = Speaker.of(table, record);
  for (const holder of referencesOf(table, record)) {
    const named = network.get(holder.table, holder.id);
    if (named !== undefined) {
      if (isAhead(table, record, statusOf(holder.table, named))) {
        yield say.warning("STATUS_AHEAD", `${say.object.id} stands, but ${holder.id} does not.`, { holder });
      }
      continue;
    }
    if (change?.remove[holder.table]?.includes(holder.id)) continue;
    yield say.error("REFERENCE_MISSING", `${say.object.id} names ${holder.id}, which is not there.`, { holder });
  }
}

function* removals(change: Change, before: Network, after: Network): Generator<Violation> {
  for (const table of tables) {
    for (const id of change.remove[table] ?? []) {
      if (before.get(table, id) === undefined || after.get(table, id) !== undefined) continue;
      const holder = holderOf(after, { table, id });
      if (!holder) continue;
      yield new Speaker({ table, id }).error("IN_USE", `${id} cannot go: ${holder.id} needs it.`, { holder });
    }
  }
}

/** Something that refers to an object, the first in order of tables. */
export function holderOf(network: Network, { table, id }: Ref): Ref | undefined {
  if (table === "cables" || table === "splitters" || table === "equipment") {
    const joint = network.jointsOf(table, id)[0];
    if (joint) return { table: "method" in joint ? "splices" : "patches", id: joint.id };
  }
  for (const from of tables) {
    const referrer = network.referrers(table, id, from)[0];
    if (referrer !== undefined) return { table: from, id: referrer };
  }
  if (table !== "cableTypes" && table !== "closureTypes" && table !== "splitterTypes") return undefined;
  const from = table === "cableTypes" ? "cables" : table === "closureTypes" ? "closures" : "splitters";
  for (const record of network.records(from)) if (record.typeId === id) return { table: from, id: record.id };
  return undefined;
}

function* transitions(change: Change, before: Network, after: Network): Generator<Violation> {
  for (const table of statusTables) {
    for (const id of touchedIds(change, table)) {
      const [from, to] = [before.get(table, id)?.status, after.get(table, id)?.status];
      if (from === undefined || to === undefined || from === to) continue;
      const say = new Speaker({ table, id });
      if (!legalTransitions[from].includes(to)) yield illegal(say, from, to, legalTransitions[from]);
      if (table !== "drops" || to !== "operational" || isDropLit(after, after.get(table, id)!)) continue;
      yield say.error("DROP_UNLIT", `Drop ${id} cannot be taken into use: its glass reaches no OLT.`);
    }
  }
  for (const id of touchedIds(change, "villages")) {
    const [from, to] = [before.get("villages", id)?.status, after.get("villages", id)?.status];
    if (from === undefined || to === undefined) continue;
    const place = villageStatuses.indexOf(from);
    const allowed = villageStatuses.filter((_, i) => Math.abs(i - place) === 1);
    if (from !== to && !allowed.includes(to)) yield illegal(new Speaker({ table: "villages", id }), from, to, allowed);
  }
}

function illegal(say: Speaker, from: string, to: string, legal: readonly string[]): Violation {
  const allowed = legal.join(", ") || "nothing else";
  const message = `${say.object.id} is ${from} and may become ${allowed}, not ${to}.`;
  return say.error("STATUS_TRANSITION", message, { params: { from, to, allowed } });
}

function* ponCycles(network: Network, splitterIds: readonly string[]): Generator<Violation> {
  const id = findPonCycle(network, splitterIds);
  if (id === undefined) return;
  const object = { table: "splitters", id } as const;
  yield new Speaker(object).error("PON_CYCLE", `The light of splitter ${id} comes back to it.`, { holder: object });
}

/** The splitters that light meets first from the joints a change puts: a new cycle passes one of them. */
function touchedSplitters(change: Change, network: Network): string[] {
  const ids = new Set<string>();
  for (const joint of [...(change.put.splices ?? []), ...(change.put.patches ?? [])]) {
    for (const end of [joint.a, joint.b]) {
      const far = isSplitterLeg(end) ? end : farEnd(network, end);
      if (far && isSplitterLeg(far)) ids.add(far.splitterId);
    }
  }
  return [...ids];
}
