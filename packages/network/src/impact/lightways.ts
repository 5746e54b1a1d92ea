import type { CableId, CircuitId, EquipmentId } from "../records/ids.ts";
import type { Port } from "../records/joint.ts";
import type { PlantStatus } from "../records/status.ts";
import type { Network } from "../snapshot/network.ts";
import type { Hop } from "../trace/hop.ts";
import { pathTo } from "../trace/line.ts";
import { trace } from "../trace/trace.ts";
import { type Dead, strandKey } from "./cuts.ts";

/** A way that light takes between two ports. */
export interface Lightway {
  readonly from: Port;
  readonly to: Port;
  readonly hops: readonly Hop[];
}

/** Every way from a port to a port of another device that light can take. */
export function lightwaysFrom(network: Network, from: Port, statuses: readonly PlantStatus[]): Lightway[] {
  const traced = trace(network, from, { wavesNm: [], statuses });
  if (!traced.ok) return [];
  return traced.value.ways.flatMap((way) =>
    way.stops.flatMap((stop) => {
      const last = way.hops[stop.hop];
      if (stop.reason !== "port" || last?.kind !== "port") return [];
      const { equipmentId, port } = last;
      return [{ from, to: { equipmentId, port }, hops: pathTo(way, stop).hops }];
    }),
  );
}

/** True where nothing on a way is dead. */
export function holds({ hops }: Lightway, network: Network, dead: Dead): boolean {
  return hops.every((hop) => !isDead(hop, network, dead));
}

function isDead(hop: Hop, network: Network, dead: Dead): boolean {
  switch (hop.kind) {
    case "strand":
      return dead.cables.has(hop.cableId) || dead.strands.has(strandKey(hop));
    case "splice":
      return hop.closureId !== undefined && dead.closures.has(hop.closureId);
    case "splitter":
      return dead.splitters.has(hop.splitterId) || dead.closures.has(hop.closureId);
    case "port":
      return dead.equipment.has(hop.equipmentId) || dead.nodes.has(network.get("equipment", hop.equipmentId)!.nodeId);
    case "patch":
      return false;
  }
}

/** The cables of a way, from its start. */
export function cablesOf({ hops }: Lightway): CableId[] {
  return hops.flatMap((hop) => (hop.kind === "strand" ? [hop.cableId] : []));
}

/** The circuits that join OLTs to each other, and the OLTs that light begins at: at a headend, or joined to none that is. */
export interface Backbone {
  readonly roots: ReadonlySet<EquipmentId>;
  readonly circuits: readonly BackboneCircuit[];
}

export interface BackboneCircuit {
  readonly id: CircuitId;
  readonly a: EquipmentId;
  readonly z: EquipmentId;
  readonly lightways: readonly Lightway[];
}

const backbones = new WeakMap<Network, Map<string, Backbone>>();

/** The backbone of a plant, found once for each snapshot. */
export function backboneOf(network: Network, statuses: readonly PlantStatus[]): Backbone {
  const key = [...statuses].sort().join(" ");
  const kept = backbones.get(network) ?? new Map<string, Backbone>();
  backbones.set(network, kept);
  const backbone = kept.get(key) ?? findBackbone(network, statuses);
  kept.set(key, backbone);
  return backbone;
}

function findBackbone(network: Network, statuses: readonly PlantStatus[]): Backbone {
  const asked = new Set(statuses);
  const olts = [...network.records("equipment")].filter(({ kind, status }) => kind === "olt" && asked.has(status));
  const ids = new Set(olts.map(({ id }) => id));
  const circuits = new Map<CircuitId, BackboneCircuit>();
  for (const { id } of olts) {
    for (const circuitId of network.referrers("equipment", id, "circuits") as readonly CircuitId[]) {
      const { a, z, status } = network.get("circuits", circuitId)!;
      if (!asked.has(status) || !ids.has(a.equipmentId) || !ids.has(z.equipmentId) || circuits.has(circuitId)) continue;
      const lightways = lightwaysFrom(network, z, statuses).filter(({ to }) => samePort(to, a));
      circuits.set(circuitId, { id: circuitId, a: a.equipmentId, z: z.equipmentId, lightways });
    }
  }
  const atHeadend = olts.filter(({ nodeId }) => network.get("nodes", nodeId)?.kind === "headend").map(({ id }) => id);
  const all = [...circuits.values()].sort((x, y) => (x.id < y.id ? -1 : 1));
  const reached = spread(new Set(atHeadend), all);
  const roots = new Set([...atHeadend, ...olts.flatMap(({ id }) => (reached.has(id) ? [] : [id]))]);
  return { roots, circuits: all };
}

/** Everything that circuits lead to from some devices. */
function spread(
  from: ReadonlySet<EquipmentId>,
  circuits: readonly Pick<BackboneCircuit, "a" | "z">[],
): Set<EquipmentId> {
  const reached = new Set(from);
  const queue = [...from];
  const beside = new Map<EquipmentId, EquipmentId[]>();
  const join = (one: EquipmentId, two: EquipmentId) => {
    const list = beside.get(one);
    if (list) list.push(two);
    else beside.set(one, [two]);
  };
  for (const { a, z } of circuits) {
    join(a, z);
    join(z, a);
  }
  for (const at of queue) {
    for (const next of beside.get(at) ?? []) {
      if (reached.has(next)) continue;
      reached.add(next);
      queue.push(next);
    }
  }
  return reached;
}

/** How each OLT hangs on the roots: its lit circuits, and how many ways lead to it; a root has one by itself. */
export class BackboneState {
  readonly #ways = new Map<EquipmentId, number>();
  readonly #backbone: Backbone;
  readonly #alive: readonly BackboneCircuit[];

  constructor(network: Network, backbone: Backbone, dead: Dead) {
    this.#backbone = backbone;
    const stands = (id: EquipmentId) => !dead.equipment.has(id);
    this.#alive = backbone.circuits
      .filter(({ a, z }) => stands(a) && stands(z))
      .filter(({ lightways }) => lightways.some((way) => holds(way, network, dead)));
    const roots = new Set([...backbone.roots].filter(stands));
    const lit = spread(roots, this.#alive);
    for (const id of lit) {
      const own = this.#alive.filter(({ a, z }) => (a === id && lit.has(z)) || (z === id && lit.has(a)));
      this.#ways.set(id, roots.has(id) ? 1 : own.length);
    }
  }

  /** Ways that lead to an OLT; 0 where it is dark. */
  waysTo(olt: EquipmentId): number {
    return this.#ways.get(olt) ?? 0;
  }

  /** A circuit that an OLT hangs on; nothing of a root. */
  circuitOf(olt: EquipmentId): BackboneCircuit | undefined {
    if (this.#backbone.roots.has(olt)) return undefined;
    return this.#alive.find(({ a, z }) => a === olt || z === olt);
  }

  /** OLTs that fewer ways lead to than in another state. */
  worseThan(other: BackboneState): EquipmentId[] {
    return [...other.#ways].flatMap(([id, ways]) => (this.waysTo(id) < ways ? [id] : []));
  }
}

export function samePort(one: Port, two: Port): boolean {
  return one.equipmentId === two.equipmentId && one.port === two.port;
}
