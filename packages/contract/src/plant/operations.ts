import {
  type AddCircuitArgs,
  type AddServiceArgs,
  type Attachment,
  type ConnectDropArgs,
  type CutCableArgs,
  type DrawSpanArgs,
  equipmentKinds,
  type InsertClosureArgs,
  type LayCableArgs,
  namedTables,
  nodeKinds,
  opticsClasses,
  type PatchArgs,
  type PlaceDuctArgs,
  type PlaceEquipmentArgs,
  type PlaceNodeArgs,
  type PlaceSplitterArgs,
  plantStatuses,
  type SpliceArgs,
  type SpliceRangeArgs,
  type SplitSpanArgs,
  type StatusArgs,
  serviceKinds,
  spliceMethods,
  supports,
  villageStatuses,
} from "@cuntong/network";
import { z } from "zod";
import { Position } from "../words.ts";
import { ids, ObjectId } from "./ids.ts";
import { AttachmentFields, Colour, Confidence, JointEnd, PatchEnd, Port, StatusTable } from "./records.ts";

/** Arguments of every operation on the plant (docs/plant.md), by its name. New objects are `planned` unless told otherwise. */
const opt = z.exactOptional;
const count = z.number().int().min(1).max(100_000);
const metres = z.number().min(0).max(1e7);
const Name = z.string().max(400);
const Status = z.enum(plantStatuses);
const newcomer = { name: opt(Name), status: opt(Status) };
const Line = z.array(Position).min(2).max(100_000);
const SpanIds = z.array(ids.span).min(1).max(20_000);
const StrandRange = z.strictObject({
  cableId: ids.cable,
  end: z.enum(["a", "b"]),
  tubes: opt(z.array(z.union([count, Colour])).max(1_000)),
  strands: opt(z.array(z.union([count, Colour])).max(1_000)),
});
const cable = {
  ducts: opt(z.array(z.strictObject({ spanId: ids.span, ductId: ids.duct })).max(20_000)),
  slack: opt(z.array(z.strictObject({ nodeId: ids.node, sheathM: z.number() })).max(20_000)),
  drum: opt(z.strictObject({ number: z.string().max(200), lengthM: metres })),
  marks: opt(z.array(z.strictObject({ nodeId: ids.node, markM: z.number() })).max(20_000)),
  confidence: opt(Confidence),
  loop: opt(z.boolean()),
};

const insertion = z.strictObject({ ...newcomer, nodeId: ids.node, typeId: ids.closureType });

