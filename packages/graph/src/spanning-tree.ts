import { checkEdge } from "./connectivity/check-edge.ts";
import { DisjointSets } from "./disjoint-sets.ts";
import type { Graph } from "./graph.ts";
import { checkNotNegative, type Weights } from "./weights.ts";

/**
 * Kruskal 1956: the edges of a minimum spanning forest of the graph, or of the given edges only. Equal weights are taken in order
 * of edge number. Edges of weight Infinity are left out. Throws a RangeError at a weight that is NaN or negative, or an edge that is none.
 */
export function minimumSpanningForest(
  graph: Graph,
  weight: Weights,
  edges: Uint32Array = everyEdge(graph),
): Uint32Array {
  checkNotNegative(graph, weight);
  for (let i = 0; i < edges.length; i++) checkEdge(graph, edges[i]);
  const sorted = edges.slice().sort((a, b) => weight[a] - weight[b] || a - b);
  const sets = new DisjointSets(graph.vertexCount);
  const kept = sorted.filter((e) => weight[e] < Infinity && sets.join(graph.from[e], graph.to[e]));
  return kept.sort();
}

function everyEdge(graph: Graph): Uint32Array {
  return Uint32Array.from({ length: graph.edgeCount }, (_, e) => e);
}
