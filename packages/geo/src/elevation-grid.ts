import type { Elevation } from "./elevation.ts";

/** A regular grid of heights: the north-west sample lies at `west`, `north`; rows run from north to south, samples from west to east. */
export interface ElevationSamples {
  readonly west: number;
  readonly north: number;
  readonly columns: number;
  readonly rows: number;
  /** Degrees between neighbouring samples, both above 0. */
  readonly stepLon: number;
  readonly stepLat: number;
  /** `rows * columns` heights in metres, row by row; {@link voidHeight} where nothing is known. */
  readonly heightsM: Int16Array | Float32Array;
}

/** The sample of a void, as SRTM writes it. */
export const voidHeight = -32768;

/** How far beyond its outermost samples a grid still answers, in steps: the rounding of degrees, not a stretch of ground. */
const edgeSlack = 1e-6;

/**
 * Heights between the samples of one grid, bilinear. A void takes part only where its weight is not zero, so a position on a known
 * sample is known.
 */
export class ElevationGrid implements Elevation {
  readonly samples: ElevationSamples;

  constructor(samples: ElevationSamples) {
    const { columns, rows, stepLon, stepLat, heightsM } = samples;
    if (columns < 2 || rows < 2 || heightsM.length !== columns * rows)
      throw new RangeError(`${heightsM.length} heights do not make a grid of ${columns} x ${rows}.`);
    if (!(stepLon > 0 && stepLat > 0)) throw new RangeError("The steps of a grid must be above 0.");
    this.samples = samples;
  }

  /** `[west, south, east, north]` of the outermost samples. */
  get extent(): readonly [west: number, south: number, east: number, north: number] {
    const { west, north, columns, rows, stepLon, stepLat } = this.samples;
    return [west, north - (rows - 1) * stepLat, west + (columns - 1) * stepLon, north];
  }

  /** How many samples are voids. */
  voidCount(): number {
    let count = 0;
    for (const height of this.samples.heightsM) if (height === voidHeight) count++;
    return count;
  }

  heightM(lon: number, lat: number): number | undefined {
    const { west, north, columns, rows, stepLon, stepLat, heightsM } = this.samples;
    const x = inside((lon - west) / stepLon, columns);
    const y = inside((north - lat) / stepLat, rows);
    if (x === undefined || y === undefined) return undefined;
    // The last column and row belong to the cell before them.
    const column = Math.min(Math.floor(x), columns - 2);
    const row = Math.min(Math.floor(y), rows - 2);
    const at = row * columns + column;
    const top = between(heightsM[at]!, heightsM[at + 1]!, x - column);
    const bottom = between(heightsM[at + columns]!, heightsM[at + columns + 1]!, x - column);
    const height = between(top, bottom, y - row);
    return height === voidHeight ? undefined : height;
  }
}

/** Several grids as one, as elevation comes in tiles: where one has a void or ends, the next that covers the position is asked. */
export class ElevationTiles implements Elevation {
  readonly grids: readonly ElevationGrid[];
  /** Grids by the one-degree cells they touch: a province has dozens of tiles, and each asks about millions of positions. */
  readonly #byCell = new Map<number, ElevationGrid[]>();

  constructor(grids: readonly ElevationGrid[]) {
    this.grids = grids;
    for (const grid of grids) {
      const [west, south, east, north] = grid.extent;
      for (let lon = Math.floor(west); lon <= Math.floor(east); lon++)
        for (let lat = Math.floor(south); lat <= Math.floor(north); lat++) this.#cell(lon, lat).push(grid);
    }
  }

  heightM(lon: number, lat: number): number | undefined {
    for (const grid of this.#byCell.get(cellNumber(lon, lat)) ?? []) {
      const height = grid.heightM(lon, lat);
      if (height !== undefined) return height;
    }
    return undefined;
  }

  #cell(lon: number, lat: number): ElevationGrid[] {
    const number = cellNumber(lon, lat);
    const grids = this.#byCell.get(number) ?? [];
    this.#byCell.set(number, grids);
    return grids;
  }
}

function cellNumber(lon: number, lat: number): number {
  return Math.floor(lon) * 1000 + Math.floor(lat);
}

/** A place along an axis of `count` samples, brought back from a rounding error beyond its ends; `undefined` outside or for NaN. */
function inside(place: number, count: number): number | undefined {
  if (!(place >= -edgeSlack && place <= count - 1 + edgeSlack)) return undefined;
  return Math.min(Math.max(place, 0), count - 1);
}

/** Linear between two heights; a void as soon as one that has a weight is a void. */
function between(a: number, b: number, share: number): number {
  if (share === 0) return a;
  if (share === 1) return b;
  if (a === voidHeight || b === voidHeight) return voidHeight;
  return a + (b - a) * share;
}
