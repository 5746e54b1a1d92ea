import { ChangeBuilder } from "../change/change.ts";
import type { NewId, PatchId } from "../records/ids.ts";
import { endText, orderEnds, type Patch } from "../records/joint.ts";
import type { PlantStatus } from "../records/status.ts";
import type { Network } from "../snapshot/network.ts";
import { type Answer, judged } from "./operation.ts";

export interface PatchArgs extends Pick<Patch, "a" | "b"> {
  readonly status?: PlantStatus;
}

/** Puts a cord between two ports of a node, or a port and a splitter's leg. */
export function patchPorts(network: Network, { a, b, status = "planned" }: PatchArgs, newId: NewId): Answer {
  const patch: Patch = { id: newId() as PatchId, ...orderEnds(a, b), status };
  return judged(network, new ChangeBuilder().put("patches", patch), `patch ${endText(a)} to ${endText(b)}`);
}
