import type { Issue, Village, VillageCode } from "@cuntong/network";
import { IssueLog } from "../file/issue-log.ts";
import { NodeBatch } from "./node-batch.ts";
import type { PrimitiveBlock } from "./primitive-block.ts";

/** Values of OSM's `place=*` that count as villages. */
export const osmPlaceKinds = ["town", "village", "hamlet", "isolated_dwelling"] as const;
const kinds = new Set<string>(osmPlaceKinds);

/** The tags that make a place. */
interface PlaceTags {
  place?: string;
  name?: string;
  population?: string;
}

/** Collects the place nodes of a file as villages, block by block. */
export class PlaceList {
  readonly villages = new Map<VillageCode, Village>();
  readonly #batch = new NodeBatch();
  readonly #log: IssueLog;

  constructor(fileName: string) {
    this.#log = new IssueLog(fileName);
  }

  addBlock(block: PrimitiveBlock): void {
    const { ids, lon, lat, tags } = this.#batch;
    for (const group of block.groups) {
      this.#batch.read(block, group, true);
      let at = 0;
      for (let node = 0; node < ids.length && at < tags.length; node++) {
        const first = at;
        while (at < tags.length && tags.at(at) !== 0) at += 2;
        const found = this.#tags(block, first, at);
        if (found.place !== undefined && kinds.has(found.place))
          this.#addPlace(
            `osm-n${ids.at(node)}` as VillageCode,
            found,
            block.lon(lon.at(node)),
            block.lat(lat.at(node)),
          );
        at++;
      }
    }
  }

  /** What there was to say. A damaged file has already said why it holds no places. */
  issues(damaged: boolean): Issue[] {
    if (!damaged && this.villages.size === 0)
      this.#log.error("OSM_NO_PLACES", {}, `The file holds no nodes with place=${osmPlaceKinds.join("|")}.`);
    return this.#log.list();
  }

  #addPlace(code: VillageCode, { name, population }: PlaceTags, lon: number, lat: number): void {
    if (this.villages.has(code)) return;
    if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) {
      const message = "The place lies outside longitude ±180, latitude ±90.";
      this.#log.error("OSM_POSITION", {}, message, { value: code });
      return;
    }
    if (name === undefined)
      this.#log.warning("OSM_PLACE_UNNAMED", {}, "The place has no name; its code is shown.", { value: code });
    const people = this.#people(code, population);
    const known = people === undefined ? {} : { people };
    this.villages.set(code, { code, name: name ?? code, position: [lon, lat], status: "unconnected", ...known });
  }

  /** A clean whole number of people; separators and guesses ("ca. 200", "1.200") are not read. */
  #people(code: VillageCode, population: string | undefined): number | undefined {
    if (population === undefined) return undefined;
    if (/^\d{1,9}$/.test(population)) return Number(population);
    const message = `The population of ${code} is not a number of people; it is left out.`;
    this.#log.warning("OSM_POPULATION", {}, message, { value: population });
    return undefined;
  }

  #tags(block: PrimitiveBlock, start: number, end: number): PlaceTags {
    const found: PlaceTags = {};
    for (let i = start; i + 1 < end; i += 2) {
      const key = block.string(this.#batch.tags.at(i));
      if (key !== "place" && key !== "name" && key !== "population") continue;
      const value = block.string(this.#batch.tags.at(i + 1)).trim();
      if (value !== "") found[key] = value;
    }
    return found;
  }
}
