import type { Graph } from "../graph.ts";

/** Where a walk along edges ends and how long it is; throws when an edge does not begin where the one before it ended. */
export function walked(
  graph: Graph,
  weight: ArrayLike<number>,
  from: number,
  edges: readonly number[],
): { to: number; distance: number } {
  let to = from;
  let distance = 0;
  for (const e of edges) {
    if (graph.from[e] !== to && graph.to[e] !== to) throw new Error(`edge ${e} does not touch vertex ${to}`);
    to = graph.from[e] === to ? graph.to[e] : graph.from[e];
    distance += weight[e];
  }
  return { to, distance };
}
