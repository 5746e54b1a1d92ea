import type { Position } from "@cuntong/geo";
import type { VillageCode } from "../village.ts";
import type { AttachmentId, CableId, CircuitId, DropId, EquipmentId, ServiceId } from "./ids.ts";
import type { Port } from "./joint.ts";
import type { PlantStatus } from "./status.ts";
import type { Table } from "./tables.ts";

/** The glass path from a port to a port that carries services. Where it runs is traced, never stored. */
export interface Circuit {
  readonly id: CircuitId;
  readonly name?: string;
  readonly a: Port;
  readonly z: Port;
  readonly status: PlantStatus;
}

/** The last cable from plant to a village point or premises, with the ONU at its end. */
export interface Drop {
  readonly id: DropId;
  readonly villageCode: VillageCode;
  readonly cableId: CableId;
  readonly equipmentId?: EquipmentId;
  readonly status: PlantStatus;
}

/** What a village can get over glass. */
export const serviceKinds = ["liveTv", "broadband", "emergencyBroadcast", "digitalLibrary", "backhaul5g"] as const;
export type ServiceKind = (typeof serviceKinds)[number];

/** One service of one village. */
export interface Service {
  readonly id: ServiceId;
  readonly villageCode: VillageCode;
  readonly kind: ServiceKind;
  readonly circuitId?: CircuitId;
  readonly status: PlantStatus;
}

/** A photo or document of an object. The bytes live elsewhere, under their SHA-256. */
export interface Attachment {
  readonly id: AttachmentId;
  readonly of: { readonly table: Table; readonly id: string };
  readonly name: string;
  readonly mediaType: string;
  /** 64 hexadecimal digits. */
  readonly sha256: string;
  readonly bytes: number;
  /** Where and when the camera says it was taken (EXIF). */
  readonly position?: Position;
  /** ISO 8601. */
  readonly takenAt?: string;
}
