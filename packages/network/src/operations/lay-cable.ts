import { ChangeBuilder } from "../change/change.ts";
import type { Cable } from "../records/cable.ts";
import type { CableId, NewId } from "../records/ids.ts";
import type { Network } from "../snapshot/network.ts";
import { type Answer, judged, type Newcomer, newcomer } from "./operation.ts";

export type LayCableArgs = Newcomer &
  Pick<Cable, "typeId" | "startNodeId" | "spanIds"> &
  Partial<Pick<Cable, "ducts" | "slack" | "drum" | "marks" | "confidence" | "loop">>;

/** Lays a cable over an unbroken run of spans. Its strands exist at once, joined to nothing. */
export function layCable(network: Network, args: LayCableArgs, newId: NewId): Answer {
  const { name: _, status: __, ...rest } = args;
  const cable: Cable = { id: newId() as CableId, ...rest, ...newcomer(args) };
  return judged(network, new ChangeBuilder().put("cables", cable), `lay cable ${args.name ?? cable.id}`);
}
