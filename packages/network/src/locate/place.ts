import { type Datum, fromWgs84, lineLengthM, type Position } from "@cuntong/geo";
import { cableLengths } from "../lengths/cable-lengths.ts";
import type { CableId, ClosureId, NodeId, SpanId } from "../records/ids.ts";
import { between } from "../rules/line.ts";
import type { Network } from "../snapshot/network.ts";
import type { GlassLine, Stretch } from "./glass-line.ts";

/** A landmark beside a place: a node of the route. */
export interface Landmark {
  readonly nodeId: NodeId;
  /** Its name, or its id where it has none. */
  readonly name: string;
  readonly position: Position;
  /** Drawn metres between it and the place. */
  readonly metres: number;
}

/** Where a cable can be opened: a closure, a cabinet, a manhole. */
export interface Access {
  readonly nodeId: NodeId;
  readonly closureId?: ClosureId;
  readonly name: string;
  readonly position: Position;
  /** Drawn metres along the cable. */
  readonly metres: number;
  readonly direction: "back" | "onward";
}

/** A place on the ground that a metre of glass lies at. */
export interface Place {
  readonly glassM: number;
  readonly position: Position;
  /** The same in the datums of phone maps. */
  readonly datums: Readonly<Record<Exclude<Datum, "CGCS2000">, Position>>;
  readonly spanId?: SpanId;
  readonly cableId?: CableId;
  /** True where the glass is coiled at a node. */
  readonly coil: boolean;
  /** The landmark before it, seen from the start of the line, and the one after. */
  readonly before: Landmark;
  readonly after: Landmark;
  /** Metres of sheath from the cable's a-end. */
  readonly sheathM: number;
  /** The metre mark on the sheath there; where at least two were read it is between or beyond them. */
  readonly markM?: number;
}

/** Where a metre of the line lies; the nearest end where it is beyond. */
export function placeAt(network: Network, line: GlassLine, glassM: number): Place {
  const at = Math.min(Math.max(0, glassM), line.glassM);
  const stretch = line.stretches[stretchAt(line, at)];
  const lengthM = stretch.toGlassM - stretch.fromGlassM;
  const part = lengthM > 0 ? (at - stretch.fromGlassM) / lengthM : 0;
  const drawnM = stretch.kind === "coil" ? 0 : lineLengthM(stretch.line);
  const position = stretch.kind === "coil" ? stretch.line[0] : positionAt(stretch.line, part * drawnM);
  const sheathM = stretch.sheathM[0] + part * (stretch.sheathM[1] - stretch.sheathM[0]);
  const markM = markAt(network, stretch, sheathM);
  return {
    glassM: at,
    position,
    datums: { WGS84: position, GCJ02: fromWgs84(position, "GCJ02"), BD09: fromWgs84(position, "BD09") },
    ...(stretch.spanId !== undefined && { spanId: stretch.spanId }),
    ...(stretch.cableId !== undefined && { cableId: stretch.cableId }),
    coil: stretch.kind === "coil",
    before: landmark(network, stretch.fromNodeId, part * drawnM),
    after: landmark(network, stretch.toNodeId, (1 - part) * drawnM),
    sheathM,
    ...(markM !== undefined && { markM }),
  };
}

/** What lies round a stretch of glass: its line on the ground, and the nodes on it. */
export interface Surroundings {
  readonly line: readonly Position[];
  readonly landmarks: readonly Omit<Landmark, "metres">[];
}

/** The ground under the glass between two metres of a line. */
export function surroundings(network: Network, line: GlassLine, fromM: number, toM: number): Surroundings {
  const [from, to] = [Math.max(0, fromM), Math.min(line.glassM, toM)];
  const [first, last] = [stretchAt(line, from), stretchAt(line, to)];
  const positions: Position[] = [placeAt(network, line, from).position];
  const nodeIds = new Set<NodeId>();
  for (let i = first; i <= last; i++) {
    const { line: drawn, fromNodeId, toNodeId } = line.stretches[i];
    if (i > first) nodeIds.add(fromNodeId);
    if (i < last) {
      nodeIds.add(toNodeId);
      positions.push(drawn[drawn.length - 1]);
    }
  }
  positions.push(placeAt(network, line, to).position);
  const landmarks = [...nodeIds].map((nodeId) => {
    const { metres: _, ...rest } = landmark(network, nodeId, 0);
    return rest;
  });
  return { line: positions, landmarks };
}

