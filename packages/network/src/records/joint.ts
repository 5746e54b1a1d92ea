import type { CableId, ClosureId, EquipmentId, PatchId, SpliceId, SplitterId } from "./ids.ts";
import type { PlantStatus } from "./status.ts";

/** A strand is an address: cable, tube and strand in the tube, both from 1. No row exists for it. */
export interface Strand {
  readonly cableId: CableId;
  readonly tube: number;
  readonly strand: number;
}

/** The a- or b-end of a strand: where its cable starts, or where it ends. */
export interface StrandEnd extends Strand {
  readonly end: "a" | "b";
}

/** An input or output of a splitter, from 1. */
export interface SplitterLeg {
  readonly splitterId: SplitterId;
  readonly side: "in" | "out";
  readonly leg: number;
}

/** A port of equipment, from 1. */
export interface Port {
  readonly equipmentId: EquipmentId;
  readonly port: number;
}

/** What a joint can join. */
export type JointEnd = StrandEnd | SplitterLeg | Port;

/** How glass is joined: melted, held together, by a connector in the field, or never cut at all. */
export const spliceMethods = ["fusion", "mechanical", "connector", "uncut"] as const;
export type SpliceMethod = (typeof spliceMethods)[number];

/**
 * One strand end joined to another, to a splitter's leg or to a port (the rear of a frame's), stored once with `a` before `b`
 * (see `orderEnds`). It lies in a tray of a closure, unless one end is a port.
 */
export interface Splice {
  readonly id: SpliceId;
  readonly closureId?: ClosureId;
  /** Tray of the closure, from 1; an uncut strand and a splice at a port have none. */
  readonly tray?: number;
  readonly a: JointEnd;
  readonly b: JointEnd;
  readonly method: SpliceMethod;
  /** Loss as measured, by wavelength in nanometres; the settings' mean where there is none. */
  readonly lossDb?: Readonly<Record<string, number>>;
  readonly status: PlantStatus;
}

/** A cord between two ports' fronts, or a port and a splitter's leg; stored once with `a` before `b`. */
export interface Patch {
  readonly id: PatchId;
  readonly a: SplitterLeg | Port;
  readonly b: SplitterLeg | Port;
  readonly status: PlantStatus;
}

export type Joint = Splice | Patch;

export function isSplice(joint: Joint): joint is Splice {
  return "method" in joint;
}

export function isStrandEnd(end: JointEnd): end is StrandEnd {
  return "cableId" in end;
}

export function isSplitterLeg(end: JointEnd): end is SplitterLeg {
  return "splitterId" in end;
}

export function isPort(end: JointEnd): end is Port {
  return "equipmentId" in end;
}

/** An end in words: `C1 2.3 a`, `S1 out 4`, `OLT1 port 1`. Unique within a plant. */
export function endText(end: JointEnd): string {
  if (isStrandEnd(end)) return `${end.cableId} ${end.tube}.${end.strand} ${end.end}`;
  if (isSplitterLeg(end)) return `${end.splitterId} ${end.side} ${end.leg}`;
  return `${end.equipmentId} port ${end.port}`;
}

/** Two ends in the order a joint is stored in: strands, then legs, then ports; by id, tube, strand, leg or port, and end. */
export function orderEnds<End extends JointEnd>(x: End, y: End): { readonly a: End; readonly b: End } {
  return compareEnds(x, y) <= 0 ? { a: x, b: y } : { a: y, b: x };
}

/** The same order as a comparison. */
export function compareEnds(x: JointEnd, y: JointEnd): number {
  const left = sortKey(x);
  const right = sortKey(y);
  for (let i = 0; i < left.length; i++) {
    if (left[i] < right[i]) return -1;
    if (left[i] > right[i]) return 1;
  }
  return 0;
}

function sortKey(end: JointEnd): readonly (string | number)[] {
  if (isStrandEnd(end)) return [0, end.cableId, end.tube, end.strand, end.end];
  if (isSplitterLeg(end)) return [1, end.splitterId, end.side, end.leg, ""];
  return [2, end.equipmentId, end.port, 0, ""];
}
