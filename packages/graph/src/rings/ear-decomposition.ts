import { wholeSearchTree } from "../connectivity/search-tree.ts";
import type { Graph } from "../graph.ts";
import { checkMask, type Mask } from "../mask.ts";

/** Rings and bypasses that together hold every edge that is on a ring, each once. */
export interface EarDecomposition {
  readonly count: number;
  /** Edges of ear `i`, in order along it: `edges[start[i] .. start[i + 1]]`. */
  readonly start: Uint32Array;
  readonly edges: Uint32Array;
  /** Vertex at which each ear begins; the end follows from its edges. */
  readonly first: Uint32Array;
  /** 1 = the ear is a ring; 0 = a bypass between two vertices of earlier ears. */
  readonly isRing: Uint8Array;
}

/**
 * Chain decomposition (Schmidt 2013): each ear after the first of its component begins and ends on earlier ears and meets them nowhere
 * else. Bridges are in no ear; a component has as many rings among its ears as it has blocks of more than one edge, and every loop is one.
 */
export function earDecomposition(graph: Graph, mask?: Mask): EarDecomposition {
  if (mask) checkMask(graph, mask);
  const tree = wholeSearchTree(graph, mask);
  const { place, vertex, parent, viaEdge, count: met } = tree;
  const { arcStart, arcHead, arcEdge, edgeCount } = graph;
  const shut = mask?.edges;
  const start = [0];
  const first: number[] = [];
  const isRing: number[] = [];
  const edges = new Uint32Array(edgeCount);
  const seen = new Uint8Array(met);
  let filled = 0;
  for (let at = 0; at < met; at++) {
    const v = vertex[at];
    for (let arc = arcStart[v]; arc < arcStart[v + 1]; arc++) {
      const e = arcEdge[arc];
      let below = place[arcHead[arc]];
      const isLoop = below === at && arc > arcStart[v] && arcEdge[arc - 1] === e;
      // Only edges from here down that are not of the tree begin an ear; a loop has two arcs side by side and begins one.
      if ((below <= at && !isLoop) || shut?.[e] === 1 || viaEdge[below] === e) continue;
      edges[filled++] = e;
      for (seen[at] = 1; seen[below] === 0; below = parent[below]) {
        seen[below] = 1;
        edges[filled++] = viaEdge[below];
      }
      start.push(filled);
      first.push(v);
      isRing.push(below === at ? 1 : 0);
    }
  }
  return {
    count: first.length,
    start: Uint32Array.from(start),
    edges: edges.slice(0, filled),
    first: Uint32Array.from(first),
    isRing: Uint8Array.from(isRing),
  };
}
