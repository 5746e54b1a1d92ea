import { metresPerDegree, type Position } from "@cuntong/geo";
import fc from "fast-check";
import { defaultCableTypes, defaultClosureTypes, defaultSplitterTypes } from "../catalogue/catalogue.ts";
import type { Change } from "../change/change.ts";
import { invert } from "../change/invert.ts";
import { cablePath, endNode } from "../lengths/cable-path.ts";
import { addCircuit } from "../operations/add-circuit.ts";
import { addService } from "../operations/add-service.ts";
import { attach } from "../operations/attach.ts";
import { changeStatus, changeVillageStatus } from "../operations/change-status.ts";
import { connectDrop } from "../operations/connect-drop.ts";
import { cutCable } from "../operations/cut-cable.ts";
import { drawSpan } from "../operations/draw-span.ts";
import { insertClosure } from "../operations/insert-closure.ts";
import { joinSpans } from "../operations/join-spans.ts";
import { layCable } from "../operations/lay-cable.ts";
import { moveNode } from "../operations/move-node.ts";
import type { Answer } from "../operations/operation.ts";
import { patchPorts } from "../operations/patch-ports.ts";
import { placeDuct } from "../operations/place-duct.ts";
import { placeEquipment } from "../operations/place-equipment.ts";
import { placeNode } from "../operations/place-node.ts";
import { placeSplitter } from "../operations/place-splitter.ts";
import { namedTables, rename } from "../operations/rename.ts";
import { rerouteCable, rerouteSpan } from "../operations/reroute.ts";
import { retire } from "../operations/retire.ts";
import { spliceRange } from "../operations/splice-range.ts";
import { spliceStrands } from "../operations/splice-strands.ts";
import { splitSpan } from "../operations/split-span.ts";
import { unpatch } from "../operations/unpatch.ts";
import { unsplice } from "../operations/unsplice.ts";
import { untangleSpan } from "../operations/untangle-span.ts";
import type { Cable, CableType } from "../records/cable.ts";
import type { NodeId, SpanId } from "../records/ids.ts";
import type { JointEnd, Port, SplitterLeg, StrandEnd } from "../records/joint.ts";
import { plantStatuses } from "../records/status.ts";
import { type Records, statusTables, type Table } from "../records/tables.ts";
import { between } from "../rules/line.ts";
import { Network } from "../snapshot/network.ts";
import { type VillageCode, villageStatuses } from "../village.ts";

/** Where the random numbers of one step come from. */
type Dice = (below: number) => number;

/** One random edit. The plant does not always have what it needs: then it asks for something that is refused. */
type Step = (network: Network, dice: Dice, newId: () => string) => Answer | undefined;

const frame = metresPerDegree(23);

/** A position so many metres east and north of 108 E, 23 N. */
const at = (eastM: number, northM: number): Position => [108 + eastM / frame.lonM, 23 + northM / frame.latM];

/** A point of a lattice of 6 x 6, a kilometre apart, each a little off it so that lines seldom pass through a third. */
const lattice = (n: number): Position =>
  at((n % 6) * 1000 + ((n * 37) % 90), Math.floor((n % 36) / 6) * 1000 + ((n * 53) % 80));

const smallType: CableType = {
  ...defaultCableTypes[0],
  id: "two-by-two" as CableType["id"],
  tubes: 2,
  strandsPerTube: 2,
  strandColours: "pilot",
};

/** An empty country: catalogues, and three villages that nothing leads to yet. */
export const emptyPlant = Network.of({
  cableTypes: [...defaultCableTypes, smallType],
  closureTypes: defaultClosureTypes,
  splitterTypes: defaultSplitterTypes,
  villages: [0, 1, 2].map((n) => ({
    code: `V${n}` as VillageCode,
    name: `village ${n}`,
    position: lattice(n * 7),
    status: "unconnected" as const,
  })),
});

function pick<T extends Table>(network: Network, table: T, dice: Dice): Records[T] | undefined {
  const all = [...network.records(table)];
  return all[dice(all.length)];
}

const status = (dice: Dice) => ({ status: dice(8) === 0 ? ("planned" as const) : ("operational" as const) });

/** A random end of a cable that ends at a node. */
function cableEndAt(network: Network, nodeId: NodeId, dice: Dice): { cable: Cable; end: "a" | "b" } | undefined {
  const ends = [...network.records("cables")].flatMap((cable) =>
    (["a", "b"] as const).filter((end) => endNode(network, cable, end) === nodeId).map((end) => ({ cable, end })),
  );
  return ends[dice(ends.length)];
}

