import { DisjointSets } from "./disjoint-sets.ts";
import type { Graph } from "./graph.ts";

/**
 * Kruskal 1956: the edges of a minimum spanning forest of the graph, or of the given edges only. Equal weights are taken in order
 * of edge number. Edges of weight Infinity are left out.
 */
export function minimumSpanningForest(
  graph: Graph,
  weight: Float64Array,
  edges: Uint32Array = everyEdge(graph),
): Uint32Array {
  const sorted = edges.slice().sort((a, b) => weight[a] - weight[b] || a - b);
  const sets = new DisjointSets(graph.vertexCount);
  const kept = sorted.filter((e) => weight[e] < Infinity && sets.join(graph.from[e], graph.to[e]));
  return kept.sort();
}

function everyEdge(graph: Graph): Uint32Array {
  return Uint32Array.from({ length: graph.edgeCount }, (_, e) => e);
}
