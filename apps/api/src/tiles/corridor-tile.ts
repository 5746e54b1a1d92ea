import { encodeTile, TileGrid, tileBytesLimit } from "@cuntong/db";
import type { CorridorFile } from "@cuntong/formats";
import { type Corridors, corridorClasses } from "@cuntong/network";
import { clipToTile, simplify, type UnitLine } from "./clip.ts";

/** A tile of the Web Mercator pyramid. */
export interface TileAddress {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/** The least rank of a class (`classRank`) that is drawn at zooms 0, 1, 2 ...: the thinner the road, the nearer one must be. */
const leastRank = [5, 5, 5, 5, 5, 5, 5, 5, 4, 3, 3, 2];

/**
 * The vector tile of a corridor file, layer `corridors`: one feature per class, thinned by zoom, simplified to a quarter of a screen
 * pixel and clipped. No bytes where nothing is drawn. Above the size limit the least important classes are left out.
 */
export function corridorTile({ corridors, edgesIn }: CorridorFile, address: TileAddress): Uint8Array {
  const grid = new TileGrid(address);
  const byClass = new Map<number, UnitLine[]>();
  for (const edge of edgesIn(grid.box(), leastRank[address.z] ?? 0)) {
    const lines = linesOf(corridors, edge, grid);
    if (lines.length === 0) continue;
    const classIndex = corridors.edgeClass[edge]!;
    const known = byClass.get(classIndex);
    if (known) known.push(...lines);
    else byClass.set(classIndex, lines);
  }
  return encodeWithin(byClass);
}

function linesOf(corridors: Corridors, edge: number, grid: TileGrid): UnitLine[] {
  const line = simplify(edgeInUnits(corridors, edge, grid), grid.z >= 14 ? 1 : 3);
  return clipToTile(line).flatMap((part) => {
    const rounded = roundLine(part);
    return rounded.length === 0 ? [] : [rounded];
  });
}

function edgeInUnits(corridors: Corridors, edge: number, grid: TileGrid): UnitLine {
  const { vertexLon, vertexLat, edgeFrom, edgeTo, shapeStart, shapeLon, shapeLat } = corridors;
  const [from, to] = [edgeFrom[edge]!, edgeTo[edge]!];
  const line: UnitLine = [...grid.project([vertexLon[from]!, vertexLat[from]!])];
  for (let i = shapeStart[edge]!; i < shapeStart[edge + 1]!; i++) {
    line.push(...grid.project([shapeLon[i]!, shapeLat[i]!]));
  }
  line.push(...grid.project([vertexLon[to]!, vertexLat[to]!]));
  return line;
}

/** Whole units without repeated points; empty where the line shrinks to a point. */
function roundLine(line: UnitLine): UnitLine {
  const rounded: UnitLine = [];
  for (let i = 0; i < line.length; i += 2) {
    const [x, y] = [Math.round(line[i]!), Math.round(line[i + 1]!)];
    if (i === 0 || x !== rounded.at(-2) || y !== rounded.at(-1)) rounded.push(x, y);
  }
  return rounded.length > 2 ? rounded : [];
}

/** Classes are in the order of their importance. */
function encodeWithin(byClass: ReadonlyMap<number, UnitLine[]>): Uint8Array {
  const classes = [...byClass.keys()].sort((a, b) => a - b);
  for (;;) {
    const bytes = encodeTile([{ name: "corridors", features: classes.map((index) => feature(index, byClass)) }]);
    if (bytes.byteLength <= tileBytesLimit || classes.length <= 1) return bytes;
    classes.pop();
  }
}

function feature(index: number, byClass: ReadonlyMap<number, UnitLine[]>) {
  const parts = byClass.get(index) ?? [];
  return { id: index + 1, type: "line" as const, parts, properties: { class: corridorClasses[index] } };
}
