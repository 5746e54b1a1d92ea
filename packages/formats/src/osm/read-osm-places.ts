import { type Issue, isClean, type Village, type VillageCode } from "@cuntong/network";
import { eachBlock } from "./each-block.ts";
import { NodeBatch } from "./node-batch.ts";
import { type OsmReadOptions, type OsmSource, osmCredit, withOsmFile } from "./osm-file.ts";
import { PrimitiveBlock } from "./primitive-block.ts";

/** Values of OSM's `place=*` that count as villages. */
export const osmPlaceKinds = ["town", "village", "hamlet", "isolated_dwelling"] as const;

/** Villages from OpenStreetMap, with what was wrong or left out, and the credit to show with them. */
export interface OsmPlaces {
  readonly villages: readonly Village[];
  readonly issues: readonly Issue[];
  readonly credit: string;
}

/**
 * Reads the place nodes ({@link osmPlaceKinds}) of an `.osm.pbf` extract as unconnected villages, code `osm-n<node id>`. Never throws
 * on any bytes; throws only the reason of an aborted signal.
 */
export async function readOsmPlaces(source: OsmSource, options: OsmReadOptions): Promise<OsmPlaces> {
  const issues: Issue[] = [];
  const places = new PlaceList(options.fileName);
  await withOsmFile(source, options, issues, async ({ walk, data }) => {
    const { onProgress } = options;
    const onBytes = onProgress && ((bytes: number) => onProgress(bytes / walk.source.length));
    issues.push(
      ...(await eachBlock({ ...walk, onBytes }, data, (bytes) => places.addBlock(new PrimitiveBlock(bytes)))),
    );
    issues.push(...places.issues(!isClean(issues)));
  });
  options.onProgress?.(1);
  return { villages: [...places.villages.values()], issues, credit: osmCredit };
}

const kinds = new Set<string>(osmPlaceKinds);

class PlaceList {
  readonly villages = new Map<VillageCode, Village>();
  readonly #batch = new NodeBatch();
  readonly #file: string;
  readonly #found: Issue[] = [];

  constructor(file: string) {
    this.#file = file;
  }

  addBlock(block: PrimitiveBlock): void {
    const { ids, lon, lat, tags } = this.#batch;
    for (const group of block.groups) {
      this.#batch.read(block, group, true);
      let at = 0;
      for (let node = 0; node < ids.length && at < tags.length; node++) {
        const first = at;
        while (at < tags.length && tags.at(at) !== 0) at += 2;
        if (at > first) this.#addNode(ids.at(node), block.lon(lon.at(node)), block.lat(lat.at(node)), block, first, at);
        at++;
      }
    }
  }

  issues(damaged: boolean): Issue[] {
    if (damaged || this.villages.size > 0) return this.#found;
    const message = `The file holds no nodes with place=${osmPlaceKinds.join("|")}.`;
    return [...this.#found, { severity: "error", code: "OSM_NO_PLACES", place: { file: this.#file }, message }];
  }

  #addNode(id: number, lon: number, lat: number, block: PrimitiveBlock, start: number, end: number): void {
    const { place, name, population } = this.#tags(block, start, end);
    if (place === undefined || !kinds.has(place)) return;
    const code = `osm-n${id}` as VillageCode;
    if (this.villages.has(code)) return;
    if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) {
      this.#report("error", "OSM_POSITION", code, "The place lies outside longitude ±180, latitude ±90.");
      return;
    }
    const people = peopleOf(population);
    if (name === undefined)
      this.#report("warning", "OSM_PLACE_UNNAMED", code, "The place has no name; its code is shown.");
    if (population !== undefined && people === undefined)
      this.#report(
        "warning",
        "OSM_POPULATION",
        code,
        `"${population.slice(0, 40)}" is not a number of people; left out.`,
      );
    const known = people === undefined ? {} : { people };
    this.villages.set(code, { code, name: name ?? code, position: [lon, lat], status: "unconnected", ...known });
  }

  #tags(block: PrimitiveBlock, start: number, end: number) {
    const found: { place?: string; name?: string; population?: string } = {};
    for (let i = start; i + 1 < end; i += 2) {
      const key = block.string(this.#batch.tags.at(i));
      if (key !== "place" && key !== "name" && key !== "population") continue;
      const value = block.string(this.#batch.tags.at(i + 1)).trim();
      if (value !== "") found[key] = value;
    }
    return found;
  }

  #report(severity: Issue["severity"], code: string, value: VillageCode, message: string): void {
    this.#found.push({ severity, code, place: { file: this.#file }, value, message });
  }
}

/** A clean whole number of people; separators and guesses ("ca. 200", "1.200") are not read. */
function peopleOf(population: string | undefined): number | undefined {
  return population !== undefined && /^\d{1,9}$/.test(population) ? Number(population) : undefined;
}
