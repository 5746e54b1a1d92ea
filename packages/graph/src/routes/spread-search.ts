import type { Graph } from "../graph.ts";
import { checkOpen, closedEdges, type Mask } from "../mask.ts";
import { badWeight, checkLength, checkVertex, type Weights } from "../weights.ts";
import { Reach } from "./reach.ts";

/** What follows once a vertex is settled: the search goes on over its edges, stays off them, or ends there. */
export type AfterSettling = "on" | "off" | "end";

/**
 * Dijkstra's search from some vertices at once that ends when its caller has seen enough: the nearest of many, all within a distance, the
 * hundred nearest. Keeps its arrays, so the next search costs what it settles and no more.
 */
export class SpreadSearch {
  readonly #graph: Graph;
  readonly #reach: Reach;

  constructor(graph: Graph) {
    this.#graph = graph;
    this.#reach = new Reach(graph);
  }

  /**
   * Settles vertices nearest first, of equals the smaller, and asks after each what follows. Gives the vertex at which it was ended,
   * undefined when there was nothing more to settle. Throws a RangeError at a weight that is NaN or negative where the search meets it,
   * and at a source that is not in the graph or is closed.
   */
  run(
    weight: Weights,
    sources: Iterable<number>,
    settle: (vertex: number, distance: number) => AfterSettling,
    without?: Mask,
  ): number | undefined {
    const { arcStart, arcHead, arcEdge } = this.#graph;
    const reach = this.#reach;
    checkLength(this.#graph, weight);
    const closed = closedEdges(this.#graph, without);
    this.#begin(sources, without);
    while (reach.heap.size > 0) {
      const v = reach.heap.pop();
      const d = reach.distance[v];
      const next = settle(v, d);
      if (next === "end") return v;
      if (next === "off") continue;
      const end = arcStart[v + 1];
      for (let a = arcStart[v]; a < end; a++) {
        const e = arcEdge[a];
        if (closed !== null && closed[e] === 1) continue;
        if (!(weight[e] >= 0)) throw badWeight(this.#graph, e, weight[e]);
        const along = d + weight[e];
        if (along >= reach.at(arcHead[a])) continue;
        reach.label(arcHead[a], along, e);
        reach.heap.push(arcHead[a], along);
      }
    }
    return undefined;
  }

  /** Edges from a vertex that the last search settled back to its source, nearest first. */
  wayBack(vertex: number): number[] {
    checkVertex(this.#graph, vertex, "vertex");
    const edges: number[] = [];
    if (this.#reach.has(vertex)) this.#reach.trace(this.#graph, vertex, edges);
    return edges;
  }

  #begin(sources: Iterable<number>, without: Mask | undefined): void {
    this.#reach.forget();
    for (const source of sources) {
      checkVertex(this.#graph, source, "source");
      if (without) checkOpen(without, source, "source");
      this.#reach.label(source, 0, -1);
      this.#reach.heap.push(source, 0);
    }
  }
}
