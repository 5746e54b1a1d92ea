import { type SearchSpace, searchSpace } from "@cuntong/graph";
import { type SteinerGraph, spanAndPrune, type TreeEdges } from "./tree.ts";

/**
 * The shortest-path heuristic (Takahashi and Matsuyama 1980) in one sweep: a search grows from the tree; each terminal it settles is
 * joined by its path, whose vertices go back to distance 0 and the search goes on. Then a spanning tree on the vertices reached.
 * `weight` may hide edges (Infinity) to search in a part of the graph. Throws when a terminal cannot be reached.
 */
export function shortestPathTree(
  steiner: SteinerGraph,
  weight: Float64Array = steiner.weight,
  space: SearchSpace = searchSpace(steiner.graph),
): TreeEdges {
  const { graph, terminal, root } = steiner;
  const { distance, viaEdge, heap } = space;
  const { arcStart, arcHead, arcEdge, from, to } = graph;
  const inTree = new Uint8Array(graph.vertexCount);
  const edges: number[] = [];
  let missing = -1;
  for (const flag of terminal) missing += flag;
  distance.fill(Infinity);
  viaEdge.fill(-1);
  heap.clear();
  distance[root] = 0;
  inTree[root] = 1;
  heap.push(root, 0);
  while (heap.size > 0 && missing > 0) {
    const v = heap.pop();
    if (terminal[v] && !inTree[v]) {
      for (let at = v; !inTree[at]; ) {
        const e = viaEdge[at];
        edges.push(e);
        inTree[at] = 1;
        missing -= terminal[at];
        distance[at] = 0;
        heap.push(at, 0);
        at = from[e] === at ? to[e] : from[e];
      }
      continue;
    }
    const d = distance[v];
    for (let a = arcStart[v]; a < arcStart[v + 1]; a++) {
      const along = d + weight[arcEdge[a]];
      if (along < distance[arcHead[a]]) {
        distance[arcHead[a]] = along;
        viaEdge[arcHead[a]] = arcEdge[a];
        heap.push(arcHead[a], along);
      }
    }
  }
  if (missing > 0) throw new Error(`${missing} terminals cannot be reached from the root`);
  return spanAndPrune(steiner, Uint32Array.from(edges).sort());
}
