import type { VillageCode } from "../village.ts";
import type { EquipmentId, NodeId } from "./ids.ts";
import type { OpticsClass } from "./settings.ts";
import type { PlantStatus } from "./status.ts";

/**
 * What has ports. An `odf` is passive: each port has a rear, where a strand's pigtail ends, and a front for a patch cord. The others are
 * active: light begins and ends in their ports.
 */
export const equipmentKinds = ["odf", "olt", "onu"] as const;
export type EquipmentKind = (typeof equipmentKinds)[number];

/** A frame or device at a node. Its ports are addresses, 1 to `ports`. */
export interface Equipment {
  readonly id: EquipmentId;
  readonly nodeId: NodeId;
  readonly kind: EquipmentKind;
  readonly name?: string;
  readonly ports: number;
  /** Optics of an OLT's ports. */
  readonly opticsClass?: OpticsClass;
  /** The village it serves, where it serves one. */
  readonly villageCode?: VillageCode;
  readonly status: PlantStatus;
}
