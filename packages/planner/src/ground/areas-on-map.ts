import { AreaIndex } from "@cuntong/geo";
import type { Area } from "@cuntong/network";

/** The areas of a plan and where they lie. */
export interface AreasOnMap {
  readonly list: readonly Area[];
  readonly index: AreaIndex;
}

export function areasOnMap(list: readonly Area[] = []): AreasOnMap {
  return { list, index: new AreaIndex(list.map(({ shape }) => shape)) };
}
