/**
 * A frozen undirected graph in typed arrays. Parallel edges and loops are allowed.
 *
 * Inside, vertices and edges carry dense *inner* numbers chosen for locality: vertices follow the order given to
 * {@link buildGraph}, edges are sorted by their smaller end. The caller's own *outer* numbers never change; the four map arrays
 * are the one visible crossing. Every algorithm here speaks inner numbers.
 *
 * All arrays are views of one `buffer`, so a graph moves to a worker as one transferable.
 */
export interface Graph {
  readonly vertexCount: number;
  readonly edgeCount: number;
  readonly buffer: ArrayBuffer;
  /** Inner vertex at each end of inner edge `e`. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** Arcs out of vertex `v` are `arcStart[v] .. arcStart[v + 1]`; a loop has both its arcs at one vertex. */
  readonly arcStart: Uint32Array;
  readonly arcHead: Uint32Array;
  readonly arcEdge: Uint32Array;
  readonly outerVertex: Uint32Array;
  readonly innerVertex: Uint32Array;
  readonly outerEdge: Uint32Array;
  readonly innerEdge: Uint32Array;
}

export interface GraphInput {
  readonly vertexCount: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** Outer vertices in the order wanted inside (a permutation). Without it the outer order is kept, edges included. */
  readonly order?: Uint32Array;
}

/** Freezes a list of edges into a {@link Graph}. Throws when an end is out of range or `order` is not a permutation. */
export function buildGraph({ vertexCount, from, to, order }: GraphInput): Graph {
  if (from.length !== to.length) throw new RangeError("from and to differ in length");
  const graph = layOut(new ArrayBuffer(bytesOf(vertexCount, from.length)), vertexCount, from.length);
  numberVertices(graph, order);
  checkEnds(graph, from, to);
  if (order) numberEdgesByEnd(graph, from, to);
  else for (let e = 0; e < graph.edgeCount; e++) graph.outerEdge[e] = graph.innerEdge[e] = e;
  for (let e = 0; e < graph.edgeCount; e++) {
    const outer = graph.outerEdge[e];
    graph.from[e] = graph.innerVertex[from[outer]];
    graph.to[e] = graph.innerVertex[to[outer]];
  }
  fillArcs(graph);
  return graph;
}

/** The graph whose `buffer` (and counts) came from another thread. */
export function graphFromBuffer(buffer: ArrayBuffer, vertexCount: number, edgeCount: number): Graph {
  if (buffer.byteLength !== bytesOf(vertexCount, edgeCount)) throw new RangeError("buffer does not fit the counts");
  return layOut(buffer, vertexCount, edgeCount);
}

/** Values of outer edges in inner order, e.g. weights. */
export function innerValues(graph: Graph, outer: Float64Array): Float64Array {
  const inner = new Float64Array(graph.edgeCount);
  for (let e = 0; e < inner.length; e++) inner[e] = outer[graph.outerEdge[e]];
  return inner;
}

function bytesOf(vertexCount: number, edgeCount: number): number {
  return 4 * (vertexCount * 3 + 1 + edgeCount * 8);
}

function layOut(buffer: ArrayBuffer, vertexCount: number, edgeCount: number): Graph {
  let offset = 0;
  const take = (length: number) => {
    const view = new Uint32Array(buffer, offset, length);
    offset += 4 * length;
    return view;
  };
  return {
    vertexCount,
    edgeCount,
    buffer,
    from: take(edgeCount),
    to: take(edgeCount),
    arcStart: take(vertexCount + 1),
    arcHead: take(2 * edgeCount),
    arcEdge: take(2 * edgeCount),
    outerVertex: take(vertexCount),
    innerVertex: take(vertexCount),
    outerEdge: take(edgeCount),
    innerEdge: take(edgeCount),
  };
}

function numberVertices(graph: Graph, order: Uint32Array | undefined): void {
  const { vertexCount, outerVertex, innerVertex } = graph;
  if (order && order.length !== vertexCount) throw new RangeError("order is not a permutation of the vertices");
  const seen = new Uint8Array(vertexCount);
  for (let v = 0; v < vertexCount; v++) {
    const outer = order ? order[v] : v;
    if (outer >= vertexCount || seen[outer]) throw new RangeError("order is not a permutation of the vertices");
    seen[outer] = 1;
    outerVertex[v] = outer;
    innerVertex[outer] = v;
  }
}

function checkEnds({ vertexCount, edgeCount }: Graph, from: Uint32Array, to: Uint32Array): void {
  for (let e = 0; e < edgeCount; e++) {
    if (from[e] >= vertexCount || to[e] >= vertexCount) throw new RangeError(`edge ${e} has an end out of range`);
  }
}

/** Counting sort by smaller inner end; stable, so parallel edges keep their outer order. */
function numberEdgesByEnd(graph: Graph, from: Uint32Array, to: Uint32Array): void {
  const { vertexCount, edgeCount, innerVertex, outerEdge, innerEdge } = graph;
  const next = new Uint32Array(vertexCount + 1);
  const smallerEnd = (e: number) => Math.min(innerVertex[from[e]], innerVertex[to[e]]);
  for (let e = 0; e < edgeCount; e++) next[smallerEnd(e) + 1]++;
  for (let v = 0; v < vertexCount; v++) next[v + 1] += next[v];
  for (let e = 0; e < edgeCount; e++) {
    const inner = next[smallerEnd(e)]++;
    innerEdge[e] = inner;
    outerEdge[inner] = e;
  }
}

function fillArcs({ vertexCount, edgeCount, from, to, arcStart, arcHead, arcEdge }: Graph): void {
  for (let e = 0; e < edgeCount; e++) {
    arcStart[from[e] + 1]++;
    arcStart[to[e] + 1]++;
  }
  for (let v = 0; v < vertexCount; v++) arcStart[v + 1] += arcStart[v];
  const next = arcStart.slice(0, vertexCount);
  for (let e = 0; e < edgeCount; e++) {
    const there = next[from[e]]++;
    arcHead[there] = to[e];
    arcEdge[there] = e;
    const back = next[to[e]]++;
    arcHead[back] = from[e];
    arcEdge[back] = e;
  }
}
