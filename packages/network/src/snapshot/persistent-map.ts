/**
 * An immutable map from strings: a hash trie of 32 ways (Bagwell 2001; Steindorfer and Vinju 2015). A changed map shares all but the few
 * branches that changed, so a revision of a million entries costs a few hundred bytes. Iteration follows the hash: it depends on the
 * keys alone, never on the order they came in.
 */
export class PersistentMap<K extends string, V> {
  readonly size: number;
  readonly #root: Branch;

  private constructor(root: Branch, size: number) {
    this.#root = root;
    this.size = size;
  }

  static empty<K extends string, V>(): PersistentMap<K, V> {
    return new PersistentMap<K, V>(noBranch, 0);
  }

  static of<K extends string, V>(entries: Iterable<readonly [K, V]>): PersistentMap<K, V> {
    return PersistentMap.empty<K, V>().with(entries);
  }

  get(key: K): V | undefined {
    let { slots, bitmap } = this.#root;
    let hash = hashOf(key, 0);
    for (let depth = 0; ; ) {
      const bit = 1 << (hash & 31);
      if ((bitmap & bit) === 0) return undefined;
      const i = 2 * countBits(bitmap & (bit - 1));
      const found = slots[i];
      if (found === key) return slots[i + 1] as V;
      if (found !== undefined) return undefined;
      ({ slots, bitmap } = slots[i + 1] as Branch);
      hash = ++depth % levels === 0 ? hashOf(key, depth) : hash >>> 5;
    }
  }

  has(key: K): boolean {
    return this.get(key) !== undefined;
  }

  /** The map with these entries put and these keys gone; itself where nothing changes. */
  with(put: Iterable<readonly [K, V]>, remove: Iterable<K> = []): PersistentMap<K, V> {
    const edit: Edit = { grown: 0 };
    let root = this.#root;
    for (const key of remove) root = without(root, key, hashOf(key, 0), 0, edit);
    for (const [key, value] of put) root = withEntry(root, key, value, hashOf(key, 0), 0, edit);
    return root === this.#root ? this : new PersistentMap(root, this.size + edit.grown);
  }

