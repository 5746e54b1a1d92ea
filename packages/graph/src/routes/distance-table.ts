import type { Graph } from "../graph.ts";
import { checkOpen } from "../mask.ts";
import { type SearchSpace, searchSpace, shortestPaths } from "../nearest.ts";
import { report, type Watch } from "../watch.ts";
import { checkVertex, type Weights } from "../weights.ts";
import type { RouteOptions } from "./route.ts";

/**
 * Distances from every source to every target, row by row (`table[i * targets.length + j]`), Infinity where no way leads: one search for
 * each vertex of the shorter list. For tables again and again on one graph, see `hierarchyTable`.
 */
export function distanceTable(
  graph: Graph,
  weight: Weights,
  sources: ArrayLike<number>,
  targets: ArrayLike<number>,
  options: Watch & Pick<RouteOptions, "without"> & { readonly space?: SearchSpace } = {},
): Float64Array {
  const { without, space = searchSpace(graph) } = options;
  for (const [list, role] of [[sources, "source"] as const, [targets, "target"] as const]) {
    for (let i = 0; i < list.length; i++) {
      checkVertex(graph, list[i], role);
      if (without) checkOpen(without, list[i], role);
    }
  }
  const table = new Float64Array(sources.length * targets.length);
  // Ways lead back as they lead there, so the search may start at either end.
  const fromSources = sources.length <= targets.length;
  const [starts, ends] = fromSources ? [sources, targets] : [targets, sources];
  for (let i = 0; i < starts.length; i++) {
    report(options, i / starts.length);
    const { distance } = shortestPaths(graph, weight, starts[i], space, without);
    for (let j = 0; j < ends.length; j++) {
      table[fromSources ? i * ends.length + j : j * starts.length + i] = distance[ends[j]];
    }
  }
  report(options, 1);
  return table;
}
