import { ChangeBuilder } from "../change/change.ts";
import type { Equipment } from "../records/equipment.ts";
import type { EquipmentId, NewId } from "../records/ids.ts";
import type { Network } from "../snapshot/network.ts";
import { type Answer, judged, known, type Newcomer, newcomer } from "./operation.ts";

export type PlaceEquipmentArgs = Newcomer &
  Pick<Equipment, "nodeId" | "kind" | "ports"> &
  Partial<Pick<Equipment, "opticsClass" | "villageCode">>;

/** Sets up a frame or device with its ports. */
export function placeEquipment(network: Network, args: PlaceEquipmentArgs, newId: NewId): Answer {
  const node = known(network, "nodes", args.nodeId, "NODE_UNKNOWN");
  if (!node.ok) return node;
  const { name: _, status: __, ...rest } = args;
  const equipment: Equipment = { id: newId() as EquipmentId, ...rest, ...newcomer(args) };
  return judged(network, new ChangeBuilder().put("equipment", equipment), `place ${args.kind} at ${args.nodeId}`);
}