  *[Symbol.iterator](): Generator<readonly [K, V]> {
    yield* entriesOf(this.#root) as Generator<readonly [K, V]>;
  }

  *values(): Generator<V> {
    for (const [, value] of this) yield value;
  }

  /** Keys whose values are not the same object in both maps. What the two share is not looked at. */
  *changedKeys(other: PersistentMap<K, V>): Generator<K> {
    yield* changed(this.#root, other.#root) as Generator<K>;
  }
}

/** Slots come in pairs: a key and its value, or nothing and a branch below. */
interface Branch {
  readonly owner: Edit | undefined;
  bitmap: number;
  slots: unknown[];
}

/** One run of changes: branches it made itself it may change in place. */
interface Edit {
  grown: number;
}

/** Five bits a level; after six levels the key is hashed anew, so that keys of one hash part further down. */
const levels = 6;

const noBranch: Branch = { owner: undefined, bitmap: 0, slots: [] };

/** FNV-1a over code units with a seed, and a last mixing of the bits (Appleby, MurmurHash3). */
function hashOf(key: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

function countBits(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return (((n + (n >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

function nextHash(key: string, hash: number, depth: number): number {
  return depth % levels === 0 ? hashOf(key, depth) : hash >>> 5;
}

function own(branch: Branch, edit: Edit): Branch {
  return branch.owner === edit ? branch : { owner: edit, bitmap: branch.bitmap, slots: branch.slots.slice() };
}

function withEntry(branch: Branch, key: string, value: unknown, hash: number, depth: number, edit: Edit): Branch {
  const bit = 1 << (hash & 31);
  const i = 2 * countBits(branch.bitmap & (bit - 1));
  if ((branch.bitmap & bit) === 0) {
    edit.grown++;
    return withPair(branch, bit, i, key, value, edit);
  }
  const found = branch.slots[i] as string | undefined;
  const held = branch.slots[i + 1];
  const below = depth + 1;
  if (found === key) return held === value ? branch : withSlot(branch, i, key, value, edit);
  if (found !== undefined) {
    let fork: Branch = { owner: edit, bitmap: 0, slots: [] };
    edit.grown--;
    fork = withEntry(fork, found, held, hashAt(found, below), below, edit);
    fork = withEntry(fork, key, value, nextHash(key, hash, below), below, edit);
    return withSlot(branch, i, undefined, fork, edit);
  }
  const child = withEntry(held as Branch, key, value, nextHash(key, hash, below), below, edit);
  return child === held ? branch : withSlot(branch, i, undefined, child, edit);
}

/** Room is made by copying to the very size: an array that grows in place keeps half as much again to spare. */
function withPair(branch: Branch, bit: number, i: number, key: string, value: unknown, edit: Edit): Branch {
  const slots = new Array<unknown>(branch.slots.length + 2);
  for (let k = 0; k < i; k++) slots[k] = branch.slots[k];
  slots[i] = key;
  slots[i + 1] = value;
  for (let k = i; k < branch.slots.length; k++) slots[k + 2] = branch.slots[k];
  if (branch.owner !== edit) return { owner: edit, bitmap: branch.bitmap | bit, slots };
  branch.bitmap |= bit;
  branch.slots = slots;
  return branch;
}

function without(branch: Branch, key: string, hash: number, depth: number, edit: Edit): Branch {
  const bit = 1 << (hash & 31);
  if ((branch.bitmap & bit) === 0) return branch;
  const i = 2 * countBits(branch.bitmap & (bit - 1));
  const found = branch.slots[i] as string | undefined;
  if (found === key) {
    const mine = own(branch, edit);
    mine.bitmap &= ~bit;
    mine.slots.splice(i, 2);
    edit.grown--;
    return mine;
  }
  if (found !== undefined) return branch;
  const held = branch.slots[i + 1] as Branch;
  const child = without(held, key, nextHash(key, hash, depth + 1), depth + 1, edit);
  if (child === held && child.slots.length !== 2) return branch;
  // A branch left with one entry goes back into its parent, so that the trie depends on its content alone.
  if (child.slots.length === 2 && child.slots[0] !== undefined) {
    return withSlot(branch, i, child.slots[0] as string, child.slots[1], edit);
  }
  return child === held ? branch : withSlot(branch, i, undefined, child, edit);
}

function withSlot(branch: Branch, i: number, key: string | undefined, value: unknown, edit: Edit): Branch {
  const mine = own(branch, edit);
  mine.slots[i] = key;
  mine.slots[i + 1] = value;
  return mine;
}

/** The hash a key is placed by at a depth. */
function hashAt(key: string, depth: number): number {
  const seed = depth - (depth % levels);
  return hashOf(key, seed) >>> (5 * (depth % levels));
}

function* entriesOf({ slots }: Branch): Generator<readonly [string, unknown]> {
  for (let i = 0; i < slots.length; i += 2) {
    const key = slots[i] as string | undefined;
    if (key === undefined) yield* entriesOf(slots[i + 1] as Branch);
    else yield [key, slots[i + 1]];
  }
}

function* changed(one: Branch, two: Branch): Generator<string> {
  if (one === two) return;
  for (let bits = one.bitmap | two.bitmap; bits !== 0; bits &= bits - 1) {
    const bit = bits & -bits;
    const a = slotOf(one, bit);
    const b = slotOf(two, bit);
    if (a.branch && b.branch) yield* changed(a.branch, b.branch);
    else yield* changedEntries(a, b);
  }
}

interface Slot {
  readonly key?: string | undefined;
  readonly value?: unknown;
  readonly branch?: Branch;
}

function slotOf(branch: Branch, bit: number): Slot {
  if ((branch.bitmap & bit) === 0) return {};
  const i = 2 * countBits(branch.bitmap & (bit - 1));
  const key = branch.slots[i] as string | undefined;
  return key === undefined ? { branch: branch.slots[i + 1] as Branch } : { key, value: branch.slots[i + 1] };
}

function* changedEntries(a: Slot, b: Slot): Generator<string> {
  const left = new Map(entriesOfSlot(a));
  const right = new Map(entriesOfSlot(b));
  for (const [key, value] of left) if (right.get(key) !== value) yield key;
  for (const key of right.keys()) if (!left.has(key)) yield key;
}

function entriesOfSlot({ key, value, branch }: Slot): Iterable<readonly [string, unknown]> {
  if (branch) return entriesOf(branch);
  return key === undefined ? [] : [[key, value]];
}
