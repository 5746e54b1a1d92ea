import { findBridges } from "../connectivity/bridges.ts";
import { checkEdge } from "../connectivity/check-edge.ts";
import type { Graph } from "../graph.ts";
import { checkOpen, closedEdges, type Mask } from "../mask.ts";
import { VertexHeap } from "../vertex-heap.ts";
import { checkVertex, checkWeights, type Weights } from "../weights.ts";

/** A closed way that repeats no edge and no vertex. */
export interface Ring {
  /** In order; `edges[i]` joins `vertices[i]` with the next, and the last edge leads back to the first vertex. */
  readonly vertices: readonly number[];
  readonly edges: readonly number[];
  readonly weight: number;
}

/** Shortest rings through what is asked for; arrays are made once and serve every question. */
export interface RingFinder {
  /** The shortest ring that has this edge on it, from its `from` vertex on; undefined where the edge is a bridge. */
  throughEdge(edge: number): Ring | undefined;
  /** The shortest ring that has this vertex on it, from it on; undefined where there is none. A loop is a ring, and two parallel edges are. */
  throughVertex(vertex: number): Ring | undefined;
}

/** Throws a RangeError when a weight is NaN, negative or infinite; its questions do when the edge or vertex is not in the graph or masked. */
export function ringFinder(graph: Graph, weight: Weights, mask?: Mask): RingFinder {
  checkWeights(graph, weight);
  const closed = closedEdges(graph, mask)?.slice() ?? new Uint8Array(graph.edgeCount);
  // No ring leads over a bridge; without them a search ends where its rings end.
  for (const e of findBridges(graph, mask && { mask }).bridges) closed[e] = 1;
  const search = new RingSearch(graph, weight, closed);
  return {
    throughEdge(edge) {
      checkEdge(graph, edge);
      return search.throughEdge(edge);
    },
    throughVertex(vertex) {
      checkVertex(graph, vertex, "vertex");
      if (mask) checkOpen(mask, vertex, "vertex");
      return search.throughVertex(vertex);
    },
  };
}

class RingSearch {
  readonly #graph: Graph;
  readonly #weight: Weights;
  readonly #closed: Uint8Array;
  readonly #distance: Float64Array;
  readonly #cameBy: Int32Array;
  /** The first edge of the way from the start: two ways that begin alike share it, and make no ring. */
  readonly #branch: Int32Array;
  readonly #isSettled: Uint8Array;
  readonly #heap: VertexHeap;
  readonly #touched: number[] = [];

  constructor(graph: Graph, weight: Weights, closed: Uint8Array) {
    const { vertexCount } = graph;
    this.#graph = graph;
    this.#weight = weight;
    this.#closed = closed;
    this.#distance = new Float64Array(vertexCount).fill(Infinity);
    this.#cameBy = new Int32Array(vertexCount);
    this.#branch = new Int32Array(vertexCount);
    this.#isSettled = new Uint8Array(vertexCount);
    this.#heap = new VertexHeap(vertexCount);
  }

  throughEdge(edge: number): Ring | undefined {
    const { from, to } = this.#graph;
    const [a, b] = [from[edge], to[edge]];
    if (this.#closed[edge] === 1) return undefined;
    if (a === b) return { vertices: [a], edges: [edge], weight: this.#weight[edge] };
    this.#reach(a, 0, -1, -1);
    let found: Ring | undefined;
    for (let v = this.#next(); v >= 0 && !found; v = this.#next()) {
      if (v === b) found = this.#ring(a, a, edge, b);
      else this.#leave(v, edge);
    }
    this.#clear();
    return found;
  }

  throughVertex(start: number): Ring | undefined {
    this.#reach(start, 0, -1, -1);
    let best: { weight: number; near: number; far: number; edge: number } | undefined;
    for (let v = this.#next(); v >= 0; v = this.#next()) {
      // A ring closed from here on has both its ways at least this long.
      if (best && 2 * this.#distance[v] >= best.weight) break;
      const closing = this.#closingEdge(v);
      if (closing && (!best || closing.weight < best.weight)) best = closing;
      this.#leave(v, -1);
    }
    const ring = best && this.#ring(start, best.near, best.edge, best.far);
    this.#clear();
    return ring;
  }

  /** The next nearest vertex, -1 when there is none. */
  #next(): number {
    if (this.#heap.size === 0) return -1;
    const v = this.#heap.pop();
    this.#isSettled[v] = 1;
    return v;
  }

  #leave(v: number, without: number): void {
    const { arcStart, arcHead, arcEdge } = this.#graph;
    for (let arc = arcStart[v]; arc < arcStart[v + 1]; arc++) {
      const e = arcEdge[arc];
      const head = arcHead[arc];
      if (e === without || this.#isSettled[head] === 1 || this.#closed[e] === 1) continue;
      this.#reach(head, this.#distance[v] + this.#weight[e], e, this.#branch[v] < 0 ? e : this.#branch[v]);
    }
  }

  /** The lightest edge from `v` to a settled vertex that was reached by another first edge. */
  #closingEdge(v: number) {
    const { arcStart, arcHead, arcEdge } = this.#graph;
    let best: { weight: number; near: number; far: number; edge: number } | undefined;
    for (let arc = arcStart[v]; arc < arcStart[v + 1]; arc++) {
      const e = arcEdge[arc];
      const near = arcHead[arc];
      if (this.#isSettled[near] === 0 || e === this.#cameBy[v] || this.#closed[e] === 1) continue;
      const isLoopAtStart = near === v && this.#branch[v] < 0;
      if (this.#branch[near] === this.#branch[v] && !isLoopAtStart) continue;
      const weight = this.#distance[v] + this.#distance[near] + this.#weight[e];
      if (!best || weight < best.weight) best = { weight, near, far: v, edge: e };
    }
    return best;
  }

  #reach(v: number, along: number, edge: number, branch: number): void {
    if (!(along < this.#distance[v])) return;
    if (this.#distance[v] === Infinity) this.#touched.push(v);
    this.#distance[v] = along;
    this.#cameBy[v] = edge;
    this.#branch[v] = branch;
    this.#heap.push(v, along);
  }

  /** From the start to `near`, over the closing edge, and from `far` back to the start. */
  #ring(start: number, near: number, edge: number, far: number): Ring {
    const out = this.#wayBack(near);
    const home = this.#wayBack(far);
    // The start belongs to both ways.
    const vertices = [...out.vertices.reverse(), ...home.vertices.slice(0, -1)];
    const edges = [...out.edges.reverse(), edge, ...home.edges];
    if (near === far) return { vertices: [start], edges: [edge], weight: this.#weight[edge] };
    return { vertices, edges, weight: edges.reduce((sum, e) => sum + this.#weight[e], 0) };
  }

  /** Vertices and edges from a vertex back to the start. */
  #wayBack(from: number): { vertices: number[]; edges: number[] } {
    const { from: a, to: b } = this.#graph;
    const vertices = [from];
    const edges: number[] = [];
    for (let v = from; this.#cameBy[v] >= 0; ) {
      const e = this.#cameBy[v];
      v = a[e] === v ? b[e] : a[e];
      edges.push(e);
      vertices.push(v);
    }
    return { vertices, edges };
  }

  #clear(): void {
    for (const v of this.#touched) {
      this.#distance[v] = Infinity;
      this.#isSettled[v] = 0;
    }
    this.#touched.length = 0;
    this.#heap.clear();
  }
}
