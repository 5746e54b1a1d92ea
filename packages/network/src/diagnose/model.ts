import { maskOf } from "@cuntong/graph";
import { type Backbone, backboneOf, type Lightway, lightwaysFrom } from "../impact/lightways.ts";
import { cablePath } from "../lengths/cable-path.ts";
import type { CableId, EquipmentId } from "../records/ids.ts";
import type { Port } from "../records/joint.ts";
import type { PlantStatus } from "../records/status.ts";
import { survivalGraph } from "../redundancy/survival-graph.ts";
import type { Network } from "../snapshot/network.ts";
import type { VillageCode } from "../village.ts";
import { seen } from "./search.ts";

/** What can fail. */
export const elementTables = ["spans", "cables", "closures", "splitters", "equipment", "nodes"] as const;

/** One thing that can fail. */
export interface Element {
  readonly table: (typeof elementTables)[number];
  readonly id: string;
}

/** Who can be seen to be dark or lit: a village, or a port. */
export type Endpoint = { readonly villageCode: VillageCode } | Port;

/** What faults would be seen: which of the endpoints a set of failed elements makes dark. */
export interface FaultModel {
  readonly endpoints: readonly Endpoint[];
  readonly elements: readonly Element[];
  /** Faults in a year that an element is likely to have, relative to each other. */
  readonly rates: Float64Array;
  /** 1 for each endpoint that these elements, by place in the list, make dark. */
  predict(failed: readonly number[]): Uint8Array;
  /** What an element does alone, as a text: two that do the same have the same. */
  doing(element: number): string;
  /** Elements that can make an endpoint dark, alone or with others. */
  relevantTo(endpoint: number): readonly number[];
  /** Elements that can have to do with what is seen (see `seen` in `search.ts`), the nearest to the border of dark and lit first. */
  relevant(observed: Uint8Array): readonly number[];
  /** True where an element alone says nothing of what it does with others: rings of spans. */
  readonly together: boolean;
}

/**
 * Faults in a year. A kilometre of aerial cable 0.05, a closure 0.005, a splitter 0.002, a device in a village 0.2 (mostly power), an OLT 0.05, a pole
 * or cabinet 0.0005, a cable by itself 0.005 for each kilometre. Orders of size from operators' reports; only their ratios matter.
 */
const yearly = {
  spanKm: 0.05,
  cableKm: 0.005,
  closure: 0.005,
  splitter: 0.002,
  device: 0.2,
  olt: 0.05,
  frame: 0.002,
  node: 0.0005,
} as const;

export function endpointKey(endpoint: Endpoint): string {
  return "villageCode" in endpoint
    ? `village ${endpoint.villageCode}`
    : `port ${endpoint.equipmentId} ${endpoint.port}`;
}

function rateOf(network: Network, { table, id }: Element): number {
  switch (table) {
    case "spans":
      return ((network.get("spans", id)?.lengthM ?? 0) / 1000) * yearly.spanKm + 1e-6;
    case "cables": {
      const cable = network.get("cables", id);
      const lengthM = cable ? cablePath(network, cable).spans.reduce((sum, span) => sum + span.lengthM, 0) : 0;
      return (lengthM / 1000) * yearly.cableKm + 1e-6;
    }
    case "closures":
      return yearly.closure;
    case "splitters":
      return yearly.splitter;
    case "nodes":
      return yearly.node;
    case "equipment": {
      const kind = network.get("equipment", id)?.kind;
      return kind === "onu" ? yearly.device : kind === "olt" ? yearly.olt : yearly.frame;
    }
  }
}

class Elements {
  readonly list: Element[] = [];
  readonly #places = new Map<string, number>();

  place(table: Element["table"], id: string): number {
    const key = `${table} ${id}`;
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.list.length);
    this.list.push({ table, id });
    return this.list.length - 1;
  }
}

