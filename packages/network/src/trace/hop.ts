import type { Lengths } from "../lengths/cable-lengths.ts";
import type { MarkedColour } from "../records/colours.ts";
import type { CableId, ClosureId, EquipmentId, NodeId, PatchId, SpliceId, SplitterId } from "../records/ids.ts";
import type { JointEnd, SpliceMethod } from "../records/joint.ts";
import type { Confidence } from "../records/status.ts";

/** What light has behind it: three lengths, how far the glass may differ, and the loss at each of the trace's wavelengths. */
export interface Measure extends Lengths {
  readonly spreadM: number;
  readonly confidence: Confidence;
  /** dB, one for each of the trace's wavelengths, in their order. */
  readonly lossDb: readonly number[];
}

interface AnyHop {
  /** The hop before this one on its way, by place in the list; -1 for the first. */
  readonly parent: number;
  /** What this hop adds, and what it all comes to. */
  readonly own: Measure;
  readonly total: Measure;
}

/** Along a strand from one end of its cable to the other. */
export interface StrandHop extends AnyHop {
  readonly kind: "strand";
  readonly cableId: CableId;
  readonly tube: number;
  readonly strand: number;
  readonly tubeColour: MarkedColour;
  readonly strandColour: MarkedColour;
  /** The end it is entered by. */
  readonly enters: "a" | "b";
  readonly fromNodeId: NodeId;
  readonly toNodeId: NodeId;
}

/** Across a splice. */
export interface SpliceHop extends AnyHop {
  readonly kind: "splice";
  readonly spliceId: SpliceId;
  readonly method: SpliceMethod;
  readonly nodeId: NodeId;
  readonly closureId?: ClosureId;
  readonly tray?: number;
}

/** Along a patch cord. */
export interface PatchHop extends AnyHop {
  readonly kind: "patch";
  readonly patchId: PatchId;
  readonly nodeId: NodeId;
}

/** From a splitter's input to one of its outputs (down), or from an output to an input (up). */
export interface SplitterHop extends AnyHop {
  readonly kind: "splitter";
  readonly splitterId: SplitterId;
  readonly closureId: ClosureId;
  readonly nodeId: NodeId;
  readonly direction: "down" | "up";
  readonly input: number;
  readonly output: number;
}

/** Through a frame's port, or into or out of a device. */
export interface PortHop extends AnyHop {
  readonly kind: "port";
  readonly equipmentId: EquipmentId;
  readonly port: number;
  readonly nodeId: NodeId;
}

export type Hop = StrandHop | SpliceHop | PatchHop | SplitterHop | PortHop;

/**
 * Why a way ends: at a device's `port`; `open`: the glass is joined to nothing here; `spare`: an output of a splitter that nothing uses;
 * `unasked`: what is joined here is not of the statuses asked for (`because` names it); `loop`: it came back to where it had been;
 * `contested`: more than one joint claims the end (`because` names them); `broken`: a record it needs is missing.
 */
export const stopReasons = ["port", "open", "spare", "unasked", "loop", "contested", "broken"] as const;
export type StopReason = (typeof stopReasons)[number];

/** The end of one way. */
export interface Stop {
  /** The last hop of the way, by place in the list; -1 where there is none. */
  readonly hop: number;
  readonly reason: StopReason;
  /** The end it stopped at, where it did not stop in a port. */
  readonly at?: JointEnd;
  readonly nodeId?: NodeId;
  /** The closure there, where there is exactly one. */
  readonly closureId?: ClosureId;
  readonly because?: readonly string[];
}

/** Everything reached in one direction: a tree of hops, each after its parent, and where its ways end, in order of legs. */
export interface Way {
  readonly hops: readonly Hop[];
  readonly stops: readonly Stop[];
}
