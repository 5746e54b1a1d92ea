import { createHash, randomUUID } from "node:crypto";
import type { OperationArgs, OperationName } from "@cuntong/contract";
import * as network from "@cuntong/network";
import { type Change, legalTransitions, type Network, type NewId } from "@cuntong/network";
import { refusedBy } from "./refused.ts";

type Run<Name extends OperationName> = (plant: Network, args: OperationArgs<Name>, newId: NewId) => network.Answer;

/** Every operation by its name: arguments in, a change or a refusal out. */
const operations: { readonly [Name in OperationName]: Run<Name> } = {
  placeNode: network.placeNode,
  moveNode: network.moveNode,
  drawSpan: network.drawSpan,
  splitSpan: network.splitSpan,
  joinSpans: network.joinSpans,
  untangleSpan: network.untangleSpan,
  rerouteSpan: network.rerouteSpan,
  placeDuct: network.placeDuct,
  layCable: network.layCable,
  rerouteCable: network.rerouteCable,
  cutCable: network.cutCable,
  insertClosure: network.insertClosure,
  spliceStrands: network.spliceStrands,
  spliceRange: network.spliceRange,
  unsplice: network.unsplice,
  placeSplitter: network.placeSplitter,
  placeEquipment: network.placeEquipment,
  patchPorts: network.patchPorts,
  unpatch: network.unpatch,
  connectDrop: network.connectDrop,
  addCircuit: network.addCircuit,
  addService: network.addService,
  attach: network.attach,
  changeStatus: network.changeStatus,
  changeVillageStatus: network.changeVillageStatus,
  retire: network.retire,
  rename: network.rename,
};

/**
 * Runs an operation on a plant. Refuses what it refuses: an unknown object as NOT_FOUND, anything else as UNPROCESSABLE with its code and the
 * holder.
 */
export function runOperation<Name extends OperationName>(
  plant: Network,
  name: Name,
  args: OperationArgs<Name>,
  newId: NewId,
): Change {
  const answer = (operations[name] as Run<Name>)(plant, args, newId);
  if (answer.ok) return answer.value;
  throw refusedBy(answer, allowedOf(plant, answer.code, answer.holder));
}

/** What a status may become, where a transition was refused. */
function allowedOf(plant: Network, code: string, holder: network.Ref | undefined): { allowed: string } | undefined {
  if (code !== "STATUS_TRANSITION" || !holder || !network.hasStatus(holder.table)) return undefined;
  const record = plant.get(holder.table, holder.id);
  return record && { allowed: legalTransitions[record.status].join(", ") };
}

/** Ids for new objects: random, or, under an idempotency key, the same each time. */
export function idsFor(projectId: string, idempotencyKey: string | undefined): NewId {
  if (idempotencyKey === undefined) return randomUUID;
  let count = 0;
  return () => {
    const hash = createHash("sha256").update(`${projectId}\n${idempotencyKey}\n${count++}`).digest("hex");
    return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
  };
}
