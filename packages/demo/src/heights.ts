import type { Elevation } from "@cuntong/geo";
import type { HeightGrid } from "./demo.ts";
import type { Relief } from "./relief.ts";

/** The relief in whole metres, as elevation files have it. */
export function toHeightGrid({ frame, height }: Relief): HeightGrid {
  return { ...frame, heightM: Int16Array.from(height, (value) => Math.round(Math.max(0, value))) };
}

/** Reads a height grid, bilinear between its posts. */
export function readHeights(grid: HeightGrid): Elevation {
  const { west, north, step, columns, rows, heightM } = grid;
  return {
    heightM(lon, lat) {
      const column = (lon - west) / step;
      const row = (north - lat) / step;
      if (!(column >= 0 && row >= 0 && column <= columns - 1 && row <= rows - 1)) return undefined;
      const left = Math.min(columns - 2, Math.floor(column));
      const top = Math.min(rows - 2, Math.floor(row));
      const at = top * columns + left;
      const u = column - left;
      const v = row - top;
      const upper = heightM[at] * (1 - u) + heightM[at + 1] * u;
      return upper * (1 - v) + (heightM[at + columns] * (1 - u) + heightM[at + columns + 1] * u) * v;
    },
  };
}
