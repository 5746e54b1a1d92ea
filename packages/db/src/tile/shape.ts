import type { Line } from "@cuntong/geo";
import { decodeEwkb } from "../geometry.ts";
import type { TileFeature, TileValue } from "./encode.ts";
import type { TileGrid } from "./grid.ts";

type Properties = Readonly<Record<string, TileValue | undefined>>;

/** A row of the database, its shape as EWKB in degrees, already clipped. */
export interface TileRow {
  readonly fid?: number;
  readonly geom: string;
  readonly properties: Properties;
}

/** A row's shape in the tile; `undefined` where nothing of it is left to see. */
export function featureOf(row: TileRow, grid: TileGrid): TileFeature | undefined {
  const geometry = decodeEwkb(row.geom);
  const { fid, properties } = row;
  const whole = (type: TileFeature["type"], parts: number[][]): TileFeature | undefined =>
    parts.length === 0 ? undefined : { type, parts, properties, ...(fid !== undefined && { id: fid }) };
  switch (geometry.type) {
    case "Point":
      return whole("point", [grid.flat([geometry.coordinates])]);
    case "MultiPoint":
      return whole(
        "point",
        geometry.coordinates.map((position) => grid.flat([position])),
      );
    case "LineString":
      return whole("line", linesIn([geometry.coordinates], grid));
    case "MultiLineString":
      return whole("line", linesIn(geometry.coordinates, grid));
    case "Polygon":
      return whole("polygon", ringsIn(geometry.coordinates, grid));
    case "MultiPolygon":
      return whole(
        "polygon",
        geometry.coordinates.flatMap((rings) => ringsIn(rings, grid)),
      );
  }
}

function linesIn(lines: readonly Line[], grid: TileGrid): number[][] {
  return lines.map((line) => grid.flat(line)).filter((flat) => flat.length >= 4);
}

/** Outer ring first and turned positive, holes negative; a polygon whose outer ring has no area left is gone with its holes. */
function ringsIn(rings: readonly Line[], grid: TileGrid): number[][] {
  const parts: number[][] = [];
  for (const [i, ring] of rings.entries()) {
    const flat = grid.flat(ring.slice(0, -1));
    const area = doubleArea(flat);
    if (area === 0 && i === 0) return [];
    if (area === 0) continue;
    parts.push((i === 0) === area > 0 ? flat : reversed(flat));
  }
  return parts;
}

function doubleArea(flat: readonly number[]): number {
  let sum = 0;
  for (let i = 0, j = flat.length - 2; i < flat.length; j = i, i += 2) {
    sum += flat[j]! * flat[i + 1]! - flat[i]! * flat[j + 1]!;
  }
  return sum;
}

function reversed(flat: readonly number[]): number[] {
  const turned: number[] = [];
  for (let at = flat.length - 2; at >= 0; at -= 2) turned.push(flat[at]!, flat[at + 1]!);
  return turned;
}

/**
 * Many lines as one feature per kind, for low zooms: snapped to a grid of `step` units, every segment drawn once however many lines
 * run along it. What is smaller than a step is gone.
 */
export function merged(rows: readonly TileRow[], grid: TileGrid, step: number): TileFeature[] {
  const groups = Map.groupBy(rows, ({ properties }) => JSON.stringify(properties));
  return [...groups.values()].flatMap((group): TileFeature[] => {
    const parts = drawnOnce(group, grid, step);
    return parts.length === 0 ? [] : [{ type: "line", parts, properties: group[0]!.properties }];
  });
}

function drawnOnce(rows: readonly TileRow[], grid: TileGrid, step: number): number[][] {
  const drawn = new Set<string>();
  const parts: number[][] = [];
  for (const { geom } of rows) {
    const geometry = decodeEwkb(geom);
    const lines =
      geometry.type === "LineString"
        ? [geometry.coordinates]
        : geometry.type === "MultiLineString"
          ? geometry.coordinates
          : [];
    for (const line of lines) parts.push(...undrawn(grid.flat(line, step), drawn));
  }
  return parts;
}

/** The runs of a line whose segments were not drawn before; marks them drawn. */
function undrawn(flat: readonly number[], drawn: Set<string>): number[][] {
  const runs: number[][] = [];
  let run: number[] = [];
  for (let at = 2; at < flat.length; at += 2) {
    const [ax, ay, bx, by] = [flat[at - 2]!, flat[at - 1]!, flat[at]!, flat[at + 1]!];
    const key = ax < bx || (ax === bx && ay < by) ? `${ax} ${ay} ${bx} ${by}` : `${bx} ${by} ${ax} ${ay}`;
    if (drawn.has(key)) {
      if (run.length > 0) runs.push(run);
      run = [];
      continue;
    }
    drawn.add(key);
    if (run.length === 0) run.push(ax, ay);
    run.push(bx, by);
  }
  if (run.length > 0) runs.push(run);
  return runs;
}
