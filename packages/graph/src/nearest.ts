import type { Graph } from "./graph.ts";
import { VertexHeap } from "./vertex-heap.ts";

/** Reusable arrays of one search: allocate once per graph, search many times. */
export interface SearchSpace {
  /** Distance from the nearest source; Infinity where none reaches. */
  readonly distance: Float64Array;
  /** The nearest source itself (its Voronoi cell), -1 where none reaches. */
  readonly owner: Int32Array;
  /** Edge by which the vertex was reached, -1 at a source. */
  readonly viaEdge: Int32Array;
  readonly heap: VertexHeap;
}

export function searchSpace(graph: Graph): SearchSpace {
  return {
    distance: new Float64Array(graph.vertexCount),
    owner: new Int32Array(graph.vertexCount),
    viaEdge: new Int32Array(graph.vertexCount),
    heap: new VertexHeap(graph.vertexCount),
  };
}

/**
 * Dijkstra 1959 from many sources at once: fills `space` with each vertex's nearest source, its distance and the edge towards it.
 * Weights are not negative; an edge of weight Infinity is not there. Distances are exact while they stay integers below 2^53.
 */
export function nearestSources(
  graph: Graph,
  weight: Float64Array,
  sources: ArrayLike<number>,
  space: SearchSpace = searchSpace(graph),
): SearchSpace {
  const { distance, owner, viaEdge, heap } = space;
  const { arcStart, arcHead, arcEdge } = graph;
  distance.fill(Infinity);
  owner.fill(-1);
  viaEdge.fill(-1);
  heap.clear();
  for (let i = 0; i < sources.length; i++) {
    const source = sources[i];
    distance[source] = 0;
    owner[source] = source;
    heap.push(source, 0);
  }
  while (heap.size > 0) {
    const v = heap.pop();
    const d = distance[v];
    const end = arcStart[v + 1];
    for (let a = arcStart[v]; a < end; a++) {
      const head = arcHead[a];
      const along = d + weight[arcEdge[a]];
      if (along < distance[head]) {
        distance[head] = along;
        owner[head] = owner[v];
        viaEdge[head] = arcEdge[a];
        heap.push(head, along);
      }
    }
  }
  return space;
}

/** One-to-all shortest paths; see {@link nearestSources}. */
export function shortestPaths(graph: Graph, weight: Float64Array, source: number, space?: SearchSpace): SearchSpace {
  return nearestSources(graph, weight, [source], space);
}

/** Edges from `vertex` back to its source, nearest first. */
export function pathToSource(graph: Graph, space: SearchSpace, vertex: number): number[] {
  const edges: number[] = [];
  let at = vertex;
  while (space.viaEdge[at] >= 0) {
    const e = space.viaEdge[at];
    edges.push(e);
    at = graph.from[e] === at ? graph.to[e] : graph.from[e];
  }
  return edges;
}
