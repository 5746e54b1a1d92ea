import type { CableId, CircuitId, EquipmentId, SpanId } from "../records/ids.ts";
import type { Port } from "../records/joint.ts";
import { type ServiceKind, serviceKinds } from "../records/service.ts";
import { type PlantStatus, standingStatuses } from "../records/status.ts";
import { accept, type Result } from "../result.ts";
import type { Network } from "../snapshot/network.ts";
import { trace } from "../trace/trace.ts";
import type { VillageCode } from "../village.ts";
import { type CutCode, type Cuts, type Dead, deadBy, lostStrands } from "./cuts.ts";
import { groundImpact } from "./ground-impact.ts";
import { BackboneState, backboneOf, cablesOf, holds, type Lightway, lightwaysFrom, samePort } from "./lightways.ts";

/** What becomes of something: `lost`: dark; `degraded`: lit, by fewer ways than before; `safe`: as before. */
export type Fate = "lost" | "degraded" | "safe";

/** A village that the cuts reach. */
export interface VillageImpact {
  readonly code: VillageCode;
  readonly fate: "lost" | "degraded";
  readonly people?: number;
  readonly countyCode?: string;
  /** Ways of light to it before and after: each way to an OLT times the ways that lead to that. Of a village without glass, 2 stands for two or more. */
  readonly waysBefore: number;
  readonly waysAfter: number;
  /** What it is known by: traced glass, or spans alone. */
  readonly by: "glass" | "spans";
  /** The way that is left. */
  readonly surviving?: {
    readonly olt?: EquipmentId;
    readonly circuitIds: readonly CircuitId[];
    readonly cableIds: readonly CableId[];
    readonly spanIds: readonly SpanId[];
  };
}

export interface ServiceImpact {
  readonly kind: ServiceKind;
  readonly lost: number;
  readonly degraded: number;
  readonly safe: number;
}

export interface CircuitImpact {
  readonly id: CircuitId;
  readonly name?: string;
  readonly fate: "lost" | "degraded";
}

/** Terminals of the emergency broadcast that still work: the chain is county platform, township, village. */
export interface BroadcastImpact {
  /** Villages with fewer than two working terminals, before and after. */
  readonly belowTwoBefore: number;
  readonly belowTwoAfter: number;
  /** Villages in which none works any more, and did. */
  readonly silenced: readonly VillageCode[];
}

export interface Impact {
  readonly revision: number;
  readonly dead: { readonly [T in keyof Dead]: number };
  /** Strands in use that the cuts break. */
  readonly strandsLost: number;
  /** By code; those that nothing happened to are only counted. */
  readonly villages: readonly VillageImpact[];
  readonly villagesSafe: number;
  readonly people: { readonly lost: number; readonly degraded: number };
  /** Villages reached of which nobody knows how many people live there. */
  readonly villagesWithoutPeople: number;
  readonly circuits: readonly CircuitImpact[];
  readonly services: readonly ServiceImpact[];
  readonly emergencyBroadcast: BroadcastImpact;
  /** Villages that are lit and one more cut from dark, among those reached. */
  readonly oneCutFromDark: readonly VillageCode[];
}

export interface ImpactOptions {
  readonly statuses?: readonly PlantStatus[];
}

/** Terminals that a village is to have (national notice of 2022). */
const terminalsWanted = 2;

/**
 * Whom cuts make dark. Follows the light of every strand that they break, both ways, to the ports, villages and circuits on it, and asks
 * for each what other way is left; an OLT hangs on the circuits that join it to others. Villages without glass are judged by their spans
 * alone. Takes as long as what is cut is large, not the plant.
 */
export function impact(
  network: Network,
  cuts: Cuts,
  { statuses = standingStatuses }: ImpactOptions = {},
): Result<Impact, CutCode> {
  const found = deadBy(network, cuts);
  if (!found.ok) return found;
  return accept(new Outage(network, found.value, statuses).told());
}

