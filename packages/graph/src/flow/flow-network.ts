import type { Graph } from "../graph.ts";

/** Arcs of a flow network, each with its reverse beside it: arcs `2i` and `2i + 1` are one pair. */
export interface FlowArcs {
  readonly nodeCount: number;
  /** By pair: where it leads from and to, and what it can carry each way. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly forward: Float64Array;
  readonly backward: Float64Array;
}

/** A network with what is left of its capacities. */
export interface FlowNetwork {
  readonly nodeCount: number;
  readonly arcCount: number;
  /** Arcs out of node `n`: `arc[start[n] .. start[n + 1]]`, in order of number. */
  readonly start: Uint32Array;
  readonly arc: Uint32Array;
  readonly head: Uint32Array;
  /** What each arc can still carry. */
  readonly left: Float64Array;
}

/** A graph's own edges as a network, each carrying as much either way: its arcs are laid out already. */
export function networkOfGraph(graph: Graph, capacity: Float64Array): FlowNetwork {
  const { vertexCount, edgeCount, from, to, arcStart, arcEdge } = graph;
  const arc = new Uint32Array(2 * edgeCount);
  const head = new Uint32Array(2 * edgeCount);
  const left = new Float64Array(2 * edgeCount);
  for (let v = 0; v < vertexCount; v++) {
    for (let k = arcStart[v]; k < arcStart[v + 1]; k++) arc[k] = 2 * arcEdge[k] + (from[arcEdge[k]] === v ? 0 : 1);
  }
  for (let e = 0; e < edgeCount; e++) {
    head[2 * e] = to[e];
    head[2 * e + 1] = from[e];
    left[2 * e] = left[2 * e + 1] = capacity[e];
  }
  return { nodeCount: vertexCount, arcCount: 2 * edgeCount, start: arcStart, arc, head, left };
}

export function flowNetwork({ nodeCount, from, to, forward, backward }: FlowArcs): FlowNetwork {
  const pairs = from.length;
  const start = new Uint32Array(nodeCount + 1);
  for (let i = 0; i < pairs; i++) {
    start[from[i]]++;
    start[to[i]]++;
  }
  let before = 0;
  for (let n = 0; n <= nodeCount; n++) {
    const count = start[n];
    start[n] = before;
    before += count;
  }
  const next = start.slice(0, nodeCount);
  const arc = new Uint32Array(2 * pairs);
  const head = new Uint32Array(2 * pairs);
  const left = new Float64Array(2 * pairs);
  for (let i = 0; i < pairs; i++) {
    arc[next[from[i]]++] = 2 * i;
    arc[next[to[i]]++] = 2 * i + 1;
    head[2 * i] = to[i];
    head[2 * i + 1] = from[i];
    left[2 * i] = forward[i];
    left[2 * i + 1] = backward[i];
  }
  return { nodeCount, arcCount: 2 * pairs, start, arc, head, left };
}
