import { distanceM, type Extent, lineLengthM, metresPerDegree, type Position } from "@cuntong/geo";
import type { PlantNode } from "../records/node.ts";
import type { Duct, Span } from "../records/span.ts";
import type { PlantStatus } from "../records/status.ts";
import type { Network } from "../snapshot/network.ts";
import { crossesItself, footOn } from "./line.ts";
import { Speaker, type Violation } from "./violation.ts";

/** Rules of nodes: a place on the earth, no other of its kind there, no span passing through. */
export function* nodeRules(network: Network, node: PlantNode): Generator<Violation> {
  const say = Speaker.of("nodes", node);
  if (!isPosition(node.position)) {
    yield say.error("POSITION_INVALID", `Node ${node.id} is not at a longitude and latitude.`);
    return;
  }
  if (!isInside(node.position, network.settings.extent)) {
    yield say.error("OUTSIDE_EXTENT", `Node ${node.id} lies outside the project.`);
  }
  if (node.status === "decommissioned") return;
  const marginDeg = marginOf(network);
  for (const id of network.near("nodes", [node.position], marginDeg)) {
    const other = network.get("nodes", id);
    if (!other || other.id === node.id || other.kind !== node.kind || isGone(other)) continue;
    const gapM = metresBetween(node.position, other.position);
    if (gapM > network.settings.toleranceM) continue;
    yield say.error("NODE_TOO_NEAR", `Node ${node.id} is where ${other.kind} ${other.id} is.`, {
      holder: { table: "nodes", id: other.id },
      params: { gapM },
    });
  }
  for (const id of network.near("spans", [node.position], marginDeg)) {
    const span = network.get("spans", id);
    if (span && isThrough(network, span, node)) yield throughNode(say, span, node);
  }
}

/** Rules of spans: a simple line between its two nodes, as long as it says, through no third. */
export function* spanRules(network: Network, span: Span): Generator<Violation> {
  const say = Speaker.of("spans", span);
  const { toleranceM, extent } = network.settings;
  if (span.line.length < 2 || !span.line.every(isPosition)) {
    yield say.error("LINE_INVALID", `Span ${span.id} needs two or more positions, each a longitude and latitude.`);
    return;
  }
  const drawnM = lineLengthM(span.line);
  if (span.from === span.to) yield say.error("LINE_CLOSED", `Span ${span.id} ends at the node it begins at.`);
  if (drawnM <= toleranceM)
    yield say.error("LINE_TOO_SHORT", `Span ${span.id} is ${drawnM} m long.`, { params: { drawnM } });
  if (crossesItself(span.line)) yield say.error("LINE_CROSSES_ITSELF", `Span ${span.id} crosses or touches itself.`);
  if (!span.line.every((position) => isInside(position, extent))) {
    yield say.error("OUTSIDE_EXTENT", `Span ${span.id} leaves the project.`);
  }
  if (!(Math.abs(span.lengthM - drawnM) <= toleranceM + drawnM * 1e-4)) {
    const params = { lengthM: span.lengthM, drawnM };
    yield say.error("LENGTH_WRONG", `Span ${span.id} says ${span.lengthM} m, its line is ${drawnM} m.`, { params });
  }
  if (span.measuredM !== undefined && !(span.measuredM >= drawnM * (1 - 1e-4) - toleranceM)) {
    const params = { measuredM: span.measuredM, drawnM };
    yield say.error("MEASURED_TOO_SHORT", `Span ${span.id} was measured shorter than it is drawn.`, { params });
  }
  yield* spanEnds(network, span, say);
  if (isGone(span)) return;
  for (const id of network.near("nodes", span.line, marginOf(network))) {
    const node = network.get("nodes", id);
    if (node && isThrough(network, span, node)) yield throughNode(say, span, node);
  }
}

function* spanEnds(network: Network, span: Span, say: Speaker): Generator<Violation> {
  for (const [nodeId, position] of [[span.from, span.line[0]] as const, [span.to, span.line.at(-1)!] as const]) {
    const node = network.get("nodes", nodeId);
    if (!node || !isPosition(node.position)) continue;
    const gapM = metresBetween(node.position, position);
    if (gapM <= network.settings.toleranceM) continue;
    yield say.error("SPAN_END_OFF_NODE", `Span ${span.id} ends ${gapM.toFixed(3)} m from node ${nodeId}.`, {
      holder: { table: "nodes", id: nodeId },
      params: { gapM },
    });
  }
}

