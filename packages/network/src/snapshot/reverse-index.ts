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
    for (const [name, change] of batch.changes) {
      const ids = changed(this.get(name), change);
      if (ids.length === 0) remove.push(name);
      else put.push([name, ids]);
    }
    return new ReverseIndex(this.#ids.with(put, remove));
  }
}

interface IndexChange {
  readonly added: string[];
  dropped?: string[];
}

/** Changes of a reverse index, gathered before they are made: an id dropped and then added stays. */
export class IndexBatch {
  readonly changes = new Map<string, IndexChange>();

  add(name: string, id: string): void {
    this.#of(name).added.push(id);
  }

  drop(name: string, id: string): void {
    const change = this.#of(name);
    change.dropped ??= [];
    change.dropped.push(id);
  }

  #of(name: string): IndexChange {
    let change = this.changes.get(name);
    if (!change) {
      change = { added: [] };
      this.changes.set(name, change);
    }
    return change;
  }
}

const none: readonly string[] = [];

/** Sorted and without repeats. Loading a plant comes by here a million times, nearly always with one new id and none before. */
function changed(old: readonly string[], { added, dropped }: IndexChange): readonly string[] {
  if (old.length === 0 && added.length === 1) return added;
  const gone = new Set(dropped);
  const ids = new Set(old.filter((id) => !gone.has(id)));
  for (const id of added) ids.add(id);
  return [...ids].sort(byCodeUnit);
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
