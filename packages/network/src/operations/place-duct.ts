import { ChangeBuilder } from "../change/change.ts";
import type { DuctId, NewId, SpanId } from "../records/ids.ts";
import type { Network } from "../snapshot/network.ts";
import { type Answer, judged, known, type Newcomer, newcomer } from "./operation.ts";

export interface PlaceDuctArgs extends Newcomer {
  readonly spanId: SpanId;
  readonly insideId?: DuctId;
  readonly innerMm: number;
  readonly outerMm: number;
}

/** Lays a duct along a span, in another duct where told. */
export function placeDuct(network: Network, args: PlaceDuctArgs, newId: NewId): Answer {
  const { spanId, insideId, innerMm, outerMm } = args;
  const span = known(network, "spans", spanId, "SPAN_UNKNOWN");
  if (!span.ok) return span;
  const duct = { id: newId() as DuctId, spanId, innerMm, outerMm, ...newcomer(args) };
  const builder = new ChangeBuilder().put("ducts", { ...duct, ...(insideId !== undefined && { insideId }) });
  return judged(network, builder, `lay a duct along ${spanId}`);
}
