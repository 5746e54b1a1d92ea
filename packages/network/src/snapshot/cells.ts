import type { Line, Position } from "@cuntong/geo";

/** Side of a square of the ground, degrees: some 400 m. Small enough to hold few nodes, large enough that few spans leave it. */
const cellDeg = 0.004;

/** The square a position lies in, by name. */
export function cellsOfPoint([lon, lat]: Position): readonly string[] {
  return [cellName(Math.floor(lon / cellDeg), Math.floor(lat / cellDeg))];
}

/** The squares a line may touch: those of the boxes round its pieces, none longer than a square. */
export function cellsOfLine(line: Line): readonly string[] {
  const cells = new Set<string>();
  for (let i = 1; i < line.length; i++) {
    const [lon, lat] = line[i - 1];
    const [dLon, dLat] = [line[i][0] - lon, line[i][1] - lat];
    const pieces = Math.min(maxPieces, Math.ceil(Math.max(Math.abs(dLon), Math.abs(dLat)) / cellDeg) || 1);
    for (let k = 0; k < pieces; k++) {
      const start: Position = [lon + (dLon * k) / pieces, lat + (dLat * k) / pieces];
      const stop: Position = [lon + (dLon * (k + 1)) / pieces, lat + (dLat * (k + 1)) / pieces];
      for (const cell of cellsOfBox(start, stop, 0)) cells.add(cell);
    }
  }
  return [...cells];
}

/** Half the way round the earth in squares: no honest line needs more pieces. */
const maxPieces = 90_000;

/** The squares of the box round two positions, grown by `marginDeg` on every side. */
export function cellsOfBox(one: Position, two: Position, marginDeg: number): readonly string[] {
  const cells: string[] = [];
  const [west, east] = range(one[0], two[0], marginDeg);
  const [south, north] = range(one[1], two[1], marginDeg);
  for (let x = west; x <= east; x++) for (let y = south; y <= north; y++) cells.push(cellName(x, y));
  return cells;
}

function range(one: number, two: number, margin: number): readonly [number, number] {
  return [Math.floor((Math.min(one, two) - margin) / cellDeg), Math.floor((Math.max(one, two) + margin) / cellDeg)];
}

function cellName(x: number, y: number): string {
  return `${x},${y}`;
}
