import { type Corridors, crossingKinds } from "@cuntong/network";
import type { FlatLine } from "./curve.ts";
import { toLat, toLon } from "./plane.ts";
import { classIndex } from "./roads.ts";
import type { Drawing } from "./shape.ts";
import type { Ways } from "./ways.ts";

/** A power line between the vertices of two seats; it meets no road on its way. */
export interface PowerLine {
  readonly from: number;
  readonly to: number;
  readonly towers: FlatLine;
}

/** Lines that cost extra to cross. */
export interface BarrierLines {
  readonly rivers: readonly FlatLine[];
  readonly railways: readonly FlatLine[];
}

/** Freezes ways, power lines and barriers into corridors; the ways come first and keep their order. */
export function freeze(
  ways: Ways,
  drawing: Drawing,
  powerLines: readonly PowerLine[],
  barriers: BarrierLines,
): Corridors {
  const towers = powerLines.flatMap((line) => line.towers);
  const shapeStart = new Uint32Array(drawing.shapeStart.length + powerLines.length);
  shapeStart.set(drawing.shapeStart);
  powerLines.forEach((line, i) => {
    shapeStart[drawing.shapeStart.length + i] = shapeStart[drawing.shapeStart.length + i - 1] + line.towers.length;
  });
  const edgeCount = ways.from.length + powerLines.length;
  return {
    vertexLon: drawing.lon,
    vertexLat: drawing.lat,
    edgeFrom: joined(
      Uint32Array,
      ways.from,
      powerLines.map((line) => line.from),
    ),
    edgeTo: joined(
      Uint32Array,
      ways.to,
      powerLines.map((line) => line.to),
    ),
    edgeClass: joined(
      Uint8Array,
      ways.roadClass,
      powerLines.map(() => classIndex("powerline")),
    ),
    edgeFlags: joined(
      Uint8Array,
      ways.flags,
      powerLines.map(() => 0),
    ),
    edgeSource: Float64Array.from({ length: edgeCount }, (_, e) => e + 1),
    shapeStart,
    shapeLon: joined(
      Float64Array,
      drawing.shapeLon,
      towers.map(([x]) => toLon(x)),
    ),
    shapeLat: joined(
      Float64Array,
      drawing.shapeLat,
      towers.map(([, y]) => toLat(y)),
    ),
    barriers: freezeBarriers(barriers),
  };
}

function joined<T extends Uint8Array | Uint32Array | Float64Array>(
  make: new (length: number) => T,
  first: T,
  more: readonly number[],
): T {
  const all = new make(first.length + more.length);
  all.set(first);
  all.set(more, first.length);
  return all;
}

function freezeBarriers({ rivers, railways }: BarrierLines): Corridors["barriers"] {
  const lines = [...rivers, ...railways];
  const points = lines.flat();
  const start = new Uint32Array(lines.length + 1);
  lines.forEach((line, i) => {
    start[i + 1] = start[i] + line.length;
  });
  return {
    start,
    lon: Float64Array.from(points, ([x]) => toLon(x)),
    lat: Float64Array.from(points, ([, y]) => toLat(y)),
    kind: Uint8Array.from(lines, (_, i) => crossingKinds.indexOf(i < rivers.length ? "river" : "railway")),
  };
}
