import type { Extent, Line, Position } from "@cuntong/geo";

/** Units across one tile, as Mapbox Vector Tiles are commonly made. */
export const tileExtent = 4_096;
/** Units drawn beyond the edge, so that lines meet between tiles. */
const bufferUnits = 64;

/** Maps degrees WGS 84 to integer units of one tile (web Mercator, y down) and gives the tile's box in degrees. */
export class TileGrid {
  readonly z: number;
  readonly x: number;
  readonly y: number;
  readonly #scale: number;

  constructor({ z, x, y }: { readonly z: number; readonly x: number; readonly y: number }) {
    this.z = z;
    this.x = x;
    this.y = y;
    this.#scale = tileExtent * 2 ** z;
  }

  /** False for a tile that no map asks for. */
  static holds({ z, x, y }: { readonly z: number; readonly x: number; readonly y: number }): boolean {
    const size = 2 ** z;
    return [z, x, y].every(Number.isInteger) && z >= 0 && z <= 24 && x >= 0 && y >= 0 && x < size && y < size;
  }

  /** Degrees of longitude per unit: the tolerance to simplify with. */
  get unitDegrees(): number {
    return 360 / this.#scale;
  }

  /** The tile's box in degrees, `buffer` units wider on each side. */
  box(buffer: number = bufferUnits): Extent {
    const margin = buffer / tileExtent;
    const size = 2 ** this.z;
    const lon = (x: number) => (x / size) * 360 - 180;
    const lat = (y: number) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / size))) * 180) / Math.PI;
    return [lon(this.x - margin), lat(this.y + 1 + margin), lon(this.x + 1 + margin), lat(this.y - margin)];
  }

  /** Position in units from the tile's upper left corner, not rounded. */
  project([lon, lat]: Position): [x: number, y: number] {
    const sine = Math.sin((lat * Math.PI) / 180);
    const worldY = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
    return [(lon / 360 + 0.5) * this.#scale - this.x * tileExtent, worldY * this.#scale - this.y * tileExtent];
  }

  /** Flat integer coordinates `[x0, y0, x1, y1 ...]`, snapped to `step` units, without repeated points. */
  flat(line: Line, step = 1): number[] {
    const flat: number[] = [];
    for (const position of line) {
      const [px, py] = this.project(position);
      const x = Math.round(px / step) * step;
      const y = Math.round(py / step) * step;
      if (flat.length > 0 && flat.at(-2) === x && flat.at(-1) === y) continue;
      flat.push(x, y);
    }
    return flat;
  }
}
