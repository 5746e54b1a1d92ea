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
  const builder = new ChangeBuilder();
  const split = splitInto(builder, network, args, newId);
  return split.ok ? judged(network, builder, `split span ${args.spanId}`) : split;
}

/** Adds the splitting of a span to a change, and answers the new node. */
export function splitInto(
  builder: ChangeBuilder,
  network: Network,
  { spanId, atM, kind = "marker", name }: SplitSpanArgs,
  newId: NewId,
): Result<PlantNode, "SPAN_UNKNOWN" | "AT_END"> {
  const found = known(network, "spans", spanId, "SPAN_UNKNOWN");
  if (!found.ok) return found;
  const span = found.value;
  const { toleranceM } = network.settings;
  if (!(atM > toleranceM && atM < span.lengthM - toleranceM)) {
    return refuse("AT_END", `Metre ${atM} is not inside the ${span.lengthM} m of span ${spanId}.`);
  }
  const [first, second] = cutLine(span.line, atM);
  const { status, confidence } = span;
  const node: PlantNode = {
    id: newId() as NodeId,
    kind,
    ...(name !== undefined && { name }),
    position: second[0],
    status,
    ...(confidence && { confidence }),
  };
  const firstM = lineLengthM(first);
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

/** A line cut so many metres from its start; both parts have the cut. */
function cutLine(line: Line, atM: number): readonly [Position[], Position[]] {
  let leftM = atM;
  for (let i = 1; i < line.length; i++) {
    const stepM = lineLengthM([line[i - 1], line[i]]);
    if (leftM < stepM || i === line.length - 1) {
      const cut = between(line[i - 1], line[i], stepM === 0 ? 0 : leftM / stepM);
      return [without(cut, [...line.slice(0, i)], -1), without(cut, [...line.slice(i)], 1)];
    }
    leftM -= stepM;
  }
  throw new RangeError("a line has two positions");
}

/** The part with the cut at its end (-1) or start (1), not repeated where the cut is one of its vertices. */
function without(cut: Position, part: Position[], side: -1 | 1): Position[] {
  const beside = side === -1 ? part.at(-1)! : part[0];
  const same = beside[0] === cut[0] && beside[1] === cut[1];
  if (same) return part;
  return side === -1 ? [...part, cut] : [cut, ...part];
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
