import { lineLengthM, type Position } from "@cuntong/geo";
import { ChangeBuilder } from "../change/change.ts";
import type { NodeId } from "../records/ids.ts";
import type { Span } from "../records/span.ts";
import type { Network } from "../snapshot/network.ts";
import { type Answer, judged, known } from "./operation.ts";

/** Moves a node and leads the ends of its spans after it; their drawn lengths follow, measured ones stay. */
export function moveNode(network: Network, { nodeId, position }: { nodeId: NodeId; position: Position }): Answer {
  const node = known(network, "nodes", nodeId, "NODE_UNKNOWN");
  if (!node.ok) return node;
  const builder = new ChangeBuilder().put("nodes", { ...node.value, position });
  for (const id of network.referrers("nodes", nodeId, "spans")) {
    builder.put("spans", led(network.get("spans", id)!, nodeId, position));
  }
  return judged(network, builder, `move ${node.value.name ?? nodeId}`);
}

function led(span: Span, nodeId: NodeId, position: Position): Span {
  const line = [...span.line];
  if (span.from === nodeId) line[0] = position;
  if (span.to === nodeId) line[line.length - 1] = position;
  return { ...span, line, lengthM: lineLengthM(line) };
}
