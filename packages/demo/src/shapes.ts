import type { Line, MultiPolygon, Position } from "@cuntong/geo";
import shapes from "./data/counties.json" with { type: "json" };
import type { County } from "./demo.ts";

/** The 111 counties of Guangxi in the order of their codes; neighbours share their borders exactly. */
export function readCounties(): County[] {
  const arcs = shapes.arcs.map(readArc);
  return shapes.counties.map(({ code, name, pinyin, polygons }) => ({
    code,
    name,
    pinyin,
    geometry: polygons.map((rings) => rings.map((ring) => joinArcs(ring, arcs))),
  }));
}

/** An arc is written as whole steps of the scale, each the difference from the one before. */
function readArc(text: string): Line {
  const steps = text.split(" ").map(Number);
  const line: Position[] = [];
  let x = 0;
  let y = 0;
  for (let i = 0; i < steps.length; i += 2) {
    x += steps[i];
    y += steps[i + 1];
    line.push([degrees(x, 0), degrees(y, 1)]);
  }
  return line;
}

function degrees(steps: number, axis: 0 | 1): number {
  return Math.round((steps * shapes.scale[axis] + shapes.translate[axis]) * 1e7) / 1e7;
}

/** A ring names its arcs; `~n` is arc `n` walked backwards, and each arc starts where the one before ended. */
function joinArcs(ring: readonly number[], arcs: readonly Line[]): Line {
  const line: Position[] = [];
  for (const index of ring) {
    const arc = index < 0 ? arcs[~index].toReversed() : arcs[index];
    line.push(...(line.length > 0 ? arc.slice(1) : arc));
  }
  return line;
}

/** True when the position lies inside (even-odd over all rings). */
export function isInside(geometry: MultiPolygon, lon: number, lat: number): boolean {
  let inside = false;
  for (const polygon of geometry) for (const ring of polygon) if (crossesOdd(ring, lon, lat)) inside = !inside;
  return inside;
}

function crossesOdd(ring: Line, lon: number, lat: number): boolean {
  let odd = false;
  for (let i = 1; i < ring.length; i++) {
    const [aLon, aLat] = ring[i - 1];
    const [bLon, bLat] = ring[i];
    if (aLat > lat !== bLat > lat && lon < aLon + ((lat - aLat) / (bLat - aLat)) * (bLon - aLon)) odd = !odd;
  }
  return odd;
}