function strandAt(network: Network, nodeId: NodeId, dice: Dice): StrandEnd | undefined {
  const found = cableEndAt(network, nodeId, dice);
  if (!found) return undefined;
  const type = network.get("cableTypes", found.cable.typeId)!;
  const tube = dice(type.tubes) + 1;
  return { cableId: found.cable.id, tube, strand: dice(type.strandsPerTube) + 1, end: found.end };
}

function legIn(network: Network, closureId: string, dice: Dice): SplitterLeg | undefined {
  const ids = network.referrers("closures", closureId, "splitters");
  const splitter = network.get("splitters", ids[dice(ids.length)] ?? "");
  if (!splitter) return undefined;
  const type = network.get("splitterTypes", splitter.typeId)!;
  const side = dice(2) === 0 ? "in" : "out";
  return { splitterId: splitter.id, side, leg: dice(side === "in" ? type.inputs : type.outputs) + 1 };
}

function portAt(network: Network, nodeId: NodeId, dice: Dice): Port | undefined {
  const ids = network.referrers("nodes", nodeId, "equipment");
  const equipment = network.get("equipment", ids[dice(ids.length)] ?? "");
  return equipment && { equipmentId: equipment.id, port: dice(equipment.ports) + 1 };
}

/** A random walk over spans, turning back on none. */
function walk(network: Network, from: NodeId, dice: Dice): SpanId[] {
  const spanIds: SpanId[] = [];
  let here = from;
  for (let steps = dice(4) + 1; steps > 0; steps--) {
    const next = network.referrers("nodes", here, "spans").filter((id) => !spanIds.includes(id as SpanId));
    const span = network.get("spans", next[dice(next.length)] ?? "");
    if (!span) break;
    spanIds.push(span.id);
    here = span.from === here ? span.to : span.from;
  }
  return spanIds;
}

