import {
  chineseColours,
  colourSchemes,
  confidences,
  equipmentKinds,
  nodeKinds,
  opticsClasses,
  plantStatuses,
  type Records,
  serviceKinds,
  spliceMethods,
  statusTables,
  supports,
  tables,
  villageStatuses,
} from "@cuntong/network";
import { z } from "zod";
import { Extent, Position } from "../words.ts";
import { ids, ObjectId } from "./ids.ts";

/** Every record of the plant as it travels: strict, so that a field that is misspelt is told and never lost. */
const metres = z.number().min(-1e7).max(1e7);
const name = z.string().max(400);
const count = z.number().int().min(0).max(100_000);
const source = z.string().max(1_000);
const opt = z.exactOptional;

export const Table = z.enum(tables).meta({ id: "PlantTable" });
export const StatusTable = z.enum(statusTables).meta({ id: "StatusTable" });
const Status = z.enum(plantStatuses);
export const Confidence = z.enum(confidences).meta({ id: "Confidence" });
export const Colour = z.enum([...chineseColours, "natural"]).meta({ id: "Colour" });
const ColourScheme = z.enum(colourSchemes);
const Line = z.array(Position).max(100_000);

export const Ref = z.object({ table: Table, id: ObjectId }).meta({ id: "PlantRef" });

const Strand = z.strictObject({ cableId: ids.cable, tube: count, strand: count });
const StrandEnd = Strand.extend({ end: z.enum(["a", "b"]) });
const SplitterLeg = z.strictObject({ splitterId: ids.splitter, side: z.enum(["in", "out"]), leg: count });
export const Port = z.strictObject({ equipmentId: ids.equipment, port: count }).meta({ id: "Port" });
/** What a joint can join: the end of a strand, a splitter's leg, a port. */
export const JointEnd = z.union([StrandEnd, SplitterLeg, Port]).meta({ id: "JointEnd" });
export const PatchEnd = z.union([SplitterLeg, Port]);

const JointLoss = z.strictObject({ meanDb: z.number(), worstDb: z.number() });
const byWave = z.record(z.string().regex(/^\d{3,4}$/), z.number());

/** A photo or document as it is hung on an object, before it has an id. */
export const AttachmentFields = z.strictObject({
  of: Ref,
  name,
  mediaType: z.string().max(200),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().min(0),
  position: opt(Position),
  takenAt: opt(z.string().max(40)),
});

