import { PersistentMap } from "./persistent-map.ts";

/** From a name to the sorted ids of the records that bear it; changed by whole batches. */
export class ReverseIndex {
  readonly #ids: PersistentMap<string, readonly string[]>;

  private constructor(ids: PersistentMap<string, readonly string[]>) {
    this.#ids = ids;
  }

  static readonly empty = new ReverseIndex(PersistentMap.empty());

  get(name: string): readonly string[] {
    return this.#ids.get(name) ?? none;
  }

  with(batch: IndexBatch): ReverseIndex {
    const put: [string, readonly string[]][] = [];
    const remove: string[] = [];
    for (const [name, { added, dropped }] of batch.changes) {
      const ids = this.get(name).filter((id) => !dropped.has(id) && !added.has(id));
      ids.push(...added);
      if (ids.length === 0) remove.push(name);
      else put.push([name, ids.sort(byCodeUnit)]);
    }
    return new ReverseIndex(this.#ids.with(put, remove));
  }
}

/** Changes of a reverse index, gathered before they are made: an id dropped and then added stays. */
export class IndexBatch {
  readonly changes = new Map<string, { readonly added: Set<string>; readonly dropped: Set<string> }>();

  add(name: string, id: string): void {
    this.#of(name).added.add(id);
  }

  drop(name: string, id: string): void {
    this.#of(name).dropped.add(id);
  }

  #of(name: string) {
    let change = this.changes.get(name);
    if (!change) {
      change = { added: new Set(), dropped: new Set() };
      this.changes.set(name, change);
    }
    return change;
  }
}

const none: readonly string[] = [];

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
