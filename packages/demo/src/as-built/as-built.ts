import {
  type Change,
  ChangeBuilder,
  type Circuit,
  defaultCableTypes,
  defaultClosureTypes,
  defaultSettings,
  defaultSplitterTypes,
  type EquipmentId,
  type ServiceKind,
  type Village,
} from "@cuntong/network";
import type { Plant } from "../plant.ts";
import { hashUnit } from "../random.ts";
import { Coarse } from "./coarse.ts";
import { digDucts } from "./ducts.ts";
import { GlassBook } from "./glass-book.ts";
import { type Arrival, lightVillages, type RingLine } from "./light.ts";
import { setUpPoles } from "./pole-line.ts";
import { townshipsOf } from "./townships.ts";

export interface AsBuiltInput {
  readonly plant: Plant;
  /** Ids of the spans that close each ring, in order from one cabinet to the other. */
  readonly rings: readonly (readonly string[])[];
  readonly villages: readonly Village[];
  readonly seed: number;
}

/**
 * A county's plant as it was built: every pole and handhole, ducts, cables with their closures, trays and splices, splitters in the
 * cabinets, OLTs and the frame at the headend, an ONU with its circuits and services in every connected village. It keeps all rules of
 * the plant.
 */
export function asBuilt({ plant, rings, villages, seed }: AsBuiltInput): Change["put"] {
  const isRing = new Set(rings.flat());
  const coarse = new Coarse(plant, (id) => isRing.has(id));
  const { townships, ownerOf } = townshipsOf(coarse);
  const lines = setUpPoles(coarse, (node) => `${townships[ownerOf[node]]?.name ?? "环"}线`);
  const records = new ChangeBuilder();
  records.put("settings", defaultSettings);
  records.put("cableTypes", ...defaultCableTypes);
  records.put("closureTypes", ...defaultClosureTypes);
  records.put("splitterTypes", ...defaultSplitterTypes);
  records.put("nodes", ...plant.nodes, ...lines.flatMap(({ stands }) => stands));
  const spans = lines.flatMap((line) => line.spans);
  records.put("spans", ...spans);
  records.put("villages", ...villages);
  const book = new GlassBook(records, coarse, lines, seed);
  const ringLines = rings.map((spanIds) => ringLine(coarse, spanIds));
  const arrivals = lightVillages({ records, book, coarse, townships, rings: ringLines });
  connect({ records, book, coarse, villages, seed }, arrivals);
  book.finish(townships.filter((township) => township.villages.length > 0).map(({ cabinet }) => cabinet));
  records.put("cables", ...digDucts(records, spans, records.build("").put.cables ?? []));
  return records.build("").put;
}

function ringLine(coarse: Coarse, spanIds: readonly string[]): RingLine {
  const index = new Map(coarse.nodes.map(({ id }, i) => [id as string, i]));
  const spanOf = new Map(coarse.spans.map((span) => [span.id as string, span]));
  const ends = spanIds.map((id) => [index.get(spanOf.get(id)!.from)!, index.get(spanOf.get(id)!.to)!]);
  const nodes = [ends[0][0], ...ends.map(([, to]) => to)];
  return { from: nodes[0], to: nodes.at(-1)!, nodes };
}

interface ConnectInput {
  readonly records: ChangeBuilder;
  readonly book: GlassBook;
  readonly coarse: Coarse;
  readonly villages: readonly Village[];
  readonly seed: number;
}

/** The ONU, drop, circuits and services of every village that a strand arrives at. */
function connect({ records, book, coarse, villages, seed }: ConnectInput, arrivals: readonly Arrival[]): void {
  const villageAt = new Map(villages.map((village) => [`${village.position}`, village]));
  for (const { node, end, port } of arrivals) {
    const { id: nodeId, position } = coarse.nodes[node];
    const { code: villageCode, name } = villageAt.get(`${position}`)!;
    const equipmentId = `ONU-${villageCode}` as EquipmentId;
    const onu = { id: equipmentId, name: `${name}ONU`, nodeId, kind: "onu", ports: 1, villageCode } as const;
    records.put("equipment", { ...onu, status: "operational" });
    const z = { equipmentId, port: 1 };
    book.splice(node, end, z);
    const drop = { id: `D-${villageCode}` as never, villageCode, cableId: end.cableId, equipmentId };
    records.put("drops", { ...drop, status: "operational" });
    const circuitId = `L-${villageCode}` as Circuit["id"];
    records.put("circuits", { id: circuitId, name: `${name}光路`, a: port, z, status: "operational" });
    for (const kind of servicesOf(seed, villageCode)) {
      const service = { id: `S-${villageCode}-${kind}` as never, villageCode, kind, circuitId };
      records.put("services", { ...service, status: "operational" });
    }
  }
}

/** Television, broadband and the emergency broadcast everywhere; the digital library in half, a 5G site in a fifth of the villages. */
function servicesOf(seed: number, code: string): ServiceKind[] {
  const chance = hashUnit(seed + 62, Number(code.slice(-9)));
  return [
    "liveTv",
    "broadband",
    "emergencyBroadcast",
    ...(chance < 0.5 ? (["digitalLibrary"] as const) : []),
    ...(chance < 0.2 ? (["backhaul5g"] as const) : []),
  ];
}
