import type { Failures } from "./failures.ts";
import { isBridge, opensBlock } from "./search-tree.ts";

/** For every vertex the nearest single failure that cuts it off, towards the roots; -1 where no single one does. */
export interface SingleThreats {
  readonly edge: Int32Array;
  /** Another vertex, never the vertex itself. */
  readonly vertex: Int32Array;
  /** 1 where the vertex reaches a root at all. */
  readonly isReached: Uint8Array;
}

/**
 * The nearest edge and the nearest other vertex whose loss alone cuts each vertex off, in one pass over the search tree. What lies behind
 * the nearest one, asked for again and again, is the chain of all of them.
 */
export function singleThreats({ graph, tree }: Failures): SingleThreats {
  const [edge, vertex] = [new Int32Array(graph.vertexCount).fill(-1), new Int32Array(graph.vertexCount).fill(-1)];
  const isReached = new Uint8Array(graph.vertexCount);
  for (let at = 0; at < tree.count; at++) {
    const v = tree.vertex[at];
    isReached[v] = 1;
    const up = tree.parent[at];
    if (up < 0) continue;
    const above = tree.vertex[up];
    edge[v] = (tree.cut[at] & isBridge) > 0 ? tree.viaEdge[at] : edge[above];
    vertex[v] = (tree.cut[at] & opensBlock) > 0 ? above : vertex[above];
  }
  return { edge, vertex, isReached };
}
