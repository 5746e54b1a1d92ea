import { buildGraph, type Graph } from "@cuntong/graph";
import type { NodeId } from "../records/ids.ts";
import type { PlantNode } from "../records/node.ts";
import type { Span } from "../records/span.ts";
import type { PlantStatus } from "../records/status.ts";
import type { Network } from "../snapshot/network.ts";
import type { Village, VillageCode } from "../village.ts";
import { drained } from "./drained.ts";
import { villageNodes } from "./village-nodes.ts";

/**
 * The plant as a graph that answers who is cut off by what. Beside nodes and spans it has what never fails: one *hub*, linked to every
 * headend, so that a village is served as long as one of its nodes reaches the hub.
 *
 * Outer numbers: vertices are the nodes, then the hub; edges are the spans, then the links.
 */
export interface SurvivalGraph {
  readonly graph: Graph;
  readonly nodes: readonly PlantNode[];
  readonly spans: readonly Span[];
  readonly villages: readonly Village[];
  /** Nodes where services begin: of kind `headend`, or with an OLT. */
  readonly headends: readonly NodeId[];
  /** 1 for each node, by outer number, that is a headend. */
  readonly isHeadend: Uint8Array;
  /** Inner vertex of the hub. */
  readonly hub: number;
  /** Inner vertices of each village, in the order of `villages`. */
  readonly verticesOf: readonly (readonly number[])[];
  readonly nodesOf: ReadonlyMap<VillageCode, readonly NodeId[]>;
}

/** Makes the graph of what has one of the statuses; a span whose node is left out is left out too. */
export function survivalGraph(network: Network, statuses: ReadonlySet<PlantStatus>): SurvivalGraph {
  return drained(survivalGraphSteps(network, statuses));
}

/** {@link survivalGraph} with pauses. */
export function* survivalGraphSteps(
  network: Network,
  statuses: ReadonlySet<PlantStatus>,
): Generator<void, SurvivalGraph> {
  const nodes = [...network.records("nodes")].filter(({ status }) => statuses.has(status));
  yield;
  const vertexOf = new Map<string, number>(nodes.map(({ id }, vertex) => [id, vertex]));
  const spans = [...network.records("spans")].filter(
    ({ status, from, to }) => statuses.has(status) && vertexOf.has(from) && vertexOf.has(to),
  );
  yield;
  const isHeadend = headendFlags(network, nodes, vertexOf, statuses);
  const villages = [...network.records("villages")].sort((a, b) => (a.code < b.code ? -1 : 1));
  yield;
  const nodesOf = villageNodes(network, statuses);
  yield;
  const hub = nodes.length;
  const links = [...isHeadend.keys()].filter((v) => isHeadend[v] === 1);
  const graph = freeze(nodes, spans, vertexOf, links);
  yield;
  return {
    ...{ graph, nodes, spans, villages, isHeadend, nodesOf },
    headends: nodes.filter((_, v) => isHeadend[v] === 1).map(({ id }) => id),
    hub: graph.innerVertex[hub]!,
    verticesOf: villages.map(({ code }) =>
      (nodesOf.get(code) ?? []).flatMap((id) => graph.innerVertex[vertexOf.get(id) ?? -1] ?? []),
    ),
  };
}

function headendFlags(
  network: Network,
  nodes: readonly PlantNode[],
  vertexOf: ReadonlyMap<string, number>,
  statuses: ReadonlySet<PlantStatus>,
): Uint8Array {
  const flags = Uint8Array.from(nodes, ({ kind }) => (kind === "headend" ? 1 : 0));
  for (const { kind, nodeId, status } of network.records("equipment")) {
    const vertex = vertexOf.get(nodeId);
    if (kind === "olt" && statuses.has(status) && vertex !== undefined) flags[vertex] = 1;
  }
  return flags;
}

/** Vertices follow a Hilbert curve, on which the hub lies at the first headend. */
function freeze(
  nodes: readonly PlantNode[],
  spans: readonly Span[],
  vertexOf: ReadonlyMap<string, number>,
  headends: readonly number[],
): Graph {
  const edgeCount = spans.length + headends.length;
  const hub = nodes.length;
  const [from, to] = [new Uint32Array(edgeCount), new Uint32Array(edgeCount)];
  for (const [e, span] of spans.entries()) {
    from[e] = vertexOf.get(span.from)!;
    to[e] = vertexOf.get(span.to)!;
  }
  for (const [i, headend] of headends.entries()) {
    from[spans.length + i] = hub;
    to[spans.length + i] = headend;
  }
  const coordinate = (axis: 0 | 1) => {
    const values = new Float64Array(hub + 1);
    for (const [v, { position }] of nodes.entries()) values[v] = position[axis];
    values[hub] = values[headends[0] ?? 0]!;
    return values;
  };
  return buildGraph({ vertexCount: hub + 1, from, to, x: coordinate(0), y: coordinate(1) });
}

/** Inner vertices of the ends of each span, in the order of the spans. */
export function spanEnds({ graph, spans }: SurvivalGraph): { readonly from: Uint32Array; readonly to: Uint32Array } {
  const [from, to] = [new Uint32Array(spans.length), new Uint32Array(spans.length)];
  for (let i = 0; i < spans.length; i++) {
    from[i] = graph.from[graph.innerEdge[i]];
    to[i] = graph.to[graph.innerEdge[i]];
  }
  return { from, to };
}
