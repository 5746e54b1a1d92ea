import { ChangeBuilder } from "../change/change.ts";
import { cablePath } from "../lengths/cable-path.ts";
import type { Cable } from "../records/cable.ts";
import type { DuctId, NodeId } from "../records/ids.ts";
import type { Duct, Span } from "../records/span.ts";
import { type Ref, tables } from "../records/tables.ts";
import { refuse } from "../result.ts";
import type { Network } from "../snapshot/network.ts";
import { type Answer, judged, known } from "./operation.ts";

/**
 * Makes one span of the two that meet at a node, and takes the node away. The two must be alike in support and status and their ducts
 * must pair off; nothing else may be at the node: no closure, equipment, slack, mark or end of a cable. The span that arrives keeps its
 * id. Inverse of splitSpan.
 */
export function joinSpans(network: Network, { nodeId }: { nodeId: NodeId }): Answer {
  const node = known(network, "nodes", nodeId, "NODE_UNKNOWN");
  if (!node.ok) return node;
  const ids = network.referrers("nodes", nodeId, "spans");
  if (ids.length !== 2) return refuse("NOT_JOINABLE", `${ids.length} spans meet at ${nodeId}, not two.`);
  const [first, second] = inOrder(
    ids.map((id) => network.get("spans", id)!),
    nodeId,
  );
  if (first.support !== second.support || first.status !== second.status) {
    return refuse("NOT_JOINABLE", `Spans ${first.id} and ${second.id} differ in support or status.`);
  }
  const holder = otherHolder(network, nodeId) ?? endingCable(network, nodeId, first, second);
  if (holder) return refuse("IN_USE", `${holder.id} needs node ${nodeId}.`, holder);
  const pairs = pairDucts(network, first, second);
  if (!pairs) return refuse("DUCTS_DIFFER", `The ducts of ${first.id} and ${second.id} do not pair off.`);
  const builder = new ChangeBuilder().put("spans", joined(first, second, nodeId));
  builder
    .remove("nodes", nodeId)
    .remove("spans", second.id)
    .remove("ducts", ...pairs.values());
  for (const id of network.referrers("spans", first.id, "cables")) {
    const cable = overOne(network.get("cables", id)!, first, second, pairs);
    if (!cable) return refuse("DUCTS_DIFFER", `Cable ${id} changes duct at ${nodeId}.`, { table: "cables", id });
    builder.put("cables", cable);
  }
  return judged(network, builder, `join spans at ${node.value.name ?? nodeId}`);
}

/** The span that arrives at the node first, if one does. */
function inOrder([one, two]: readonly Span[], nodeId: NodeId): readonly [Span, Span] {
  return one.to !== nodeId && two.to === nodeId ? [two, one] : [one, two];
}

function joined(first: Span, second: Span, nodeId: NodeId): Span {
  const arriving = first.to === nodeId;
  const leaving = second.from === nodeId;
  const one = arriving ? first.line : [...first.line].reverse();
  const two = leaving ? second.line : [...second.line].reverse();
  const { measuredM: _, ...rest } = first;
  const riskGroups = [...new Set([...(first.riskGroups ?? []), ...(second.riskGroups ?? [])])];
  const someMeasured = first.measuredM !== undefined && second.measuredM !== undefined;
  return {
    ...rest,
    from: arriving ? first.from : first.to,
    to: leaving ? second.to : second.from,
    line: [...one, ...two.slice(1)],
    lengthM: first.lengthM + second.lengthM,
    ...(someMeasured && { measuredM: first.measuredM! + second.measuredM! }),
    ...(riskGroups.length > 0 && { riskGroups }),
  };
}

function otherHolder(network: Network, nodeId: NodeId): Ref | undefined {
  for (const table of tables) {
    if (table === "spans") continue;
    const [id] = network.referrers("nodes", nodeId, table);
    if (id !== undefined) return { table, id };
  }
  return undefined;
}

function endingCable(network: Network, nodeId: NodeId, first: Span, second: Span): Ref | undefined {
  const ids = [first, second].flatMap(({ id }) => network.referrers("spans", id, "cables"));
  const id = ids.find((cableId) => {
    const { nodeIds } = cablePath(network, network.get("cables", cableId)!);
    // Turning back at the node is an end to both spans too.
    const spanIds = network.get("cables", cableId)!.spanIds;
    return nodeIds.some(
      (at, i) => at === nodeId && (i === 0 || i === nodeIds.length - 1 || spanIds[i - 1] === spanIds[i]),
    );
  });
  return id === undefined ? undefined : { table: "cables", id };
}

/** For each duct of the first span the one of the second that it goes on in: of one name and size, in paired parents. */
function pairDucts(network: Network, first: Span, second: Span): Map<DuctId, DuctId> | undefined {
  const on = ({ id }: Span) => network.referrers("spans", id, "ducts").map((ductId) => network.get("ducts", ductId)!);
  const used = new Set<DuctId>();
  const pairs = new Map<DuctId, DuctId>();
  const rest = on(second);
  const cablesIn = (duct: Duct) => network.referrers("ducts", duct.id, "cables").join(" ");
  for (const duct of outermostFirst(on(first))) {
    const parent = duct.insideId === undefined ? undefined : pairs.get(duct.insideId);
    const twin = rest.find(
      (other) =>
        !used.has(other.id) &&
        other.insideId === parent &&
        other.name === duct.name &&
        other.innerMm === duct.innerMm &&
        other.outerMm === duct.outerMm &&
        other.status === duct.status &&
        cablesIn(other) === cablesIn(duct),
    );
    if (!twin) return undefined;
    used.add(twin.id);
    pairs.set(duct.id, twin.id);
  }
  return used.size === rest.length ? pairs : undefined;
}

function outermostFirst(ducts: readonly Duct[]): Duct[] {
  const byId = new Map(ducts.map((duct) => [duct.id, duct]));
  const depth = (duct: Duct): number => {
    const parent = duct.insideId === undefined ? undefined : byId.get(duct.insideId);
    return parent ? depth(parent) + 1 : 0;
  };
  return [...ducts].sort((a, b) => depth(a) - depth(b));
}

/** The cable over the joined span; nothing where it lies in ducts that are not a pair. */
function overOne(cable: Cable, first: Span, second: Span, pairs: ReadonlyMap<DuctId, DuctId>): Cable | undefined {
  const spanIds = cable.spanIds.filter((id) => id !== second.id);
  if (!cable.ducts) return { ...cable, spanIds };
  const inFirst = cable.ducts.filter(({ spanId }) => spanId === first.id).map(({ ductId }) => pairs.get(ductId));
  const inSecond = cable.ducts.filter(({ spanId }) => spanId === second.id).map(({ ductId }) => ductId);
  if (inFirst.length !== inSecond.length || !inFirst.every((id) => inSecond.includes(id!))) return undefined;
  return { ...cable, spanIds, ducts: cable.ducts.filter(({ spanId }) => spanId !== second.id) };
}
