import type { Cable } from "../records/cable.ts";
import type { NodeId } from "../records/ids.ts";
import { isSplitterLeg, isStrandEnd, type JointEnd } from "../records/joint.ts";
import type { Span } from "../records/span.ts";
import type { Network } from "../snapshot/network.ts";

/** A cable's way over the ground: its spans, and the nodes it passes (one more than spans). */
export interface CablePath {
  readonly nodeIds: readonly NodeId[];
  readonly spans: readonly Span[];
}

/** The nodes and spans a cable passes in its own direction; where a span is missing or does not join on, `brokenAt` is its place in the list. */
export function cablePath(network: Network, cable: Cable): CablePath & { readonly brokenAt?: number } {
  const nodeIds = [cable.startNodeId];
  const spans: Span[] = [];
  for (let i = 0; i < cable.spanIds.length; i++) {
    const span = network.get("spans", cable.spanIds[i]);
    const here = nodeIds[i];
    if (!span || (span.from !== here && span.to !== here)) return { nodeIds, spans, brokenAt: i };
    nodeIds.push(span.from === here ? span.to : span.from);
    spans.push(span);
  }
  return { nodeIds, spans };
}

/** The node at an end of a cable; nothing where its path is broken. */
export function endNode(network: Network, cable: Cable, end: "a" | "b"): NodeId | undefined {
  if (end === "a") return cable.startNodeId;
  const { nodeIds, brokenAt } = cablePath(network, cable);
  return brokenAt === undefined ? nodeIds[nodeIds.length - 1] : undefined;
}

/** The node where a strand's end, a splitter or a port is. */
export function nodeOfEnd(network: Network, end: JointEnd): NodeId | undefined {
  if (isStrandEnd(end)) {
    const cable = network.get("cables", end.cableId);
    return cable && endNode(network, cable, end.end);
  }
  if (!isSplitterLeg(end)) return network.get("equipment", end.equipmentId)?.nodeId;
  const splitter = network.get("splitters", end.splitterId);
  return splitter && network.get("closures", splitter.closureId)?.nodeId;
}
