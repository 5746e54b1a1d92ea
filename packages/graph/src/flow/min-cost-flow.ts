import type { Graph } from "../graph.ts";
import { closedEdges, type Mask } from "../mask.ts";
import { VertexHeap } from "../vertex-heap.ts";
import { report, type Watch } from "../watch.ts";
import { checkWeights, type Weights } from "../weights.ts";
import { type FlowNetwork, flowNetwork } from "./flow-network.ts";

export interface MinCostFlowInput extends Watch {
  /** Cost of one unit over each edge, either way. */
  readonly weight: Weights;
  /** What each edge carries at most; Infinity is allowed. */
  readonly capacity: Weights;
  /** What each vertex gives (positive) or takes (negative). The two sums need not be equal. */
  readonly supply: ArrayLike<number>;
  readonly mask?: Mask;
}

export interface MinCostFlow {
  /** What each edge carries: positive from its `from` to its `to`, negative the other way. */
  readonly flow: Float64Array;
  readonly cost: number;
  /** What was shipped in all, and what each vertex still has (positive) or lacks (negative). */
  readonly shipped: number;
  readonly unmet: Float64Array;
}

/**
 * Ships as much as the capacities let through from the vertices that have to those that lack, at least cost: successive shortest paths
 * with potentials (Edmonds and Karp 1972), each path from the nearest vertex that has. Exact while amounts and costs are whole numbers
 * below 2^53. Throws a RangeError that names the edge or vertex whose number makes no sense.
 */
export function minCostFlow(graph: Graph, input: MinCostFlowInput): MinCostFlow {
  const { weight, capacity, supply, mask } = input;
  checkWeights(graph, weight);
  checkAmounts(graph, capacity, supply);
  const { network, cost } = networkOf(graph, input, closedEdges(graph, mask));
  const shipping = new Shipping(network, cost, graph.vertexCount, graph.vertexCount + 1);
  const most = mostShipped(supply);
  for (let shipped = 0, sent = shipping.next(); sent > 0; sent = shipping.next()) {
    shipped += sent;
    report(input, Math.min(1, shipped / most));
  }
  report(input, 1);
  return outcome(graph, weight, network, supply);
}

/** All that is given or all that is taken, whichever is less. */
function mostShipped(supply: ArrayLike<number>): number {
  let given = 0;
  let taken = 0;
  for (let v = 0; v < supply.length; v++) {
    if (supply[v] > 0) given += supply[v];
    else taken -= supply[v];
  }
  return Math.min(given, taken);
}

function checkAmounts(graph: Graph, capacity: Weights, supply: ArrayLike<number>): void {
  if (capacity.length !== graph.edgeCount) {
    throw new RangeError(`${capacity.length} capacities for ${graph.edgeCount} edges`);
  }
  if (supply.length !== graph.vertexCount) {
    throw new RangeError(`${supply.length} supplies for ${graph.vertexCount} vertices`);
  }
  for (let e = 0; e < capacity.length; e++) {
    if (!(capacity[e] >= 0))
      throw new RangeError(`edge ${graph.outerEdge[e]} has capacity ${capacity[e]}: not a number from 0`);
  }
  for (let v = 0; v < supply.length; v++) {
    if (!Number.isFinite(supply[v])) {
      throw new RangeError(`vertex ${graph.outerVertex[v]} has supply ${supply[v]}: not a finite number`);
    }
  }
}

/**
 * Two pairs of arcs for each edge, one each way; then one pair for each vertex that ships, from a common source or to a common sink. A
 * vertex that the mask closes can neither give nor take.
 */
function networkOf(
  graph: Graph,
  { weight, capacity, supply, mask }: MinCostFlowInput,
  closed: Uint8Array | null,
): { network: FlowNetwork; cost: Float64Array } {
  const { edgeCount, vertexCount } = graph;
  const pairs = 2 * edgeCount + vertexCount;
  const [from, to] = [new Uint32Array(pairs), new Uint32Array(pairs)];
  const forward = new Float64Array(pairs);
  const cost = new Float64Array(2 * pairs);
  for (let e = 0; e < edgeCount; e++) {
    from[2 * e] = to[2 * e + 1] = graph.from[e];
    to[2 * e] = from[2 * e + 1] = graph.to[e];
    forward[2 * e] = forward[2 * e + 1] = closed?.[e] === 1 ? 0 : capacity[e];
    cost[4 * e] = cost[4 * e + 2] = weight[e];
    // A reverse gives back what its arc cost.
    cost[4 * e + 1] = cost[4 * e + 3] = -weight[e];
  }
  for (let v = 0; v < vertexCount; v++) {
    const gives = supply[v]! > 0;
    from[2 * edgeCount + v] = gives ? vertexCount : v;
    to[2 * edgeCount + v] = gives ? v : vertexCount + 1;
    forward[2 * edgeCount + v] = mask?.vertices?.[v] === 1 ? 0 : Math.abs(supply[v]!);
  }
  const backward = new Float64Array(pairs);
  return { network: flowNetwork({ nodeCount: vertexCount + 2, from, to, forward, backward }), cost };
}

