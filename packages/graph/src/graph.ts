import { checkPermutation, newFrozen } from "./frozen.ts";
import { breadthFirstOrder, hilbertOrder } from "./order.ts";
import { report, type Watch } from "./watch.ts";

/**
 * A frozen undirected graph in typed arrays. Parallel edges and loops are allowed.
 *
 * Inside, vertices and edges carry dense *inner* numbers chosen for locality: vertices follow the order given to
 * {@link buildGraph}, edges are sorted by their smaller end. The caller's own *outer* numbers never change; the four map arrays
 * are the one visible crossing. Every algorithm here speaks inner numbers.
 *
 * All of it lives in one `buffer`, so a graph moves to a worker as one transferable; see {@link graphFromBuffer}. A renumbered graph
 * takes 28 bytes an edge and 8 a vertex; the two maps from outer to inner numbers are made when first read (4 bytes a number).
 */
export interface Graph {
  readonly vertexCount: number;
  readonly edgeCount: number;
  readonly buffer: ArrayBuffer;
  /** Inner vertex at each end of inner edge `e`. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** Arcs out of vertex `v` are `arcStart[v] .. arcStart[v + 1]`, in order of edge; a loop has both its arcs at one vertex. */
  readonly arcStart: Uint32Array;
  readonly arcHead: Uint32Array;
  readonly arcEdge: Uint32Array;
  readonly outerVertex: Uint32Array;
  readonly innerVertex: Uint32Array;
  readonly outerEdge: Uint32Array;
  readonly innerEdge: Uint32Array;
}

export interface GraphInput extends Watch {
  readonly vertexCount: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /**
   * Outer vertices in the order wanted inside (a permutation), or "breadth-first" to find one from the edges. Without it, and without
   * coordinates, the outer order is kept, edges included.
   */
  readonly order?: Uint32Array | "breadth-first";
  /** Coordinates of the outer vertices in any flat unit: where given, and no `order`, vertices follow a Hilbert curve. */
  readonly x?: Float64Array;
  readonly y?: Float64Array;
}

/**
 * Freezes a list of edges into a {@link Graph}. Throws a RangeError when an end is out of range, a count is no count, a coordinate is
 * not finite or `order` is not a permutation.
 */
export function buildGraph(input: GraphInput): Graph {
  checkEnds(input);
  report(input, 0);
  const order = orderOf(input);
  report(input, 0.3);
  const renumbered = order !== undefined;
  const graph = newFrozen(input.vertexCount, input.from.length, { vertices: renumbered, edges: renumbered });
  if (order) {
    checkPermutation(order, () => new RangeError("order is not a permutation of the vertices"));
    graph.outerVertex.set(order);
    layEdgesByEnd(graph, input.from, input.to);
  } else {
    graph.from.set(input.from);
    graph.to.set(input.to);
  }
  report(input, 0.7);
  fillArcs(graph);
  report(input, 1);
  return graph;
}

/**
 * Values of outer edges in inner order, e.g. weights. Says nothing about the values; {@link checkWeights} does. Throws a RangeError
 * unless there is one for each edge.
 */
export function innerValues(graph: Graph, outer: Float64Array): Float64Array {
  const { outerEdge } = graph;
  if (outer.length !== graph.edgeCount) throw new RangeError(`${outer.length} values for ${graph.edgeCount} edges`);
  const inner = new Float64Array(graph.edgeCount);
  for (let e = 0; e < inner.length; e++) inner[e] = outer[outerEdge[e]];
  return inner;
}

/** Throws a RangeError when the count is no count, or an edge ends at no vertex. */
export function checkEnds({ vertexCount, from, to }: Pick<GraphInput, "vertexCount" | "from" | "to">): void {
  if (!Number.isInteger(vertexCount) || vertexCount < 0 || vertexCount >= 2 ** 31) {
    throw new RangeError(`vertexCount is ${vertexCount}: not a whole number from 0 to 2147483647`);
  }
  if (from.length !== to.length) throw new RangeError(`from has ${from.length} edges and to has ${to.length}`);
  for (let e = 0; e < from.length; e++) {
    if (from[e] < vertexCount && to[e] < vertexCount) continue;
    const end = from[e] < vertexCount ? to[e] : from[e];
    throw new RangeError(`edge ${e} ends at vertex ${end}: out of range, there are ${vertexCount} vertices`);
  }
}

function orderOf({ vertexCount, from, to, order, x, y }: GraphInput): Uint32Array | undefined {
  if (order === "breadth-first") {
    const plain = newFrozen(vertexCount, from.length, { vertices: false, edges: false });
    plain.from.set(from);
    plain.to.set(to);
    fillArcs(plain);
    return breadthFirstOrder(plain);
  }
  if (order) {
    if (order.length !== vertexCount) throw new RangeError("order is not a permutation of the vertices");
    return order;
  }
  if (!x && !y) return undefined;
  if (x?.length !== vertexCount || y?.length !== vertexCount) {
    throw new RangeError(`${vertexCount} vertices, but ${x?.length ?? 0} x and ${y?.length ?? 0} y coordinates`);
  }
  return hilbertOrder(x, y);
}

/** Counting sort by smaller inner end; stable, so parallel edges keep their outer order. */
function layEdgesByEnd(graph: Graph, from: Uint32Array, to: Uint32Array): void {
  const { vertexCount, edgeCount, innerVertex, outerEdge } = graph;
  const next = new Uint32Array(vertexCount + 1);
  // The ends in inner numbers, once: every later pass then reads in sequence.
  const innerFrom = new Uint32Array(edgeCount);
  const innerTo = new Uint32Array(edgeCount);
  for (let e = 0; e < edgeCount; e++) {
    const a = innerVertex[from[e]];
    const b = innerVertex[to[e]];
    innerFrom[e] = a;
    innerTo[e] = b;
    next[Math.min(a, b) + 1]++;
  }
  for (let v = 0; v < vertexCount; v++) next[v + 1] += next[v];
  for (let e = 0; e < edgeCount; e++) {
    const a = innerFrom[e];
    const b = innerTo[e];
    const inner = next[Math.min(a, b)]++;
    outerEdge[inner] = e;
    graph.from[inner] = a;
    graph.to[inner] = b;
  }
}

function fillArcs({ vertexCount, edgeCount, from, to, arcStart, arcHead, arcEdge }: Graph): void {
  for (let e = 0; e < edgeCount; e++) {
    arcStart[from[e]]++;
    arcStart[to[e]]++;
  }
  let before = 0;
  for (let v = 0; v <= vertexCount; v++) {
    const degree = arcStart[v];
    arcStart[v] = before;
    before += degree;
  }
  const next = arcStart.slice(0, vertexCount);
  for (let e = 0; e < edgeCount; e++) {
    const a = from[e];
    const b = to[e];
    const there = next[a]++;
    arcHead[there] = b;
    arcEdge[there] = e;
    const back = next[b]++;
    arcHead[back] = a;
    arcEdge[back] = e;
  }
}
