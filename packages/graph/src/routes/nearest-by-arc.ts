import type { Graph } from "../graph.ts";
import { checkOpen, closedEdges, type Mask } from "../mask.ts";
import { checkSpace, type SearchSpace, searchSpace } from "../nearest.ts";
import { checkVertex, type Weights } from "../weights.ts";

export interface ArcSearchOptions {
  /** Weigh the ways from each vertex to its nearest source, not those from the source to it. */
  readonly towards?: boolean;
  readonly without?: Mask;
  readonly space?: SearchSpace;
}

/**
 * Nearest source of every vertex where an edge weighs differently each way: `arcWeight[2 * e]` from `from[e]` to `to[e]`,
 * `arcWeight[2 * e + 1]` back. Fills and returns the space as `nearestSources` does, by a heap (E. W. Dijkstra 1959): made for reduced
 * weights, many of them 0. Infinity closes one direction. Of equally short ways it keeps the one that is met first, which is the same
 * every time. Throws a RangeError at a weight that is NaN or negative, and at a source that is not in the graph or is closed.
 */
export function nearestSourcesByArc(
  graph: Graph,
  arcWeight: Weights,
  sources: ArrayLike<number>,
  { towards = false, without, space = searchSpace(graph) }: ArcSearchOptions = {},
): SearchSpace {
  checkSpace(graph, space.distance.length);
  checkArcWeights(graph, arcWeight);
  const closed = closedEdges(graph, without);
  const { arcStart, arcHead, arcEdge, from } = graph;
  const { distance, owner, viaEdge, heap } = space;
  distance.fill(Infinity);
  owner.fill(-1);
  viaEdge.fill(-1);
  heap.clear();
  for (let i = 0; i < sources.length; i++) {
    const source = sources[i];
    checkVertex(graph, source, "source");
    if (without) checkOpen(without, source, "source");
    distance[source] = 0;
    owner[source] = source;
    heap.push(source, 0);
  }
  const flip = towards ? 1 : 0;
  while (heap.size > 0) {
    const v = heap.pop();
    const d = distance[v];
    const end = arcStart[v + 1];
    for (let a = arcStart[v]; a < end; a++) {
      const e = arcEdge[a];
      const head = arcHead[a];
      const along = d + arcWeight[(2 * e + (from[e] === v ? 0 : 1)) ^ flip];
      if (along >= distance[head] || (closed !== null && closed[e] === 1)) continue;
      distance[head] = along;
      owner[head] = owner[v];
      viaEdge[head] = e;
      heap.push(head, along);
    }
  }
  return space;
}

function checkArcWeights({ edgeCount, outerEdge }: Graph, arcWeight: Weights): void {
  if (arcWeight.length !== 2 * edgeCount) {
    throw new RangeError(`${arcWeight.length} arc weights for ${edgeCount} edges: two each are wanted`);
  }
  for (let arc = 0; arc < arcWeight.length; arc++) {
    if (arcWeight[arc] >= 0) continue;
    const way = arc % 2 === 0 ? "there" : "back";
    throw new RangeError(
      `edge ${outerEdge[arc >> 1]} has weight ${arcWeight[arc]} ${way}: ${Number.isNaN(arcWeight[arc]) ? "not a number" : "negative"}`,
    );
  }
}