const records = {
  settings: z.strictObject({
    id: ids.settings,
    toleranceM: z.number(),
    extent: opt(Extent),
    spliceLossDb: z.strictObject({ fusion: JointLoss, mechanical: JointLoss, connector: JointLoss }),
    connectorLossDb: JointLoss,
    marginDb: z.number(),
    opticsRange: z.record(z.enum(opticsClasses), z.strictObject({ minDb: z.number(), maxDb: z.number() })),
    reserveMPerKm: z.record(z.enum(supports), z.number()),
    spreadPct: z.record(z.enum(confidences), z.number()),
    ductFillPct: z.number(),
    sources: z.record(z.string(), z.string()),
  }),
  cableTypes: z.strictObject({
    id: ids.cableType,
    name,
    strands: count,
    tubes: count,
    strandsPerTube: count,
    tubeColours: ColourScheme,
    strandColours: ColourScheme,
    attenuationDbPerKm: byWave,
    layPct: z.number(),
    outerMm: z.number(),
    source,
  }),
  closureTypes: z.strictObject({ id: ids.closureType, name, trays: count, splicesPerTray: count, source }),
  splitterTypes: z.strictObject({
    id: ids.splitterType,
    name,
    inputs: z.union([z.literal(1), z.literal(2)]),
    outputs: count,
    lossDb: z.number(),
    maxLossDb: z.number(),
    source,
  }),
  nodes: z.strictObject({
    id: ids.node,
    kind: z.enum(nodeKinds),
    name: opt(name),
    position: Position,
    status: Status,
    confidence: opt(Confidence),
  }),
  spans: z.strictObject({
    id: ids.span,
    from: ids.node,
    to: ids.node,
    name: opt(name),
    support: z.enum(supports),
    line: Line,
    lengthM: metres,
    status: Status,
    confidence: opt(Confidence),
    measuredM: opt(metres),
    riskGroups: opt(z.array(z.string().min(1).max(200)).max(100)),
  }),
  ducts: z.strictObject({
    id: ids.duct,
    spanId: ids.span,
    insideId: opt(ids.duct),
    name: opt(name),
    innerMm: z.number(),
    outerMm: z.number(),
    status: Status,
  }),
  cables: z.strictObject({
    id: ids.cable,
    name: opt(name),
    typeId: ids.cableType,
    startNodeId: ids.node,
    spanIds: z.array(ids.span).max(20_000),
    ducts: opt(z.array(z.strictObject({ spanId: ids.span, ductId: ids.duct })).max(20_000)),
    slack: opt(z.array(z.strictObject({ nodeId: ids.node, sheathM: metres })).max(20_000)),
    drum: opt(z.strictObject({ number: z.string().max(200), lengthM: metres })),
    marks: opt(z.array(z.strictObject({ nodeId: ids.node, markM: metres })).max(20_000)),
    status: Status,
    confidence: opt(Confidence),
    loop: opt(z.boolean()),
  }),
  closures: z.strictObject({
    id: ids.closure,
    nodeId: ids.node,
    typeId: ids.closureType,
    name: opt(name),
    status: Status,
  }),
  splitters: z.strictObject({
    id: ids.splitter,
    closureId: ids.closure,
    typeId: ids.splitterType,
    name: opt(name),
    status: Status,
  }),
  villages: z.strictObject({
    code: ids.village,
    name,
    position: Position,
    people: opt(z.number().int().min(0)),
    households: opt(z.number().int().min(0)),
    status: z.enum(villageStatuses),
    countyCode: opt(z.string().max(40)),
    services: opt(z.array(z.string().min(1).max(200)).max(200)),
    priority: opt(z.number().int()),
    dueDate: opt(z.string().max(40)),
  }),
  equipment: z.strictObject({
    id: ids.equipment,
    nodeId: ids.node,
    kind: z.enum(equipmentKinds),
    name: opt(name),
    ports: count,
    opticsClass: opt(z.enum(opticsClasses)),
    villageCode: opt(ids.village),
    status: Status,
  }),
  splices: z.strictObject({
    id: ids.splice,
    closureId: opt(ids.closure),
    tray: opt(count),
    a: JointEnd,
    b: JointEnd,
    method: z.enum(spliceMethods),
    lossDb: opt(byWave),
    status: Status,
  }),
  patches: z.strictObject({ id: ids.patch, a: PatchEnd, b: PatchEnd, status: Status }),
  circuits: z.strictObject({ id: ids.circuit, name: opt(name), a: Port, z: Port, status: Status }),
  drops: z.strictObject({
    id: ids.drop,
    villageCode: ids.village,
    cableId: ids.cable,
    equipmentId: opt(ids.equipment),
    status: Status,
  }),
  services: z.strictObject({
    id: ids.service,
    villageCode: ids.village,
    kind: z.enum(serviceKinds),
    circuitId: opt(ids.circuit),
    status: Status,
  }),
  attachments: AttachmentFields.extend({ id: ids.attachment }),
} satisfies { readonly [T in keyof Records]: z.ZodType<Records[T]> };

/** The schema of each table's records. */
export const plantRecords: { readonly [T in keyof Records]: z.ZodType<Records[T]> } = records;

/** One record of any table. */
export const PlantRecord = z
  .union(Object.values(records) as readonly z.ZodType<Records[keyof Records]>[])
  .meta({ id: "PlantRecord" });

const most = 200_000;

/** Whole records by table. */
export const Puts = z
  .strictObject({
    settings: opt(z.array(records.settings).max(1)),
    cableTypes: opt(z.array(records.cableTypes).max(most)),
    closureTypes: opt(z.array(records.closureTypes).max(most)),
    splitterTypes: opt(z.array(records.splitterTypes).max(most)),
    nodes: opt(z.array(records.nodes).max(most)),
    spans: opt(z.array(records.spans).max(most)),
    ducts: opt(z.array(records.ducts).max(most)),
    cables: opt(z.array(records.cables).max(most)),
    closures: opt(z.array(records.closures).max(most)),
    splitters: opt(z.array(records.splitters).max(most)),
    villages: opt(z.array(records.villages).max(most)),
    equipment: opt(z.array(records.equipment).max(most)),
    splices: opt(z.array(records.splices).max(most)),
    patches: opt(z.array(records.patches).max(most)),
    circuits: opt(z.array(records.circuits).max(most)),
    drops: opt(z.array(records.drops).max(most)),
    services: opt(z.array(records.services).max(most)),
    attachments: opt(z.array(records.attachments).max(most)),
  })
  .meta({ id: "PlantPuts" });

/** One edit of the plant: whole records to store and ids to remove, by table. */
export const Change = z
  .strictObject({
    note: z.string().max(1_000),
    put: Puts,
    remove: z.partialRecord(Table, z.array(ObjectId).max(most)),
  })
  .meta({ id: "PlantChange" });
