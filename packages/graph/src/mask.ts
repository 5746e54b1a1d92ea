import type { Graph } from "./graph.ts";

/** What a search must do without: 1 = closed, by inner number. A closed vertex closes its edges. */
export interface Mask {
  readonly edges?: Uint8Array;
  readonly vertices?: Uint8Array;
}

/** The lists a mask is made from, in inner numbers. `only` closes everything that is not named. */
export interface MaskInput {
  readonly withoutEdges?: Iterable<number>;
  readonly onlyEdges?: Iterable<number>;
  readonly withoutVertices?: Iterable<number>;
  readonly onlyVertices?: Iterable<number>;
}

/**
 * Closes edges and vertices for the searches it is given to; the graph is not rebuilt. Throws a RangeError when a number is out of
 * range, or when the lists contradict each other: the same edge or vertex kept and left out, or an edge kept whose end is closed.
 */
export function maskOf(graph: Graph, lists: MaskInput): Mask {
  const edges = closedOf("edge", graph.edgeCount, lists.withoutEdges, lists.onlyEdges);
  const vertices = closedOf("vertex", graph.vertexCount, lists.withoutVertices, lists.onlyVertices);
  if (vertices && lists.onlyEdges) {
    for (const e of lists.onlyEdges) {
      const end = vertices[graph.from[e]] === 1 ? graph.from[e] : graph.to[e];
      if (vertices[end] === 1) throw new RangeError(`edge ${e} is to be kept, but its end, vertex ${end}, is closed`);
    }
  }
  return { ...(edges && { edges }), ...(vertices && { vertices }) };
}

function closedOf(
  kind: "edge" | "vertex",
  count: number,
  without: Iterable<number> | undefined,
  only: Iterable<number> | undefined,
): Uint8Array | undefined {
  if (!without && !only) return undefined;
  const closed = new Uint8Array(count).fill(only ? 1 : 0);
  for (const i of only ?? []) closed[inRange(kind, i, count)] = 0;
  for (const i of without ?? []) {
    if (only && closed[inRange(kind, i, count)] === 0) {
      throw new RangeError(`contradictory mask: ${kind} ${i} is both kept and left out`);
    }
    closed[inRange(kind, i, count)] = 1;
  }
  return closed;
}

function inRange(kind: string, i: number, count: number): number {
  if (Number.isInteger(i) && i >= 0 && i < count) return i;
  throw new RangeError(`mask names ${kind} ${i}: out of range, there are ${count}`);
}

/** Throws a RangeError when a mask made by hand does not fit the graph. */
export function checkMask(graph: Graph, mask: Mask): void {
  if (mask.edges && mask.edges.length !== graph.edgeCount) {
    throw new RangeError(`the mask has ${mask.edges.length} edges, the graph ${graph.edgeCount}`);
  }
  if (mask.vertices && mask.vertices.length !== graph.vertexCount) {
    throw new RangeError(`the mask has ${mask.vertices.length} vertices, the graph ${graph.vertexCount}`);
  }
}

/** Throws a RangeError when the mask closes a vertex that a search starts or ends at. */
export function checkOpen(mask: Mask, vertex: number, role: string): void {
  if (mask.vertices?.[vertex] === 1) throw new RangeError(`${role} ${vertex} is closed by the mask`);
}

/** Closes every edge that is closed or has a closed end: one test per edge is then all a search needs. */
export function closedEdges(graph: Graph, mask: Mask | undefined): Uint8Array | null {
  if (!mask?.edges && !mask?.vertices) return null;
  checkMask(graph, mask);
  const { edges, vertices } = mask;
  if (!vertices) return edges!;
  const { from, to, edgeCount } = graph;
  const closed = edges ? edges.slice() : new Uint8Array(edgeCount);
  for (let e = 0; e < edgeCount; e++) closed[e] |= vertices[from[e]] | vertices[to[e]];
  return closed;
}
