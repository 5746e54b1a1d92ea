import { ChangeBuilder, combine } from "../change/change.ts";
import { cablePath, endNode } from "../lengths/cable-path.ts";
import type { Cable, CableType } from "../records/cable.ts";
import type { CableId, ClosureId, NewId, NodeId, SpliceId } from "../records/ids.ts";
import { isSplice, isStrandEnd, type Joint, type JointEnd, orderEnds, type Splice } from "../records/joint.ts";
import { accept, refuse } from "../result.ts";
import type { Network } from "../snapshot/network.ts";
import { type InsertClosureArgs, insertClosure } from "./insert-closure.ts";
import { type Answer, judged, known } from "./operation.ts";

export interface CutCableArgs {
  readonly cableId: CableId;
  /** The closure that it is opened in. */
  readonly closureId?: ClosureId;
  /** The closure that is set for it, in place of one that is there. */
  readonly insert?: InsertClosureArgs;
  /** The strands that are cut; all of them where it is not said. The others run through whole, without loss. */
  readonly strands?: readonly { readonly tube: number; readonly strand: number }[];
}

/**
 * Opens a cable at a closure on its way: it becomes two cables of one name and type. The part at its a-end keeps the id, and the coil
 * at the closure (which is set in the same change where told); what was joined at the b-end stays joined, to the new part. Strands that are not cut are joined by splices of
 * method `uncut`, which lose nothing and take no tray.
 */
export function cutCable(network: Network, args: CutCableArgs, newId: NewId): Answer {
  if (args.insert) return insertAndCut(network, args, args.insert, newId);
  const cable = known(network, "cables", args.cableId, "CABLE_UNKNOWN");
  if (!cable.ok) return cable;
  const closure = known(network, "closures", args.closureId ?? "", "CLOSURE_UNKNOWN");
  if (!closure.ok) return closure;
  const type = network.get("cableTypes", cable.value.typeId);
  if (!type) return refuse("OBJECT_UNKNOWN", `There is no ${cable.value.typeId}.`);
  const { nodeId } = closure.value;
  const at = cablePath(network, cable.value).nodeIds.indexOf(nodeId, 1);
  if (at < 1 || at >= cable.value.spanIds.length) {
    return refuse("NOT_ON_PATH", `Cable ${args.cableId} does not pass ${nodeId} on its way.`, {
      table: "nodes",
      id: nodeId,
    });
  }
  const [first, second] = parts(network, cable.value, at, newId);
  const builder = new ChangeBuilder().put("cables", first, second);
  for (const joint of network.jointsOf("cables", first.id)) moveJoint(builder, joint, first.id, second.id);
  for (const splice of throughSplices(closure.value.id, args.strands, first, second, type, newId))
    builder.put("splices", splice);
  moveDrops(builder, network, cable.value, second);
  return judged(network, builder, `cut cable ${first.name ?? first.id} at ${closure.value.name ?? closure.value.id}`);
}

/** Both in one change: there is no closure without the cut, and one undo takes both back. */
function insertAndCut(network: Network, args: CutCableArgs, insert: InsertClosureArgs, newId: NewId): Answer {
  const inserted = insertClosure(network, insert, newId);
  if (!inserted.ok) return inserted;
  const [closure] = inserted.value.put.closures ?? [];
  const { cableId, strands } = args;
  const cutArgs = { cableId, closureId: closure.id, ...(strands && { strands }) };
  const cut = cutCable(network.apply(inserted.value), cutArgs, newId);
  return cut.ok ? accept(combine(cut.value.note, [inserted.value, cut.value])) : cut;
}

/** A cable in two at the node that is number `at` of its path. */
function parts(network: Network, cable: Cable, at: number, newId: NewId): readonly [Cable, Cable] {
  const { nodeIds } = cablePath(network, cable);
  const { spanIds, ducts, slack, marks, ...rest } = cable;
  const part = (id: CableId, startNodeId: NodeId, from: number, to: number): Cable => {
    const spans = spanIds.slice(from, to);
    const before = nodeIds.slice(from, to + 1);
    // The coil at the cut stays with the first part; a mark read there belongs to both.
    const coils = slack?.filter(({ nodeId }) => before.includes(nodeId) && (from === 0 || nodeId !== nodeIds[at]));
    const read = marks?.filter(({ nodeId }) => before.includes(nodeId));
    const tubes = ducts?.filter(({ spanId }) => spans.includes(spanId));
    return {
      ...rest,
      id,
      startNodeId,
      spanIds: spans,
      ...(coils?.length && { slack: coils }),
      ...(read?.length && { marks: read }),
      ...(tubes?.length && { ducts: tubes }),
    };
  };
  return [part(cable.id, cable.startNodeId, 0, at), part(newId() as CableId, nodeIds[at], at, spanIds.length)];
}

/** What was joined to a b-end of the old cable is joined to that of the second part. */
function moveJoint(builder: ChangeBuilder, joint: Joint, oldId: CableId, newIdOfB: CableId): void {
  if (!isSplice(joint)) return;
  const moved = (end: JointEnd): JointEnd =>
    isStrandEnd(end) && end.cableId === oldId && end.end === "b" ? { ...end, cableId: newIdOfB } : end;
  builder.put("splices", { ...joint, ...orderEnds(moved(joint.a), moved(joint.b)) });
}

function throughSplices(
  closureId: ClosureId,
  strands: CutCableArgs["strands"],
  first: Cable,
  second: Cable,
  type: CableType,
  newId: NewId,
): Splice[] {
  if (!strands) return [];
  const cut = new Set(strands.map(({ tube, strand }) => `${tube}.${strand}`));
  const splices: Splice[] = [];
  for (let tube = 1; tube <= type.tubes; tube++) {
    for (let strand = 1; strand <= type.strandsPerTube; strand++) {
      if (cut.has(`${tube}.${strand}`)) continue;
      const ends = orderEnds<JointEnd>(
        { cableId: first.id, tube, strand, end: "b" },
        { cableId: second.id, tube, strand, end: "a" },
      );
      splices.push({ id: newId() as SpliceId, closureId, ...ends, method: "uncut", status: first.status });
    }
  }
  return splices;
}

/** A drop goes by the part that ends where its device is. */
function moveDrops(builder: ChangeBuilder, network: Network, cable: Cable, second: Cable): void {
  for (const id of network.referrers("cables", cable.id, "drops")) {
    const drop = network.get("drops", id)!;
    const device = drop.equipmentId === undefined ? undefined : network.get("equipment", drop.equipmentId);
    if (device?.nodeId === endNode(network, cable, "b")) builder.put("drops", { ...drop, cableId: second.id });
  }
}
