import { bidirectional } from "graphology-shortest-path/dijkstra.js";
import type { NodeId, SpanId } from "../records/ids.ts";
import type { Span } from "../records/span.ts";
import { type PlantStatus, standingStatuses } from "../records/status.ts";
import { accept, type Result, refuse } from "../result.ts";
import type { Network } from "../snapshot/network.ts";
import { type Topology, topologyOf } from "./topology.ts";

export interface RouteQuery {
  readonly from: NodeId;
  readonly to: NodeId;
  /** Nodes to be passed on the way, in this order. */
  readonly through?: readonly NodeId[];
  /** What the route may not touch; spans of these shared-risk groups neither. */
  readonly avoid?: {
    readonly nodes?: readonly NodeId[];
    readonly spans?: readonly SpanId[];
    readonly riskGroups?: readonly string[];
  };
  readonly statuses?: readonly PlantStatus[];
}

/** An ordered run of spans, with the nodes it passes (one more than spans). */
export interface PlantRoute {
  readonly nodeIds: readonly NodeId[];
  readonly spanIds: readonly SpanId[];
  /** Drawn metres. */
  readonly lengthM: number;
}

/**
 * The shortest route between two nodes by drawn length, over standing plant unless other statuses are asked for. Refuses a node that
 * is not there (`NODE_UNKNOWN`), that is to be avoided (`NODE_AVOIDED`), and ends no route joins (`NO_ROUTE`).
 */
export function findRoute(
  network: Network,
  { from, to, through = [], avoid = {}, statuses = standingStatuses }: RouteQuery,
): Result<PlantRoute, "NODE_UNKNOWN" | "NODE_AVOIDED" | "NO_ROUTE"> {
  const topology = topologyOf(network, statuses);
  const stops = [from, ...through, to];
  const closed = new Set<string>(avoid.nodes);
  for (const stop of stops) {
    if (!topology.hasNode(stop)) return refuse("NODE_UNKNOWN", `No node ${stop} among what was asked for.`);
    if (closed.has(stop)) return refuse("NODE_AVOIDED", `Node ${stop} is to be passed and to be avoided.`);
  }
  const weigh = weightOf(avoid, closed);
  const spans: Span[] = [];
  for (let i = 1; i < stops.length; i++) {
    const leg = shortest(topology, stops[i - 1], stops[i], weigh);
    if (!leg) return refuse("NO_ROUTE", `No route leads from ${stops[i - 1]} to ${stops[i]}.`);
    spans.push(...leg);
  }
  return accept(asRoute(from, spans));
}

type Weigh = (span: Span) => number;

function weightOf(avoid: NonNullable<RouteQuery["avoid"]>, closed: ReadonlySet<string>): Weigh {
  const shut = new Set<string>(avoid.spans);
  const risks = new Set(avoid.riskGroups);
  return ({ id, from, to, lengthM, riskGroups = [] }) =>
    shut.has(id) || closed.has(from) || closed.has(to) || riskGroups.some((group) => risks.has(group))
      ? Infinity
      : lengthM;
}

function shortest(topology: Topology, from: NodeId, to: NodeId, weigh: Weigh): Span[] | undefined {
  const nodes = bidirectional(topology, from, to, (_, span) => weigh(span)) as string[] | null;
  if (!nodes) return undefined;
  const spans = nodes.slice(1).map((node, i) => lightest(topology, nodes[i], node, weigh));
  return spans.every((span) => weigh(span) < Infinity) ? spans : undefined;
}

/** Of parallel spans the shortest; of equals the first by id. */
function lightest(topology: Topology, from: string, to: string, weigh: Weigh): Span {
  const spans = topology.edges(from, to).map((edge) => topology.getEdgeAttributes(edge));
  return spans.reduce((best, span) => {
    const less = weigh(span) - weigh(best);
    return less < 0 || (!(less > 0) && span.id < best.id) ? span : best;
  });
}

function asRoute(from: NodeId, spans: readonly Span[]): PlantRoute {
  const nodeIds = [from];
  let lengthM = 0;
  for (const span of spans) {
    nodeIds.push(span.from === nodeIds.at(-1) ? span.to : span.from);
    lengthM += span.lengthM;
  }
  return { nodeIds, spanIds: spans.map(({ id }) => id), lengthM };
}
