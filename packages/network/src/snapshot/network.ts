import type { Line } from "@cuntong/geo";
import { defaultSettings, settingsId } from "../catalogue/catalogue.ts";
import type { Change } from "../change/change.ts";
import type { Joint, JointEnd } from "../records/joint.ts";
import type { PlantSettings } from "../records/settings.ts";
import { idOf, type Records, type Table, tables } from "../records/tables.ts";
import { cellsOfBox } from "./cells.ts";
import { JointRows } from "./joint-rows.ts";
import { PersistentMap } from "./persistent-map.ts";
import { cellsOf, heldByJointRows, referencesOf } from "./references.ts";
import { IndexBatch, ReverseIndex } from "./reverse-index.ts";

type Contents = { readonly [T in Table]: PersistentMap<string, Records[T]> };

/** Reverse indexes by what refers and what is referred to, `spans nodes`, or by what lies in a square, `nodes cells`. */
type Indexes = ReadonlyMap<string, ReverseIndex>;

/**
 * The plant at one revision: an immutable snapshot. `apply` gives the next one, which shares everything that did not change, so that
 * snapshots are cheap to keep. Nothing is checked here; `checkChange` is asked first.
 */
export class Network {
  readonly revision: number;
  readonly #contents: Contents;
  readonly #indexes: Indexes;
  readonly #joints: JointRows;

  private constructor(revision: number, contents: Contents, indexes: Indexes, joints: JointRows) {
    this.revision = revision;
    this.#contents = contents;
    this.#indexes = indexes;
    this.#joints = joints;
  }

  /** A plant of nothing, at revision 0. */
  static readonly empty = new Network(
    0,
    Object.fromEntries(tables.map((table) => [table, PersistentMap.empty()])) as unknown as Contents,
    new Map(),
    JointRows.empty,
  );

  /** The plant of these records, as loaded from a store at a revision. */
  static of(records: Change["put"], revision = 0): Network {
    const { contents, indexes, joints } = Network.empty.#changed({ note: "", put: records, remove: {} });
    return new Network(revision, contents, indexes, joints);
  }

  /**
   * The plant after a change, one revision on, or at the revision that a store gave it. What the change puts is stored as it is; what it
   * removes and is not there is passed over.
   */
  apply(change: Change, revision = this.revision + 1): Network {
    const { contents, indexes, joints } = this.#changed(change);
    return new Network(revision, contents, indexes, joints);
  }

  get<T extends Table>(table: T, id: string): Records[T] | undefined {
    return this.#contents[table].get(id);
  }

  /** Records of a table, in an order that depends on their ids alone. */
  records<T extends Table>(table: T): Iterable<Records[T]> {
    return this.#contents[table].values();
  }

  count(table: Table): number {
    return this.#contents[table].size;
  }

  /** The project's settings: its own row, or those of the catalogue until it has one. */
  get settings(): PlantSettings {
    return this.get("settings", settingsId) ?? defaultSettings;
  }

  /** Sorted ids of the records of `from` that refer to an object, e.g. the cables on a span. Joints of a cable are had from `jointsOf`. */
  referrers(table: Table, id: string, from: Table): readonly string[] {
    return this.#indexes.get(`${from} ${table}`)?.get(id) ?? [];
  }

  /** Joints at an end; a frame's port has a rear and a front. One in a sound plant. */
  jointsAt(end: JointEnd, face: "rear" | "front" = "rear"): readonly Joint[] {
    return this.#joints.at(end, face);
  }

  /** Joints of a cable, splitter or device; a joint between two of its own ends comes twice. */
  jointsOf(table: "cables" | "splitters" | "equipment", id: string): readonly Joint[] {
    return this.#joints.of(table, id);
  }

  /** Ids of nodes or spans in the squares round a line, `marginDeg` beyond it included; some are farther. */
  near(table: "nodes" | "spans", line: Line, marginDeg: number): ReadonlySet<string> {
    const index = this.#indexes.get(`${table} cells`);
    const ids = new Set<string>();
    if (!index) return ids;
    for (let i = 0; i < line.length; i++) {
      for (const cell of cellsOfBox(line[Math.max(0, i - 1)], line[i], marginDeg)) {
        for (const id of index.get(cell)) ids.add(id);
      }
    }
    return ids;
  }

  /** Ids of a table's records that are not the same in another snapshot. */
  changedIds(other: Network, table: Table): Iterable<string> {
    return this.#contents[table].changedKeys(other.#contents[table] as PersistentMap<string, never>);
  }

  #changed(change: Change): { contents: Contents; indexes: Indexes; joints: JointRows } {
    const contents: Record<string, unknown> = { ...this.#contents };
    const batches = new Map<string, IndexBatch>();
    const removed: Joint[] = [];
    const added: Joint[] = [];
    for (const table of tables) {
      const puts = new Map<string, Records[Table]>();
      for (const record of (change.put[table] ?? []) as readonly Records[Table][])
        puts.set(idOf(table, record), record);
      const removes = change.remove[table] ?? [];
      if (puts.size === 0 && removes.length === 0) continue;
      const old = this.#contents[table] as PersistentMap<string, Records[Table]>;
      contents[table] = old.with(puts, removes);
      const note = (id: string, after: Records[Table] | undefined) => {
        // Nothing is looked up in a table that was empty: a plant is loaded by one change of a million records.
        const before = old.size === 0 ? undefined : old.get(id);
        index(batches, table, id, before, after);
        if (table !== "splices" && table !== "patches") return;
        if (before) removed.push(before as Joint);
        if (after) added.push(after as Joint);
      };
      for (const [id, record] of puts) note(id, record);
      for (const id of new Set(removes)) if (!puts.has(id)) note(id, undefined);
    }
    const joints = added.length + removed.length === 0 ? this.#joints : this.#joints.with(removed, added);
    return { contents: contents as unknown as Contents, indexes: indexed(this.#indexes, batches), joints };
  }
}

function index<T extends Table>(
  batches: Map<string, IndexBatch>,
  table: T,
  id: string,
  before: Records[T] | undefined,
  after: Records[T] | undefined,
): void {
  const batch = (to: string) => {
    const name = `${table} ${to}`;
    const found = batches.get(name) ?? new IndexBatch();
    batches.set(name, found);
    return found;
  };
  for (const { table: to, id: target } of before ? referencesOf(table, before) : []) {
    if (isIndexed(table, to)) batch(to).drop(target, id);
  }
  for (const { table: to, id: target } of after ? referencesOf(table, after) : []) {
    if (isIndexed(table, to)) batch(to).add(target, id);
  }
  for (const cell of before ? cellsOf(table, before) : []) batch("cells").drop(cell, id);
  for (const cell of after ? cellsOf(table, after) : []) batch("cells").add(cell, id);
}

/** An entry of a catalogue is named by tens of thousands; who names it is looked for when it is to go. */
function isIndexed(from: Table, to: Table): boolean {
  return to !== "cableTypes" && to !== "closureTypes" && to !== "splitterTypes" && !heldByJointRows(from, to);
}

function indexed(indexes: Indexes, batches: ReadonlyMap<string, IndexBatch>): Indexes {
  if (batches.size === 0) return indexes;
  const all = new Map(indexes);
  for (const [name, batch] of batches) all.set(name, (all.get(name) ?? ReverseIndex.empty).with(batch));
  return all;
}
