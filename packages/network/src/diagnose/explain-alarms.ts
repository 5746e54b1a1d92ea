import { standingStatuses } from "../records/status.ts";
import type { Network } from "../snapshot/network.ts";
import type { VillageCode } from "../village.ts";
import { diagnose, type FaultGroup } from "./diagnose.ts";
import { type Endpoint, endpointKey, waysOfLight } from "./model.ts";

/** An alarm that is raised, as far as it says where. */
export interface OpenAlarm {
  readonly id: number;
  readonly about: {
    readonly villageCode?: string;
    readonly equipmentId?: string;
    readonly port?: number;
    readonly nodeId?: string;
  };
  /** The incident that it is counted to. */
  readonly incidentId?: string;
}

/** An incident that is not restored, with the villages that its frozen impact says are dark. */
export interface OpenIncident {
  readonly id: string;
  readonly villages: readonly string[];
}

/**
 * Why an alarm is in its group: it is counted to the incident; the incident's impact has its village dark; all its light comes through what the alarm above it is about; the fault would make
 * it dark.
 */
export type AlarmReason = "counted" | "inImpact" | "below" | "explained";

export interface ExplainedAlarm {
  readonly alarmId: number;
  readonly because: AlarmReason;
}

/** Alarms with what explains them all: an incident, an alarm above them, or a fault. */
export type AlarmGroup = { readonly alarms: readonly ExplainedAlarm[] } & (
  | { readonly by: "incident"; readonly incidentId: string }
  | { readonly by: "alarm"; readonly alarmId: number }
  | { readonly by: "fault"; readonly fault: FaultGroup }
);

export interface AlarmExplanation {
  /** The largest first. Each alarm is in one group, and the alarm above a group is in none but that. */
  readonly groups: readonly AlarmGroup[];
  /** Alarms that nothing explains: of things that the plant does not have or that no light leads to, and those that no fault makes likely. */
  readonly alone: readonly { readonly alarmId: number; readonly because: "unmatched" | "unlit" | "unexplained" }[];
}

/**
 * Which alarm explains which: first what belongs to an incident, then what lies below the alarm of a device, a port or a site, and of the rest what one fault each explains ({@link diagnose}, with
 * villages of which no alarm speaks taken for lit).
 */
export function explainAlarms(
  network: Network,
  alarms: readonly OpenAlarm[],
  incidents: readonly OpenIncident[],
): AlarmExplanation {
  const places = new Map(alarms.map((alarm) => [alarm.id, placeOf(network, alarm)]));
  const known = new Set<number>();
  const groups: AlarmGroup[] = [];
  const put = (group: AlarmGroup) => {
    if (group.alarms.length === 0) return;
    groups.push(group);
    for (const { alarmId } of group.alarms) known.add(alarmId);
  };
  const left = () => alarms.filter(({ id }) => !known.has(id));
  for (const incident of incidents) {
    put({ by: "incident", incidentId: incident.id, alarms: ofIncident(network, incident, left(), places) });
  }
  for (const group of belowOthers(network, left(), places)) {
    put(group);
    if (group.by === "alarm") known.add(group.alarmId);
  }
  const fallen = alarms.filter(({ id }) => known.has(id)).flatMap(({ id }) => places.get(id)?.endpoints ?? []);
  for (const group of byFaults(network, left(), places, fallen)) put(group);
  const alone = left().map(({ id }) => ({ alarmId: id, because: whyAlone(network, places.get(id)) }));
  return { groups: groups.sort((a, b) => b.alarms.length - a.alarms.length), alone };
}

/** Where an alarm is: who would be dark by it, or what stands above others. */
interface AlarmPlace {
  readonly endpoints: readonly Endpoint[];
  /** A device, a port of it, or the devices of a site. */
  readonly source?: { readonly devices: ReadonlySet<string>; readonly port?: number };
}

type Places = ReadonlyMap<number, AlarmPlace | undefined>;

function placeOf(network: Network, { about }: OpenAlarm): AlarmPlace | undefined {
  const { villageCode, equipmentId, port, nodeId } = about;
  if (villageCode !== undefined) {
    return network.get("villages", villageCode) && { endpoints: [{ villageCode: villageCode as VillageCode }] };
  }
  if (equipmentId !== undefined) {
    const device = network.get("equipment", equipmentId);
    if (!device) return undefined;
    if (device.kind === "onu") return { endpoints: [{ equipmentId: device.id, port: port ?? 1 }] };
    return { endpoints: [], source: { devices: new Set([device.id]), ...(port !== undefined && { port }) } };
  }
  if (nodeId === undefined || !network.get("nodes", nodeId)) return undefined;
  return { endpoints: [], source: { devices: new Set(network.referrers("nodes", nodeId, "equipment")) } };
}

/** The villages that an alarm is about: itself, or those that its device serves. */
function villagesOf(network: Network, { about }: OpenAlarm): string[] {
  if (about.villageCode !== undefined) return [about.villageCode];
  if (about.equipmentId === undefined) return [];
  const drops = [...network.referrers("equipment", about.equipmentId, "drops")];
  return drops.map((id) => network.get("drops", id)!.villageCode);
}

