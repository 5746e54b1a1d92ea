import { shortestPathTree } from "../steiner/tree/shortest-path-heuristic.ts";
import type { SteinerGraph, TreeEdges } from "../steiner/tree/tree.ts";

/** A tree through all terminals that uses the given edges freely, as far as they lead anywhere, and joins up the rest the shortest way. */
export function joinUp(steiner: SteinerGraph, edges: Iterable<number>): TreeEdges {
  const cheap = steiner.weight.slice();
  for (const e of edges) cheap[e] = 0;
  return shortestPathTree(steiner, cheap);
}
