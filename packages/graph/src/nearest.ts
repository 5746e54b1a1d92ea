import { breakTies, ownByWays, settleByBuckets } from "./buckets.ts";
import type { Graph } from "./graph.ts";
import { checkOpen, closedEdges, type Mask } from "./mask.ts";
import { VertexHeap } from "./vertex-heap.ts";
import { badWeight, checkLength, checkVertex, type Weights } from "./weights.ts";

/** Reusable arrays of one search: allocate once per graph, search many times. */
export interface SearchSpace {
  /** Distance from the nearest source; Infinity where none reaches. */
  readonly distance: Float64Array;
  /** The nearest source itself (its Voronoi cell), -1 where none reaches. */
  readonly owner: Int32Array;
  /** Edge by which the vertex was reached, -1 at a source. */
  readonly viaEdge: Int32Array;
  /** Made when first read: a heap for searches of the caller's own whose keys may fall. */
  readonly heap: VertexHeap;
  /** Lists of the buckets' contents. */
  readonly entries: { readonly vertex: Int32Array; readonly next: Int32Array };
}

export function searchSpace(graph: Graph): SearchSpace {
  let heap: VertexHeap | undefined;
  // Far more than are ever in use on a road network; a search that runs out of them goes on with the heap.
  const most = graph.vertexCount + 1024;
  return {
    entries: { vertex: new Int32Array(most), next: new Int32Array(most) },
    distance: new Float64Array(graph.vertexCount),
    owner: new Int32Array(graph.vertexCount),
    viaEdge: new Int32Array(graph.vertexCount),
    get heap() {
      heap ??= new VertexHeap(graph.vertexCount);
      return heap;
    },
  };
}

/**
 * Dijkstra 1959 from many sources at once: fills `space` with each vertex's nearest source, its distance and the edge towards it.
 * Of equally short ways it keeps the one whose last step begins nearer, then at the smaller vertex, then with the smaller edge. An edge
 * of weight Infinity is not there; `without` leaves out more. Distances are exact while they stay integers below 2^53. Throws a
 * RangeError at a weight that is NaN or negative, and at a source that is not in the graph or is closed.
 */
export function nearestSources(
  graph: Graph,
  weight: Weights,
  sources: ArrayLike<number>,
  space: SearchSpace = searchSpace(graph),
  without?: Mask,
): SearchSpace {
  checkSpace(graph, space.distance.length);
  const scale = bucketScale(graph, weight, sources.length < manySources ? 2.5 : 4);
  const closed = closedEdges(graph, without);
  for (let i = 0; i < sources.length; i++) {
    checkVertex(graph, sources[i], "source");
    if (without) checkOpen(without, sources[i], "source");
  }
  setOut(space, sources);
  const ties = scale && settleByBuckets(graph, weight, sources, space, closed, scale);
  if (ties === undefined) {
    setOut(space, sources);
    settleByHeap(graph, weight, sources, space, closed);
  } else if (ties > 0) {
    breakTies(graph, weight, space, closed);
    if (sources.length > 1) ownByWays(graph, space);
  }
  if (sources.length === 1) ownAll(space, sources[0]);
  return space;
}

/** Throws a RangeError when arrays were made for a graph of another size. */
export function checkSpace({ vertexCount }: Graph, size: number): void {
  if (size !== vertexCount) throw new RangeError(`the space is for ${size} vertices, the graph has ${vertexCount}`);
}

/** With one source the owner needs no writing on the way. */
function ownAll({ distance, owner }: SearchSpace, source: number): void {
  owner.fill(source);
  if (!distance.includes(Infinity)) return;
  for (let v = 0; v < owner.length; v++) if (distance[v] === Infinity) owner[v] = -1;
}

function setOut({ distance, owner, viaEdge }: SearchSpace, sources: ArrayLike<number>): void {
  distance.fill(Infinity);
  if (sources.length !== 1) owner.fill(-1);
  viaEdge.fill(-1);
  for (let i = 0; i < sources.length; i++) {
    distance[sources[i]] = 0;
    owner[sources[i]] = sources[i];
  }
}

function settleByHeap(
  graph: Graph,
  weight: Weights,
  sources: ArrayLike<number>,
  { distance, owner, viaEdge, heap }: SearchSpace,
  closed: Uint8Array | null,
): void {
  const { arcStart, arcHead, arcEdge } = graph;
  heap.clear();
  for (let i = 0; i < sources.length; i++) heap.push(sources[i], 0);
  while (heap.size > 0) {
    const v = heap.pop();
    const d = distance[v];
    const end = arcStart[v + 1];
    for (let a = arcStart[v]; a < end; a++) {
      const head = arcHead[a];
      const e = arcEdge[a];
      const along = d + weight[e];
      if (along < distance[head] && (closed === null || closed[e] === 0)) {
        distance[head] = along;
        owner[head] = owner[v];
        viaEdge[head] = e;
        heap.push(head, along);
      }
    }
  }
}

/**
 * Width of the buckets, so many medians of a sample of the weights, and the longest edge; undefined where the weights are too uneven
 * for buckets. Looks at every weight, and throws at the first that is NaN or negative.
 */
function bucketScale(graph: Graph, weight: Weights, medians: number): { width: number; most: number } | undefined {
  checkLength(graph, weight);
  let most = 0;
  for (let e = 0; e < weight.length; e++) {
    const w = weight[e];
    if (w > most && w < Infinity) most = w;
    else if (!(w >= 0)) throw badWeight(graph, e, w);
  }
  const stride = Math.ceil(weight.length / 1000);
  const sample: number[] = [];
  for (let e = 0; e < weight.length; e += stride) if (weight[e] > 0 && weight[e] < Infinity) sample.push(weight[e]);
  sample.sort((a, b) => a - b);
  const width = medians * sample[sample.length >> 1];
  // Bucket numbers have to stay 32-bit integers on the longest way there can be; weights too uneven for that are for a heap.
  const even = most / width < 1e6 && (most / width) * graph.vertexCount < 2 ** 31;
  return even ? { width, most } : undefined;
}

/** From so many sources on, buckets are wider: with many fronts what is scanned next should lie near what was scanned last. */
const manySources = 100;

/** One-to-all shortest paths; see {@link nearestSources}. */
export function shortestPaths(
  graph: Graph,
  weight: Weights,
  source: number,
  space?: SearchSpace,
  without?: Mask,
): SearchSpace {
  return nearestSources(graph, weight, [source], space, without);
}

/** Edges from `vertex` back to its source, nearest first. */
export function pathToSource(graph: Graph, space: Pick<SearchSpace, "viaEdge">, vertex: number): number[] {
  checkVertex(graph, vertex, "vertex");
  const edges: number[] = [];
  let at = vertex;
  while (space.viaEdge[at] >= 0) {
    const e = space.viaEdge[at];
    edges.push(e);
    at = graph.from[e] === at ? graph.to[e] : graph.from[e];
  }
  return edges;
}
