import type { Graph } from "../graph.ts";

/** Throws a RangeError unless `edge` is one of the graph's. */
export function checkEdge(graph: Graph, edge: number, role = "edge"): void {
  if (!(Number.isInteger(edge) && edge >= 0 && edge < graph.edgeCount)) {
    throw new RangeError(`${role} ${edge} is not an edge: there are ${graph.edgeCount}`);
  }
}