function ofIncident(
  network: Network,
  { id, villages }: OpenIncident,
  alarms: readonly OpenAlarm[],
  places: Places,
): ExplainedAlarm[] {
  const dark = new Set(villages);
  return alarms.flatMap((alarm): ExplainedAlarm[] => {
    if (alarm.incidentId !== undefined) {
      return alarm.incidentId === id ? [{ alarmId: alarm.id, because: "counted" }] : [];
    }
    const own = places.get(alarm.id) ? villagesOf(network, alarm) : [];
    return own.length > 0 && own.every((code) => dark.has(code)) ? [{ alarmId: alarm.id, because: "inImpact" }] : [];
  });
}

/** Alarms whose light comes, by all its ways, through what another alarm is about; the one that most is below comes first. */
function belowOthers(network: Network, alarms: readonly OpenAlarm[], places: Places): AlarmGroup[] {
  const sources = alarms.flatMap(({ id }) => {
    const source = places.get(id)?.source;
    return source && source.devices.size > 0 ? [{ id, source }] : [];
  });
  if (sources.length === 0) return [];
  const below = new Map(sources.map(({ id }) => [id, new Set<number>()]));
  for (const { id } of alarms) {
    const place = places.get(id);
    const ways = (place?.endpoints ?? []).flatMap((one) => waysOfLight(network, one, standingStatuses));
    for (const { id: above, source } of sources) {
      const isPort = place?.source?.port !== undefined && source.port === undefined;
      const isOwnPort = isPort && [...place!.source!.devices].every((device) => source.devices.has(device));
      const isFed =
        ways.length > 0 &&
        ways.every((way) =>
          way.some(({ hops }) =>
            hops.some(
              (hop) =>
                hop.kind === "port" &&
                source.devices.has(hop.equipmentId) &&
                (source.port === undefined || source.port === hop.port),
            ),
          ),
        );
      if (above !== id && (isOwnPort || isFed)) below.get(above)!.add(id);
    }
  }
  const taken = new Set<number>();
  return [...below]
    .sort(([, a], [, b]) => b.size - a.size)
    .flatMap(([alarmId, own]): AlarmGroup[] => {
      const free = taken.has(alarmId) ? [] : [...own].filter((id) => !taken.has(id));
      if (free.length === 0) return [];
      for (const id of [alarmId, ...free]) taken.add(id);
      return [{ by: "alarm", alarmId, alarms: free.map((id) => ({ alarmId: id, because: "below" })) }];
    });
}

/** The faults of the best hypothesis, each with the alarms that it explains. `fallen` are dark for other reasons: they say nothing here. */
function byFaults(
  network: Network,
  alarms: readonly OpenAlarm[],
  places: Places,
  fallen: readonly Endpoint[],
): AlarmGroup[] {
  const dark = new Map<string, { endpoint: Endpoint; alarmIds: number[] }>();
  for (const { id } of alarms) {
    for (const endpoint of places.get(id)?.endpoints ?? []) {
      const key = endpointKey(endpoint);
      const kept = dark.get(key) ?? { endpoint, alarmIds: [] };
      kept.alarmIds.push(id);
      dark.set(key, kept);
    }
  }
  if (dark.size === 0) return [];
  const unknown = new Set(fallen.map(endpointKey));
  const served = new Set(
    [...dark.values(), ...fallen.map((endpoint) => ({ endpoint }))].flatMap(({ endpoint }) => {
      return "villageCode" in endpoint ? [] : villagesOf(network, { id: 0, about: endpoint });
    }),
  );
  const lit = [...network.records("villages")].flatMap(({ code }): Endpoint[] => {
    const key = endpointKey({ villageCode: code });
    return dark.has(key) || unknown.has(key) || served.has(code) ? [] : [{ villageCode: code }];
  });
  const answer = diagnose(
    network,
    { dark: [...dark.values()].map(({ endpoint }) => endpoint), lit },
    { mostFaults: 4 },
  );
  if (!answer.ok) return [];
  const { hypotheses, candidates } = answer.value;
  const told = new Set<number>();
  return (hypotheses[0]?.candidates ?? []).map((at): AlarmGroup => {
    const fault = candidates[at];
    const ids = fault.explains.flatMap((endpoint) => dark.get(endpointKey(endpoint))?.alarmIds ?? []);
    const own = [...new Set(ids)].filter((id) => !told.has(id));
    for (const id of own) told.add(id);
    return { by: "fault", fault, alarms: own.map((alarmId) => ({ alarmId, because: "explained" })) };
  });
}

function whyAlone(network: Network, place: AlarmPlace | undefined): AlarmExplanation["alone"][number]["because"] {
  if (!place) return "unmatched";
  if (place.source) return "unexplained";
  const isLed = place.endpoints.some((one) => waysOfLight(network, one, standingStatuses).length > 0);
  return isLed ? "unexplained" : "unlit";
}
