import type {
  AttachmentId,
  CableId,
  CableTypeId,
  CircuitId,
  ClosureId,
  ClosureTypeId,
  VillageCode as Code,
  DropId,
  DuctId,
  EquipmentId,
  NodeId,
  PatchId,
  ServiceId,
  SettingsId,
  SpanId,
  SpliceId,
  SplitterId,
  SplitterTypeId,
} from "@cuntong/network";
import { z } from "zod";

/** Any object's id: 1 to 200 characters without space around it (rule `ID_INVALID` says the same). */
export const ObjectId = z
  .string()
  .min(1)
  .max(200)
  .regex(/^\S(?:.*\S)?$/)
  .meta({ id: "ObjectId" });

export const DesignId = z
  .string()
  .regex(/^[A-Za-z0-9][\w.-]{0,79}$/)
  .meta({ id: "DesignId" });

/** An id of one kind: text outside, branded inside. */
function idOf<Id extends string>(): z.ZodType<Id, string> {
  return ObjectId as unknown as z.ZodType<Id, string>;
}

export const ids = {
  node: idOf<NodeId>(),
  span: idOf<SpanId>(),
  duct: idOf<DuctId>(),
  cable: idOf<CableId>(),
  cableType: idOf<CableTypeId>(),
  closure: idOf<ClosureId>(),
  closureType: idOf<ClosureTypeId>(),
  splitter: idOf<SplitterId>(),
  splitterType: idOf<SplitterTypeId>(),
  equipment: idOf<EquipmentId>(),
  splice: idOf<SpliceId>(),
  patch: idOf<PatchId>(),
  circuit: idOf<CircuitId>(),
  drop: idOf<DropId>(),
  service: idOf<ServiceId>(),
  attachment: idOf<AttachmentId>(),
  settings: idOf<SettingsId>(),
  village: idOf<Code>(),
} as const;
