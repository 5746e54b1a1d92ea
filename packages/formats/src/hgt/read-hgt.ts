import { type Elevation, type ElevationGrid, ElevationTiles } from "@cuntong/geo";
import type { Issue, Severity } from "@cuntong/network";
import { hgtCorner, hgtGrid, hgtSide } from "./hgt-tile.ts";
import { hgtEntries, isZip } from "./hgt-zip.ts";

/** An elevation file as it was given: an SRTM tile (`N42E001.hgt`), or a zip of tiles. */
export interface HgtFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** Heights are known where a tile was taken; with none, nowhere. */
export interface HgtElevation {
  readonly elevation: Elevation;
  readonly tiles: number;
  readonly issues: readonly Issue[];
}

/** Samples of all tiles together: 2 GB of them. Forty one-second tiles cover a province. */
const maxSamples = 1_000_000_000;

/**
 * Reads SRTM elevation tiles of 1201 or 3601 samples a side. The file's name says where a tile lies, its size how fine it is; a tile
 * with another name or size is an error and is left out, voids are reported and stay unknown. Never throws on any bytes.
 */
export async function readHgt(files: readonly HgtFile[]): Promise<HgtElevation> {
  const tiles = new TileList();
  for (const { fileName, bytes } of files) {
    if (isZip(bytes)) await addZip(tiles, fileName, bytes);
    else tiles.add(fileName, fileName, bytes.length, bytes);
  }
  if (files.length === 0) tiles.report("error", "HGT_NONE", "", "No elevation file was given.");
  return { elevation: new ElevationTiles([...tiles.grids.values()]), tiles: tiles.grids.size, issues: tiles.issues };
}

async function addZip(tiles: TileList, fileName: string, bytes: Uint8Array): Promise<void> {
  let found = 0;
  try {
    for await (const entry of hgtEntries(bytes)) {
      found++;
      tiles.add(fileName, entry.name, entry.size, entry.bytes);
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    tiles.report("error", "HGT_ZIP", fileName, `The zip cannot be read to its end (${reason}).`);
    return;
  }
  if (found === 0) tiles.report("error", "HGT_NONE", fileName, "The zip holds no .hgt file.");
}

class TileList {
  readonly grids = new Map<string, ElevationGrid>();
  readonly issues: Issue[] = [];
  #samples = 0;

  /** Takes one tile, or says why not. `bytes` is absent where the size alone was enough to leave it packed. */
  add(file: string, name: string, size: number, bytes: Uint8Array | undefined): void {
    const corner = hgtCorner(name);
    const side = hgtSide(size);
    if (!corner || side === undefined || !bytes) {
      this.#refuse(file, name, size, corner !== undefined);
      return;
    }
    const key = `${corner.lat} ${corner.lon}`;
    if (this.grids.has(key))
      this.report("warning", "HGT_DUPLICATE", file, `${name} was given before; the first is used.`);
    else if (this.#samples + side * side > maxSamples)
      this.report("error", "HGT_LIMIT", file, `${name} is left out: at most ${maxSamples} samples are kept.`);
    else {
      const grid = hgtGrid(bytes, corner, side);
      this.#samples += side * side;
      this.grids.set(key, grid);
      this.#reportVoids(file, name, grid.voidCount(), side * side);
    }
  }

  report(severity: Severity, code: string, file: string, message: string, more: Partial<Issue> = {}): void {
    this.issues.push({ severity, code, place: { file }, message, ...more });
  }

  #refuse(file: string, name: string, size: number, isPlaced: boolean): void {
    if (size === 0) this.report("error", "HGT_EMPTY", file, `${name} is empty.`);
    else if (!isPlaced)
      this.report("error", "HGT_NAME", file, `"${name}" does not say where the tile lies.`, {
        suggestion: "Name it by its south-west corner, as in N23E108.hgt.",
      });
    else
      this.report("error", "HGT_SIZE", file, `${name} has ${size} bytes; a tile has 2,884,802 or 25,934,402.`, {
        params: { bytes: size },
      });
  }

  #reportVoids(file: string, name: string, voids: number, samples: number): void {
    if (voids === 0) return;
    this.report(
      "info",
      "HGT_VOIDS",
      file,
      `${name} has ${voids} voids in ${samples} samples; heights there are unknown.`,
      {
        params: { voids, samples },
      },
    );
  }
}