/** Ships path by path; labels live only as long as one search, potentials throughout. */
class Shipping {
  readonly #network: FlowNetwork;
  readonly #cost: Float64Array;
  readonly #source: number;
  readonly #sink: number;
  readonly #potential: Float64Array;
  readonly #distance: Float64Array;
  readonly #via: Int32Array;
  readonly #heap: VertexHeap;
  readonly #touched: number[] = [];

  constructor(network: FlowNetwork, cost: Float64Array, source: number, sink: number) {
    const count = network.nodeCount;
    this.#network = network;
    this.#cost = cost;
    this.#source = source;
    this.#sink = sink;
    this.#potential = new Float64Array(count);
    this.#distance = new Float64Array(count).fill(Infinity);
    this.#via = new Int32Array(count).fill(-1);
    this.#heap = new VertexHeap(count);
  }

  /** Ships over one cheapest path and says how much; 0 when no more can be shipped. */
  next(): number {
    let sent = 0;
    if (this.#search()) {
      this.#raisePotentials(this.#distance[this.#sink]);
      sent = this.#ship();
    }
    for (const v of this.#touched) this.#distance[v] = Infinity;
    this.#touched.length = 0;
    this.#heap.clear();
    return sent;
  }

  #search(): boolean {
    const { start, arc, head, left } = this.#network;
    this.#reach(this.#source, 0, -1);
    while (this.#heap.size > 0) {
      const v = this.#heap.pop();
      if (v === this.#sink) return true;
      const base = this.#distance[v] + this.#potential[v];
      for (let k = start[v]; k < start[v + 1]; k++) {
        const a = arc[k];
        if (!(left[a] > 0)) continue;
        // Rounding may make a step cost a hair less than nothing.
        const along = Math.max(this.#distance[v], base + this.#cost[a] - this.#potential[head[a]]);
        this.#reach(head[a], along, a);
      }
    }
    return false;
  }

  #reach(v: number, along: number, via: number): void {
    if (!(along < this.#distance[v])) return;
    if (this.#distance[v] === Infinity) this.#touched.push(v);
    this.#distance[v] = along;
    this.#via[v] = via;
    this.#heap.push(v, along);
  }

  /** Keeps every step at 0 or more (all potentials less the sink's distance, so that what was not touched stays as it is). */
  #raisePotentials(most: number): void {
    for (const v of this.#touched) {
      if (this.#distance[v] < most) this.#potential[v] += this.#distance[v] - most;
    }
  }

  #ship(): number {
    const { head, left } = this.#network;
    let amount = Infinity;
    for (let v = this.#sink; v !== this.#source; v = head[this.#via[v] ^ 1]) {
      amount = Math.min(amount, left[this.#via[v]]);
    }
    for (let v = this.#sink; v !== this.#source; v = head[this.#via[v] ^ 1]) {
      left[this.#via[v]] -= amount;
      left[this.#via[v] ^ 1] += amount;
    }
    return amount;
  }
}

/** The reverse of an arc has exactly what the arc carries. */
function outcome(graph: Graph, weight: Weights, { left }: FlowNetwork, supply: ArrayLike<number>): MinCostFlow {
  const flow = new Float64Array(graph.edgeCount);
  const unmet = new Float64Array(graph.vertexCount);
  let cost = 0;
  for (let e = 0; e < flow.length; e++) {
    flow[e] = left[4 * e + 1] - left[4 * e + 3];
    cost += Math.abs(flow[e]) * weight[e];
  }
  let shipped = 0;
  for (let v = 0; v < unmet.length; v++) {
    const sent = left[2 * (2 * flow.length + v) + 1];
    if (supply[v]! > 0) shipped += sent;
    unmet[v] = supply[v]! > 0 ? supply[v]! - sent : supply[v]! + sent;
  }
  return { flow, cost, shipped, unmet };
}
