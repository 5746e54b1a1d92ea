import { lineLengthM } from "@cuntong/geo";
import { defaultCableTypes } from "../catalogue/catalogue.ts";
import { ChangeBuilder } from "../change/change.ts";
import { nearestSpan } from "../operations/nearest.ts";
import { type Answer, judged } from "../operations/operation.ts";
import { splitInto } from "../operations/split-span.ts";
import { untangleInto } from "../operations/untangle-span.ts";
import type { Proposal, ProposedNode, ProposedSpan } from "../proposal.ts";
import type { CableType } from "../records/cable.ts";
import type { CableId, NewId, NodeId, SpanId } from "../records/ids.ts";
import { refuse } from "../result.ts";
import { simplePieces } from "../rules/line.ts";
import type { Network } from "../snapshot/network.ts";

/**
 * An accepted plan as one change: its new nodes, spans and cables become `planned` plant under new ids, joined to the existing nodes it
 * starts from (a span that it tees off is split there; where it reuses a span only cable is new), and its unconnected villages become `planned`. Refused where an existing node or a span that it reuses is gone (`NODE_UNKNOWN`, `SPAN_UNKNOWN`), where the
 * catalogue has no cable of a size (`OBJECT_UNKNOWN`), and by every rule of the plant.
 */
export function acceptProposal(network: Network, proposal: Proposal, newId: NewId): Answer {
  const builder = new ChangeBuilder();
  const idOf = new Map<NodeId, NodeId>();
  let now = network;
  for (const node of proposal.nodes) {
    if (node.existing && !network.get("nodes", node.id)) {
      return refuse("NODE_UNKNOWN", `Node ${node.id} of the plan is not there.`);
    }
    const step = new ChangeBuilder();
    const id = node.existing ? node.id : putNode(step, now, node, newId);
    idOf.set(node.id, id);
    if (node.existing) continue;
    builder.add(step.build(""));
    now = now.apply(step.build(""));
  }
  const types = typesBySize(network);
  for (const proposed of proposal.spans) {
    const run =
      proposed.reuses === undefined ? putSpan(builder, proposed, idOf, newId) : runAlong(network, now, proposed);
    if (!run) return refuse("SPAN_UNKNOWN", `Span ${proposed.reuses}, which the plan reuses, is not there.`);
    for (const { strands, count } of proposed.cables ?? []) {
      const type = types.get(strands);
      if (!type) return refuse("OBJECT_UNKNOWN", `The catalogue has no cable of ${strands} strands.`);
      if (!network.get("cableTypes", type.id)) builder.put("cableTypes", type);
      for (let i = 0; i < count; i++) putCable(builder, type, run, newId);
    }
  }
  for (const village of proposal.villages) {
    const known = network.get("villages", village.code);
    if (village.state !== "connected" || known?.status !== "unconnected") continue;
    builder.put("villages", { ...known, status: "planned" });
  }
  return judged(network, builder, `accept plan of ${proposal.totals.connected} villages`);
}

/** A new node; where it lies on the middle of a span, that span is split there. */
function putNode(builder: ChangeBuilder, network: Network, { kind, position }: ProposedNode, newId: NewId): NodeId {
  const { toleranceM } = network.settings;
  const tangled = nearestSpan(network, position, toleranceM);
  if (tangled) untangleInto(builder, network, tangled.spanId, newId);
  const now = tangled ? network.apply(builder.build("")) : network;
  const under = nearestSpan(now, position, toleranceM);
  const split = under && splitInto(builder, now, { ...under, position, kind }, newId);
  if (split?.ok) return split.value.id;
  const id = newId() as NodeId;
  builder.put("nodes", { id, kind, position, status: "planned" });
  return id;
}

/** The first cable type of each size, by id; of the default catalogue where the plant has none yet. */
function typesBySize(network: Network): ReadonlyMap<number, CableType> {
  const own = [...network.records("cableTypes")];
  const types = (own.length > 0 ? own : [...defaultCableTypes]).sort((a, b) => (a.id < b.id ? -1 : 1));
  return new Map(types.reverse().map((type) => [type.strands, type]));
}

/** A run of new spans from a node on. */
interface Run {
  readonly from: NodeId;
  readonly spanIds: SpanId[];
}

/** The existing span that carries a span of the plan, or the pieces that the plan's own new nodes split it into. */
function runAlong(network: Network, now: Network, { from, reuses }: ProposedSpan): Run | undefined {
  const span = network.get("spans", reuses!);
  if (!span) return undefined;
  const spanIds = [span.id];
  for (let piece = now.get("spans", span.id)!; piece.to !== span.to; ) {
    const at = piece.to;
    // Each piece ends at a node that the split put there: what begins there is its rest.
    piece = (now.referrers("nodes", at, "spans") as readonly SpanId[])
      .map((id) => now.get("spans", id)!)
      .find((next) => next.from === at && !network.get("spans", next.id))!;
    spanIds.push(piece.id);
  }
  return { from, spanIds: from === span.from ? spanIds : spanIds.reverse() };
}

/** A span of the plan: one, or where its line crosses itself several with markers between. */
function putSpan(
  builder: ChangeBuilder,
  { from, to, support, line }: ProposedSpan,
  idOf: ReadonlyMap<NodeId, NodeId>,
  newId: NewId,
): Run {
  // A span of the plan may end at a node that the plan does not list: then it goes by that name.
  const run: Run = { from: idOf.get(from) ?? from, spanIds: [] };
  const pieces = simplePieces(line);
  let here = run.from;
  pieces.forEach((piece, i) => {
    const last = i === pieces.length - 1;
    const there = last ? (idOf.get(to) ?? to) : (newId() as NodeId);
    if (!last) builder.put("nodes", { id: there, kind: "marker", position: piece.at(-1)!, status: "planned" });
    const id = newId() as SpanId;
    const shape = { support, line: piece, lengthM: lineLengthM(piece) };
    builder.put("spans", { id, from: here, to: there, ...shape, status: "planned" });
    run.spanIds.push(id);
    here = there;
  });
  return run;
}

function putCable(builder: ChangeBuilder, type: CableType, { from, spanIds }: Run, newId: NewId): void {
  const place = { typeId: type.id, startNodeId: from, spanIds };
  builder.put("cables", { id: newId() as CableId, ...place, status: "planned" });
}
