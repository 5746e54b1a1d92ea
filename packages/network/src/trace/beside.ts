import { isPort, type Joint, type JointEnd } from "../records/joint.ts";
import type { Network } from "../snapshot/network.ts";

/** Which side of a frame's port: splices come to its rear, patches to its front. */
export type Face = "rear" | "front";

/** Everything joined at an end as seen from one face; a frame's port alone has two, for all else splices and patches are the same. */
export function jointsBeside(network: Network, end: JointEnd, face: Face): readonly Joint[] {
  if (!isPort(end)) return network.jointsAt(end);
  if (isFramePort(network, end)) return network.jointsAt(end, face);
  const rear = network.jointsAt(end, "rear");
  const front = network.jointsAt(end, "front");
  return front.length === 0 ? rear : rear.length === 0 ? front : [...rear, ...front];
}

/** True for a port that light passes through, from rear to front or back. */
export function isFramePort(network: Network, end: JointEnd): boolean {
  return isPort(end) && network.get("equipment", end.equipmentId)?.kind === "odf";
}
