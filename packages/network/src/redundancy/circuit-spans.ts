import { cablePath } from "../lengths/cable-path.ts";
import type { CircuitId, DuctId, NodeId, SpanId } from "../records/ids.ts";
import type { Port } from "../records/joint.ts";
import type { Span } from "../records/span.ts";
import { accept, type Result, refuse } from "../result.ts";
import type { Network } from "../snapshot/network.ts";
import { pathTo } from "../trace/line.ts";
import { trace } from "../trace/trace.ts";

/** Two ways can be held against each other: a circuit's glass, or spans that somebody names. */
export type ComparedWay = { readonly circuitId: CircuitId } | { readonly spanIds: readonly SpanId[] };

/** Where a way lies in the field. */
export interface LaidWay {
  readonly spans: readonly Span[];
  /** Nodes on the way but its ends. */
  readonly nodeIds: ReadonlySet<NodeId>;
  /** The ducts it lies in, where they are known. */
  readonly ductIds: ReadonlySet<DuctId>;
}

export type WayCode = "CIRCUIT_UNKNOWN" | "CIRCUIT_OPEN" | "SPAN_UNKNOWN";

/** The spans, nodes and ducts of a way. Refuses a circuit that is not there or whose light does not arrive, and a span that is not there. */
export function laidWay(network: Network, way: ComparedWay): Result<LaidWay, WayCode> {
  if ("circuitId" in way) return laidCircuit(network, way.circuitId);
  const spans: Span[] = [];
  for (const id of way.spanIds) {
    const span = network.get("spans", id);
    if (!span) return refuse("SPAN_UNKNOWN", `No span ${id}.`);
    spans.push(span);
  }
  return accept({ spans, nodeIds: innerNodes(spans), ductIds: new Set() });
}

function laidCircuit(network: Network, id: CircuitId): Result<LaidWay, WayCode> {
  const circuit = network.get("circuits", id);
  if (!circuit) return refuse("CIRCUIT_UNKNOWN", `No circuit ${id}.`);
  const cableIds = cablesBetween(network, circuit.a, circuit.z);
  if (!cableIds)
    return refuse("CIRCUIT_OPEN", `The light of circuit ${id} does not arrive.`, { table: "circuits", id });
  const cables = cableIds.flatMap((cableId) => network.get("cables", cableId) ?? []);
  const spans = [
    ...new Map(cables.flatMap((cable) => cablePath(network, cable).spans.map((one) => [one.id, one]))).values(),
  ];
  const ductIds = new Set(cables.flatMap(({ ducts = [] }) => ducts.map(({ ductId }) => ductId)));
  return accept({ spans, nodeIds: innerNodes(spans), ductIds });
}

/** The cables that the light of one port passes on its way to another. */
function cablesBetween(network: Network, a: Port, z: Port) {
  const traced = trace(network, a, { wavesNm: [] });
  if (!traced.ok) return undefined;
  for (const way of traced.value.ways) {
    for (const stop of way.stops) {
      const last = way.hops[stop.hop];
      const arrives = stop.reason === "port" && last?.kind === "port" && last.equipmentId === z.equipmentId;
      if (!arrives || last.port !== z.port) continue;
      return pathTo(way, stop).hops.flatMap((hop) => (hop.kind === "strand" ? [hop.cableId] : []));
    }
  }
  return undefined;
}

/** Nodes at which two of the spans meet. */
function innerNodes(spans: readonly Span[]): Set<NodeId> {
  const times = new Map<NodeId, number>();
  for (const { from, to } of spans) for (const id of [from, to]) times.set(id, (times.get(id) ?? 0) + 1);
  return new Set([...times].flatMap(([id, count]) => (count > 1 ? [id] : [])));
}
