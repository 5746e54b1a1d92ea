import type { Graph } from "../graph.ts";
import { badWeight, type Weights } from "../weights.ts";
import { Reach } from "./reach.ts";
import { type Route, type RouteOptions, routeWeights } from "./route.ts";

/** A lower bound of the distance from a vertex to the end of the search, in the unit of the weights; Infinity where there is no way. */
export type Bound = (vertex: number) => number;

/** Searches from one vertex to one other without preparation. Keeps its arrays, so that the next search allocates nothing but its route. */
export class PointSearch {
  readonly #graph: Graph;
  readonly #forward: Reach;
  #backward: Reach | undefined;

  constructor(graph: Graph) {
    this.#graph = graph;
    this.#forward = new Reach(graph);
  }

  /**
   * Dijkstra's search from both ends at once (T. Nicholson 1966); undefined when no way joins them. Throws a RangeError at a weight
   * that is NaN or negative where the search meets it, and at an end that is not in the graph or is closed.
   */
  route(weight: Weights, from: number, to: number, options: RouteOptions = {}): Route | undefined {
    const graph = this.#graph;
    const by = routeWeights(graph, weight, [from, to], options);
    this.#backward ??= new Reach(graph);
    const [here, there] = [this.#forward, this.#backward];
    here.begin(from, 0);
    there.begin(to, 0);
    const meeting = { vertex: from === to ? from : -1, distance: from === to ? 0 : Infinity };
    while (here.heap.minKey + there.heap.minKey < meeting.distance) {
      if (here.heap.minKey <= there.heap.minKey) scan(graph, by, here, there, meeting);
      else scan(graph, by, there, here, meeting);
    }
    if (meeting.vertex < 0) return undefined;
    const edges: number[] = [];
    here.trace(graph, meeting.vertex, edges);
    edges.reverse();
    there.trace(graph, meeting.vertex, edges);
    return { distance: meeting.distance, edges };
  }

  /**
   * A* (Hart, Nilsson and Raphael 1968): exact when the bound never exceeds the real distance, e.g. the great-circle length times the
   * least cost of a metre, or a {@link Landmarks} bound. Throws a RangeError when the bound is NaN, beside what `route` throws.
   */
  routeWithBound(
    weight: Weights,
    from: number,
    to: number,
    bound: Bound,
    options: RouteOptions = {},
  ): Route | undefined {
    const graph = this.#graph;
    const by = routeWeights(graph, weight, [from, to], options);
    const { arcStart, arcHead, arcEdge } = graph;
    const reach = this.#forward;
    const { heap, distance } = reach;
    reach.begin(from, checkedBound(bound(from), from));
    while (heap.size > 0) {
      const v = heap.pop();
      if (v === to) {
        const edges: number[] = [];
        reach.trace(graph, to, edges);
        return { distance: distance[to], edges: edges.reverse() };
      }
      const d = distance[v];
      for (let a = arcStart[v]; a < arcStart[v + 1]; a++) {
        const e = arcEdge[a];
        if (by.closed !== null && by.closed[e] === 1) continue;
        const w = by.weight[e];
        if (!(w >= 0)) throw badWeight(graph, e, w);
        const head = arcHead[a];
        const along = d + w;
        if (along >= reach.at(head)) continue;
        const key = along + checkedBound(bound(head), head);
        reach.label(head, along, e);
        if (key < Infinity) heap.push(head, key);
      }
    }
    return undefined;
  }
}

function checkedBound(bound: number, vertex: number): number {
  if (Number.isNaN(bound)) throw new RangeError(`the bound of vertex ${vertex} is NaN`);
  return bound;
}

/** Settles the nearest vertex of `mine`, and notes the best meeting with `other`. */
function scan(
  graph: Graph,
  { weight, closed }: { readonly weight: Weights; readonly closed: Uint8Array | null },
  mine: Reach,
  other: Reach,
  meeting: { vertex: number; distance: number },
): void {
  const { arcStart, arcHead, arcEdge } = graph;
  const v = mine.heap.pop();
  const d = mine.distance[v];
  for (let a = arcStart[v]; a < arcStart[v + 1]; a++) {
    const e = arcEdge[a];
    if (closed !== null && closed[e] === 1) continue;
    if (!(weight[e] >= 0)) throw badWeight(graph, e, weight[e]);
    const head = arcHead[a];
    const along = d + weight[e];
    if (along >= mine.at(head)) continue;
    mine.label(head, along, e);
    mine.heap.push(head, along);
    const across = along + other.at(head);
    if (across < meeting.distance) {
      meeting.distance = across;
      meeting.vertex = head;
    }
  }
}
