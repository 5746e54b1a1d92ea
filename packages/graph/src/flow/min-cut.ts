import type { Graph } from "../graph.ts";
import { checkOpen, closedEdges, type Mask } from "../mask.ts";
import type { Cancel } from "../watch.ts";
import { checkVertex, type Weights } from "../weights.ts";
import { networkOfGraph } from "./flow-network.ts";
import { type Carried, type FlowPath, flowPaths } from "./flow-paths.ts";
import { maxFlow } from "./max-flow.ts";
import { VertexPaths } from "./vertex-paths.ts";

export interface MinCutOptions {
  /** What each edge counts or carries; 1 each unless given. Finite. */
  readonly capacity?: Weights;
  readonly mask?: Mask;
  readonly cancel?: Cancel;
}

/** The cheapest set of edges that parts two vertices, with both its proofs. */
export interface EdgeCut {
  /** Sum of the capacities of the cut; no cut has less, as the paths carry as much. */
  readonly value: number;
  /** The cut nearest to the source, ascending. */
  readonly edges: readonly number[];
  /** 1 = on the source's side. */
  readonly sourceSide: Uint8Array;
  /** Paths that together use no edge beyond its capacity: with capacities of 1 they share no edge. */
  readonly paths: readonly FlowPath[];
}

/**
 * Minimum edge cut between two vertices (Menger 1927; Ford and Fulkerson 1956). 0 and no edges where they are apart already. Throws a
 * RangeError when an end is not in the graph or masked, when they are one, or when a capacity is not a finite number from 0.
 */
export function minEdgeCut(
  graph: Graph,
  source: number,
  target: number,
  { capacity, mask, cancel }: MinCutOptions = {},
): EdgeCut {
  checkEnds(graph, source, target, mask);
  const { from, to, edgeCount } = graph;
  const closed = closedEdges(graph, mask);
  const each = capacitiesOf(graph, capacity, closed);
  const network = networkOfGraph(graph, each);
  const { value, sourceSide } = maxFlow(network, source, target, cancel);
  const edges: number[] = [];
  const carried: Carried[] = [];
  for (let e = 0; e < edgeCount; e++) {
    if (closed?.[e] !== 1 && sourceSide[from[e]] !== sourceSide[to[e]]) edges.push(e);
    const flow = each[e] - network.left[2 * e];
    if (flow !== 0 && from[e] !== to[e]) carried.push(carriedBy(e, from[e], to[e], flow));
  }
  return { value, edges, sourceSide, paths: flowPaths(carried, source, target) };
}

function carriedBy(edge: number, from: number, to: number, flow: number): Carried {
  return flow > 0 ? { edge, from, to, amount: flow } : { edge, from: to, to: from, amount: -flow };
}

function capacitiesOf(graph: Graph, capacity: Weights | undefined, closed: Uint8Array | null): Float64Array {
  const { edgeCount } = graph;
  if (capacity && capacity.length !== edgeCount) {
    throw new RangeError(`${capacity.length} capacities for ${edgeCount} edges`);
  }
  const each = new Float64Array(edgeCount);
  for (let e = 0; e < edgeCount; e++) {
    const c = capacity?.[e] ?? 1;
    if (!(c >= 0 && c < Infinity)) {
      throw new RangeError(`edge ${graph.outerEdge[e]} has capacity ${c}: not a finite number from 0`);
    }
    each[e] = closed?.[e] === 1 ? 0 : c;
  }
  return each;
}

function checkEnds(graph: Graph, source: number, target: number, mask: Mask | undefined): void {
  checkVertex(graph, source, "source");
  checkVertex(graph, target, "target");
  if (source === target) throw new RangeError(`source and target are the same vertex, ${source}`);
  if (mask) {
    checkOpen(mask, source, "source");
    checkOpen(mask, target, "target");
  }
}

/** The fewest vertices that part two others, with both proofs. */
export interface VertexCut {
  /** Vertices and direct edges of the cut together; the number of paths. */
  readonly value: number;
  /** Ascending. */
  readonly vertices: readonly number[];
  /** Edges that join the two ends directly, which no vertex can part: all of them are in every cut. */
  readonly directEdges: readonly number[];
  /** As many paths as the cut is large that share no vertex but the ends. */
  readonly paths: readonly FlowPath[];
}

/** Minimum vertex cut between two vertices; see {@link minEdgeCut} for what it refuses. */
export function minVertexCut(
  graph: Graph,
  source: number,
  target: number,
  { mask, cancel }: Omit<MinCutOptions, "capacity"> = {},
): VertexCut {
  checkEnds(graph, source, target, mask);
  const closed = closedEdges(graph, mask);
  const between = new VertexPaths(graph, source, target, closed);
  between.lay(cancel);
  const directEdges: number[] = [];
  const paths: FlowPath[] = [];
  for (let arc = graph.arcStart[source]; arc < graph.arcStart[source + 1]; arc++) {
    const edge = graph.arcEdge[arc];
    if (closed?.[edge] === 1) continue;
    const path = graph.arcHead[arc] === target ? direct(source, edge, target) : between.pathFrom(edge);
    if (!path) continue;
    if (path.edges.length === 1) directEdges.push(edge);
    paths.push(path);
  }
  return { value: paths.length, vertices: between.parting(), directEdges, paths };
}

const direct = (source: number, edge: number, target: number): FlowPath => ({
  vertices: [source, target],
  edges: [edge],
  amount: 1,
});
