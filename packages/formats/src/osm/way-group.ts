import type { PbfReader } from "pbf";
import { type ByteRange, messageRange, packedRange, pushVarints } from "./message.ts";
import { NumberList } from "./number-list.ts";
import { OsmFault } from "./osm-fault.ts";
import { groupKinds, type PrimitiveBlock, type PrimitiveGroup } from "./primitive-block.ts";

/** One way, reused from way to way: `keys[i]` and `values[i]` are string numbers; references are decoded only when asked for. */
export class WayCursor {
  id = 0;
  readonly keys = new NumberList();
  readonly values = new NumberList();
  readonly #refRanges: ByteRange[] = [];

  /** Calls `visit` for every way of the group; does nothing for a group of something else. */
  each(block: PrimitiveBlock, group: PrimitiveGroup, visit: () => void): void {
    if (group.kind !== groupKinds.ways) return;
    const { pbf } = block;
    pbf.pos = group.start;
    for (let tag = pbf.nextField(group.end); tag !== 0; tag = pbf.nextField(group.end)) {
      if (tag !== groupKinds.ways) continue;
      const { end } = messageRange(pbf, group.end);
      this.#read(pbf, end);
      visit();
      pbf.pos = end;
    }
  }

  /** Appends the way's node ids. */
  pushRefs(block: PrimitiveBlock, refs: NumberList): void {
    const { pbf } = block;
    let value = 0;
    for (const { start, end } of this.#refRanges) {
      pbf.pos = start;
      while (pbf.pos < end) {
        value += pbf.readSVarint();
        refs.push(value);
      }
    }
  }

  #read(pbf: PbfReader, end: number): void {
    this.id = 0;
    this.keys.clear();
    this.values.clear();
    this.#refRanges.length = 0;
    for (let field = pbf.nextField(end); field !== 0; field = pbf.nextField(end)) {
      if (field === 1) this.id = pbf.readVarint(true);
      else if (field === 2) pushVarints(pbf, end, this.keys);
      else if (field === 3) pushVarints(pbf, end, this.values);
      else if (field === 8) this.#refRanges.push(packedRange(pbf, end));
    }
    if (this.keys.length !== this.values.length)
      throw new OsmFault("OSM_MALFORMED", `Way ${this.id} has a tag without a value.`);
  }
}
