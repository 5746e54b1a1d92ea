import { type Line, lineLengthM, type Position } from "@cuntong/geo";
import { ChangeBuilder } from "../change/change.ts";
import { cablePath } from "../lengths/cable-path.ts";
import type { Cable } from "../records/cable.ts";
import type { DuctId, NewId, NodeId, SpanId } from "../records/ids.ts";
import type { NodeKind, PlantNode } from "../records/node.ts";
import type { Span } from "../records/span.ts";
import { accept, type Result, refuse } from "../result.ts";
import { between } from "../rules/line.ts";
import type { Network } from "../snapshot/network.ts";
import { type Answer, judged, known } from "./operation.ts";

export interface SplitSpanArgs {
  readonly spanId: SpanId;
  /** Drawn metres from the span's `from`. */
  readonly atM: number;
  /** Kind of the new node; `marker` where it is not said. */
  readonly kind?: NodeKind;
  readonly name?: string;
}

/**
 * Splits a span at a new node. The part at `from` keeps its id and ducts; every cable runs on over both parts with its strands,
 * slack, marks and ducts as they were. Inverse of joinSpans.
 */
export function splitSpan(network: Network, args: SplitSpanArgs, newId: NewId): Answer {
  const { spanId, atM, kind, name } = args;
  const span = known(network, "spans", spanId, "SPAN_UNKNOWN");
  if (!span.ok) return span;
  if (!(atM > 0 && atM < span.value.lengthM)) {
    return refuse("AT_END", `Metre ${atM} is not inside the ${span.value.lengthM} m of span ${spanId}.`);
  }
  const builder = new ChangeBuilder();
  const cut = { spanId, ...cutAt(span.value.line, atM), ...(kind && { kind }), ...(name !== undefined && { name }) };
  const split = splitInto(builder, network, cut, newId);
  return split.ok ? judged(network, builder, `split span ${spanId}`) : split;
}

/** Where a span is cut: at a position between vertex number `vertex` of its line and the next. */
export interface SpanCut {
  readonly spanId: SpanId;
  readonly vertex: number;
  readonly position: Position;
  readonly kind?: NodeKind;
  readonly name?: string;
}

/** Adds the splitting of a span to a change, and answers the new node. Refused nearer to an end than the tolerance. */
export function splitInto(
  builder: ChangeBuilder,
  network: Network,
  { spanId, vertex, position, kind = "marker", name }: SpanCut,
  newId: NewId,
): Result<PlantNode, "SPAN_UNKNOWN" | "AT_END"> {
  const found = known(network, "spans", spanId, "SPAN_UNKNOWN");
  if (!found.ok) return found;
  const span = found.value;
  const { toleranceM } = network.settings;
  const first = [...apart(span.line.slice(0, vertex + 1), position, toleranceM), position];
  const second = [position, ...apart(span.line.slice(vertex + 1).reverse(), position, toleranceM).reverse()];
  const firstM = lineLengthM(first);
  if (!(firstM > toleranceM && firstM < span.lengthM - toleranceM)) {
    return refuse("AT_END", `The cut is at an end of span ${spanId}.`);
  }
  const { status, confidence } = span;
  const node: PlantNode = {
    id: newId() as NodeId,
    kind,
    ...(name !== undefined && { name }),
    position,
    status,
    ...(confidence && { confidence }),
  };
  const rest: Span = {
    ...span,
    id: newId() as SpanId,
    from: node.id,
    line: second,
    lengthM: span.lengthM - firstM,
    ...measured(span, (span.lengthM - firstM) / span.lengthM),
  };
  builder.put("nodes", node);
  builder.put(
    "spans",
    { ...span, to: node.id, line: first, lengthM: firstM, ...measured(span, firstM / span.lengthM) },
    rest,
  );
  const twins = splitDucts(builder, network, spanId, rest.id, newId);
  for (const id of network.referrers("spans", spanId, "cables")) {
    builder.put("cables", overBoth(network, network.get("cables", id)!, span, rest.id, twins));
  }
  return accept(node);
}

function measured({ measuredM }: Span, part: number): { measuredM?: number } {
  return measuredM === undefined ? {} : { measuredM: measuredM * part };
}

/** The place so many drawn metres along a line. */
function cutAt(line: Line, atM: number): { readonly vertex: number; readonly position: Position } {
  let leftM = atM;
  for (let vertex = 0; ; vertex++) {
    const stepM = lineLengthM([line[vertex], line[vertex + 1]]);
    if (leftM < stepM || vertex === line.length - 2) {
      return {
        vertex,
        position: between(line[vertex], line[vertex + 1], stepM === 0 ? 0 : Math.min(1, leftM / stepM)),
      };
    }
    leftM -= stepM;
  }
}

/** The part of a line up to a cut, without a last vertex that is as good as the cut itself. */
function apart(part: readonly Position[], cut: Position, toleranceM: number): Position[] {
  const gapM = lineLengthM([part[part.length - 1], cut]);
  return gapM <= toleranceM ? part.slice(0, -1) : [...part];
}

/** Each duct of the span gets a twin on the new part, in the twin of what it lies in. */
function splitDucts(
  builder: ChangeBuilder,
  network: Network,
  spanId: SpanId,
  restId: SpanId,
  newId: NewId,
): ReadonlyMap<DuctId, DuctId> {
  const ids = network.referrers("spans", spanId, "ducts") as readonly DuctId[];
  const twins = new Map(ids.map((id) => [id, newId() as DuctId]));
  for (const [id, twin] of twins) {
    const { insideId, ...duct } = network.get("ducts", id)!;
    const parent = insideId === undefined ? undefined : twins.get(insideId);
    builder.put("ducts", { ...duct, id: twin, spanId: restId, ...(parent !== undefined && { insideId: parent }) });
  }
  return twins;
}

function overBoth(
  network: Network,
  cable: Cable,
  { id: spanId, from }: Span,
  restId: SpanId,
  twins: ReadonlyMap<DuctId, DuctId>,
): Cable {
  const { nodeIds } = cablePath(network, cable);
  const spanIds = cable.spanIds.flatMap((id, i) => {
    if (id !== spanId) return [id];
    return nodeIds[i] === from ? [spanId, restId] : [restId, spanId];
  });
  if (!cable.ducts) return { ...cable, spanIds };
  const ducts = cable.ducts.flatMap((place) => {
    const twin = place.spanId === spanId ? twins.get(place.ductId) : undefined;
    return twin === undefined ? [place] : [place, { spanId: restId, ductId: twin }];
  });
  return { ...cable, spanIds, ducts };
}
