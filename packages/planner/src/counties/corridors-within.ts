import type { Corridors } from "@cuntong/network";

/** West, south, east, north. */
export type Window = readonly [west: number, south: number, east: number, north: number];

/** The corridors of which an end lies in a window, with the barriers that reach into it, in their old order and renumbered. */
export function corridorsWithin(corridors: Corridors, window: Window): Corridors {
  const { vertexLon, vertexLat, edgeFrom, edgeTo, shapeStart } = corridors;
  const isIn = (v: number) => isInside(window, vertexLon[v], vertexLat[v]);
  const edges = Uint32Array.from(edgeFrom.keys()).filter((e) => isIn(edgeFrom[e]) || isIn(edgeTo[e]));
  const number = new Int32Array(vertexLon.length).fill(-1);
  const vertices: number[] = [];
  for (const e of edges) {
    for (const v of [edgeFrom[e], edgeTo[e]]) if (number[v] < 0) number[v] = vertices.push(v) - 1;
  }
  const shape = runs(edges, shapeStart);
  return {
    vertexLon: Float64Array.from(vertices, (v) => vertexLon[v]),
    vertexLat: Float64Array.from(vertices, (v) => vertexLat[v]),
    edgeFrom: edges.map((e) => number[edgeFrom[e]]),
    edgeTo: edges.map((e) => number[edgeTo[e]]),
    edgeClass: Uint8Array.from(edges, (e) => corridors.edgeClass[e]),
    edgeFlags: Uint8Array.from(edges, (e) => corridors.edgeFlags[e]),
    edgeSource: Float64Array.from(edges, (e) => corridors.edgeSource[e]),
    shapeStart: shape.start,
    shapeLon: Float64Array.from(shape.points, (p) => corridors.shapeLon[p]),
    shapeLat: Float64Array.from(shape.points, (p) => corridors.shapeLat[p]),
    barriers: barriersWithin(corridors.barriers, window),
  };
}

function barriersWithin({ start, lon, lat, kind }: Corridors["barriers"], window: Window): Corridors["barriers"] {
  const kept = Uint32Array.from(kind.keys()).filter((i) => {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let p = start[i]; p < start[i + 1]; p++) {
      [west, south] = [Math.min(west, lon[p]), Math.min(south, lat[p])];
      [east, north] = [Math.max(east, lon[p]), Math.max(north, lat[p])];
    }
    return west <= window[2] && east >= window[0] && south <= window[3] && north >= window[1];
  });
  const { start: starts, points } = runs(kept, start);
  return {
    start: starts,
    lon: Float64Array.from(points, (p) => lon[p]),
    lat: Float64Array.from(points, (p) => lat[p]),
    kind: Uint8Array.from(kept, (i) => kind[i]),
  };
}

/** Offsets and places of the points of some lines, laid end to end. */
function runs(lines: Uint32Array, start: Uint32Array): { readonly start: Uint32Array; readonly points: Uint32Array } {
  const starts = new Uint32Array(lines.length + 1);
  lines.forEach((line, i) => {
    starts[i + 1] = starts[i] + start[line + 1] - start[line];
  });
  const points = new Uint32Array(starts[lines.length]);
  lines.forEach((line, i) => {
    for (let p = 0; p < start[line + 1] - start[line]; p++) points[starts[i] + p] = start[line] + p;
  });
  return { start: starts, points };
}

export function isInside([west, south, east, north]: Window, lon: number, lat: number): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north;
}
