import type { TraceAnswer, tracePlant } from "@cuntong/contract";
import {
  type Cable,
  type CableId,
  type CircuitId,
  cableLengths,
  cablePath,
  lossBudgets,
  type Network,
  type NodeId,
  type PlantStatus,
  type Port,
  plantStatuses,
  type Records,
  type Trace,
  type TraceOptions,
  type TraceStart,
  trace,
  type Way,
} from "@cuntong/network";
import type { z } from "zod";
import { Refusal } from "../http/problem.ts";
import { refusedBy } from "./refused.ts";

type Query = z.output<typeof tracePlant.query>;

/** Traces what a query asks for, with what a map and a diagram need to draw it. */
export function traceAnswer(network: Network, query: Query): TraceAnswer {
  const options = optionsOf(query);
  const traced = trace(network, startOf(network, query), options);
  if (!traced.ok) throw refusedBy(traced);
  const found = query.circuitId === undefined ? traced.value : betweenPorts(network, traced.value, query.circuitId);
  return {
    trace: found,
    budgets: budgetsOf(network, judgedPorts(network, found, query), options),
    ...drawing(network, found),
  };
}

function optionsOf({ waves, basis, statuses }: Query): TraceOptions {
  const asked = statuses === undefined ? undefined : statusesOf(statuses);
  return { basis, ...(waves && { wavesNm: waves.split(",").map(Number) }), ...(asked && { statuses: asked }) };
}

/** Statuses with a comma between. Refuses one that is none. */
export function statusesOf(text: string): PlantStatus[] {
  return text.split(",").map((status) => {
    const known = plantStatuses.find((one) => one === status);
    if (!known) throw new Refusal("INVALID_REQUEST", `${status} is no status of plant.`);
    return known;
  });
}

function startOf(network: Network, query: Query): TraceStart {
  const { equipmentId, port, cableId, tube, strand, end, villageCode, circuitId } = query;
  if (circuitId !== undefined) {
    const circuit = network.get("circuits", circuitId);
    if (!circuit) throw new Refusal("NOT_FOUND", `There is no circuit ${circuitId}.`);
    return circuit.a;
  }
  if (villageCode !== undefined) return { villageCode } as TraceStart;
  if (equipmentId !== undefined && port !== undefined) return { equipmentId, port } as TraceStart;
  if (cableId !== undefined && tube !== undefined && strand !== undefined) {
    return { cableId, tube, strand, ...(end && { end }) } as TraceStart;
  }
  throw new Refusal(
    "INVALID_REQUEST",
    "A trace starts at equipmentId and port, at cableId, tube and strand (and end), at villageCode, or at circuitId.",
  );
}

/** Of a trace from a circuit's a-port only the path that leads to its z-port; the whole where none does, for it shows where the glass is open. */
function betweenPorts(network: Network, whole: Trace, circuitId: string): Trace {
  const { z } = network.get("circuits", circuitId as CircuitId)!;
  for (const way of whole.ways) {
    const stop = way.stops.find(({ hop }) => {
      const last = way.hops[hop];
      return last?.kind === "port" && last.equipmentId === z.equipmentId && last.port === z.port;
    });
    if (stop) return { ...whole, ways: [onlyTo(way, stop)] };
  }
  return whole;
}

function onlyTo(way: Way, stop: Way["stops"][number]): Way {
  const kept: number[] = [];
  for (let at = stop.hop; at >= 0; at = way.hops[at]!.parent) kept.push(at);
  const hops = kept.reverse().map((at, i) => ({ ...way.hops[at]!, parent: i - 1 }));
  return { hops, stops: [{ ...stop, hop: hops.length - 1 }] };
}

/** Ports whose loss is judged: the start's own; of a circuit both; of an OLT's port those of every device that it feeds. */
function judgedPorts(network: Network, { start, ways }: Trace, { circuitId }: Query): readonly Port[] {
  const circuit = circuitId === undefined ? undefined : network.get("circuits", circuitId);
  if (circuit) return [circuit.a, circuit.z];
  if ("villageCode" in start) return portsOfVillage(network, start.villageCode);
  if (!("equipmentId" in start)) return [];
  if (network.get("equipment", start.equipmentId)?.kind !== "olt") return [start];
  return ways.flatMap(({ hops, stops }) =>
    stops.flatMap(({ hop }) => {
      const last = hops[hop];
      return last?.kind === "port" ? [{ equipmentId: last.equipmentId, port: last.port }] : [];
    }),
  );
}

