import { ChangeBuilder } from "../change/change.ts";
import type { NewId, SpanId } from "../records/ids.ts";
import { simplePieces } from "../rules/line.ts";
import type { Network } from "../snapshot/network.ts";
import { type Answer, judged, known } from "./operation.ts";
import { splitInto } from "./split-span.ts";

/** Splits a span whose line crosses itself at vertices, so that every part is simple. A simple one stays as it is. */
export function untangleSpan(network: Network, { spanId }: { spanId: SpanId }, newId: NewId): Answer {
  const builder = new ChangeBuilder();
  const span = known(network, "spans", spanId, "SPAN_UNKNOWN");
  if (!span.ok) return span;
  untangleInto(builder, network, spanId, newId);
  return judged(network, builder, `untangle span ${spanId}`);
}

/** Adds the untangling of a span to a change: the first piece is cut off, and again from what is left. */
export function untangleInto(builder: ChangeBuilder, network: Network, spanId: SpanId, newId: NewId): void {
  let now = network;
  let rest = spanId;
  for (;;) {
    const { line } = now.get("spans", rest)!;
    const pieces = simplePieces(line);
    if (pieces.length === 1) return;
    const position = pieces[0].at(-1)!;
    const vertex = line.findIndex(([lon, lat]) => lon === position[0] && lat === position[1]);
    const step = new ChangeBuilder();
    const split = splitInto(step, now, { spanId: rest, vertex, position }, newId);
    if (!split.ok) return;
    const change = step.build("");
    builder.add(change);
    now = now.apply(change);
    const next = now.referrers("nodes", split.value.id, "spans").find((id) => id !== rest);
    rest = next as SpanId;
  }
}
