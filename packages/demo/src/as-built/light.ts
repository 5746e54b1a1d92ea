import {
  type ChangeBuilder,
  defaultSettings,
  defaultSplitterTypes,
  type EquipmentId,
  type JointEnd,
  type Port,
  type SplitterId,
  type SplitterType,
  type StrandEnd,
} from "@cuntong/network";
import type { Coarse } from "./coarse.ts";
import type { GlassBook } from "./glass-book.ts";
import { chooseHubs, Hub, uplinkCircuit } from "./hubs.ts";
import { arrivals, layStrands } from "./strand-tree.ts";
import { branching, type Township } from "./townships.ts";

/** Two hubs and the nodes of the ring's line between them, both included. */
export interface RingLine {
  readonly from: number;
  readonly to: number;
  readonly nodes: readonly number[];
}

export interface LightInput {
  readonly records: ChangeBuilder;
  readonly book: GlassBook;
  readonly coarse: Coarse;
  readonly townships: readonly Township[];
  readonly rings: readonly RingLine[];
}

/** A village's strand where it arrives, and the OLT's port that lights it. */
export interface Arrival {
  readonly node: number;
  readonly end: StrandEnd;
  readonly port: Port;
}

const core = "CORE-1" as EquipmentId;
const ratios = [32, 16, 8, 4, 2];

/**
 * Lights every village: an OLT in each hub, which hangs on the headend's core over a strand of the trunk, and over a second one around
 * the ring where it is on one; feeder strands from the hub to the cabinets; a splitter there, as large as the loss allows; a strand to
 * each village.
 */
export function lightVillages(input: LightInput): Arrival[] {
  const { records, book, coarse, townships } = input;
  const cabinets = townships.map(({ cabinet }) => cabinet);
  const hubs = chooseHubs(coarse, cabinets).map((node, i) => new Hub(records, book, coarse, node, i + 1));
  for (const township of townships) nearestHub(coarse, hubs, township.cabinet).townships.push(township);
  layTrunk(input, hubs);
  return hubs.flatMap((hub) => lightTownships(input, hub));
}

function nearestHub(coarse: Coarse, hubs: readonly Hub[], cabinet: number): Hub {
  const wayM = (hub: Hub) => coarse.wayM(hub.node, cabinet);
  return hubs.reduce((best, hub) => (wayM(hub) < wayM(best) ? hub : best));
}

/** Strands of the trunk that end at a hub: its own way up, one to spare, and what goes on over the ring to the other hub. */
const [ownStrand, sharedStrand, trunkStrands] = [0, 2, 3];

/** The trunk from the headend to the hubs, the rings between hubs, and the circuits on them. */
function layTrunk({ records, book, coarse, rings }: LightInput, hubs: readonly Hub[]): void {
  const [head, ...others] = hubs;
  records.put("equipment", {
    id: core,
    name: "核心交换机",
    nodeId: head.nodeId,
    kind: "olt",
    ports: 48,
    status: "operational",
  });
  const nodes = others.map(({ node }) => node);
  const plan = {
    root: 0,
    next: branching(coarse, 0, nodes),
    wanted: new Map(nodes.map((node) => [node, trunkStrands])),
  };
  const corePort = (order: number): Port => ({ equipmentId: core, port: order + 1 });
  const supply = arrivals(plan).map((_, i) => head.begin(corePort(i)));
  const ends = layStrands(book, coarse, { ...plan, supply, name: "干线" });
  const portOf = (hub: Hub, strand: number) => corePort(arrivals(plan).indexOf(hub.node) + strand);
  const nameOf = (hub: Hub) => coarse.nodes[hub.node].name ?? hub.olt;
  for (const hub of others) {
    hub.terminate(ends.get(hub.node)![ownStrand], hub.uplink(0));
    records.put("circuits", uplinkCircuit(hub, nameOf(hub), 0, portOf(hub, ownStrand)));
  }
  let spare = arrivals(plan).length;
  for (const ring of rings) {
    const [from, to] = [ring.from, ring.to].map((node) => hubs.find((hub) => hub.node === node)!);
    const isFromHead = from === head;
    const next = new Map(ring.nodes.slice(1).map((node, i) => [ring.nodes[i], [node]]));
    const port = isFromHead ? corePort(spare++) : portOf(from, sharedStrand);
    const supply: JointEnd[] = [isFromHead ? head.begin(port) : ends.get(from.node)![sharedStrand]];
    if (!isFromHead) supply.push(from.begin(from.uplink(1)));
    const across = layStrands(book, coarse, {
      root: from.node,
      next,
      wanted: new Map([[to.node, supply.length]]),
      supply,
      name: "环路",
    });
    to.terminate(across.get(to.node)![0], to.uplink(1));
    records.put("circuits", uplinkCircuit(to, nameOf(to), 1, port));
    if (isFromHead) continue;
    book.splice(to.node, across.get(to.node)![1], ends.get(to.node)![sharedStrand]);
    records.put("circuits", uplinkCircuit(from, nameOf(from), 1, portOf(to, sharedStrand)));
  }
}

