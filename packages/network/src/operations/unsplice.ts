import { ChangeBuilder } from "../change/change.ts";
import type { SpliceId } from "../records/ids.ts";
import type { Network } from "../snapshot/network.ts";
import { type Answer, judged, known } from "./operation.ts";

/** Takes splices apart; all of them or none. */
export function unsplice(network: Network, { spliceIds }: { spliceIds: readonly SpliceId[] }): Answer {
  for (const id of spliceIds) {
    const splice = known(network, "splices", id, "SPLICE_UNKNOWN");
    if (!splice.ok) return splice;
  }
  return judged(network, new ChangeBuilder().remove("splices", ...spliceIds), `unsplice ${spliceIds.length}`);
}
