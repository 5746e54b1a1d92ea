import { type Graph, shortestPaths } from "@cuntong/graph";
import { type CorridorClass, corridorClasses } from "@cuntong/network";
import type { Ways } from "./ways.ts";

/** The cheapest way from the headend to every vertex. */
export interface Tree {
  readonly root: number;
  /** Edge towards the root, -1 at the root. */
  readonly viaEdge: Int32Array;
  /** Vertex one edge nearer to the root, -1 at the root. */
  readonly parent: Int32Array;
  /** Weighted metres from the root. */
  readonly distance: Float64Array;
}

const dearness: Partial<Record<CorridorClass, number>> = {
  trunk: 0.62,
  primary: 0.6,
  secondary: 0.62,
  tertiary: 0.68,
  minor: 0.85,
  residential: 1,
  service: 1.1,
  track: 1.7,
  path: 2.6,
  other: 4,
};

/** Plant grew along the roads: an edge counts the more the poorer its road. */
export function growTree(graph: Graph, ways: Ways, lengthM: Float64Array, root: number): Tree {
  const factor = corridorClasses.map((name) => dearness[name] ?? 3);
  const weight = lengthM.map((length, e) => length * factor[ways.roadClass[e]]);
  const { distance, viaEdge } = shortestPaths(graph, weight, root);
  const parent = new Int32Array(viaEdge.length).fill(-1);
  for (let v = 0; v < parent.length; v++) {
    const e = viaEdge[v];
    if (e >= 0) parent[v] = ways.from[e] === v ? ways.to[e] : ways.from[e];
  }
  return { root, viaEdge, parent, distance };
}

/** 1 for every vertex on the way from the root to one of the places. */
export function markUsed(tree: Tree, places: Iterable<number>): Uint8Array {
  const used = new Uint8Array(tree.parent.length);
  used[tree.root] = 1;
  for (const place of places) for (let v = place; v >= 0 && !used[v]; v = tree.parent[v]) used[v] = 1;
  return used;
}