/** One passive network: a splitter in a cabinet, the OLT's port that feeds it, and its villages. */
interface Pon {
  readonly splitterId: SplitterId;
  readonly villages: readonly number[];
  readonly port: Port;
  readonly frame: Port;
}

function lightTownships(input: LightInput, hub: Hub): Arrival[] {
  const { book, coarse } = input;
  const pons = new Map(hub.townships.map((township) => [township.cabinet, ponsOf(input, hub, township)]));
  const away = [...pons].filter(([cabinet]) => cabinet !== hub.node);
  const wanted = new Map(away.map(([cabinet, own]) => [cabinet, own.length]));
  const plan = { root: hub.node, next: branching(coarse, hub.node, [...wanted.keys()]), wanted };
  const order = arrivals(plan);
  const supply = order.map((cabinet, i): JointEnd => pons.get(cabinet)![i - order.indexOf(cabinet)].frame);
  const ends = layStrands(book, coarse, { ...plan, supply, name: "馈线" });
  for (const [cabinet, own] of pons) {
    for (const [k, pon] of own.entries()) book.splice(cabinet, ends.get(cabinet)?.[k] ?? pon.frame, splitterIn(pon));
  }
  return hub.townships.flatMap((township) => distribute(input, township, pons.get(township.cabinet)!));
}

function ponsOf({ coarse, records, book }: LightInput, hub: Hub, { cabinet, villages, reachM }: Township): Pon[] {
  const type = splitterFor(coarse.wayM(hub.node, cabinet) + reachM);
  return Array.from({ length: Math.ceil(villages.length / type.outputs) }, (_, i): Pon => {
    const splitterId = `P${coarse.nodes[cabinet].id}-${i + 1}` as SplitterId;
    records.put("splitters", {
      id: splitterId,
      closureId: book.closureId(cabinet),
      typeId: type.id,
      status: "operational",
    });
    const { olt: port, frame } = hub.ponPort();
    return { splitterId, villages: villages.slice(i * type.outputs, (i + 1) * type.outputs), port, frame };
  });
}

/** The largest splitter whose loss with the line's leaves the margin of class C+. */
function splitterFor(lengthM: number): SplitterType {
  const { opticsRange, marginDb, connectorLossDb, spliceLossDb } = defaultSettings;
  const lineDb = (lengthM / 1000) * 0.37 + (lengthM / 1500) * spliceLossDb.fusion.worstDb + 5 * connectorLossDb.meanDb;
  const roomDb = opticsRange["C+"].maxDb - marginDb - lineDb;
  const types = ratios.map((n) => defaultSplitterTypes.find((t) => t.inputs === 1 && t.outputs === n)!);
  return types.find(({ maxLossDb }) => maxLossDb <= roomDb) ?? types.at(-1)!;
}

function distribute({ book, coarse }: LightInput, { cabinet, name }: Township, pons: readonly Pon[]): Arrival[] {
  const villages = pons.flatMap((pon) => pon.villages);
  const plan = {
    root: cabinet,
    next: branching(coarse, cabinet, villages),
    wanted: new Map(villages.map((node) => [node, 1])),
  };
  const order = arrivals(plan);
  const legs = pons.flatMap((pon) => pon.villages.map((_, k) => ({ pon, leg: k + 1 })));
  const supply = order.map((_, i): JointEnd => ({ splitterId: legs[i].pon.splitterId, side: "out", leg: legs[i].leg }));
  const ends = layStrands(book, coarse, { ...plan, supply, name: `${name}支线` });
  return order.map((node, i) => ({ node, end: ends.get(node)![0], port: legs[i].pon.port }));
}

function splitterIn({ splitterId }: Pon): JointEnd {
  return { splitterId, side: "in", leg: 1 };
}
