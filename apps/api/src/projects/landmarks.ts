import type { County, SearchHit } from "@cuntong/contract";
import { type Store, searchKeys } from "@cuntong/db";
import type { Extent, MultiPolygon, Position } from "@cuntong/geo";
import type { PlantNode } from "@cuntong/network";
import type { z } from "zod";
import type { Frozen } from "../http/mount.ts";
import { Recent } from "../recent.ts";

/** A county as lists and searches need it: the shape is reduced to its extent. */
export type CountyMark = Omit<Frozen<County>, "villages"> & { readonly initials: string };
type Hit = Frozen<z.input<typeof SearchHit>>;

/** What can be found in a project beside its villages: counties, kept until their layer changes, and nodes. */
export class Landmarks {
  readonly #store: Store;
  readonly #counties = new Recent<readonly CountyMark[]>(16);

  constructor(store: Store) {
    this.#store = store;
  }

  async counties(projectId: string): Promise<readonly CountyMark[]> {
    const { layers } = await this.#store.projects.layerRevisions(projectId);
    return this.#counties.get(`${projectId} ${layers.counties ?? 0}`, async () => {
      const { counties } = await this.#store.landscape.countyShapes(projectId);
      return counties.map(({ code, name, shape }) => ({
        ...{ code, name, ...searchKeys(name) },
        extent: extentOfShape(shape),
      }));
    });
  }

  /** Counties by part of the name or the beginning of code, pinyin or initials; then nodes by name or id. */
  async search(projectId: string, text: string, limit: number): Promise<Hit[]> {
    const key = text.trim().toLowerCase();
    const letters = key.replaceAll(" ", "");
    const counties = (await this.counties(projectId)).filter(
      ({ code, name, pinyin, initials }) =>
        name.toLowerCase().includes(key) || code.startsWith(key) || pinyin.startsWith(letters) || initials === letters,
    );
    const { nodes } = await this.#store.plant.search(projectId, text, limit);
    return [...counties.map(countyHit), ...nodes.map(nodeHit)].slice(0, limit);
  }
}

function countyHit({ code, name, extent }: CountyMark): Hit {
  return { kind: "county", code, name, detail: code, position: middleOf(extent), extent };
}

function nodeHit({ id, kind, name, position }: PlantNode): Hit {
  return { kind: "node", code: id, name: name ?? id, detail: kind, position };
}

function middleOf([west, south, east, north]: Extent): Position {
  return [(west + east) / 2, (south + north) / 2];
}

function extentOfShape(shape: MultiPolygon): Extent {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [lon, lat] of shape.flatMap(([outside]) => outside ?? [])) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return [west, south, east, north];
}
