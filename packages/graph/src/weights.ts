import type { Graph } from "./graph.ts";

/** A number per inner edge, not negative. Whole numbers and fractions alike; Infinity (float arrays only) means "not there". */
export type Weights = Float64Array | Float32Array | Uint32Array;

/**
 * Throws a RangeError naming the first edge (outer number) whose weight is NaN, negative or infinite, or the lengths when they differ.
 * For weights that come from outside; to leave an edge out, mask it.
 */
export function checkWeights(graph: Graph, weight: Weights): void {
  checkLength(graph, weight);
  for (let e = 0; e < weight.length; e++) {
    if (!(weight[e] >= 0 && weight[e] < Infinity)) throw badWeight(graph, e, weight[e]);
  }
}

/** As {@link checkWeights}, but Infinity, "not there", may stand. */
export function checkNotNegative(graph: Graph, weight: Weights): void {
  checkLength(graph, weight);
  for (let e = 0; e < weight.length; e++) if (!(weight[e] >= 0)) throw badWeight(graph, e, weight[e]);
}

export function checkLength(graph: Graph, weight: Weights): void {
  if (weight.length !== graph.edgeCount) {
    throw new RangeError(`${weight.length} weights for ${graph.edgeCount} edges`);
  }
}

export function badWeight(graph: Graph, edge: number, weight: number): RangeError {
  const what = Number.isNaN(weight) ? "not a number" : weight < 0 ? "negative" : "infinite";
  return new RangeError(`edge ${graph.outerEdge[edge]} has weight ${weight}: ${what}`);
}

/** Throws a RangeError unless `vertex` is one of the graph's. */
export function checkVertex(graph: Graph, vertex: number, role: string): void {
  if (!(Number.isInteger(vertex) && vertex >= 0 && vertex < graph.vertexCount)) {
    throw new RangeError(`${role} ${vertex} is not a vertex: there are ${graph.vertexCount}`);
  }
}
