import type { Extent, Position } from "@cuntong/geo";
import type { ReferencePoints } from "../datum/detect-shift.ts";
import type { IssueLog } from "../file/issue-log.ts";
import type { VillageRow } from "./village-row.ts";

/** The box that holds China with its islands: where positions of a Chinese file must be. */
const china = { west: 73, south: 3, east: 136, north: 54 } as const;

function inChina([lon, lat]: Position): boolean {
  return lon >= china.west && lon <= china.east && lat >= china.south && lat <= china.north;
}

/** Degrees around what is known within which an exchanged position is believed, and beyond which the one given is not. */
const near = 0.5;
const far = 5;

function within([lon, lat]: Position, [west, south, east, north]: Extent, margin: number): boolean {
  return lon >= west - margin && lon <= east + margin && lat >= south - margin && lat <= north + margin;
}

function extentOf({ lon, lat }: ReferencePoints): Extent | undefined {
  if (lon.length === 0) return undefined;
  const extent: [number, number, number, number] = [180, 90, -180, -90];
  for (let i = 0; i < lon.length; i++) {
    extent[0] = Math.min(extent[0], lon[i]!);
    extent[1] = Math.min(extent[1], lat[i]!);
    extent[2] = Math.max(extent[2], lon[i]!);
    extent[3] = Math.max(extent[3], lat[i]!);
  }
  return extent;
}

function onEarth([lon, lat]: Position): boolean {
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
}

/**
 * Leaves out rows whose position cannot be one (0,0, metres, beyond the earth) and exchanges longitude and latitude where they are
 * swapped. A swap is repaired, with a warning per row, when the position is impossible as it stands, when it lies far from the `reference`
 * (the corridors) and the exchanged one among it, or when the file is Chinese (most positions, as they stand or exchanged, lie in China)
 * and only the exchanged position lies in China.
 */
export function checkPositions(rows: readonly VillageRow[], log: IssueLog, reference?: ReferencePoints): VillageRow[] {
  const known = reference && extentOf(reference);
  const chinese =
    rows.filter((row) => inChina(row.position) || inChina(exchange(row.position))).length * 2 > rows.length;
  const good: VillageRow[] = [];
  for (const row of rows) {
    const checked = checkPosition(row, { chinese, known }, log);
    if (checked) good.push(checked);
  }
  return good;
}

interface Surroundings {
  readonly chinese: boolean;
  readonly known: Extent | undefined;
}

function checkPosition(row: VillageRow, around: Surroundings, log: IssueLog): VillageRow | undefined {
  const { position } = row;
  const value = position.join(",");
  if (position[0] === 0 && position[1] === 0) {
    return void log.error("POSITION_ZERO", row.place, "The position is 0,0: somebody's empty cell, not a place.", {
      value,
    });
  }
  if (isSwapped(position, around)) {
    log.warning("POSITION_SWAPPED", row.place, "Longitude and latitude are swapped; they were exchanged.", { value });
    return { ...row, position: exchange(position) };
  }
  if (onEarth(position)) return row;
  return void log.error("POSITION_NOT_DEGREES", row.place, "The position is not in degrees.", {
    value,
    suggestion: describeMetres(position),
  });
}

function isSwapped(position: Position, { chinese, known }: Surroundings): boolean {
  const other = exchange(position);
  if (!onEarth(position)) return onEarth(other);
  if (known && within(other, known, near) && !within(position, known, far)) return true;
  return chinese && !inChina(position) && inChina(other);
}

function exchange([lon, lat]: Position): Position {
  return [lat, lon];
}

/** Guesses which metres a position is in, for the suggestion only. */
export function describeMetres([x, y]: Position): string {
  const easting = [x, y].find((value) => value >= 25_000_000 && value < 46_000_000);
  if (easting !== undefined) {
    const zone = Math.floor(easting / 1e6);
    return `It looks like CGCS2000 3-degree zone ${zone} (EPSG:${4513 + zone - 25}): export it in WGS 84 degrees.`;
  }
  const metres = [x, y].every((value) => Math.abs(value) > 10_000);
  return metres
    ? "It looks like metres of a projection: export it in WGS 84 degrees."
    : "Write degrees, for example 108.3275,22.8155.";
}
