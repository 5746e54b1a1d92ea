import type { Graph } from "../graph.ts";
import { checkOpen, closedEdges, type Mask } from "../mask.ts";
import { checkLength, checkNotNegative, checkVertex, type Weights } from "../weights.ts";

/** A shortest way: inner edges in order from its first vertex to its last. */
export interface Route {
  readonly distance: number;
  readonly edges: number[];
}

/** What a search for a route may be told beside the weights. */
export interface RouteOptions {
  readonly without?: Mask;
  /** Added to the weight of each edge, e.g. to keep off the edges of another route. Not negative. */
  readonly penalty?: Weights;
}

/** The weights a search goes by: what it was given, penalties added, closed edges told apart. Ends and lengths are checked. */
export function routeWeights(
  graph: Graph,
  weight: Weights,
  [from, to]: readonly [from: number, to: number],
  { without, penalty }: RouteOptions,
): { weight: Weights; closed: Uint8Array | null } {
  checkLength(graph, weight);
  checkVertex(graph, from, "start");
  checkVertex(graph, to, "end");
  if (without) {
    checkOpen(without, from, "start");
    checkOpen(without, to, "end");
  }
  const closed = closedEdges(graph, without);
  if (!penalty) return { weight, closed };
  checkNotNegative(graph, penalty);
  const both = new Float64Array(weight.length);
  for (let e = 0; e < both.length; e++) both[e] = weight[e] + penalty[e];
  return { weight: both, closed };
}