const nothing: Dead = {
  nodes: new Set(),
  spans: new Set(),
  cables: new Set(),
  strands: new Set(),
  closures: new Set(),
  splitters: new Set(),
  equipment: new Set(),
};

class Outage {
  readonly #network: Network;
  readonly #dead: Dead;
  readonly #statuses: readonly PlantStatus[];
  readonly #before: BackboneState;
  readonly #after: BackboneState;
  readonly #ways = new Map<string, readonly Lightway[]>();

  constructor(network: Network, dead: Dead, statuses: readonly PlantStatus[]) {
    this.#network = network;
    this.#dead = dead;
    this.#statuses = statuses;
    const backbone = backboneOf(network, statuses);
    this.#before = new BackboneState(network, backbone, nothing);
    this.#after = new BackboneState(network, backbone, dead);
  }

  told(): Impact {
    const strands = lostStrands(this.#network, this.#dead);
    const ports = this.#portsReached(strands.values());
    const villages = this.#villages(ports);
    const fates = new Map(villages.map((village) => [village.code, village]));
    const people = (fate: Fate) => villages.reduce((sum, one) => sum + (one.fate === fate ? (one.people ?? 0) : 0), 0);
    return {
      revision: this.#network.revision,
      dead: Object.fromEntries(Object.entries(this.#dead).map(([table, ids]) => [table, ids.size])) as Impact["dead"],
      strandsLost: strands.size,
      villages,
      villagesSafe: this.#network.count("villages") - villages.length,
      people: { lost: people("lost"), degraded: people("degraded") },
      villagesWithoutPeople: villages.filter((one) => one.people === undefined).length,
      circuits: this.#circuits(ports),
      services: this.#services(fates),
      emergencyBroadcast: this.#broadcast(fates),
      oneCutFromDark: villages.filter(({ waysAfter }) => waysAfter === 1).map(({ code }) => code),
    };
  }

  /** Ports of devices that the light of broken strands comes to, and those of OLTs that lost a way. */
  #portsReached(strands: Iterable<{ cableId: CableId; tube: number; strand: number }>): Port[] {
    const ports = new Map<string, Port>();
    const add = (equipmentId: EquipmentId, port: number) => ports.set(`${equipmentId} ${port}`, { equipmentId, port });
    for (const strand of strands) {
      const traced = trace(this.#network, strand, { wavesNm: [], statuses: this.#statuses });
      if (!traced.ok) continue;
      for (const hop of traced.value.ways.flatMap(({ hops }) => hops))
        if (hop.kind === "port") add(hop.equipmentId, hop.port);
    }
    const devices = [...this.#dead.equipment, ...this.#after.worseThan(this.#before)];
    for (const id of devices) {
      const device = this.#network.get("equipment", id);
      for (let port = 1; port <= (device?.ports ?? 0); port++) {
        if (ports.has(`${id} ${port}`) && device?.kind !== "olt") continue;
        add(id, port);
        for (const { to } of lightwaysFrom(this.#network, { equipmentId: id, port }, this.#statuses))
          add(to.equipmentId, to.port);
      }
    }
    return [...ports.values()];
  }

  #villages(ports: readonly Port[]): VillageImpact[] {
    const codes = new Set<VillageCode>();
    for (const { equipmentId } of ports) {
      for (const dropId of this.#network.referrers("equipment", equipmentId, "drops")) {
        codes.add(this.#network.get("drops", dropId)!.villageCode);
      }
      const code = this.#network.get("equipment", equipmentId)?.villageCode;
      if (code !== undefined) codes.add(code);
    }
    for (const id of this.#dead.cables) {
      for (const dropId of this.#network.referrers("cables", id, "drops"))
        codes.add(this.#network.get("drops", dropId)!.villageCode);
    }
    const byGlass = [...codes].flatMap((code) => this.#village(code) ?? []);
    const known = new Set(byGlass.map(({ code }) => code));
    const byGround = groundImpact(
      this.#network,
      this.#dead,
      this.#statuses,
      (code) => !this.#hasGlass(code) && !known.has(code),
    );
    return [...byGlass, ...byGround]
      .filter(({ fate }) => fate !== "safe")
      .map((one) => ({ ...one, ...this.#facts(one.code) }) as VillageImpact)
      .sort((a, b) => (a.code < b.code ? -1 : 1));
  }

  #facts(code: VillageCode): Pick<VillageImpact, "people" | "countyCode"> {
    const { people, countyCode } = this.#network.get("villages", code)!;
    return { ...(people !== undefined && { people }), ...(countyCode !== undefined && { countyCode }) };
  }

  #village(code: VillageCode) {
    const ways = this.#waysOf(code);
    if (ways.length === 0) return undefined;
    const alive = ways.filter((way) => holds(way, this.#network, this.#dead));
    const waysBefore = ways.reduce((sum, { to }) => sum + this.#before.waysTo(to.equipmentId), 0);
    const waysAfter = alive.reduce((sum, { to }) => sum + this.#after.waysTo(to.equipmentId), 0);
    const lit = alive.find(({ to }) => this.#after.waysTo(to.equipmentId) > 0);
    const surviving = lit && waysAfter < waysBefore && this.#surviving(lit);
    return {
      code,
      by: "glass" as const,
      fate: fateOf(waysBefore, waysAfter),
      waysBefore,
      waysAfter,
      ...(surviving && { surviving }),
    };
  }

  #surviving(way: Lightway): VillageImpact["surviving"] {
    const { equipmentId } = way.to;
    const circuit = this.#after.circuitOf(equipmentId);
    const up = circuit?.lightways.find((one) => holds(one, this.#network, this.#dead));
    const cableIds = [...cablesOf(way), ...(up ? cablesOf(up) : [])];
    const spanIds = cableIds.flatMap((id) => this.#network.get("cables", id)?.spanIds ?? []);
    return { olt: equipmentId, circuitIds: circuit ? [circuit.id] : [], cableIds, spanIds: [...new Set(spanIds)] };
  }

  /** Ways of light from a village's devices to OLTs. */
  #waysOf(code: VillageCode): readonly Lightway[] {
    const kept = this.#ways.get(code);
    if (kept) return kept;
    const devices = new Set<EquipmentId>();
    for (const dropId of this.#network.referrers("villages", code, "drops")) {
      const { equipmentId, status } = this.#network.get("drops", dropId)!;
      if (equipmentId !== undefined && this.#statuses.includes(status)) devices.add(equipmentId);
    }
    for (const id of this.#network.referrers("villages", code, "equipment") as readonly EquipmentId[]) devices.add(id);
    const ways = [...devices].flatMap((id) => this.#waysFrom(id));
    this.#ways.set(code, ways);
    return ways;
  }

  #waysFrom(id: EquipmentId): Lightway[] {
    const device = this.#network.get("equipment", id);
    if (!device || !this.#statuses.includes(device.status)) return [];
    return Array.from({ length: device.ports }, (_, i) => i + 1).flatMap((port) =>
      lightwaysFrom(this.#network, { equipmentId: id, port }, this.#statuses).filter(
        ({ to }) => this.#network.get("equipment", to.equipmentId)?.kind === "olt",
      ),
    );
  }

  #hasGlass(code: VillageCode): boolean {
    return this.#waysOf(code).length > 0;
  }

  #circuits(ports: readonly Port[]): CircuitImpact[] {
    const ids = new Set<CircuitId>();
    for (const { equipmentId } of ports) {
      for (const id of this.#network.referrers("equipment", equipmentId, "circuits")) ids.add(id as CircuitId);
    }
    return [...ids].sort().flatMap((id) => {
      const fate = this.#circuitFate(id);
      const { name } = this.#network.get("circuits", id)!;
      return fate === "safe" ? [] : [{ id, ...(name !== undefined && { name }), fate }];
    });
  }

  /** A circuit is lost with its glass, or with the last way to the OLT that it ends at; one whose light never arrived is not lost now. */
  #circuitFate(id: CircuitId): Fate {
    const { a, z } = this.#network.get("circuits", id)!;
    const ways = lightwaysFrom(this.#network, z, this.#statuses).filter(({ to }) => samePort(to, a));
    const alive = ways.filter((way) => holds(way, this.#network, this.#dead));
    if (this.#isBackbone(a) && this.#isBackbone(z)) return fateOf(ways.length, alive.length);
    const times = (count: number, state: BackboneState) =>
      count * (this.#isBackbone(a) ? state.waysTo(a.equipmentId) : 1);
    return fateOf(times(ways.length, this.#before), times(alive.length, this.#after));
  }

  #isBackbone({ equipmentId }: Port): boolean {
    return this.#network.get("equipment", equipmentId)?.kind === "olt";
  }

  #services(fates: ReadonlyMap<VillageCode, VillageImpact>): ServiceImpact[] {
    const total = new Map<ServiceKind, number>();
    for (const { kind, status } of this.#network.records("services")) {
      if (this.#statuses.includes(status)) total.set(kind, (total.get(kind) ?? 0) + 1);
    }
    const counts = new Map<ServiceKind, { lost: number; degraded: number }>();
    for (const code of fates.keys()) {
      for (const { kind, fate } of this.#servicesOf(code, fates)) {
        const count = counts.get(kind) ?? { lost: 0, degraded: 0 };
        if (fate !== "safe") count[fate]++;
        counts.set(kind, count);
      }
    }
    return serviceKinds.flatMap((kind) => {
      const all = total.get(kind);
      if (all === undefined) return [];
      const { lost, degraded } = counts.get(kind) ?? { lost: 0, degraded: 0 };
      return [{ kind, lost, degraded, safe: all - lost - degraded }];
    });
  }

  /** Services of a village: each with its circuit's fate, or where it has none with the village's. */
  #servicesOf(code: VillageCode, fates: ReadonlyMap<VillageCode, VillageImpact>): { kind: ServiceKind; fate: Fate }[] {
    return this.#network.referrers("villages", code, "services").flatMap((id) => {
      const { kind, circuitId, status } = this.#network.get("services", id)!;
      if (!this.#statuses.includes(status)) return [];
      const fate = circuitId === undefined ? (fates.get(code)?.fate ?? "safe") : this.#circuitFate(circuitId);
      return [{ kind, fate }];
    });
  }

  #broadcast(fates: ReadonlyMap<VillageCode, VillageImpact>): BroadcastImpact {
    const terminals = new Map<VillageCode, number>();
    for (const { kind, villageCode, status } of this.#network.records("services")) {
      if (kind !== "emergencyBroadcast" || !this.#statuses.includes(status)) continue;
      terminals.set(villageCode, (terminals.get(villageCode) ?? 0) + 1);
    }
    let [belowTwoBefore, belowTwoAfter] = [0, 0];
    const silenced: VillageCode[] = [];
    for (const [code, count] of terminals) {
      const own = fates.has(code) ? this.#servicesOf(code, fates) : [];
      const dark = own.filter(({ kind, fate }) => kind === "emergencyBroadcast" && fate === "lost").length;
      if (count < terminalsWanted) belowTwoBefore++;
      if (count - dark < terminalsWanted) belowTwoAfter++;
      if (count > 0 && dark === count) silenced.push(code);
    }
    return { belowTwoBefore, belowTwoAfter, silenced: silenced.sort() };
  }
}

export function fateOf(before: number, after: number): Fate {
  if (after >= before) return "safe";
  return after === 0 ? "lost" : "degraded";
}