/** The stretch that a metre lies in; at a border the earlier one. */
function stretchAt({ stretches }: GlassLine, glassM: number): number {
  let [low, high] = [0, stretches.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stretches[middle].toGlassM < glassM) low = middle + 1;
    else high = middle;
  }
  return low;
}

function landmark(network: Network, nodeId: NodeId, metres: number): Landmark {
  const node = network.get("nodes", nodeId)!;
  return { nodeId, name: node.name ?? nodeId, position: node.position, metres };
}

/** The position so many drawn metres along a line. */
function positionAt(line: readonly Position[], metres: number): Position {
  let left = metres;
  for (let i = 1; i < line.length; i++) {
    const partM = lineLengthM([line[i - 1], line[i]]);
    if (left <= partM || i === line.length - 1)
      return between(line[i - 1], line[i], partM > 0 ? Math.min(1, left / partM) : 0);
    left -= partM;
  }
  return line[0];
}

/** What the sheath says there: from the nearest mark that was read, up or down as the marks run. */
function markAt(network: Network, { cableId }: Stretch, sheathM: number): number | undefined {
  const cable = cableId && network.get("cables", cableId);
  const { marks = [] } = cable || {};
  if (!cable || marks.length < 2) return undefined;
  const known = marksAlong(network, cable.id);
  const rising = known[known.length - 1].markM >= known[0].markM ? 1 : -1;
  const nearest = known.reduce((best, mark) =>
    Math.abs(mark.sheathM - sheathM) < Math.abs(best.sheathM - sheathM) ? mark : best,
  );
  return nearest.markM + rising * (sheathM - nearest.sheathM);
}

function marksAlong(network: Network, cableId: CableId): { sheathM: number; markM: number }[] {
  const cable = network.get("cables", cableId)!;
  const type = network.get("cableTypes", cable.typeId)!;
  const { chainages } = cableLengths(network, cable, type);
  return (cable.marks ?? [])
    .flatMap(({ nodeId, markM }) => {
      const chainage = chainages.find((one) => one.nodeId === nodeId);
      return chainage ? [{ sheathM: chainage.sheathM, markM }] : [];
    })
    .sort((a, b) => a.sheathM - b.sheathM);
}

const openable: ReadonlySet<string> = new Set(["headend", "site", "cabinet", "closure", "manhole", "handhole"]);

/** Where the cable can be opened nearest to a place: one way and the other, where there is one. */
export function accessAround(network: Network, line: GlassLine, place: Place): Access[] {
  const at = stretchAt(line, place.glassM);
  const found: Access[] = [];
  let metres = place.before.metres;
  for (let i = at; i >= 0; i--) {
    const access = accessAt(network, line, line.stretches[i].fromNodeId, metres, "back");
    if (access) {
      found.push(access);
      break;
    }
    if (i > 0) metres += drawnOf(line.stretches[i - 1]);
  }
  metres = place.after.metres;
  for (let i = at; i < line.stretches.length; i++) {
    const access = accessAt(network, line, line.stretches[i].toNodeId, metres, "onward");
    if (access) {
      found.push(access);
      break;
    }
    if (i + 1 < line.stretches.length) metres += drawnOf(line.stretches[i + 1]);
  }
  return found.sort((a, b) => a.metres - b.metres);
}

function drawnOf({ kind, line }: Stretch): number {
  return kind === "coil" ? 0 : lineLengthM(line);
}

function accessAt(
  network: Network,
  line: GlassLine,
  nodeId: NodeId,
  metres: number,
  direction: Access["direction"],
): Access | undefined {
  const node = network.get("nodes", nodeId)!;
  const [closureId] = network.referrers("nodes", nodeId, "closures") as readonly ClosureId[];
  const isJoint = line.joints.some((joint) => joint.nodeId === nodeId);
  if (!openable.has(node.kind) && closureId === undefined && !isJoint) return undefined;
  const name = node.name ?? nodeId;
  return { nodeId, ...(closureId !== undefined && { closureId }), name, position: node.position, metres, direction };
}
