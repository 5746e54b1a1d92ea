import { type Line, lineLengthM, type Position } from "@cuntong/geo";
import { ChangeBuilder } from "../change/change.ts";
import type { NewId, NodeId, SpanId } from "../records/ids.ts";
import type { NodeKind, PlantNode } from "../records/node.ts";
import type { Support } from "../records/span.ts";
import type { Confidence } from "../records/status.ts";
import { accept, type Result, refuse } from "../result.ts";
import { isPosition } from "../rules/place-rules.ts";
import type { Network } from "../snapshot/network.ts";
import { nearestNode, nearestSpan } from "./nearest.ts";
import { type Answer, judged, type Newcomer, newcomer } from "./operation.ts";
import { splitInto } from "./split-span.ts";

export interface DrawSpanArgs extends Newcomer {
  readonly line: Line;
  readonly support: Support;
  readonly confidence?: Confidence;
  /** How near an end takes a node or a span as its own, metres; the settings' tolerance where it is not said. */
  readonly snapM?: number;
  /** Kind of the nodes made where an end meets nothing, or splits a span; `marker` where it is not said. */
  readonly nodeKind?: NodeKind;
  readonly riskGroups?: readonly string[];
}

/**
 * Draws a span. Each end takes the nearest node within `snapM`; else it splits the nearest span within `snapM`; else it gets a node of
 * its own. The line is led to the very positions of its nodes. Refused where it would pass through a node on its way.
 */
export function drawSpan(network: Network, args: DrawSpanArgs, newId: NewId): Answer {
  const { line, support, confidence, riskGroups } = args;
  if (line.length < 2 || !line.every(isPosition)) return refuse("LINE_INVALID", "A span needs two or more positions.");
  const builder = new ChangeBuilder();
  const from = endAt(builder, network, line[0], args, newId);
  if (!from.ok) return from;
  // The first end may have split the very span that the second end is on: look again.
  const now = network.apply(builder.build(""));
  const to = endAt(builder, now, line[line.length - 1], args, newId);
  if (!to.ok) return to;
  const whole = [from.value.position, ...line.slice(1, -1), to.value.position];
  builder.put("spans", {
    id: newId() as SpanId,
    from: from.value.id,
    to: to.value.id,
    support,
    line: whole,
    lengthM: lineLengthM(whole),
    ...newcomer(args),
    ...(confidence && { confidence }),
    ...(riskGroups && { riskGroups }),
  });
  return judged(network, builder, `draw ${support} span`);
}

function endAt(
  builder: ChangeBuilder,
  network: Network,
  position: Position,
  { snapM = network.settings.toleranceM, nodeKind = "marker", ...args }: DrawSpanArgs,
  newId: NewId,
): Result<PlantNode, "SPAN_UNKNOWN" | "AT_END"> {
  const node = nearestNode(network, position, snapM);
  if (node) return accept(node);
  const split = nearestSpan(network, position, snapM);
  if (split) return splitInto(builder, network, { ...split, kind: nodeKind }, newId);
  const made: PlantNode = { id: newId() as NodeId, kind: nodeKind, position, status: newcomer(args).status };
  builder.put("nodes", made);
  return accept(made);
}