const steps: Readonly<Record<string, Step>> = {
  drawSpan: (network, dice, newId) => {
    const line = [lattice(dice(36)), lattice(dice(36))];
    const support = dice(2) === 0 ? "aerial" : "duct";
    return drawSpan(network, { line, support, snapM: 20, ...status(dice) }, newId);
  },
  placeNode: (network, dice, newId) =>
    placeNode(network, { kind: "pole", position: lattice(dice(36)), ...status(dice) }, newId),
  splitSpan: (network, dice, newId) => {
    const span = pick(network, "spans", dice);
    return span && splitSpan(network, { spanId: span.id, atM: (span.lengthM * (dice(9) + 1)) / 10 }, newId);
  },
  joinSpans: (network, dice) => {
    const node = pick(network, "nodes", dice);
    return node && joinSpans(network, { nodeId: node.id });
  },
  moveNode: (network, dice) => {
    const node = pick(network, "nodes", dice);
    if (!node) return undefined;
    const [lon, lat] = node.position;
    return moveNode(network, {
      nodeId: node.id,
      position: [lon + dice(100) / frame.lonM, lat + dice(100) / frame.latM],
    });
  },
  rerouteSpan: (network, dice) => {
    const span = pick(network, "spans", dice);
    if (!span) return undefined;
    const [first, last] = [span.line[0], span.line.at(-1)!];
    const [lon, lat] = between(first, last, 0.5);
    return rerouteSpan(network, {
      spanId: span.id,
      line: [first, [lon + dice(90) / frame.lonM, lat + 50 / frame.latM], last],
    });
  },
  placeDuct: (network, dice, newId) => {
    const span = pick(network, "spans", dice);
    const duct = pick(network, "ducts", dice);
    if (!span) return undefined;
    if (dice(3) === 0 && duct) {
      const size = { innerMm: 26, outerMm: 32 };
      return placeDuct(network, { spanId: duct.spanId, insideId: duct.id, ...size, ...status(dice) }, newId);
    }
    return placeDuct(network, { spanId: span.id, innerMm: 100, outerMm: 110, ...status(dice) }, newId);
  },
  layCable: (network, dice, newId) => {
    const node = pick(network, "nodes", dice);
    if (!node) return undefined;
    const spanIds = walk(network, node.id, dice);
    const ducts = spanIds.flatMap((spanId) =>
      network
        .referrers("spans", spanId, "ducts")
        .slice(0, 1)
        .map((ductId) => ({ spanId, ductId }) as NonNullable<Cable["ducts"]>[number]),
    );
    const slack = dice(2) === 0 ? { slack: [{ nodeId: node.id, sheathM: 10 + dice(20) }] } : {};
    const typeId = [smallType, ...defaultCableTypes.slice(0, 2)][dice(3)].id;
    const where = { typeId, startNodeId: node.id, spanIds, ...(ducts.length > 0 && { ducts }) };
    return layCable(network, { ...where, ...slack, ...status(dice) }, newId);
  },
  rerouteCable: (network, dice) => {
    const cable = pick(network, "cables", dice);
    return cable && rerouteCable(network, { cableId: cable.id, spanIds: walk(network, cable.startNodeId, dice) });
  },
  insertClosure: (network, dice, newId) => {
    const node = pick(network, "nodes", dice);
    const typeId = defaultClosureTypes[dice(2)].id;
    return node && insertClosure(network, { nodeId: node.id, typeId, ...status(dice) }, newId);
  },
  cutCable: (network, dice, newId) => {
    const cable = pick(network, "cables", dice);
    if (!cable) return undefined;
    const nodes = cablePath(network, cable).nodeIds.slice(1, -1);
    const closureId = nodes.flatMap((id) => network.referrers("nodes", id, "closures"))[0];
    const strands = dice(2) === 0 ? {} : { strands: [{ tube: 1, strand: dice(3) + 1 }] };
    return cutCable(
      network,
      { cableId: cable.id, closureId: (closureId ?? "none") as Records["splitters"]["closureId"], ...strands },
      newId,
    );
  },
  spliceStrands: (network, dice, newId) => {
    const closure = pick(network, "closures", dice);
    if (!closure) return undefined;
    const ends: (JointEnd | undefined)[] = [strandAt(network, closure.nodeId, dice)];
    ends.push(dice(2) === 0 ? legIn(network, closure.id, dice) : strandAt(network, closure.nodeId, dice));
    const [a, b] = ends;
    return a && b && spliceStrands(network, { closureId: closure.id, tray: dice(4) + 1, a, b, ...status(dice) }, newId);
  },
  spliceRange: (network, dice, newId) => {
    const closure = pick(network, "closures", dice);
    const [a, b] = [0, 1].map(() => closure && cableEndAt(network, closure.nodeId, dice));
    if (!closure || !a || !b) return undefined;
    const range = {
      closureId: closure.id,
      a: { cableId: a.cable.id, end: a.end },
      b: { cableId: b.cable.id, end: b.end },
    };
    const all = { ...range, status: "operational" as const };
    return spliceRange(
      network,
      dice(2) === 0
        ? all
        : { ...all, a: { ...all.a, strands: ["blue", "red"] }, b: { ...all.b, strands: ["blue", "red"] } },
      newId,
    );
  },
  terminate: (network, dice, newId) => {
    const equipment = pick(network, "equipment", dice);
    const a = equipment && strandAt(network, equipment.nodeId, dice);
    const b = equipment && portAt(network, equipment.nodeId, dice);
    return a && b && spliceStrands(network, { a, b, status: "operational" }, newId);
  },
  unsplice: (network, dice) => {
    const splice = pick(network, "splices", dice);
    return splice && unsplice(network, { spliceIds: [splice.id] });
  },
  placeSplitter: (network, dice, newId) => {
    const closure = pick(network, "closures", dice);
    const typeId = ["plc-1x2", "plc-2x2", "plc-1x4"][dice(3)] as Records["splitters"]["typeId"];
    return closure && placeSplitter(network, { closureId: closure.id, typeId, ...status(dice) }, newId);
  },
  placeEquipment: (network, dice, newId) => {
    const node = pick(network, "nodes", dice);
    const kind = (["odf", "olt", "onu"] as const)[dice(3)];
    const optics = kind === "olt" ? { opticsClass: "B+" as const } : {};
    return (
      node && placeEquipment(network, { nodeId: node.id, kind, ports: 2, ...optics, status: "operational" }, newId)
    );
  },
  patchPorts: (network, dice, newId) => {
    const equipment = pick(network, "equipment", dice);
    if (!equipment) return undefined;
    const closures = network.referrers("nodes", equipment.nodeId, "closures");
    const a = portAt(network, equipment.nodeId, dice);
    const b = dice(3) === 0 ? legIn(network, closures[0] ?? "", dice) : portAt(network, equipment.nodeId, dice);
    return a && b && patchPorts(network, { a, b, status: "operational" }, newId);
  },
  unpatch: (network, dice) => {
    const patch = dice(4) === 0 ? pick(network, "patches", dice) : undefined;
    return patch && unpatch(network, { patchId: patch.id });
  },
  connectDrop: (network, dice, newId) => {
    const closure = pick(network, "closures", dice);
    const cable = closure && cableEndAt(network, closure.nodeId, dice)?.cable;
    const feed = closure && (legIn(network, closure.id, dice) ?? strandAt(network, closure.nodeId, dice));
    if (!closure || !cable || !feed) return undefined;
    const villageCode = `V${dice(3)}` as VillageCode;
    const place = { villageCode, cableId: cable.id, closureId: closure.id, tray: 1, feed };
    return connectDrop(network, { ...place, status: "operational" }, newId);
  },
  addCircuit: (network, dice, newId) => {
    const [one, two] = [pick(network, "equipment", dice), pick(network, "equipment", dice)];
    if (!one || !two) return undefined;
    const [a, z] = [one, two].map(({ id, ports }) => ({ equipmentId: id, port: dice(ports) + 1 }));
    return addCircuit(network, { a, z, status: "planned" }, newId);
  },
  addService: (network, dice, newId) =>
    addService(network, { villageCode: `V${dice(4)}` as VillageCode, kind: "broadband" }, newId),
  attach: (network, dice, newId) => {
    const node = pick(network, "nodes", dice);
    const file = { name: "photo.jpg", mediaType: "image/jpeg", sha256: "ab".repeat(32), bytes: 7 };
    return node && attach(network, { of: { table: "nodes", id: node.id }, ...file }, newId);
  },
  changeStatus: (network, dice) => {
    const table = statusTables[dice(statusTables.length)];
    const record = dice(3) === 0 ? pick(network, table, dice) : undefined;
    const to = plantStatuses[dice(plantStatuses.length)];
    return record && changeStatus(network, { objects: [{ table, id: record.id }], to });
  },
  changeVillageStatus: (network, dice) =>
    changeVillageStatus(network, {
      code: `V${dice(3)}` as VillageCode,
      to: villageStatuses[dice(villageStatuses.length)],
    }),
  untangleSpan: (network, dice, newId) => {
    const span = pick(network, "spans", dice);
    return span && untangleSpan(network, { spanId: span.id }, newId);
  },
  retire: (network, dice) => {
    const table = statusTables[dice(statusTables.length)];
    const record = pick(network, table, dice);
    return record && retire(network, { table, id: record.id });
  },
  rename: (network, dice) => {
    const table = namedTables[dice(namedTables.length)];
    const record = pick(network, table, dice);
    const id = record && ("code" in record ? record.code : record.id);
    return id === undefined ? undefined : rename(network, { table, id, name: `name ${dice(9)}` });
  },
};

