import type { Port, Strand, StrandEnd } from "../records/joint.ts";
import { type PlantStatus, standingStatuses } from "../records/status.ts";
import { accept, type Result, refuse } from "../result.ts";
import type { Network } from "../snapshot/network.ts";
import type { VillageCode } from "../village.ts";
import { type Face, jointsBeside } from "./beside.ts";
import type { Way } from "./hop.ts";
import type { LossBasis } from "./loss.ts";
import { Walk } from "./walk.ts";

/** Where a trace starts: a strand (looked at both ways), one end of a strand (looked into), a port, or all drops of a village. */
export type TraceStart = Strand | StrandEnd | Port | { readonly villageCode: VillageCode };

export interface TraceOptions {
  /** Wavelengths whose loss is added up, nanometres. */
  readonly wavesNm?: readonly number[];
  readonly basis?: LossBasis;
  /** Statuses of plant that light may pass; what stands in the field unless asked otherwise. */
  readonly statuses?: readonly PlantStatus[];
}

/**
 * Where the glass leads.
 *
 * A device's port, and an end of a strand, have one way, which begins with the port or strand itself. A strand named without an end has
 * two: from its a-end away from it, and from its a-end through it. A frame's port has two, out of its rear and out of its front. A
 * village has those of each of its drops.
 */
export interface Trace {
  readonly start: TraceStart;
  readonly wavesNm: readonly number[];
  readonly basis: LossBasis;
  readonly ways: readonly Way[];
}

export const traceWavesNm = [1310, 1490, 1550] as const;

/** Codes a trace is refused with. */
export const traceCodes = [
  "CABLE_UNKNOWN",
  "STRAND_UNKNOWN",
  "EQUIPMENT_UNKNOWN",
  "PORT_UNKNOWN",
  "VILLAGE_UNKNOWN",
  "VILLAGE_WITHOUT_DROP",
  "ATTENUATION_MISSING",
  "TRACE_TOO_LARGE",
] as const;
export type TraceCode = (typeof traceCodes)[number];

/** Follows the glass from `start` through every splice, patch and splitter to where it ends. Looks at nothing off its way. */
export function trace(network: Network, start: TraceStart, options: TraceOptions = {}): Result<Trace, TraceCode> {
  const { wavesNm = traceWavesNm, basis = "mean", statuses = standingStatuses } = options;
  const legs = legsOf(network, start, statuses);
  if (!legs.ok) return legs;
  const ways: Way[] = [];
  for (const { end, face, into } of legs.value) {
    const walk = new Walk(network, { wavesNm, basis, statuses: new Set(statuses) });
    ways.push(into ? walk.into(end, face) : walk.outOf(end, face));
    if (walk.fault) return refuse(walk.fault.code, walk.fault.message);
  }
  return accept({ start, wavesNm, basis, ways });
}

interface Leg {
  readonly end: StrandEnd | Port;
  readonly face: Face;
  readonly into: boolean;
}

function legsOf(
  network: Network,
  start: TraceStart,
  statuses: readonly PlantStatus[],
): Result<readonly Leg[], TraceCode> {
  if ("villageCode" in start) return villageLegs(network, start.villageCode, statuses);
  if ("equipmentId" in start) return portLegs(network, start);
  const cable = network.get("cables", start.cableId);
  if (!cable) return refuse("CABLE_UNKNOWN", `No cable ${start.cableId}.`);
  const type = network.get("cableTypes", cable.typeId);
  if (!type || !isWithin(start.tube, type.tubes) || !isWithin(start.strand, type.strandsPerTube)) {
    return refuse("STRAND_UNKNOWN", `Cable ${start.cableId} has no strand ${start.tube}.${start.strand}.`);
  }
  if ("end" in start) return accept([{ end: start, face: "rear", into: true }]);
  const a: StrandEnd = { ...start, end: "a" };
  return accept([
    { end: a, face: "rear", into: false },
    { end: a, face: "rear", into: true },
  ]);
}

function isWithin(number: number, most: number): boolean {
  return Number.isInteger(number) && number >= 1 && number <= most;
}

function portLegs(network: Network, port: Port): Result<readonly Leg[], TraceCode> {
  const equipment = network.get("equipment", port.equipmentId);
  if (!equipment) return refuse("EQUIPMENT_UNKNOWN", `No equipment ${port.equipmentId}.`);
  if (!isWithin(port.port, equipment.ports)) {
    return refuse("PORT_UNKNOWN", `Equipment ${port.equipmentId} has no port ${port.port}.`);
  }
  if (equipment.kind !== "odf") return accept([{ end: port, face: "front", into: true }]);
  // Into a frame's port by its front is out of it by its rear.
  return accept([
    { end: port, face: "front", into: true },
    { end: port, face: "rear", into: true },
  ]);
}

/** Each drop of the statuses asked for is followed from its device's joined ports, or else from the b-ends of its cable's strands. */
function villageLegs(
  network: Network,
  code: VillageCode,
  statuses: readonly PlantStatus[],
): Result<readonly Leg[], TraceCode> {
  if (!network.get("villages", code)) return refuse("VILLAGE_UNKNOWN", `No village ${code}.`);
  const legs: Leg[] = [];
  for (const dropId of network.referrers("villages", code, "drops")) {
    const { cableId, equipmentId, status } = network.get("drops", dropId)!;
    if (!statuses.includes(status)) continue;
    const device = equipmentId === undefined ? undefined : network.get("equipment", equipmentId);
    const ports = device ? portsJoined(network, device.id, device.ports) : [];
    if (ports.length > 0) legs.push(...ports.map((end) => ({ end, face: "front" as const, into: true })));
    else legs.push(...strandLegs(network, cableId));
  }
  if (legs.length === 0) return refuse("VILLAGE_WITHOUT_DROP", `No drop leads to village ${code}.`);
  return accept(legs);
}

function portsJoined(network: Network, equipmentId: Port["equipmentId"], ports: number): Port[] {
  const all = Array.from({ length: ports }, (_, i): Port => ({ equipmentId, port: i + 1 }));
  return all.filter((port) => jointsBeside(network, port, "front").length > 0);
}

/** Strands of a drop's cable that are joined where it comes from; its first strand where none is. */
function strandLegs(network: Network, cableId: Strand["cableId"]): Leg[] {
  const cable = network.get("cables", cableId);
  const type = cable && network.get("cableTypes", cable.typeId);
  if (!type) return [];
  const ends: StrandEnd[] = [];
  for (let tube = 1; tube <= type.tubes; tube++) {
    for (let strand = 1; strand <= type.strandsPerTube; strand++) ends.push({ cableId, tube, strand, end: "b" });
  }
  const joined = ends.filter((end) => network.jointsAt({ ...end, end: "a" }).length > 0);
  return (joined.length > 0 ? joined : ends.slice(0, 1)).map((end) => ({ end, face: "rear", into: true }));
}
