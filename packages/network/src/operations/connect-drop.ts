import { ChangeBuilder } from "../change/change.ts";
import { endNode } from "../lengths/cable-path.ts";
import type { Equipment } from "../records/equipment.ts";
import type { CableId, ClosureId, DropId, EquipmentId, NewId } from "../records/ids.ts";
import type { JointEnd, StrandEnd } from "../records/joint.ts";
import { refuse } from "../result.ts";
import type { Network } from "../snapshot/network.ts";
import type { VillageCode } from "../village.ts";
import { type Answer, judged, known, type Newcomer, newcomer } from "./operation.ts";
import { spliceOf } from "./splice-strands.ts";

export interface ConnectDropArgs extends Newcomer {
  readonly villageCode: VillageCode;
  /** A cable from the closure to the village. */
  readonly cableId: CableId;
  readonly closureId: ClosureId;
  readonly tray: number;
  /** What feeds it at the closure: a splitter's output or a strand. */
  readonly feed: JointEnd;
  /** The strand of the cable that is used; 1 of tube 1 where it is not said. */
  readonly tube?: number;
  readonly strand?: number;
  /** Ports of the ONU that is set up at the cable's other end; 1 where it is not said. */
  readonly ports?: number;
}

/** Brings light to a village: a strand of its cable is spliced to the feed and ends in the first port of a new ONU. */
export function connectDrop(network: Network, args: ConnectDropArgs, newId: NewId): Answer {
  const cable = known(network, "cables", args.cableId, "CABLE_UNKNOWN");
  if (!cable.ok) return cable;
  const closure = known(network, "closures", args.closureId, "CLOSURE_UNKNOWN");
  if (!closure.ok) return closure;
  const village = known(network, "villages", args.villageCode, "VILLAGE_UNKNOWN");
  if (!village.ok) return village;
  const { cableId, villageCode, closureId, tray, feed, tube = 1, strand = 1, ports = 1 } = args;
  const near = endNode(network, cable.value, "a") === closure.value.nodeId ? "a" : "b";
  const far = near === "a" ? "b" : "a";
  const nodeId = endNode(network, cable.value, far);
  if (nodeId === undefined || endNode(network, cable.value, near) !== closure.value.nodeId) {
    return refuse("NOT_ON_PATH", `Cable ${cableId} does not end at ${closureId}.`, {
      table: "closures",
      id: closureId,
    });
  }
  const { status } = newcomer(args);
  const end = (side: "a" | "b"): StrandEnd => ({ cableId, tube, strand, end: side });
  const onu: Equipment = { id: newId() as EquipmentId, nodeId, kind: "onu", ports, villageCode, status };
  const builder = new ChangeBuilder()
    .put("equipment", onu)
    .put("splices", spliceOf({ closureId, tray, a: feed, b: end(near), status }, newId))
    .put("splices", spliceOf({ a: end(far), b: { equipmentId: onu.id, port: 1 }, status }, newId))
    .put("drops", { id: newId() as DropId, villageCode, cableId, equipmentId: onu.id, status });
  return judged(network, builder, `connect ${village.value.name}`);
}
