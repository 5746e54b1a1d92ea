import type { Anchor } from "../locate/calibration.ts";
import type { LocateOptions } from "../locate/locate.ts";
import type { NodeId } from "../records/ids.ts";
import type { Port } from "../records/joint.ts";
import { accept, type Result } from "../result.ts";
import type { Network } from "../snapshot/network.ts";
import type { TraceCode } from "../trace/trace.ts";
import { layTrace } from "./lay-trace.ts";
import type { EventMatching } from "./match-events.ts";
import { isSameLight, type OtdrTrace } from "./otdr-trace.ts";

/** An event that was a joint of the plant, by its place in the list of events. */
export interface KnownJoint {
  readonly event: number;
  readonly nodeId: NodeId;
  /** What the node was called, or its id. */
  readonly name: string;
}

/** A trace that was kept of a port: what it shows, and which joints of the plant that was. Whatever becomes of the plant, it can be laid on it again. */
export interface KeptTrace extends OtdrTrace {
  readonly joints: readonly KnownJoint[];
}

/** What a kept trace says of the glass as the plant is now. */
export interface Calibrating {
  /** In the metres of the trace. */
  readonly anchors: readonly Anchor[];
  /** Joints that it showed when it was kept and shows no more: the plant has changed there by more than its lengths may be wrong. */
  readonly lost: readonly (KnownJoint & { readonly glassM: number })[];
}

/** The joints that the events of a trace are. */
export function jointsOf(network: Network, { line, matches }: EventMatching): KnownJoint[] {
  return matches.map(({ event, joint }) => {
    const { nodeId } = line.joints[joint];
    return { event, nodeId, name: network.get("nodes", nodeId)?.name ?? nodeId };
  });
}

/**
 * Lays a kept trace on the port's glass as the plant is now, so that an edit of lengths or places does not silence its calibration: its events
 * are matched anew. Joints that they no longer fit are told; an event that was one of them is no anchor of another.
 */
export function calibratingBy(
  network: Network,
  from: Port,
  { events, joints }: KeptTrace,
): Result<Calibrating, TraceCode> {
  const laid = layTrace(network, from, events, { shotFrom: "start" });
  if (!laid.ok) return laid;
  const now = new Map(laid.value && jointsOf(network, laid.value).map(({ event, nodeId }) => [event, nodeId]));
  const lost = joints
    .filter(({ event, nodeId }) => now.get(event) !== nodeId)
    .map((joint) => ({ ...joint, glassM: events[joint.event].glassM }));
  const elsewhere = new Set(lost.filter(({ nodeId }) => network.get("nodes", nodeId)).map(({ event }) => event));
  const { anchors = [], matches = [] } = laid.value ?? {};
  return accept({ anchors: anchors.filter((_, i) => !elsewhere.has(matches[i].event)), lost });
}

/** What a kept trace says to `locate` of a reading by light of a wavelength: its index counts for light of its own. */
export function knownBy({ anchors }: Calibrating, { groupIndex, waveNm }: KeptTrace, lightNm?: number): LocateOptions {
  const isKnown = groupIndex !== undefined && isSameLight(lightNm, waveNm);
  return { anchors, ...(isKnown && { anchorsIndex: groupIndex }) };
}