const schemas = {
  placeNode: z.strictObject({
    ...newcomer,
    kind: z.enum(nodeKinds),
    position: Position,
    confidence: opt(Confidence),
  }) satisfies z.ZodType<PlaceNodeArgs>,
  moveNode: z.strictObject({ nodeId: ids.node, position: Position }),
  drawSpan: z.strictObject({
    ...newcomer,
    line: Line,
    support: z.enum(supports),
    confidence: opt(Confidence),
    snapM: opt(z.number().min(0).max(1_000)),
    nodeKind: opt(z.enum(nodeKinds)),
    riskGroups: opt(z.array(z.string().min(1).max(200)).max(100)),
  }) satisfies z.ZodType<DrawSpanArgs>,
  splitSpan: z.strictObject({
    spanId: ids.span,
    atM: metres,
    kind: opt(z.enum(nodeKinds)),
    name: opt(Name),
  }) satisfies z.ZodType<SplitSpanArgs>,
  joinSpans: z.strictObject({ nodeId: ids.node }),
  untangleSpan: z.strictObject({ spanId: ids.span }),
  rerouteSpan: z.strictObject({ spanId: ids.span, line: Line }),
  placeDuct: z.strictObject({
    ...newcomer,
    spanId: ids.span,
    insideId: opt(ids.duct),
    innerMm: z.number().min(0).max(10_000),
    outerMm: z.number().min(0).max(10_000),
  }) satisfies z.ZodType<PlaceDuctArgs>,
  layCable: z.strictObject({
    ...newcomer,
    typeId: ids.cableType,
    startNodeId: ids.node,
    spanIds: SpanIds,
    ...cable,
  }) satisfies z.ZodType<LayCableArgs>,
  rerouteCable: z.strictObject({ cableId: ids.cable, spanIds: SpanIds }),
  cutCable: z.strictObject({
    cableId: ids.cable,
    closureId: opt(ids.closure),
    insert: opt(insertion).describe("a closure that is set for it, where `closureId` names none"),
    strands: opt(z.array(z.strictObject({ tube: count, strand: count })).max(10_000)),
  }) satisfies z.ZodType<CutCableArgs>,
  insertClosure: insertion satisfies z.ZodType<InsertClosureArgs>,
  spliceStrands: z.strictObject({
    status: opt(Status),
    closureId: opt(ids.closure),
    tray: opt(count),
    a: JointEnd,
    b: JointEnd,
    method: opt(z.enum(spliceMethods)),
    lossDb: opt(z.record(z.string().regex(/^\d{3,4}$/), z.number())),
  }) satisfies z.ZodType<SpliceArgs>,
  spliceRange: z.strictObject({
    closureId: ids.closure,
    tray: opt(count),
    a: StrandRange,
    b: StrandRange,
    status: opt(Status),
  }) satisfies z.ZodType<SpliceRangeArgs>,
  unsplice: z.strictObject({ spliceIds: z.array(ids.splice).min(1).max(10_000) }),
  placeSplitter: z.strictObject({
    ...newcomer,
    closureId: ids.closure,
    typeId: ids.splitterType,
  }) satisfies z.ZodType<PlaceSplitterArgs>,
  placeEquipment: z.strictObject({
    ...newcomer,
    nodeId: ids.node,
    kind: z.enum(equipmentKinds),
    ports: count,
    opticsClass: opt(z.enum(opticsClasses)),
    villageCode: opt(ids.village),
  }) satisfies z.ZodType<PlaceEquipmentArgs>,
  patchPorts: z.strictObject({ a: PatchEnd, b: PatchEnd, status: opt(Status) }) satisfies z.ZodType<PatchArgs>,
  unpatch: z.strictObject({ patchId: ids.patch }),
  connectDrop: z.strictObject({
    ...newcomer,
    villageCode: ids.village,
    cableId: ids.cable,
    closureId: ids.closure,
    tray: count,
    feed: JointEnd,
    tube: opt(count),
    strand: opt(count),
    ports: opt(count),
  }) satisfies z.ZodType<ConnectDropArgs>,
  addCircuit: z.strictObject({ ...newcomer, a: Port, z: Port }) satisfies z.ZodType<AddCircuitArgs>,
  addService: z.strictObject({
    ...newcomer,
    villageCode: ids.village,
    kind: z.enum(serviceKinds),
    circuitId: opt(ids.circuit),
  }) satisfies z.ZodType<AddServiceArgs>,
  attach: AttachmentFields satisfies z.ZodType<Omit<Attachment, "id">>,
  changeStatus: z.strictObject({
    objects: z
      .array(z.strictObject({ table: StatusTable, id: ObjectId }))
      .min(1)
      .max(10_000),
    to: Status,
  }) satisfies z.ZodType<StatusArgs>,
  changeVillageStatus: z.strictObject({ code: ids.village, to: z.enum(villageStatuses) }),
  retire: z.strictObject({ table: StatusTable, id: ObjectId }),
  rename: z.strictObject({ table: z.enum(namedTables), id: ObjectId, name: z.string().min(1).max(400) }),
} as const;

/** Arguments of each operation. */
export const plantOperations = schemas;
export type OperationName = keyof typeof plantOperations;
export type OperationArgs<Name extends OperationName> = z.output<(typeof plantOperations)[Name]>;
export const operationNames = Object.keys(plantOperations) as OperationName[];
