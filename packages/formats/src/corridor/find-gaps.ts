import { distanceM, metresPerDegree } from "@cuntong/geo";
import type { Corridors } from "@cuntong/network";
import Flatbush from "flatbush";

/** A loose end and the vertex of another line that it nearly meets. */
export interface Gap {
  readonly vertex: number;
  readonly nearVertex: number;
  readonly gapM: number;
}

/** Loose ends (one edge only) that stop within `withinM` metres of a vertex they are not joined to: drawn to meet, but not meeting. */
export function findGaps(corridors: Corridors, withinM: number): Gap[] {
  const { vertexLon, vertexLat } = corridors;
  if (vertexLon.length < 2) return [];
  const neighbour = onlyNeighbours(corridors);
  const index = new Flatbush(vertexLon.length);
  for (let v = 0; v < vertexLon.length; v++) index.add(vertexLon[v]!, vertexLat[v]!);
  index.finish();
  const gaps: Gap[] = [];
  for (let vertex = 0; vertex < vertexLon.length; vertex++) {
    if (neighbour[vertex]! < 0) continue;
    const gap = nearest(corridors, index, vertex, neighbour[vertex]!, withinM);
    // Two loose ends that face each other are one gap.
    if (gap && !(neighbour[gap.nearVertex]! >= 0 && gap.nearVertex < vertex)) gaps.push(gap);
  }
  return gaps;
}

/** For each vertex with exactly one edge the vertex at its other end; -1 for the others. */
function onlyNeighbours({ vertexLon, edgeFrom, edgeTo }: Corridors): Int32Array {
  const neighbour = new Int32Array(vertexLon.length).fill(-1);
  const degree = new Uint32Array(vertexLon.length);
  for (let e = 0; e < edgeFrom.length; e++) {
    const [from, to] = [edgeFrom[e]!, edgeTo[e]!];
    neighbour[from] = to;
    neighbour[to] = from;
    degree[from]!++;
    degree[to]!++;
  }
  for (let v = 0; v < degree.length; v++) if (degree[v] !== 1) neighbour[v] = -1;
  return neighbour;
}

function nearest(
  { vertexLon, vertexLat }: Corridors,
  index: Flatbush,
  vertex: number,
  neighbour: number,
  withinM: number,
): Gap | undefined {
  const [lon, lat] = [vertexLon[vertex]!, vertexLat[vertex]!];
  const { lonM, latM } = metresPerDegree(lat);
  const [dLon, dLat] = [withinM / Math.max(lonM, 1), withinM / latM];
  let best: Gap | undefined;
  for (const near of index.search(lon - dLon, lat - dLat, lon + dLon, lat + dLat)) {
    if (near === vertex || near === neighbour) continue;
    const gapM = distanceM(lon, lat, vertexLon[near]!, vertexLat[near]!);
    if (gapM <= withinM && gapM < (best?.gapM ?? Number.POSITIVE_INFINITY)) best = { vertex, nearVertex: near, gapM };
  }
  return best;
}
