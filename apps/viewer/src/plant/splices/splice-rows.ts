import {
  colourOf,
  endText,
  isSplice,
  isStrandEnd,
  type Joint,
  type JointEnd,
  type MarkedColour,
  type Network,
  type StrandEnd,
} from "@cuntong/network";
import type { CableEnd } from "./ends-at.ts";

/** Strands of a cable end that are drawn as one row: one strand, or a run of strands alike. */
export interface SpliceRow {
  readonly ends: readonly [StrandEnd, ...StrandEnd[]];
  /** What joins the first of them; absent where they are free. */
  readonly joint: Joint | undefined;
  readonly tube: MarkedColour;
  readonly strand: MarkedColour;
}

/** Free strands in a row are drawn as one from so many on. */
const leastRun = 3;

/**
 * The strands of a cable end as rows, in order. Free strands next to each other, and strands that run on uncut side by side into the same
 * cable, are one row.
 */
export function spliceRows(network: Network, { cable, end, type }: CableEnd): SpliceRow[] {
  const joints = jointsAtEnd(network, cable.id, end);
  const rows: SpliceRow[] = [];
  let run: { ends: StrandEnd[]; joints: (Joint | undefined)[] } = { ends: [], joints: [] };
  const close = () => {
    const whole = run.ends.length >= leastRun || (run.joints[0] !== undefined && run.ends.length > 1);
    const parts = whole ? [run.ends] : run.ends.map((one) => [one]);
    for (const [i, ends] of parts.entries()) {
      const [first, ...rest] = ends;
      if (!first) continue;
      const [tube, strand] = [colourOf(type.tubeColours, first.tube), colourOf(type.strandColours, first.strand)];
      rows.push({ ends: [first, ...rest], joint: run.joints[i], tube, strand });
    }
    run = { ends: [], joints: [] };
  };
  for (let tube = 1; tube <= type.tubes; tube++) {
    for (let strand = 1; strand <= type.strandsPerTube; strand++) {
      const at: StrandEnd = { cableId: cable.id, tube, strand, end };
      const joint = joints.get(`${tube}.${strand}`);
      if (!goesOn(network, run.joints[run.joints.length - 1], run.ends[run.ends.length - 1], joint, at)) close();
      run.ends.push(at);
      run.joints.push(joint);
    }
  }
  close();
  return rows;
}

function jointsAtEnd(network: Network, cableId: string, end: StrandEnd["end"]): Map<string, Joint> {
  const joints = new Map<string, Joint>();
  for (const joint of network.jointsOf("cables", cableId)) {
    if (joint.status === "decommissioned") continue;
    for (const one of [joint.a, joint.b])
      if (isStrandEnd(one) && one.cableId === cableId && one.end === end)
        joints.set(`${one.tube}.${one.strand}`, joint);
  }
  return joints;
}

/** Whether a strand belongs to the run that the strand before it is in. */
function goesOn(
  network: Network,
  lastJoint: Joint | undefined,
  last: StrandEnd | undefined,
  joint: Joint | undefined,
  at: StrandEnd,
): boolean {
  if (!last) return false;
  if (!lastJoint || !joint) return !lastJoint && !joint;
  if (!isUncut(lastJoint) || !isUncut(joint)) return false;
  const [before, now] = [beyond(lastJoint, last), beyond(joint, at)];
  if (!isStrandEnd(before) || !isStrandEnd(now) || before.cableId !== now.cableId || before.end !== now.end)
    return false;
  const size = strandsPerTube(network, now.cableId);
  return now.tube * size + now.strand === before.tube * size + before.strand + 1;
}

function isUncut(joint: Joint): boolean {
  return isSplice(joint) && joint.method === "uncut";
}

function strandsPerTube(network: Network, cableId: string): number {
  return network.get("cableTypes", network.get("cables", cableId)?.typeId ?? "")?.strandsPerTube ?? 12;
}

/** The end that a joint joins to this one. */
function beyond(joint: Joint, end: JointEnd): JointEnd {
  return endText(joint.a) === endText(end) ? joint.b : joint.a;
}
