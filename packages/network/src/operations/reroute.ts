import { type Line, lineLengthM } from "@cuntong/geo";
import { ChangeBuilder } from "../change/change.ts";
import type { CableId, SpanId } from "../records/ids.ts";
import type { Network } from "../snapshot/network.ts";
import { type Answer, judged, known } from "./operation.ts";

/** Gives a span another line between the same nodes. Its measured length, taken on the old line, is let go. */
export function rerouteSpan(network: Network, { spanId, line }: { spanId: SpanId; line: Line }): Answer {
  const span = known(network, "spans", spanId, "SPAN_UNKNOWN");
  if (!span.ok) return span;
  const { measuredM: _, ...rest } = span.value;
  const builder = new ChangeBuilder().put("spans", { ...rest, line, lengthM: line.length < 2 ? 0 : lineLengthM(line) });
  return judged(network, builder, `reroute span ${spanId}`);
}

/**
 * Leads a cable over other spans, from the same start. Its strands keep their joints, so it is refused where an end that is joined would
 * come elsewhere, and where slack or a mark would be off its way. Ducts it leaves are let go.
 */
export function rerouteCable(network: Network, args: { cableId: CableId; spanIds: readonly SpanId[] }): Answer {
  const cable = known(network, "cables", args.cableId, "CABLE_UNKNOWN");
  if (!cable.ok) return cable;
  const { ducts, ...rest } = cable.value;
  const kept = ducts?.filter(({ spanId }) => args.spanIds.includes(spanId)) ?? [];
  const spanIds = args.spanIds;
  const builder = new ChangeBuilder().put("cables", { ...rest, spanIds, ...(kept.length > 0 && { ducts: kept }) });
  return judged(network, builder, `reroute cable ${cable.value.name ?? args.cableId}`);
}
