import type { AlarmObject } from "@cuntong/db";
import type { Network } from "@cuntong/network";

/** The object of the plant that an alarm is about: the village, the device, or what stands at the node; nothing where the plant does not have it. */
export function matched(network: Network, about: AlarmObject): { table: string; id: string } | undefined {
  const { villageCode, equipmentId, nodeId } = about;
  if (villageCode !== undefined && network.get("villages", villageCode)) return { table: "villages", id: villageCode };
  if (equipmentId !== undefined && network.get("equipment", equipmentId))
    return { table: "equipment", id: equipmentId };
  if (nodeId !== undefined && network.get("nodes", nodeId)) return { table: "nodes", id: nodeId };
  return undefined;
}