/** Endpoints with glass: each is dark when every way of light to it is broken. Those without any are left out. */
export function glassModel(
  network: Network,
  endpoints: readonly Endpoint[],
  statuses: readonly PlantStatus[],
): FaultModel {
  const elements = new Elements();
  const backbone = backboneOf(network, statuses);
  const cables = new Map<CableId, readonly number[]>();
  const waysOf = endpoints.map((endpoint) => waysTo(network, endpoint, statuses, backbone));
  const kept = endpoints.filter((_, i) => waysOf[i].length > 0);
  /** Elements of each way, and the endpoint of each. */
  const ways: number[][] = [];
  const ownerOf: number[] = [];
  for (const [owner, own] of waysOf.filter((list) => list.length > 0).entries()) {
    for (const way of own) {
      ways.push([...new Set(way.flatMap((one) => elementsOf(network, one, elements, cables)))]);
      ownerOf.push(owner);
    }
  }
  const through: number[][] = elements.list.map(() => []);
  for (const [w, members] of ways.entries()) for (const e of members) through[e].push(w);
  const total = new Uint16Array(kept.length);
  for (const owner of ownerOf) total[owner]++;
  const doings: (string | undefined)[] = [];
  const relevant = kept.map((_, owner) => [
    ...new Set(ways.flatMap((members, w) => (ownerOf[w] === owner ? members : []))),
  ]);
  return {
    endpoints: kept,
    elements: elements.list,
    rates: Float64Array.from(elements.list, (element) => rateOf(network, element)),
    together: false,
    // Elements on the same ways do the same: that is told without asking each endpoint.
    doing: (element) => (doings[element] ??= doingOf(through[element], ownerOf, total)),
    relevantTo: (endpoint) => relevant[endpoint],
    relevant: (observed) => [...new Set(relevant.flatMap((own, i) => (observed[i] === seen.dark ? own : [])))],
    predict: (failed) => {
      const broken = new Uint16Array(kept.length);
      const seen = new Set<number>();
      for (const e of failed) {
        for (const w of through[e]) {
          if (seen.has(w)) continue;
          seen.add(w);
          broken[ownerOf[w]]++;
        }
      }
      return Uint8Array.from(broken, (count, owner) => (count > 0 && count === total[owner] ? 1 : 0));
    },
  };
}

/** The endpoints that lose all their ways with these, as a text. */
function doingOf(ways: readonly number[], ownerOf: readonly number[], total: Uint16Array): string {
  const broken = new Map<number, number>();
  for (const w of ways) broken.set(ownerOf[w], (broken.get(ownerOf[w]) ?? 0) + 1);
  const dark = [...broken].flatMap(([owner, count]) => (count === total[owner] ? [owner] : []));
  return dark.sort((a, b) => a - b).join(" ");
}

const mostWays = 16;

/** Each way of light from an endpoint to where light begins: its own, and one after it for each circuit of the backbone. */
function waysTo(
  network: Network,
  endpoint: Endpoint,
  statuses: readonly PlantStatus[],
  backbone: Backbone,
): Lightway[][] {
  const own = portsOf(network, endpoint).flatMap((port) => lightwaysFrom(network, port, statuses));
  const toOlt = own.filter(({ to }) => network.get("equipment", to.equipmentId)?.kind === "olt");
  const used = toOlt.length > 0 ? toOlt : own;
  return used
    .flatMap((way) => upwards(way, way.to.equipmentId, backbone, new Set([way.to.equipmentId])))
    .slice(0, mostWays);
}

/** Each way of light to an endpoint, as {@link glassModel} judges it by; none where it has no glass. */
export function waysOfLight(network: Network, endpoint: Endpoint, statuses: readonly PlantStatus[]): Lightway[][] {
  return waysTo(network, endpoint, statuses, backboneOf(network, statuses));
}

function upwards(way: Lightway, olt: EquipmentId, backbone: Backbone, seen: ReadonlySet<EquipmentId>): Lightway[][] {
  if (backbone.roots.has(olt)) return [[way]];
  const onward = backbone.circuits.flatMap(({ a, z, lightways }) => {
    const next = a === olt ? z : z === olt ? a : undefined;
    if (next === undefined || seen.has(next)) return [];
    return lightways.flatMap((circuit) =>
      upwards(circuit, next, backbone, new Set([...seen, next])).map((rest) => [way, ...rest]),
    );
  });
  return onward.length > 0 ? onward : [[way]];
}

function portsOf(network: Network, endpoint: Endpoint): Port[] {
  if (!("villageCode" in endpoint)) return [endpoint];
  const devices = new Set<string>();
  for (const id of network.referrers("villages", endpoint.villageCode, "drops")) {
    const { equipmentId } = network.get("drops", id)!;
    if (equipmentId !== undefined) devices.add(equipmentId);
  }
  for (const id of network.referrers("villages", endpoint.villageCode, "equipment")) devices.add(id);
  return [...devices].flatMap((id) => {
    const device = network.get("equipment", id);
    return Array.from({ length: device?.ports ?? 0 }, (_, i) => ({ equipmentId: device!.id, port: i + 1 }));
  });
}

