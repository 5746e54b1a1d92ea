import {
  endText,
  isSplice,
  isSplitterLeg,
  isStrandEnd,
  type JointEnd,
  type Port,
  type SplitterLeg,
} from "../records/joint.ts";
import type { Network } from "../snapshot/network.ts";
import { type Face, isFramePort, jointsBeside } from "./beside.ts";

/**
 * Where the glass beyond an end leads, through strands and frames, to the first splitter's leg or device's port; nothing where it is
 * open, comes back or is claimed twice. Whatever the status: rules look at all plant.
 */
export function farEnd(network: Network, from: JointEnd, fromFace: Face = "rear"): SplitterLeg | Port | undefined {
  let end = from;
  let face = fromFace;
  for (;;) {
    const joints = jointsBeside(network, end, face);
    if (joints.length !== 1) return undefined;
    const [joint] = joints;
    const other = endText(joint.a) === endText(end) ? joint.b : joint.a;
    face = isSplice(joint) ? "rear" : "front";
    if (endText(other) === endText(from)) return undefined;
    if (isStrandEnd(other)) {
      if (network.jointsAt(other).length !== 1) return undefined;
      end = { ...other, end: other.end === "a" ? "b" : "a" };
      if (endText(end) === endText(from)) return undefined;
    } else if (isFramePort(network, other)) {
      if (network.jointsAt(other, face).length !== 1) return undefined;
      face = face === "rear" ? "front" : "rear";
      end = other;
    } else {
      return jointsBeside(network, other, face).length === 1 ? (other as SplitterLeg | Port) : undefined;
    }
  }
}

/** True where light from an OLT can come out at the end: up through splitters by any of their inputs. */
export function isLit(network: Network, end: JointEnd, face: Face = "rear"): boolean {
  const seen = new Set<string>();
  const todo = [farEnd(network, end, face)];
  for (let at = todo.pop(); at || todo.length > 0; at = todo.pop()) {
    if (!at) continue;
    if (!isSplitterLeg(at)) {
      if (network.get("equipment", at.equipmentId)?.kind === "olt") return true;
      continue;
    }
    if (at.side === "in" || seen.has(at.splitterId)) continue;
    seen.add(at.splitterId);
    for (const leg of legsOf(network, at.splitterId, "in")) todo.push(farEnd(network, leg));
  }
  return false;
}

/** A splitter whose light comes back to it, among those that the given ones feed; nothing where there is no such cycle. */
export function findPonCycle(network: Network, splitterIds: Iterable<string>): string | undefined {
  const done = new Set<string>();
  const open = new Set<string>();
  const todo: { readonly id: string; readonly leave?: true }[] = [];
  for (const start of splitterIds) {
    todo.push({ id: start });
    for (let at = todo.pop(); at; at = todo.pop()) {
      if (at.leave) {
        open.delete(at.id);
        done.add(at.id);
        continue;
      }
      if (open.has(at.id)) return at.id;
      if (done.has(at.id)) continue;
      open.add(at.id);
      todo.push({ id: at.id, leave: true });
      for (const leg of legsOf(network, at.id, "out")) {
        const far = farEnd(network, leg);
        if (far && isSplitterLeg(far) && far.side === "in") todo.push({ id: far.splitterId });
      }
    }
  }
  return undefined;
}

/** The joined legs of one side of a splitter. */
function legsOf(network: Network, splitterId: string, side: "in" | "out"): SplitterLeg[] {
  const ends = network.jointsOf("splitters", splitterId).flatMap(({ a, b }): JointEnd[] => [a, b]);
  return ends.filter(
    (end): end is SplitterLeg => isSplitterLeg(end) && end.splitterId === splitterId && end.side === side,
  );
}
