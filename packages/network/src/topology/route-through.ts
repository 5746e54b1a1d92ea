import type { NodeId, SpanId } from "../records/ids.ts";
import type { PlantStatus } from "../records/status.ts";
import { accept, type Result, refuse } from "../result.ts";
import type { Network } from "../snapshot/network.ts";
import { findRoute, type PlantRoute } from "./find-route.ts";

/** What a route is picked by: a node that it passes, or a span that it runs along. */
export interface RouteStop {
  readonly table: "nodes" | "spans";
  readonly id: string;
}

/** Codes that a picked route is refused with. */
type RouteThroughCode = "NODE_UNKNOWN" | "SPAN_UNKNOWN" | "NO_ROUTE";

/**
 * The route that is picked stop by stop: from each stop to the next the shortest way by drawn length over plant of the statuses asked for,
 * along no span twice. A span is entered at the end that is nearer; a first one is run along so that what follows is nearer. Refuses what is
 * not there in one of these statuses (`NODE_UNKNOWN`, `SPAN_UNKNOWN`), and a stop that no way leads to (`NO_ROUTE`, held by the stop).
 */
export function routeThrough(
  network: Network,
  [first, ...rest]: readonly [RouteStop, ...RouteStop[]],
  statuses?: readonly PlantStatus[],
): Result<PlantRoute, RouteThroughCode> {
  const begun = beginnings(network, first, statuses);
  if (!begun.ok) return begun;
  let ways = begun.value;
  for (const stop of rest) {
    const ends = endsOf(network, stop, statuses);
    if (!ends.ok) return ends;
    const longer = ways.flatMap((way) => ends.value.flatMap((end) => extended(network, way, end, statuses) ?? []));
    const [shortest] = longer.sort((one, two) => one.lengthM - two.lengthM);
    if (!shortest) return refuse("NO_ROUTE", `No route leads to ${stop.id}.`, stop);
    ways = [shortest];
  }
  return accept(ways[0]);
}

/** A way to a stop: the node where it is come to, and the way from there to where it is left. */
interface StopEnd {
  readonly nodeId: NodeId;
  readonly along: PlantRoute;
}

function endsOf(
  network: Network,
  { table, id }: RouteStop,
  statuses: readonly PlantStatus[] | undefined,
): Result<readonly StopEnd[], RouteThroughCode> {
  if (table === "nodes") {
    const at = findRoute(network, { from: id as NodeId, to: id as NodeId, ...(statuses && { statuses }) });
    return at.ok ? accept([{ nodeId: id as NodeId, along: at.value }]) : refuse("NODE_UNKNOWN", at.message);
  }
  const span = network.get("spans", id);
  if (!span || (statuses && !statuses.includes(span.status))) return refuse("SPAN_UNKNOWN", `There is no ${id}.`);
  const { from, to, lengthM } = span;
  const along = (...nodeIds: NodeId[]): PlantRoute => ({ nodeIds, spanIds: [span.id], lengthM });
  return accept([
    { nodeId: from, along: along(from, to) },
    { nodeId: to, along: along(to, from) },
  ]);
}

function beginnings(
  network: Network,
  stop: RouteStop,
  statuses: readonly PlantStatus[] | undefined,
): Result<readonly PlantRoute[], RouteThroughCode> {
  const ends = endsOf(network, stop, statuses);
  return ends.ok ? accept(ends.value.map(({ along }) => along)) : ends;
}

/** A way led on to a stop and along it; nothing where that would take a span twice or no way leads there. */
function extended(
  network: Network,
  way: PlantRoute,
  { nodeId, along }: StopEnd,
  statuses: readonly PlantStatus[] | undefined,
): PlantRoute | undefined {
  const taken: readonly SpanId[] = [...way.spanIds, ...along.spanIds];
  if (along.spanIds.some((id) => way.spanIds.includes(id))) return undefined;
  const from = way.nodeIds[way.nodeIds.length - 1];
  const between = findRoute(network, { from, to: nodeId, avoid: { spans: taken }, ...(statuses && { statuses }) });
  if (!between.ok) return undefined;
  return joined(joined(way, between.value), along);
}

function joined(one: PlantRoute, two: PlantRoute): PlantRoute {
  return {
    nodeIds: [...one.nodeIds, ...two.nodeIds.slice(1)],
    spanIds: [...one.spanIds, ...two.spanIds],
    lengthM: one.lengthM + two.lengthM,
  };
}
