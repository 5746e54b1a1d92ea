import { VertexHeap } from "@cuntong/graph";
import type { SteinerGraph } from "../steiner/tree/tree.ts";

/** Weight of the lightest way from a vertex to a terminal or the root; Infinity where there is none. */
export function nearestTerminal({ graph, weight, terminal, root }: SteinerGraph, start: number): number {
  const { arcStart, arcHead, arcEdge } = graph;
  const distance = new Map([[start, 0]]);
  const heap = new VertexHeap(graph.vertexCount);
  heap.push(start, 0);
  while (heap.size > 0) {
    const v = heap.pop();
    const d = distance.get(v)!;
    if (terminal[v] || v === root) return d;
    for (let a = arcStart[v]; a < arcStart[v + 1]; a++) {
      const along = d + weight[arcEdge[a]];
      if (along >= (distance.get(arcHead[a]) ?? Infinity)) continue;
      distance.set(arcHead[a], along);
      heap.push(arcHead[a], along);
    }
  }
  return Infinity;
}
