import type { Position } from "@cuntong/geo";
import { ChangeBuilder } from "../change/change.ts";
import type { NewId, NodeId } from "../records/ids.ts";
import type { NodeKind } from "../records/node.ts";
import type { Confidence } from "../records/status.ts";
import type { Network } from "../snapshot/network.ts";
import { type Answer, judged, type Newcomer, newcomer } from "./operation.ts";

export interface PlaceNodeArgs extends Newcomer {
  readonly kind: NodeKind;
  readonly position: Position;
  readonly confidence?: Confidence;
}

/** Places a node. Refused where another of its kind stands, and on the middle of a span: that is splitting it. */
export function placeNode(network: Network, args: PlaceNodeArgs, newId: NewId): Answer {
  const { kind, position, confidence } = args;
  const id = newId() as NodeId;
  const node = { id, kind, position, ...newcomer(args), ...(confidence && { confidence }) };
  return judged(network, new ChangeBuilder().put("nodes", node), `place ${kind} ${args.name ?? id}`);
}
