import { type CorridorClass, type CrossingKind, corridorClasses, crossingKinds } from "@cuntong/network";
import { NumberList } from "./number-list.ts";
import type { PrimitiveBlock, PrimitiveGroup } from "./primitive-block.ts";
import { WayCursor } from "./way-group.ts";
import { type WayTags, wayKeys, wayUse } from "./way-use.ts";

/** A wanted way. `start`/`end` bound its node ids in {@link WayList.refs}. */
export interface WantedWay {
  readonly id: number;
  readonly corridor: CorridorClass | undefined;
  readonly flags: number;
  readonly barrier: CrossingKind | undefined;
  readonly start: number;
  readonly end: number;
}

const none = 255;

/** The ways of a file that are corridors or barriers, in columns. */
export class WayList {
  /** Node ids of all ways, one way after the other. */
  readonly refs = new NumberList();
  readonly #ids = new NumberList();
  readonly #ends = new NumberList();
  readonly #kinds = new NumberList();
  readonly #cursor = new WayCursor();
  #seen: Set<number> | undefined;

  get length(): number {
    return this.#ids.length;
  }

  /** Adds the wanted ways of a group. A way that comes twice (files pasted together) is taken once. */
  addGroup(block: PrimitiveBlock, group: PrimitiveGroup): void {
    const cursor = this.#cursor;
    cursor.each(block, group, () => {
      const use = wayUse(tagsOf(block, cursor));
      if ((use.corridor === undefined && use.barrier === undefined) || this.#isRepeated(cursor.id)) return;
      cursor.pushRefs(block, this.refs);
      const corridor = use.corridor === undefined ? none : corridorClasses.indexOf(use.corridor);
      const barrier = use.barrier === undefined ? none : crossingKinds.indexOf(use.barrier);
      this.#ids.push(cursor.id);
      this.#ends.push(this.refs.length);
      this.#kinds.push((corridor << 16) | (barrier << 8) | use.flags);
    });
  }

  at(index: number): WantedWay {
    const kinds = this.#kinds.at(index);
    return {
      id: this.#ids.at(index),
      corridor: corridorClasses[kinds >>> 16],
      flags: kinds & 255,
      barrier: crossingKinds[(kinds >>> 8) & 255],
      start: index === 0 ? 0 : this.#ends.at(index - 1),
      end: this.#ends.at(index),
    };
  }

  /** Files are sorted by id nearly always: the set is built only for the one that is not. */
  #isRepeated(id: number): boolean {
    if (!this.#seen) {
      const count = this.#ids.length;
      if (count === 0 || id > this.#ids.at(count - 1)) return false;
      this.#seen = new Set(this.#ids.view());
    }
    const repeated = this.#seen.has(id);
    this.#seen.add(id);
    return repeated;
  }
}

const wanted = new Set<string>(wayKeys);

function isWanted(key: string): key is keyof WayTags {
  return wanted.has(key);
}

function tagsOf(block: PrimitiveBlock, { keys, values }: WayCursor): WayTags {
  const tags: WayTags = {};
  for (let i = 0; i < keys.length; i++) {
    const key = block.string(keys.at(i));
    if (isWanted(key)) tags[key] = block.string(values.at(i));
  }
  return tags;
}
