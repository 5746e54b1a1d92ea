import type { Graph } from "./graph.ts";

/** First words of a graph's buffer: "CTGR" read as little-endian bytes, the layout's version, the two counts, the flags. */
const magic = 0x52475443;
const version = 1;
const headerWords = 5;
const renumberedVertices = 1;
const renumberedEdges = 2;

/** Which of the two outer numberings a buffer has to keep; a numbering that never changed costs nothing. */
export interface Renumbered {
  readonly vertices: boolean;
  readonly edges: boolean;
}

/** An empty graph over a new buffer. */
export function newFrozen(vertexCount: number, edgeCount: number, renumbered: Renumbered): Graph {
  const buffer = new ArrayBuffer(4 * wordsOf(vertexCount, edgeCount, renumbered));
  const flags = (renumbered.vertices ? renumberedVertices : 0) | (renumbered.edges ? renumberedEdges : 0);
  new Uint32Array(buffer, 0, headerWords).set([magic, version, vertexCount, edgeCount, flags]);
  return new Frozen(buffer, vertexCount, edgeCount, renumbered);
}

/**
 * The graph whose `buffer` came from another thread or a file. Throws a RangeError that says what is wrong when the bytes are not a
 * graph of this version: no search on the result can then leave the arrays.
 */
export function graphFromBuffer(buffer: ArrayBuffer): Graph {
  if (buffer.byteLength < 4 * headerWords) throw new RangeError("not a graph: the buffer is too short for a header");
  const [mark, written, vertexCount, edgeCount, flags] = new Uint32Array(buffer, 0, headerWords);
  if (mark !== magic) throw new RangeError("not a graph: the buffer does not begin with the graph's mark");
  if (written !== version) throw new RangeError(`a graph of version ${written}; this program reads version ${version}`);
  const renumbered = { vertices: (flags & renumberedVertices) > 0, edges: (flags & renumberedEdges) > 0 };
  const bytes = 4 * wordsOf(vertexCount, edgeCount, renumbered);
  if (buffer.byteLength !== bytes) {
    throw new RangeError(`a damaged graph: ${buffer.byteLength} bytes where its counts need ${bytes}`);
  }
  const graph = new Frozen(buffer, vertexCount, edgeCount, renumbered);
  checkStructure(graph);
  return graph;
}

function wordsOf(vertexCount: number, edgeCount: number, renumbered: Renumbered): number {
  const outer = (renumbered.vertices ? vertexCount : 0) + (renumbered.edges ? edgeCount : 0);
  return headerWords + vertexCount + 1 + 6 * edgeCount + outer;
}

function identity(count: number): Uint32Array {
  const same = new Uint32Array(count);
  for (let i = 0; i < count; i++) same[i] = i;
  return same;
}

function inverse(permutation: Uint32Array): Uint32Array {
  const back = new Uint32Array(permutation.length);
  for (let i = 0; i < permutation.length; i++) back[permutation[i]] = i;
  return back;
}

class Frozen implements Graph {
  readonly vertexCount: number;
  readonly edgeCount: number;
  readonly buffer: ArrayBuffer;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly arcStart: Uint32Array;
  readonly arcHead: Uint32Array;
  readonly arcEdge: Uint32Array;
  // Maps that follow from the rest are made when first asked for, so that a resident graph stays small.
  #outerVertex: Uint32Array | undefined;
  #outerEdge: Uint32Array | undefined;
  #innerVertex: Uint32Array | undefined;
  #innerEdge: Uint32Array | undefined;

  constructor(buffer: ArrayBuffer, vertexCount: number, edgeCount: number, renumbered: Renumbered) {
    let offset = 4 * headerWords;
    const take = (length: number) => {
      const view = new Uint32Array(buffer, offset, length);
      offset += 4 * length;
      return view;
    };
    this.vertexCount = vertexCount;
    this.edgeCount = edgeCount;
    this.buffer = buffer;
    this.from = take(edgeCount);
    this.to = take(edgeCount);
    this.arcStart = take(vertexCount + 1);
    this.arcHead = take(2 * edgeCount);
    this.arcEdge = take(2 * edgeCount);
    if (renumbered.vertices) this.#outerVertex = take(vertexCount);
    if (renumbered.edges) this.#outerEdge = take(edgeCount);
  }

  get outerVertex(): Uint32Array {
    this.#outerVertex ??= identity(this.vertexCount);
    return this.#outerVertex;
  }

  get outerEdge(): Uint32Array {
    this.#outerEdge ??= identity(this.edgeCount);
    return this.#outerEdge;
  }

  get innerVertex(): Uint32Array {
    this.#innerVertex ??= inverse(this.outerVertex);
    return this.#innerVertex;
  }

  get innerEdge(): Uint32Array {
    this.#innerEdge ??= inverse(this.outerEdge);
    return this.#innerEdge;
  }
}

function checkStructure(graph: Graph): void {
  const { vertexCount, edgeCount, arcStart, arcHead, arcEdge, from, to } = graph;
  const damaged = (what: string) => new RangeError(`a damaged graph: ${what}`);
  if (arcStart[0] !== 0 || arcStart[vertexCount] !== 2 * edgeCount) throw damaged("its arcs do not add up");
  for (let v = 0; v < vertexCount; v++) {
    if (arcStart[v + 1] < arcStart[v]) throw damaged(`the arcs of vertex ${v} end before they begin`);
    for (let a = arcStart[v]; a < arcStart[v + 1]; a++) {
      const e = arcEdge[a];
      const head = arcHead[a];
      const joins = e < edgeCount && ((from[e] === v && to[e] === head) || (to[e] === v && from[e] === head));
      if (!joins || head >= vertexCount) throw damaged(`arc ${a} is not an end of its edge`);
    }
  }
  checkPermutation(graph.outerVertex, () => damaged("its outer vertices are no permutation"));
  checkPermutation(graph.outerEdge, () => damaged("its outer edges are no permutation"));
}

/** Throws what `complain` makes unless every number below the length occurs once. */
export function checkPermutation(order: Uint32Array, complain: () => Error): void {
  const seen = new Uint8Array(order.length);
  for (let i = 0; i < order.length; i++) {
    if (order[i] >= order.length || seen[order[i]] === 1) throw complain();
    seen[order[i]] = 1;
  }
}
