import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { readHeights } from "@cuntong/demo";
import { type HgtFile, readHgt } from "@cuntong/formats";
import type { Elevation } from "@cuntong/geo";
import { readHeightsFile } from "./heights-file.ts";

/** Name ending of our own heights files; every other elevation file is SRTM. */
export const heightsEnding = ".heights";

/** Name ending of an SRTM file that is kept: its own name, which says where it lies, in letters and a length that every disk takes. */
export function srtmEnding(fileName: string): string {
  const name = fileName.slice(Math.max(fileName.lastIndexOf("/"), fileName.lastIndexOf("\\")) + 1);
  const plain = name.replace(/[^\w.-]+/g, "_").slice(0, 80);
  return `-${plain}${plain.endsWith(heightsEnding) ? ".hgt" : ""}`;
}

/** The elevation that lies in some kept files; `undefined` for none. Where files overlap the first wins. */
export async function openElevation(paths: readonly string[]): Promise<Elevation | undefined> {
  const grids: Elevation[] = [];
  const srtm: HgtFile[] = [];
  for (const path of paths) {
    const bytes = new Uint8Array(await readFile(path));
    if (path.endsWith(heightsEnding)) grids.push(readHeights(readHeightsFile(bytes)));
    else srtm.push({ fileName: nameGiven(path), bytes });
  }
  if (srtm.length > 0) grids.push((await readHgt(srtm)).elevation);
  return grids.length <= 1 ? grids[0] : firstOf(grids);
}

/** The name that a file had before it was kept as `SHA256-NAME`: SRTM says in it where the tile lies. */
function nameGiven(path: string): string {
  return basename(path).replace(/^[0-9a-f]{64}-/, "");
}

function firstOf(grids: readonly Elevation[]): Elevation {
  return {
    heightM(lon, lat) {
      for (const grid of grids) {
        const height = grid.heightM(lon, lat);
        if (height !== undefined) return height;
      }
      return undefined;
    },
  };
}
