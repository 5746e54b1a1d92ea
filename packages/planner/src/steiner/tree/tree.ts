import { DisjointSets, type Graph } from "@cuntong/graph";

/** A frozen graph with weights, terminals and a root, all in its inner numbers. */
export interface SteinerGraph {
  readonly graph: Graph;
  readonly weight: Float64Array;
  /** What each way along an edge weighs where the two differ: `2 e` from `from[e]` to `to[e]`, `2 e + 1` back; Infinity where there is none. */
  readonly arcWeight?: Float64Array;
  /** 1 for each vertex that the tree must reach; the root is one of them. */
  readonly terminal: Uint8Array;
  readonly root: number;
}

/** Edges of a tree, in order of their number. */
export type TreeEdges = Uint32Array;

export function weightOf(weight: Float64Array, edges: TreeEdges): number {
  let total = 0;
  for (const e of edges) total += weight[e];
  return total;
}

/** The vertices of a set of edges, with the root, in order of their number. */
export function verticesOf({ graph, root }: SteinerGraph, edges: TreeEdges): Uint32Array {
  const touched = new Set<number>([root]);
  for (const e of edges) touched.add(graph.from[e]).add(graph.to[e]);
  return Uint32Array.from(touched).sort();
}

/**
 * The lightest tree on the vertices of a connected set of edges that uses any edge between them (Kruskal), without the branches that
 * lead to no terminal. Never heavier than a tree given.
 */
export function spanAndPrune(steiner: SteinerGraph, edges: TreeEdges): TreeEdges {
  const { graph, weight } = steiner;
  const inside = new Uint8Array(graph.vertexCount);
  for (const v of verticesOf(steiner, edges)) inside[v] = 1;
  const candidates: number[] = [];
  for (const v of verticesOf(steiner, edges)) {
    for (let a = graph.arcStart[v]; a < graph.arcStart[v + 1]; a++) {
      if (v < graph.arcHead[a] && inside[graph.arcHead[a]] && weight[graph.arcEdge[a]] < Infinity)
        candidates.push(graph.arcEdge[a]);
    }
  }
  const sorted = Uint32Array.from(candidates).sort((a, b) => weight[a] - weight[b] || a - b);
  const sets = new DisjointSets(graph.vertexCount);
  return prune(steiner, sorted.filter((e) => sets.join(graph.from[e], graph.to[e])).sort());
}

/** The tree without branches that lead to no terminal. */
function prune({ graph, terminal }: SteinerGraph, edges: TreeEdges): TreeEdges {
  const degree = new Map<number, number>();
  // The exclusive-or of a vertex's edges is its last edge once all others are gone.
  const lastEdge = new Map<number, number>();
  for (const e of edges) {
    for (const v of [graph.from[e], graph.to[e]]) {
      degree.set(v, (degree.get(v) ?? 0) + 1);
      lastEdge.set(v, (lastEdge.get(v) ?? 0) ^ e);
    }
  }
  const dropped = new Set<number>();
  for (const leaf of degree.keys()) {
    for (let v = leaf; degree.get(v) === 1 && !terminal[v]; ) {
      const e = lastEdge.get(v)!;
      const up = graph.from[e] === v ? graph.to[e] : graph.from[e];
      dropped.add(e);
      degree.set(v, 0);
      degree.set(up, degree.get(up)! - 1);
      lastEdge.set(up, lastEdge.get(up)! ^ e);
      v = up;
    }
  }
  return edges.filter((e) => !dropped.has(e));
}
