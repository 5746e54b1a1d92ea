import type { Position } from "@cuntong/geo";
import { toLat, toLon } from "./plane.ts";
import { hashUnit } from "./random.ts";
import { classIndex } from "./roads.ts";
import type { Ways } from "./ways.ts";

/** Ways as they are drawn: vertices in degrees, one inner point on every edge that bends. */
export interface Drawing {
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  readonly shapeStart: Uint32Array;
  readonly shapeLon: Float64Array;
  readonly shapeLat: Float64Array;
}

const straightBelowM = 120;

/** Bends every way a little: main roads least, paths most. Streets and crossings of rivers stay straight. */
export function draw(ways: Ways, seed: number): Drawing {
  const { x, y, from, to } = ways;
  const shapeStart = new Uint32Array(from.length + 1);
  const shapeLon = new Float64Array(from.length);
  const shapeLat = new Float64Array(from.length);
  let points = 0;
  for (let e = 0; e < from.length; e++) {
    const dx = x[to[e]] - x[from[e]];
    const dy = y[to[e]] - y[from[e]];
    const bend = bendOf(ways, e) * 2 * (hashUnit(seed + 8, e) - 0.5);
    if (bend !== 0 && dx * dx + dy * dy > straightBelowM * straightBelowM) {
      shapeLon[points] = toLon(x[from[e]] + dx * 0.5 - dy * bend);
      shapeLat[points++] = toLat(y[from[e]] + dy * 0.5 + dx * bend);
    }
    shapeStart[e + 1] = points;
  }
  return {
    lon: x.map(toLon),
    lat: y.map(toLat),
    shapeStart,
    shapeLon: shapeLon.slice(0, points),
    shapeLat: shapeLat.slice(0, points),
  };
}

/** Sideways shift of the middle over the length. */
function bendOf({ roadClass, flags }: Ways, edge: number): number {
  if (flags[edge] !== 0 || roadClass[edge] === classIndex("other")) return 0;
  if (roadClass[edge] <= classIndex("secondary")) return 0.06;
  return roadClass[edge] <= classIndex("residential") ? 0.1 : 0.16;
}

/** Positions of an edge walked away from vertex `start`, without `start` itself. */
export function stepsFrom(
  { lon, lat, shapeStart, shapeLon, shapeLat }: Drawing,
  ways: Ways,
  edge: number,
  start: number,
): Position[] {
  const inner: Position[] = [];
  for (let i = shapeStart[edge]; i < shapeStart[edge + 1]; i++) inner.push([shapeLon[i], shapeLat[i]]);
  const forward = ways.from[edge] === start;
  const end = forward ? ways.to[edge] : ways.from[edge];
  return [...(forward ? inner : inner.reverse()), [lon[end], lat[end]]];
}