function budgetsOf(network: Network, ports: readonly Port[], options: TraceOptions): TraceAnswer["budgets"] {
  return ports.flatMap((device) => {
    const judged = lossBudgets(network, device, { ...options, basis: "worst" });
    if (!judged.ok) return [];
    return judged.value.map(({ path: _, verdicts, total, ...rest }) => ({
      ...rest,
      device,
      total: { ...total, lossDb: [...total.lossDb] },
      verdicts: [...verdicts],
    }));
  });
}

function portsOfVillage(network: Network, code: string) {
  return network.referrers("villages", code, "drops").flatMap((id) => {
    const equipmentId = network.get("drops", id)?.equipmentId;
    const device = equipmentId && network.get("equipment", equipmentId);
    return device ? Array.from({ length: device.ports }, (_, i) => ({ equipmentId: device.id, port: i + 1 })) : [];
  });
}

/** Every node that a trace passes, its cables with their lines, and what its hops and stops name. */
function drawing(network: Network, { start, ways }: Trace): Pick<TraceAnswer, "nodes" | "cables" | "records"> {
  const nodeIds = new Set<NodeId>();
  const cableIds = new Set<CableId>();
  for (const hop of ways.flatMap(({ hops }) => hops)) {
    if (hop.kind === "strand") cableIds.add(hop.cableId);
    else nodeIds.add(hop.nodeId);
  }
  const cables = [...cableIds].flatMap((id) => drawnCable(network, network.get("cables", id)));
  for (const { chainages } of cables) for (const { nodeId } of chainages) nodeIds.add(nodeId);
  for (const { nodeId } of ways.flatMap(({ stops }) => stops)) if (nodeId) nodeIds.add(nodeId);
  const records = namedBy(network, ways);
  const villages = "villageCode" in start ? recordsOf(network, "villages", new Set([start.villageCode])) : [];
  return { cables, nodes: recordsOf(network, "nodes", nodeIds), records: { ...records, villages } };
}

/** The records of what hops and stops name. */
function namedBy(network: Network, ways: readonly Way[]): Omit<TraceAnswer["records"], "villages"> {
  const ids = { cables: new Set<string>(), closures: new Set<string>(), splitters: new Set<string>() };
  const equipment = new Set<string>();
  for (const { hops, stops } of ways) {
    for (const named of [...hops, ...stops, ...stops.flatMap(({ at }) => at ?? [])]) {
      if ("cableId" in named) ids.cables.add(named.cableId);
      if ("closureId" in named && named.closureId !== undefined) ids.closures.add(named.closureId);
      if ("splitterId" in named) ids.splitters.add(named.splitterId);
      if ("equipmentId" in named) equipment.add(named.equipmentId);
    }
  }
  const splitters = recordsOf(network, "splitters", ids.splitters);
  return {
    cables: recordsOf(network, "cables", ids.cables),
    closures: recordsOf(network, "closures", ids.closures),
    splitters,
    splitterTypes: recordsOf(network, "splitterTypes", new Set(splitters.map(({ typeId }) => typeId))),
    equipment: recordsOf(network, "equipment", equipment),
  };
}

function recordsOf<T extends keyof Records>(network: Network, table: T, ids: ReadonlySet<string>): Records[T][] {
  return [...ids].flatMap((id) => network.get(table, id) ?? []);
}

function drawnCable(network: Network, cable: Cable | undefined): TraceAnswer["cables"] {
  const type = cable && network.get("cableTypes", cable.typeId);
  if (!type) return [];
  const { id, name, typeId, slack = [] } = cable;
  const { chainages, sheathFrom } = cableLengths(network, cable, type);
  const line = lineOf(network, cable);
  if (line.length < 2) return [];
  const own = { id, typeId, ...(name !== undefined && { name }), line, sheathFrom };
  return [{ ...own, chainages: [...chainages], slack: slack.map((coil) => ({ ...coil })) }];
}

/** The line of a cable from its a-end. */
function lineOf(network: Network, cable: Cable): TraceAnswer["cables"][number]["line"] {
  const { nodeIds, spans } = cablePath(network, cable);
  return spans.flatMap(({ from, line }, i) => {
    const outwards = from === nodeIds[i] ? line : [...line].reverse();
    return outwards.slice(i === 0 ? 0 : 1).map(([lon, lat]): [number, number] => [lon, lat]);
  });
}