/** Steps that a plant needs more of to become one. */
const often = ["drawSpan", "layCable", "insertClosure", "spliceStrands", "spliceRange", "terminate", "placeEquipment"];
const names = [...Object.keys(steps), ...often, ...often, ...often];

/** How a random plant came about. */
export interface Story {
  readonly network: Network;
  /** The changes that were accepted, oldest first, with the plant before each. */
  readonly past: readonly { readonly step: string; readonly change: Change; readonly before: Network }[];
}

/** A plant made by random operations, most of which build and some of which tear down; every sixth on average is undone again. */
export function randomPlant(most = 120): fc.Arbitrary<Story> {
  return fc
    .tuple(fc.integer({ min: 0, max: 2 ** 31 - 1 }), fc.integer({ min: 0, max: most }))
    .map(([seed, count]) => play(seed, count));
}

/** The same seed and count give the same plant. It may go on from a plant, under ids of another kind. */
export function play(seed: number, count: number, from: Network = emptyPlant, prefix = "i"): Story {
  const dice = diceOf(seed);
  let ids = 0;
  let network = from;
  const past: Story["past"][number][] = [];
  for (let n = 0; n < count; n++) {
    const step = names[dice(names.length)];
    const answer = steps[step](network, dice, () => `${prefix}${++ids}`);
    if (!answer?.ok) continue;
    const after = network.apply(answer.value);
    if (dice(6) === 0) network = after.apply(invert(answer.value, network));
    else {
      past.push({ step, change: answer.value, before: network });
      network = after;
    }
  }
  return { network, past };
}

/** Names of all steps. */
export const stepNames = Object.keys(steps);

/** Mulberry32 (T. Ettinger 2017): whole numbers below a limit; 0 where the limit is 0. */
function diceOf(seed: number): Dice {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
