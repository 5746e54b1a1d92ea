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
  const { vertexCount, from, to } = graph;
  const touched = new Uint8Array(vertexCount);
  touched[root] = 1;
  for (const e of edges) touched[from[e]] = touched[to[e]] = 1;
  const vertices = new Uint32Array(Math.min(vertexCount, 2 * edges.length + 1));
  let count = 0;
  for (let v = 0; v < vertexCount; v++) if (touched[v]) vertices[count++] = v;
  return vertices.subarray(0, count);
}

/**
 * The lightest tree on the vertices of a connected set of edges that uses any edge between them (Kruskal), without the branches that
 * lead to no terminal. Never heavier than a tree given.
 */
export function spanAndPrune(steiner: SteinerGraph, edges: TreeEdges): TreeEdges {
  const { graph, weight } = steiner;
  const { arcStart, arcHead, arcEdge } = graph;
  const vertices = verticesOf(steiner, edges);
  // Number among the tree's vertices, from 1.
  const number = new Uint32Array(graph.vertexCount);
  for (let i = 0; i < vertices.length; i++) number[vertices[i]] = i + 1;
  const candidates: number[] = [];
  for (const v of vertices) {
    const end = arcStart[v + 1];
    for (let a = arcStart[v]; a < end; a++) {
      if (v < arcHead[a] && number[arcHead[a]] > 0 && weight[arcEdge[a]] < Infinity) candidates.push(arcEdge[a]);
    }
  }
  const sets = new DisjointSets(vertices.length);
  const isTree = candidates.length === vertices.length - 1;
  const sorted = isTree ? candidates : byWeight(weight, candidates);
  const spanning: number[] = [];
  for (const e of sorted) if (sets.join(number[graph.from[e]] - 1, number[graph.to[e]] - 1)) spanning.push(e);
  return prune(steiner, spanning, vertices, number);
}

/** Edges by their weight, equal ones by their number: a merge sort of plain numbers, since a comparison by call costs several times as much. */
function byWeight(weight: Float64Array, edges: readonly number[]): Uint32Array {
  let sorted = Uint32Array.from(edges).sort();
  let merged = new Uint32Array(sorted.length);
  const key = Float64Array.from(sorted, (e) => weight[e]);
  let keys = key;
  let mergedKeys = new Float64Array(key.length);
  for (let width = 1; width < sorted.length; width *= 2) {
    for (let left = 0; left < sorted.length; left += 2 * width) {
      const middle = Math.min(left + width, sorted.length);
      const end = Math.min(left + 2 * width, sorted.length);
      let a = left;
      let b = middle;
      for (let at = left; at < end; at++) {
        const next = b >= end || (a < middle && keys[a] <= keys[b]) ? a++ : b++;
        merged[at] = sorted[next];
        mergedKeys[at] = keys[next];
      }
    }
    [sorted, merged] = [merged, sorted];
    [keys, mergedKeys] = [mergedKeys, keys];
  }
  return sorted;
}

/** A tree without branches that lead to no terminal, in order of its edges; its vertices carry the numbers given, from 1. */
function prune(
  { graph, terminal }: SteinerGraph,
  edges: readonly number[],
  vertices: Uint32Array,
  number: Uint32Array,
): TreeEdges {
  const { from, to } = graph;
  const degree = new Int32Array(vertices.length + 1);
  // The exclusive-or of a vertex's edges is its last edge once all others are gone.
  const lastEdge = new Int32Array(vertices.length + 1);
  for (const e of edges) {
    const [a, b] = [number[from[e]], number[to[e]]];
    degree[a]++;
    degree[b]++;
    lastEdge[a] ^= e;
    lastEdge[b] ^= e;
  }
  const dropped = new Set<number>();
  for (let v of vertices) {
    while (degree[number[v]] === 1 && !terminal[v]) {
      const e = lastEdge[number[v]];
      const up = from[e] === v ? to[e] : from[e];
      dropped.add(e);
      degree[number[v]] = 0;
      degree[number[up]]--;
      lastEdge[number[up]] ^= e;
      v = up;
    }
  }
  const kept = dropped.size === 0 ? edges : edges.filter((e) => !dropped.has(e));
  return Uint32Array.from(kept).sort();
}
