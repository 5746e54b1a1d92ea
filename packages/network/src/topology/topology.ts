import { buildGraph, innerValues, type NamedGraph } from "@cuntong/graph";
import { MultiUndirectedGraph } from "graphology";
import type { PlantNode } from "../records/node.ts";
import type { Span } from "../records/span.ts";
import { type PlantStatus, standingStatuses } from "../records/status.ts";
import type { Network } from "../snapshot/network.ts";

/** The plant's topology for interactive questions: vertices are nodes, edges are spans, attributes their records. */
export type Topology = MultiUndirectedGraph<PlantNode, Span>;

/**
 * The topology of a snapshot, made once and kept with it. Only nodes and spans of the statuses asked for are in it: what stands in the
 * field, unless the caller says otherwise. A span whose node is left out is left out too.
 */
export function topologyOf(network: Network, statuses: readonly PlantStatus[] = standingStatuses): Topology {
  return kept(topologies, network, statuses, makeTopology);
}

/** The same topology frozen in typed arrays with drawn lengths as weights, for questions over the whole network. */
export function frozenTopologyOf(network: Network, statuses: readonly PlantStatus[] = standingStatuses): NamedGraph {
  return kept(frozen, network, statuses, freeze);
}

const topologies = new WeakMap<Network, Map<string, Topology>>();
const frozen = new WeakMap<Network, Map<string, NamedGraph>>();

type Make<T> = (network: Network, statuses: ReadonlySet<PlantStatus>) => T;

function kept<T>(
  cache: WeakMap<Network, Map<string, T>>,
  network: Network,
  statuses: readonly PlantStatus[],
  make: Make<T>,
): T {
  const asked = new Set(statuses);
  const key = [...asked].sort().join(" ");
  const made = cache.get(network) ?? new Map<string, T>();
  cache.set(network, made);
  const value = made.get(key) ?? make(network, asked);
  made.set(key, value);
  return value;
}

function makeTopology(network: Network, statuses: ReadonlySet<PlantStatus>): Topology {
  const topology: Topology = new MultiUndirectedGraph();
  for (const node of network.records("nodes")) if (statuses.has(node.status)) topology.addNode(node.id, node);
  for (const span of network.records("spans")) {
    const { id, from, to, status } = span;
    if (statuses.has(status) && topology.hasNode(from) && topology.hasNode(to)) {
      topology.addUndirectedEdgeWithKey(id, from, to, span);
    }
  }
  return topology;
}

function freeze(network: Network, statuses: ReadonlySet<PlantStatus>): NamedGraph {
  const nodes = [...network.records("nodes")].filter(({ status }) => statuses.has(status));
  const vertexOf = new Map(nodes.map(({ id }, vertex) => [id, vertex]));
  const spans = [...network.records("spans")].filter(
    ({ status, from, to }) => statuses.has(status) && vertexOf.has(from) && vertexOf.has(to),
  );
  const graph = buildGraph({
    vertexCount: nodes.length,
    from: Uint32Array.from(spans, ({ from }) => vertexOf.get(from)!),
    to: Uint32Array.from(spans, ({ to }) => vertexOf.get(to)!),
    x: Float64Array.from(nodes, ({ position }) => position[0]),
    y: Float64Array.from(nodes, ({ position }) => position[1]),
  });
  const lengthM = Float64Array.from(spans, (span) => span.lengthM);
  return {
    graph,
    nodes: nodes.map(({ id }) => id),
    edges: spans.map(({ id }) => id),
    weight: innerValues(graph, lengthM),
  };
}
