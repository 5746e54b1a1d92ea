import { buildGraph, minimumSpanningForest, nearestSources, pathToSource } from "@cuntong/graph";
import type { SteinerProblem } from "../src/steiner/reduce/reduce.ts";
import { spanAndPrune, weightOf } from "../src/steiner/tree/tree.ts";

/** Weight of the tree of K. Mehlhorn's 2-approximation (1988), as networkx's `steiner_tree(method="mehlhorn")` finds it. */
export function mehlhornWeight(problem: SteinerProblem): number {
  const { weight, terminal, root } = problem;
  const graph = buildGraph(problem);
  const terminals = [...terminal.keys()].filter((v) => terminal[v]);
  const space = nearestSources(graph, weight, terminals);
  const { owner, distance } = space;
  const through = weight.map((w, e) => distance[graph.from[e]] + w + distance[graph.to[e]]);
  const closure = buildGraph({
    vertexCount: graph.vertexCount,
    from: graph.from.map((v) => owner[v]),
    to: graph.to.map((v) => owner[v]),
  });
  const edges = new Set<number>();
  for (const e of minimumSpanningForest(closure, through)) {
    edges.add(e);
    for (const end of [graph.from[e], graph.to[e]]) for (const way of pathToSource(graph, space, end)) edges.add(way);
  }
  return weightOf(weight, spanAndPrune({ graph, weight, terminal, root }, Uint32Array.from(edges)));
}

/** Metres of the shortest way from each terminal to the root, none sharing with another. */
export function apartWeight(problem: SteinerProblem): number {
  const { weight, terminal, root } = problem;
  const { distance } = nearestSources(buildGraph(problem), weight, [root]);
  return distance.reduce((sum, d, v) => sum + (terminal[v] ? d : 0), 0);
}
