import { idOf, type Records, type Table, tables } from "../records/tables.ts";

/** Whole records to store, by table. */
export type Puts = { readonly [T in Table]?: readonly Records[T][] };

/** Ids of records to remove, by table. */
export type Removes = { readonly [T in Table]?: readonly string[] };

/** One edit of the plant, small or large: every operation, import, accepted plan and returned as-built is one. Plain JSON. */
export interface Change {
  /** What was done, in words a person wrote or would write. */
  readonly note: string;
  readonly put: Puts;
  readonly remove: Removes;
}

/** Gathers a change record by record; the last word on an object wins. */
export class ChangeBuilder {
  readonly #put = new Map<Table, Map<string, Records[Table]>>();
  readonly #remove = new Map<Table, Set<string>>();

  put<T extends Table>(table: T, ...records: readonly Records[T][]): this {
    for (const record of records) {
      const id = idOf(table, record);
      within(this.#put, table, () => new Map()).set(id, record);
      this.#remove.get(table)?.delete(id);
    }
    return this;
  }

  remove(table: Table, ...ids: readonly string[]): this {
    for (const id of ids) {
      within(this.#remove, table, () => new Set()).add(id);
      this.#put.get(table)?.delete(id);
    }
    return this;
  }

  /** Everything another change says, after what was said so far. */
  add(change: Change): this {
    for (const table of tables) {
      this.remove(table, ...(change.remove[table] ?? []));
      this.put(table, ...((change.put[table] ?? []) as readonly Records[Table][]));
    }
    return this;
  }

  /** The change in canonical order: tables as listed, records by id; empty tables are left out. */
  build(note: string): Change {
    const put: { [T in Table]?: Records[Table][] } = {};
    const remove: { [T in Table]?: string[] } = {};
    for (const table of tables) {
      const puts = this.#put.get(table);
      if (puts?.size) put[table] = [...puts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, record]) => record);
      const removes = this.#remove.get(table);
      if (removes?.size) remove[table] = [...removes].sort();
    }
    return { note, put: put as Puts, remove };
  }
}

function within<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

/** True where the change says nothing. */
export function isEmpty({ put, remove }: Change): boolean {
  return tables.every((table) => !put[table]?.length && !remove[table]?.length);
}

/** One change that does what the given ones do one after the other. */
export function combine(note: string, changes: readonly Change[]): Change {
  const builder = new ChangeBuilder();
  for (const change of changes) builder.add(change);
  return builder.build(note);
}