function throughNode(say: Speaker, span: Span, node: PlantNode): Violation {
  const isNode = say.object.table === "nodes";
  const holder = isNode ? ({ table: "spans", id: span.id } as const) : ({ table: "nodes", id: node.id } as const);
  return say.error("SPAN_THROUGH_NODE", `Span ${span.id} passes through node ${node.id} without ending there.`, {
    holder,
  });
}

/** Rules of ducts: inside their parent on the same span, and not filled beyond the limit. */
export function* ductRules(network: Network, duct: Duct): Generator<Violation> {
  const say = Speaker.of("ducts", duct);
  if (!(duct.innerMm > 0 && duct.outerMm >= duct.innerMm && duct.outerMm < 10_000)) {
    yield say.error("NUMBER_INVALID", `Duct ${duct.id} has no possible diameters.`);
    return;
  }
  const parent = duct.insideId === undefined ? undefined : network.get("ducts", duct.insideId);
  if (parent && (parent.spanId !== duct.spanId || isWithin(network, parent, duct.id))) {
    const holder = { table: "ducts", id: parent.id } as const;
    yield say.error("DUCT_OUTSIDE_PARENT", `Duct ${duct.id} cannot lie in ${parent.id}.`, { holder });
  }
  const area = contentMm2(network, duct);
  const roomMm2 = (Math.PI * duct.innerMm ** 2 * network.settings.ductFillPct) / 400;
  if (area > roomMm2) {
    const params = { areaMm2: Math.round(area), roomMm2: Math.round(roomMm2) };
    yield say.error("DUCT_OVERFILLED", `Duct ${duct.id} holds more than it may.`, { params });
  }
}

/** Cross-section of what lies directly in a duct. */
function contentMm2(network: Network, duct: Duct): number {
  const diameters = [
    ...network.referrers("ducts", duct.id, "ducts").map((id) => network.get("ducts", id)?.outerMm ?? 0),
    ...network.referrers("ducts", duct.id, "cables").map((id) => {
      const cable = network.get("cables", id);
      return (cable && cable.status !== "decommissioned" && network.get("cableTypes", cable.typeId)?.outerMm) || 0;
    }),
  ];
  return diameters.reduce((area, mm) => area + (Math.PI * mm ** 2) / 4, 0);
}

function isWithin(network: Network, duct: Duct, id: string): boolean {
  const seen = new Set<string>();
  for (let at: Duct | undefined = duct; at && !seen.has(at.id); ) {
    if (at.id === id) return true;
    seen.add(at.id);
    at = at.insideId === undefined ? undefined : network.get("ducts", at.insideId);
  }
  return false;
}

function isThrough(network: Network, span: Span, node: PlantNode): boolean {
  if (span.from === node.id || span.to === node.id || isGone(span) || isGone(node)) return false;
  if (span.line.length < 2 || !span.line.every(isPosition) || !isPosition(node.position)) return false;
  const { toleranceM } = network.settings;
  if (footOn(span.line, node.position).offM > toleranceM) return false;
  // Two nodes of different kinds may share a place; a span to one of them does not pass through the other.
  const ends = [span.line[0], span.line.at(-1)!];
  return ends.every((end) => metresBetween(end, node.position) > toleranceM);
}

function isGone({ status }: { readonly status: PlantStatus }): boolean {
  return status === "decommissioned";
}

/** The tolerance in degrees at this latitude, generously. */
function marginOf({ settings }: Network): number {
  return (settings.toleranceM / metresPerDegree(0).latM) * 4;
}

export function isPosition(position: Position): boolean {
  const [lon, lat] = position;
  return position.length === 2 && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
}

function isInside([lon, lat]: Position, extent: Extent | undefined): boolean {
  if (!extent) return true;
  const [west, south, east, north] = extent;
  return lon >= west && lon <= east && lat >= south && lat <= north;
}

function metresBetween(a: Position, b: Position): number {
  return distanceM(a[0], a[1], b[0], b[1]);
}
