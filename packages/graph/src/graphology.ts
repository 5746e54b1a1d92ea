import { buildGraph, type Graph, innerValues } from "./graph.ts";
import { checkWeights } from "./weights.ts";

/** What this package needs to know of a graphology (Multi)Graph; the library itself stays with the caller. */
export interface ReadableGraphology {
  readonly order: number;
  readonly size: number;
  forEachNode(visit: (node: string, attributes: Record<string, unknown>) => void): void;
  forEachEdge(visit: (edge: string, attributes: Record<string, unknown>, source: string, target: string) => void): void;
}

export interface WritableGraphology {
  addNode(node: string, attributes?: Record<string, unknown>): unknown;
  addUndirectedEdgeWithKey(edge: string, source: string, target: string, attributes?: Record<string, unknown>): unknown;
}

/** A frozen graph with the names its vertices and edges have outside, by outer number, and its weights by inner number. */
export interface NamedGraph {
  readonly graph: Graph;
  readonly nodes: readonly string[];
  readonly edges: readonly string[];
  readonly weight: Float64Array;
}

/**
 * Freezes a graphology graph; directed edges are taken both ways. `weight` names the attribute of the edges' weights (all 1 without it),
 * `x` and `y` those of the nodes' coordinates for Hilbert order (breadth-first order without them). Throws a RangeError naming the edge
 * whose weight is missing, NaN, negative or infinite.
 */
export function fromGraphology(
  source: ReadableGraphology,
  attributes: { readonly weight?: string; readonly x?: string; readonly y?: string } = {},
): NamedGraph {
  const nodes: string[] = [];
  const vertexOf = new Map<string, number>();
  const x = new Float64Array(source.order);
  const y = new Float64Array(source.order);
  source.forEachNode((node, values) => {
    x[nodes.length] = numberOf(values, attributes.x);
    y[nodes.length] = numberOf(values, attributes.y);
    vertexOf.set(node, nodes.length);
    nodes.push(node);
  });
  const edges: string[] = [];
  const from = new Uint32Array(source.size);
  const to = new Uint32Array(source.size);
  const outerWeight = new Float64Array(source.size).fill(1);
  source.forEachEdge((edge, values, a, b) => {
    const e = edges.length;
    from[e] = vertexOf.get(a)!;
    to[e] = vertexOf.get(b)!;
    if (attributes.weight !== undefined) outerWeight[e] = weightOf(edge, values[attributes.weight]);
    edges.push(edge);
  });
  const placed = attributes.x !== undefined && attributes.y !== undefined;
  const graph = buildGraph({
    vertexCount: nodes.length,
    from,
    to,
    ...(placed ? { x, y } : { order: "breadth-first" as const }),
  });
  return { graph, nodes, edges, weight: innerValues(graph, outerWeight) };
}

/** Writes the graph into an empty undirected graphology MultiGraph, under the names it has outside (its outer numbers without them). */
export function toGraphology<Target extends WritableGraphology>(
  named: { readonly graph: Graph } & Partial<NamedGraph>,
  into: Target,
): Target {
  const { graph, nodes, edges, weight } = named;
  const { innerEdge, outerVertex } = graph;
  if (weight) checkWeights(graph, weight);
  const nodeOf = (v: number) => nodes?.[v] ?? String(v);
  for (let v = 0; v < graph.vertexCount; v++) into.addNode(nodeOf(v));
  for (let outer = 0; outer < graph.edgeCount; outer++) {
    const e = innerEdge[outer];
    const ends = [nodeOf(outerVertex[graph.from[e]]), nodeOf(outerVertex[graph.to[e]])] as const;
    into.addUndirectedEdgeWithKey(edges?.[outer] ?? String(outer), ...ends, weight ? { weight: weight[e] } : {});
  }
  return into;
}

function weightOf(edge: string, value: unknown): number {
  if (typeof value === "number" && value >= 0 && value < Infinity) return value;
  throw new RangeError(`edge "${edge}" has weight ${String(value)}: not a finite number from 0 on`);
}

function numberOf(values: Record<string, unknown>, name: string | undefined): number {
  return name === undefined ? 0 : Number(values[name]);
}
