import { PbfReader } from "pbf";
import { type ByteRange, messageRange } from "./message.ts";
import { OsmFault } from "./osm-fault.ts";

/** Field numbers of PrimitiveGroup: what a group holds. */
export const groupKinds = { nodes: 1, dense: 2, ways: 3 } as const;

/** Bytes of one group; `kind` is its first field number, as a group holds entities of one kind only. */
export interface PrimitiveGroup extends ByteRange {
  readonly kind: number;
}

/** A PrimitiveBlock (osmformat.proto) with its groups found but not decoded, and strings decoded when asked for. */
export class PrimitiveBlock {
  readonly pbf: PbfReader;
  readonly groups: PrimitiveGroup[] = [];
  readonly #stringPlaces: ByteRange[] = [];
  readonly #strings: string[] = [];
  #granularity = 100;
  #lonOffset = 0;
  #latOffset = 0;

  constructor(bytes: Uint8Array) {
    this.pbf = new PbfReader(bytes);
    const { pbf } = this;
    for (let tag = pbf.nextField(); tag !== 0; tag = pbf.nextField()) {
      if (tag === 1) this.#findStrings();
      else if (tag === 2) this.#findGroup();
      else if (tag === 17) this.#granularity = pbf.readVarint(true);
      else if (tag === 19) this.#latOffset = pbf.readVarint(true);
      else if (tag === 20) this.#lonOffset = pbf.readVarint(true);
    }
    if (pbf.pos !== pbf.length) throw new OsmFault("OSM_MALFORMED", "A data block runs over its end.");
  }

  /** String number `index` of the block's table; a number outside it is malformed data. */
  string(index: number): string {
    const known = this.#strings[index];
    if (known !== undefined) return known;
    const place = this.#stringPlaces[index];
    if (!place) throw new OsmFault("OSM_MALFORMED", `A tag names string ${index} of ${this.#stringPlaces.length}.`);
    const text = decoder.decode(this.pbf.buf.subarray(place.start, place.end));
    this.#strings[index] = text;
    return text;
  }

  /** Degrees from the block's own units (nanodegrees times granularity). Dividing once gives the double nearest to the decimal. */
  lon(value: number): number {
    return (this.#lonOffset + this.#granularity * value) / 1e9;
  }

  lat(value: number): number {
    return (this.#latOffset + this.#granularity * value) / 1e9;
  }

  #findStrings(): void {
    const { end } = messageRange(this.pbf, this.pbf.length);
    for (let tag = this.pbf.nextField(end); tag !== 0; tag = this.pbf.nextField(end)) {
      if (tag !== 1) continue;
      const place = messageRange(this.pbf, end);
      this.pbf.pos = place.end;
      this.#stringPlaces.push(place);
    }
  }

  #findGroup(): void {
    const range = messageRange(this.pbf, this.pbf.length);
    const kind = this.pbf.nextField(range.end);
    this.pbf.pos = range.end;
    if (kind !== 0) this.groups.push({ ...range, kind });
  }
}

const decoder = new TextDecoder();
