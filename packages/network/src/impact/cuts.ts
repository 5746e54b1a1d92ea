import { AreaIndex, type MultiPolygon } from "@cuntong/geo";
import type { CableId, ClosureId, EquipmentId, NodeId, SpanId, SplitterId } from "../records/ids.ts";
import { isStrandEnd, type JointEnd, type Strand } from "../records/joint.ts";
import { accept, type Result, refuse } from "../result.ts";
import type { Network } from "../snapshot/network.ts";

/** What fails at once: things by id, and everything that lies in areas (a landslide, a flood). */
export interface Cuts {
  readonly nodes?: readonly string[];
  readonly spans?: readonly string[];
  readonly cables?: readonly string[];
  readonly strands?: readonly Strand[];
  readonly closures?: readonly string[];
  readonly splitters?: readonly string[];
  readonly equipment?: readonly string[];
  /** Polygons with holes, WGS 84. */
  readonly areas?: readonly MultiPolygon[];
}

export type CutCode =
  | "NODE_UNKNOWN"
  | "SPAN_UNKNOWN"
  | "CABLE_UNKNOWN"
  | "STRAND_UNKNOWN"
  | "CLOSURE_UNKNOWN"
  | "SPLITTER_UNKNOWN"
  | "EQUIPMENT_UNKNOWN";

/** Everything that is dead because of cuts: what they name, and what cannot be without it. */
export interface Dead {
  readonly nodes: ReadonlySet<NodeId>;
  readonly spans: ReadonlySet<SpanId>;
  readonly cables: ReadonlySet<CableId>;
  /** Strands cut by themselves, in cables that are whole. */
  readonly strands: ReadonlySet<string>;
  readonly closures: ReadonlySet<ClosureId>;
  readonly splitters: ReadonlySet<SplitterId>;
  readonly equipment: ReadonlySet<EquipmentId>;
}

/**
 * What cuts take with them: a node its spans, closures and equipment; a span every cable over it; a closure its splitters. Refuses what is
 * not there, and names it.
 */
export function deadBy(network: Network, cuts: Cuts): Result<Dead, CutCode> {
  const missing = firstMissing(network, cuts);
  if (missing) return missing;
  const nodes = new Set(cuts.nodes as readonly NodeId[] | undefined);
  const spans = new Set(cuts.spans as readonly SpanId[] | undefined);
  addInside(network, cuts.areas ?? [], nodes, spans);
  const closures = new Set(cuts.closures as readonly ClosureId[] | undefined);
  const equipment = new Set(cuts.equipment as readonly EquipmentId[] | undefined);
  for (const id of nodes) {
    for (const span of network.referrers("nodes", id, "spans")) spans.add(span as SpanId);
    for (const closure of network.referrers("nodes", id, "closures")) closures.add(closure as ClosureId);
    for (const device of network.referrers("nodes", id, "equipment")) equipment.add(device as EquipmentId);
  }
  const cables = new Set(cuts.cables as readonly CableId[] | undefined);
  for (const id of spans) for (const cable of network.referrers("spans", id, "cables")) cables.add(cable as CableId);
  const splitters = new Set(cuts.splitters as readonly SplitterId[] | undefined);
  for (const id of closures) {
    for (const splitter of network.referrers("closures", id, "splitters")) splitters.add(splitter as SplitterId);
  }
  return accept({
    nodes,
    spans,
    cables,
    strands: new Set((cuts.strands ?? []).map(strandKey)),
    closures,
    splitters,
    equipment,
  });
}

export function strandKey({ cableId, tube, strand }: Strand): string {
  return `${cableId} ${tube}.${strand}`;
}

const named = [
  ["nodes", "NODE_UNKNOWN"],
  ["spans", "SPAN_UNKNOWN"],
  ["cables", "CABLE_UNKNOWN"],
  ["closures", "CLOSURE_UNKNOWN"],
  ["splitters", "SPLITTER_UNKNOWN"],
  ["equipment", "EQUIPMENT_UNKNOWN"],
] as const;

function firstMissing(network: Network, cuts: Cuts) {
  for (const [table, code] of named) {
    const id = cuts[table]?.find((one) => network.get(table, one) === undefined);
    if (id !== undefined) return refuse(code, `There is no ${id} in ${table}.`);
  }
  for (const strand of cuts.strands ?? []) {
    const cable = network.get("cables", strand.cableId);
    if (!cable) return refuse("CABLE_UNKNOWN", `There is no cable ${strand.cableId}.`);
    const type = network.get("cableTypes", cable.typeId);
    const isIn =
      type &&
      strand.tube >= 1 &&
      strand.tube <= type.tubes &&
      strand.strand >= 1 &&
      strand.strand <= type.strandsPerTube;
    if (!isIn) return refuse("STRAND_UNKNOWN", `There is no strand ${strandKey(strand)}.`);
  }
  return undefined;
}

/** Adds the nodes that stand in areas and the spans that come into them. */
function addInside(network: Network, areas: readonly MultiPolygon[], nodes: Set<NodeId>, spans: Set<SpanId>): void {
  if (areas.length === 0) return;
  const index = new AreaIndex(areas);
  for (const { id, position } of network.records("nodes")) if (index.areasAt(position).length > 0) nodes.add(id);
  for (const { id, line } of network.records("spans")) {
    const lines = {
      start: Uint32Array.of(0, line.length),
      lon: Float64Array.from(line, ([lon]) => lon),
      lat: Float64Array.from(line, ([, lat]) => lat),
    };
    if (index.along(lines, 0).length > 0) spans.add(id);
  }
}

/** The strands that light loses: those of dead cables that are joined to something, those cut, and those at what is dead. */
export function lostStrands(network: Network, dead: Dead): Map<string, Strand> {
  const lost = new Map<string, Strand>();
  const add = (end: JointEnd) => {
    if (isStrandEnd(end)) lost.set(strandKey(end), { cableId: end.cableId, tube: end.tube, strand: end.strand });
  };
  for (const id of dead.cables) {
    for (const joint of network.jointsOf("cables", id)) {
      for (const end of [joint.a, joint.b]) if (isStrandEnd(end) && end.cableId === id) add(end);
    }
  }
  for (const id of dead.closures) {
    for (const spliceId of network.referrers("closures", id, "splices")) {
      const splice = network.get("splices", spliceId)!;
      add(splice.a);
      add(splice.b);
    }
  }
  for (const [table, ids] of [
    ["splitters", dead.splitters],
    ["equipment", dead.equipment],
  ] as const) {
    for (const id of ids) for (const joint of network.jointsOf(table, id)) [joint.a, joint.b].forEach(add);
  }
  for (const key of dead.strands) {
    const [, cableId, tube, strand] = /^(.*) (\d+)\.(\d+)$/.exec(key)!;
    lost.set(key, { cableId: cableId as CableId, tube: Number(tube), strand: Number(strand) });
  }
  return lost;
}
