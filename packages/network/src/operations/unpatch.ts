import { ChangeBuilder } from "../change/change.ts";
import type { PatchId } from "../records/ids.ts";
import type { Network } from "../snapshot/network.ts";
import { type Answer, judged, known } from "./operation.ts";

/** Pulls a patch cord. */
export function unpatch(network: Network, { patchId }: { patchId: PatchId }): Answer {
  const patch = known(network, "patches", patchId, "OBJECT_UNKNOWN");
  if (!patch.ok) return patch;
  return judged(network, new ChangeBuilder().remove("patches", patchId), `unpatch ${patchId}`);
}
