import type { PbfReader } from "pbf";
import { messageRange, pushDeltas, pushVarints } from "./message.ts";
import { NumberList } from "./number-list.ts";
import { OsmFault } from "./osm-fault.ts";
import { groupKinds, type PrimitiveBlock, type PrimitiveGroup } from "./primitive-block.ts";

/**
 * The nodes of one group, reused from group to group. `lon`/`lat` are in the block's units. Tags lie one node after the other in
 * `tags` as `key value key value ... 0` (string numbers), as dense nodes have them; no tags at all leave it empty.
 */
export class NodeBatch {
  readonly ids = new NumberList();
  readonly lon = new NumberList();
  readonly lat = new NumberList();
  readonly tags = new NumberList();

  /** Reads the group's nodes, or none if it holds something else. Tags are read only where asked for. */
  read(block: PrimitiveBlock, group: PrimitiveGroup, withTags: boolean): void {
    for (const list of [this.ids, this.lon, this.lat, this.tags]) list.clear();
    if (group.kind === groupKinds.dense) this.#readDense(block.pbf, group, withTags);
    else if (group.kind === groupKinds.nodes) this.#readPlain(block.pbf, group, withTags);
    if (this.lon.length !== this.ids.length || this.lat.length !== this.ids.length)
      throw new OsmFault("OSM_MALFORMED", "A group of nodes has positions missing.");
  }

  #readDense(pbf: PbfReader, group: PrimitiveGroup, withTags: boolean): void {
    pbf.pos = group.start;
    for (let tag = pbf.nextField(group.end); tag !== 0; tag = pbf.nextField(group.end)) {
      if (tag !== groupKinds.dense) continue;
      const { end } = messageRange(pbf, group.end);
      for (let field = pbf.nextField(end); field !== 0; field = pbf.nextField(end)) {
        if (field === 1) pushDeltas(pbf, end, this.ids);
        else if (field === 8) pushDeltas(pbf, end, this.lat);
        else if (field === 9) pushDeltas(pbf, end, this.lon);
        else if (field === 10 && withTags) pushVarints(pbf, end, this.tags);
      }
    }
  }

  #readPlain(pbf: PbfReader, group: PrimitiveGroup, withTags: boolean): void {
    const keys = new NumberList();
    const values = new NumberList();
    pbf.pos = group.start;
    for (let tag = pbf.nextField(group.end); tag !== 0; tag = pbf.nextField(group.end)) {
      if (tag !== groupKinds.nodes) continue;
      const { end } = messageRange(pbf, group.end);
      keys.clear();
      values.clear();
      for (let field = pbf.nextField(end); field !== 0; field = pbf.nextField(end)) {
        if (field === 1) this.ids.push(pbf.readSVarint());
        else if (field === 8) this.lat.push(pbf.readSVarint());
        else if (field === 9) this.lon.push(pbf.readSVarint());
        else if (field === 2) pushVarints(pbf, end, keys);
        else if (field === 3) pushVarints(pbf, end, values);
      }
      if (withTags) this.#pushTags(keys, values);
    }
  }

  #pushTags(keys: NumberList, values: NumberList): void {
    if (keys.length !== values.length) throw new OsmFault("OSM_MALFORMED", "A node has a tag without a value.");
    for (let i = 0; i < keys.length; i++) {
      this.tags.push(keys.at(i));
      this.tags.push(values.at(i));
    }
    this.tags.push(0);
  }
}