function elementsOf(
  network: Network,
  { hops }: Lightway,
  elements: Elements,
  cables: Map<CableId, readonly number[]>,
): number[] {
  return hops.flatMap((hop) => {
    if (hop.kind === "strand") return cableElements(network, hop.cableId, elements, cables);
    if (hop.kind === "splice") return hop.closureId === undefined ? [] : [elements.place("closures", hop.closureId)];
    if (hop.kind === "splitter")
      return [elements.place("splitters", hop.splitterId), elements.place("closures", hop.closureId)];
    if (hop.kind === "port") return [elements.place("equipment", hop.equipmentId)];
    return [];
  });
}

function cableElements(
  network: Network,
  id: CableId,
  elements: Elements,
  known: Map<CableId, readonly number[]>,
): readonly number[] {
  const kept = known.get(id);
  if (kept) return kept;
  const { nodeIds, spans } = cablePath(network, network.get("cables", id)!);
  const own = [
    elements.place("cables", id),
    ...spans.map((span) => elements.place("spans", span.id)),
    ...nodeIds.map((nodeId) => elements.place("nodes", nodeId)),
  ];
  known.set(id, own);
  return own;
}

/** Villages on spans alone: each is dark when no span leads from it to a headend any more. */
export function groundModel(
  network: Network,
  codes: readonly VillageCode[],
  statuses: readonly PlantStatus[],
): FaultModel {
  const plant = survivalGraph(network, new Set(statuses));
  const { graph, nodes, spans, hub } = plant;
  const elements = new Elements();
  for (const { id } of spans) elements.place("spans", id);
  for (const { id } of nodes) elements.place("nodes", id);
  const wanted = new Set<string>(codes);
  const places = plant.villages.flatMap(({ code }, i) =>
    wanted.has(code) && plant.verticesOf[i].length > 0 ? [i] : [],
  );
  const reachedWithout = (failed: readonly number[]) => {
    const withoutEdges = failed.flatMap((e) => (e < spans.length ? [graph.innerEdge[e]] : []));
    const withoutVertices = failed.flatMap((e) => (e >= spans.length ? [graph.innerVertex[e - spans.length]] : []));
    const { edges, vertices } = maskOf(graph, { withoutEdges, withoutVertices });
    const reached = new Uint8Array(graph.vertexCount);
    reached[hub] = 1;
    const queue = [hub];
    for (const v of queue) {
      for (let arc = graph.arcStart[v]; arc < graph.arcStart[v + 1]; arc++) {
        const to = graph.arcHead[arc];
        if (reached[to] || edges?.[graph.arcEdge[arc]] || vertices?.[to]) continue;
        reached[to] = 1;
        queue.push(to);
      }
    }
    return reached;
  };
  const dark = (reached: Uint8Array) =>
    Uint8Array.from(places, (i) => (plant.verticesOf[i].some((v) => reached[v]) ? 0 : 1));
  const before = dark(reachedWithout([]));
  const everything = [...elements.list.keys()];
  /** Walks from what is dark over all that is not told lit: what leads out of there must have failed, the nearest first. */
  const borderOf = (observed: Uint8Array) => {
    const lit = new Uint8Array(graph.vertexCount);
    const inside = new Uint8Array(graph.vertexCount);
    const queue: number[] = [];
    for (const [i, place] of places.entries()) {
      for (const v of plant.verticesOf[place]) {
        if (observed[i] === seen.lit) lit[v] = 1;
        else if (observed[i] === seen.dark && !inside[v]) {
          inside[v] = 1;
          queue.push(v);
        }
      }
    }
    const border: number[] = [];
    const within: number[] = [];
    for (const v of queue) {
      if (v !== hub) within.push(spans.length + graph.outerVertex[v]);
      for (let arc = graph.arcStart[v]; arc < graph.arcStart[v + 1]; arc++) {
        const [to, edge] = [graph.arcHead[arc], graph.outerEdge[graph.arcEdge[arc]]];
        const isOut = to === hub || lit[to] === 1;
        if (edge < spans.length) (isOut ? border : within).push(edge);
        if (isOut && to !== hub) border.push(spans.length + graph.outerVertex[to]);
        if (isOut || inside[to]) continue;
        inside[to] = 1;
        queue.push(to);
      }
    }
    return [...new Set([...border, ...within])];
  };
  return {
    endpoints: places.map((i) => ({ villageCode: plant.villages[i].code })),
    elements: elements.list,
    rates: Float64Array.from(elements.list, (element) => rateOf(network, element)),
    together: true,
    doing: (element) => {
      const made = dark(reachedWithout([element])).map((isDark, i) => (isDark && !before[i] ? 1 : 0));
      return [...made.keys()].filter((i) => made[i] === 1).join(" ");
    },
    relevantTo: () => everything,
    relevant: borderOf,
    predict: (failed) => dark(reachedWithout(failed)).map((isDark, i) => (isDark && !before[i] ? 1 : 0)),
  };
}
