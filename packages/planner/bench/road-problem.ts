import { distanceM } from "@cuntong/geo";
import { buildGraph, type Graph } from "@cuntong/graph";
import { randomFrom } from "@cuntong/graph/testing";
import type { SteinerProblem } from "../src/steiner/reduce/reduce.ts";
import { roadLikeCorridors } from "./road-like.ts";

/** The seeded road-like network as a graph in Hilbert order, its edges weighed by their length in whole centimetres. */
export interface RoadNetwork {
  readonly graph: Graph;
  readonly weight: Float64Array;
}

export function roadNetwork(points: number, seed: number): RoadNetwork {
  const { vertexLon, vertexLat, edgeFrom, edgeTo, shapeLon, shapeLat } = roadLikeCorridors(points, seed);
  const graph = buildGraph({
    vertexCount: vertexLon.length,
    from: edgeFrom,
    to: edgeTo,
    x: vertexLon,
    y: vertexLat,
  });
  const weight = Float64Array.from(graph.outerEdge, (e) => {
    const [a, b] = [edgeFrom[e], edgeTo[e]];
    const first = distanceM(vertexLon[a], vertexLat[a], shapeLon[e], shapeLat[e]);
    return Math.round(100 * (first + distanceM(shapeLon[e], shapeLat[e], vertexLon[b], vertexLat[b])));
  });
  return { graph, weight };
}

/** So many different vertices of the network, drawn by seed. */
export function drawVertices(vertexCount: number, count: number, seed: number): number[] {
  const random = randomFrom(seed);
  const drawn = new Set<number>();
  while (drawn.size < count) drawn.add(Math.floor(random() * vertexCount));
  return [...drawn];
}

/** The network with these terminals, the first of them the root. */
export function problemFor({ graph, weight }: RoadNetwork, terminals: readonly number[]): SteinerProblem {
  const terminal = new Uint8Array(graph.vertexCount);
  for (const t of terminals) terminal[t] = 1;
  return { vertexCount: graph.vertexCount, from: graph.from, to: graph.to, weight, terminal, root: terminals[0] };
}

/** The problem with all vertices of a tree drawn together into its root, which reaches more terminals. */
export function extend(
  { vertexCount, from, to, weight, root }: SteinerProblem,
  tree: readonly number[],
  terminals: readonly number[],
): SteinerProblem {
  const part = Uint32Array.from({ length: vertexCount }, (_, v) => v);
  for (const e of tree) part[from[e]] = part[to[e]] = root;
  const terminal = new Uint8Array(vertexCount);
  for (const t of [root, ...terminals]) terminal[part[t]] = 1;
  const kept = [...from.keys()].filter((e) => part[from[e]] !== part[to[e]]);
  return {
    vertexCount,
    from: Uint32Array.from(kept, (e) => part[from[e]]),
    to: Uint32Array.from(kept, (e) => part[to[e]]),
    weight: Float64Array.from(kept, (e) => weight[e]),
    terminal,
    root,
  };
}
