import { ChangeBuilder } from "../change/change.ts";
import type { ClosureId, ClosureTypeId, NewId, NodeId } from "../records/ids.ts";
import type { Network } from "../snapshot/network.ts";
import { type Answer, judged, known, type Newcomer, newcomer } from "./operation.ts";

export interface InsertClosureArgs extends Newcomer {
  readonly nodeId: NodeId;
  readonly typeId: ClosureTypeId;
}

/** Hangs or sets a closure at a node. No cable is opened by it: that is cutting. */
export function insertClosure(network: Network, args: InsertClosureArgs, newId: NewId): Answer {
  const node = known(network, "nodes", args.nodeId, "NODE_UNKNOWN");
  if (!node.ok) return node;
  const { nodeId, typeId } = args;
  const closure = { id: newId() as ClosureId, nodeId, typeId, ...newcomer(args) };
  return judged(network, new ChangeBuilder().put("closures", closure), `insert closure at ${nodeId}`);
}
