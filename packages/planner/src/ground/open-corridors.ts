import { AreaIndex, distanceM, type Inside, type Lines, type Position } from "@cuntong/geo";
import type { Area, Corridors, PlanSettings } from "@cuntong/network";
import { corridorLines, usableEdges } from "./stretches.ts";

/** Runs shorter than half a centimetre are none: lengths are counted in whole centimetres. */
const leastM = 0.005;

/** A part of a corridor edge that stays open, in metres along it. */
interface OpenPart {
  readonly edge: number;
  readonly fromM: number;
  /** Infinity where it reaches the edge's end. */
  readonly toM: number;
}

/** The corridors without what lies in forbidden areas: an edge that enters one is cut at its outline. */
export function openCorridors(corridors: Corridors, areas: readonly Area[], settings: PlanSettings): Corridors {
  const forbidden = areas.filter(({ kind }) => kind === "forbidden");
  if (forbidden.length === 0) return corridors;
  const index = new AreaIndex(forbidden.map(({ shape }) => shape));
  const lines = corridorLines(corridors);
  const usable = usableEdges(corridors, settings);
  const closed = new Uint8Array(usable.length);
  const parts: OpenPart[] = [];
  for (let e = 0; e < usable.length; e++) {
    if (!usable[e]) continue;
    const runs = index.along(lines, e).filter(({ fromM, toM }) => toM - fromM >= leastM);
    if (runs.length === 0) continue;
    closed[e] = 1;
    parts.push(...partsBetween(e, runs, lines));
  }
  return closed.includes(1) ? rebuilt(corridors, lines, closed, parts) : corridors;
}

function partsBetween(edge: number, runs: readonly Inside[], { start, lon, lat }: Lines): OpenPart[] {
  let lengthM = 0;
  for (let i = start[edge]; i + 1 < start[edge + 1]; i++) lengthM += distanceM(lon[i], lat[i], lon[i + 1], lat[i + 1]);
  const parts: OpenPart[] = [];
  let openM = 0;
  for (const { fromM, toM } of runs.toSorted((a, b) => a.fromM - b.fromM)) {
    if (fromM - openM >= leastM) parts.push({ edge, fromM: openM, toM: fromM });
    openM = Math.max(openM, toM);
  }
  if (lengthM - openM >= leastM) parts.push({ edge, fromM: openM, toM: Infinity });
  return parts;
}

/** The corridors with the closed edges replaced by their open parts, which end at vertices of their own. */
function rebuilt(corridors: Corridors, lines: Lines, closed: Uint8Array, parts: readonly OpenPart[]): Corridors {
  const kept = Uint32Array.from([...closed.keys()].filter((e) => !closed[e]));
  const ends: Position[] = [];
  const vertexAt = (position: Position) => corridors.vertexLon.length + ends.push(position) - 1;
  const drawn = parts.map((part) => {
    const line = lineOf(part, lines);
    return {
      edge: part.edge,
      inner: line.slice(1, -1),
      from: part.fromM === 0 ? corridors.edgeFrom[part.edge] : vertexAt(line[0]),
      to: part.toM === Infinity ? corridors.edgeTo[part.edge] : vertexAt(line[line.length - 1]),
    };
  });
  const count = kept.length + drawn.length;
  const edgeOf = (i: number) => (i < kept.length ? kept[i] : drawn[i - kept.length].edge);
  const of = <T extends Uint8Array | Float64Array>(
    values: T,
    make: { from(length: { length: number }, map: (_: unknown, i: number) => number): T },
  ) => make.from({ length: count }, (_, i) => values[edgeOf(i)]);
  return {
    vertexLon: withEnds(corridors.vertexLon, ends, 0),
    vertexLat: withEnds(corridors.vertexLat, ends, 1),
    edgeFrom: Uint32Array.from({ length: count }, (_, i) =>
      i < kept.length ? corridors.edgeFrom[kept[i]] : drawn[i - kept.length].from,
    ),
    edgeTo: Uint32Array.from({ length: count }, (_, i) =>
      i < kept.length ? corridors.edgeTo[kept[i]] : drawn[i - kept.length].to,
    ),
    edgeClass: of(corridors.edgeClass, Uint8Array),
    edgeFlags: of(corridors.edgeFlags, Uint8Array),
    edgeSource: of(corridors.edgeSource, Float64Array),
    ...shapesOf(
      corridors,
      kept,
      drawn.map(({ inner }) => inner),
    ),
    barriers: corridors.barriers,
  };
}

function withEnds(values: Float64Array, ends: readonly Position[], axis: 0 | 1): Float64Array {
  const all = new Float64Array(values.length + ends.length);
  all.set(values);
  all.set(
    ends.map((end) => end[axis]),
    values.length,
  );
  return all;
}

function shapesOf({ shapeStart, shapeLon, shapeLat }: Corridors, kept: Uint32Array, inner: readonly Position[][]) {
  const start = new Uint32Array(kept.length + inner.length + 1);
  kept.forEach((e, i) => {
    start[i + 1] = start[i] + shapeStart[e + 1] - shapeStart[e];
  });
  inner.forEach((points, i) => {
    start[kept.length + i + 1] = start[kept.length + i] + points.length;
  });
  const lon = new Float64Array(start[start.length - 1]);
  const lat = new Float64Array(start[start.length - 1]);
  kept.forEach((e, i) => {
    lon.set(shapeLon.subarray(shapeStart[e], shapeStart[e + 1]), start[i]);
    lat.set(shapeLat.subarray(shapeStart[e], shapeStart[e + 1]), start[i]);
  });
  inner.forEach((points, i) => {
    lon.set(
      points.map((point) => point[0]),
      start[kept.length + i],
    );
    lat.set(
      points.map((point) => point[1]),
      start[kept.length + i],
    );
  });
  return { shapeStart: start, shapeLon: lon, shapeLat: lat };
}

/** The positions of a part, both ends included. */
function lineOf({ edge, fromM, toM }: OpenPart, { start, lon, lat }: Lines): Position[] {
  const line: Position[] = [];
  let beginM = 0;
  for (let i = start[edge]; i + 1 < start[edge + 1]; i++) {
    const segmentM = distanceM(lon[i], lat[i], lon[i + 1], lat[i + 1]);
    const endM = beginM + segmentM;
    const at = (m: number): Position => {
      const t = (m - beginM) / segmentM;
      return [lon[i] + t * (lon[i + 1] - lon[i]), lat[i] + t * (lat[i + 1] - lat[i])];
    };
    if (line.length === 0 && fromM < endM) line.push(fromM > beginM ? at(fromM) : [lon[i], lat[i]]);
    if (line.length > 0 && toM <= endM) {
      line.push(at(toM));
      return line;
    }
    if (line.length > 0) line.push([lon[i + 1], lat[i + 1]]);
    beginM = endM;
  }
  return line;
}
