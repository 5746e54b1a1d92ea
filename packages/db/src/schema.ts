import type { Extent } from "@cuntong/geo";
import {
  areaKinds,
  corridorClasses,
  type Issue,
  leftOutReasons,
  nodeKinds,
  type Price,
  type ProposalTotals,
  plantStatuses,
  type Quantity,
  supports,
  tables,
  unreachableReasons,
  type VillageCode,
  villageStatuses,
} from "@cuntong/network";
import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import {
  bigint,
  boolean,
  check,
  customType,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { geometryColumn } from "./geometry.ts";
import { alarmSeverities, incidentStates } from "./incidents/records.ts";
import type { CorridorFile, ElevationFile, JsonObject } from "./records.ts";
import { designStates, importStates, planStates } from "./records.ts";

const point = geometryColumn("Point");
const line = geometryColumn("LineString");
const multiLine = geometryColumn("MultiLineString");
const multiPolygon = geometryColumn("MultiPolygon");
const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });

const counter = (name: string) => bigint(name, { mode: "number" });
const moment = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
/** The integer that a tile's feature carries: MVT allows no other id. */
const featureId = () => integer("fid").notNull().generatedByDefaultAsIdentity();

function pointOnEarth(column: PgColumn): SQL {
  return sql`ST_X(${column}) between -180 and 180 and ST_Y(${column}) between -90 and 90`;
}

function oneOf(column: PgColumn, values: readonly string[]): SQL {
  return sql`${column} in (${sql.raw(values.map((value) => `'${value}'`).join(", "))})`;
}

/** The one counter of the store: every change raises it by one. */
export const storeRevision = pgTable(
  "store_revision",
  {
    id: smallint("id").primaryKey().default(1),
    revision: counter("revision").notNull().default(0),
    /** When the counter was last raised; it never stands still, so that an instant names one revision. */
    at: moment("at").notNull().defaultNow(),
  },
  (t) => [check("store_revision_single", sql`${t.id} = 1`)],
);

/** Who changed what, one row per revision. Rows are only ever added, and each one's hash covers the one before. */
export const audit = pgTable(
  "audit",
  {
    revision: counter("revision").primaryKey(),
    at: moment("at").notNull().defaultNow(),
    by: text("by").notNull(),
    what: text("what").notNull(),
    projectId: text("project_id"),
    note: text("note"),
    requestId: text("request_id"),
    idempotencyKey: text("idempotency_key"),
    /** What was asked for, as a hash, so that a repeated request is told from another one under its key. */
    asked: text("asked"),
    /** The change of the plant, and the one that undoes it, as canonical JSON. */
    change: text("change"),
    before: text("before"),
    /** Rules bent and not broken, as JSON: with the change, the answer that a repeated request gets again. */
    warnings: text("warnings"),
    /** SHA-256 over the hash before and this row; absent from rows of a store made before there was a chain. */
    hash: text("hash"),
  },
  (t) => [
    uniqueIndex("audit_idempotency").on(t.projectId, t.idempotencyKey).where(sql`${t.idempotencyKey} is not null`),
    index("audit_project").on(t.projectId, t.revision),
    index("audit_at").on(t.at),
  ],
);

export const project = pgTable("project", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  nameZh: text("name_zh"),
  generated: boolean("generated").notNull().default(false),
  demo: text("demo"),
  credits: text("credits").array().notNull().default([]),
  extent: jsonb("extent").$type<Extent>(),
  corridors: jsonb("corridors").$type<CorridorFile>(),
  elevation: jsonb("elevation").$type<ElevationFile>(),
  settings: jsonb("settings").$type<JsonObject>().notNull().default({}),
  createdAt: moment("created_at").notNull().defaultNow(),
  revision: counter("revision").notNull(),
});

const projectId = () =>
  text("project_id")
    .notNull()
    .references(() => project.id, { onDelete: "cascade" });

/** The revision that last touched one layer of one project: what a tile's ETag is made from. */
export const layerRevision = pgTable(
  "layer_revision",
  { projectId: projectId(), layer: text("layer").notNull(), revision: counter("revision").notNull() },
  (t) => [primaryKey({ columns: [t.projectId, t.layer] })],
);

export const county = pgTable(
  "county",
  {
    projectId: projectId(),
    fid: featureId(),
    code: text("code").notNull(),
    name: text("name").notNull(),
    pinyin: text("pinyin").notNull(),
    initials: text("initials").notNull(),
    geom: multiPolygon("geom").notNull(),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.code] }), index("county_geom").using("gist", t.geom)],
);

export const area = pgTable(
  "area",
  {
    projectId: projectId(),
    fid: featureId(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    kind: text("kind", { enum: areaKinds }).notNull(),
    /** What an area of its kind says beside: soil, permit or surcharge. */
    terms: jsonb("terms").$type<JsonObject>().notNull().default({}),
    geom: multiPolygon("geom").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.id] }),
    index("area_geom").using("gist", t.geom),
    check("area_kind_known", oneOf(t.kind, areaKinds)),
  ],
);

export const river = pgTable(
  "river",
  {
    projectId: projectId(),
    fid: featureId(),
    name: text("name"),
    geom: multiLine("geom").notNull(),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.fid] }), index("river_geom").using("gist", t.geom)],
);

export const village = pgTable(
  "village",
  {
    projectId: projectId(),
    fid: featureId(),
    code: text("code").notNull(),
    name: text("name").notNull(),
    nameLower: text("name_lower").notNull(),
    pinyin: text("pinyin").notNull(),
    initials: text("initials").notNull(),
    status: text("status", { enum: villageStatuses }).notNull(),
    people: integer("people"),
    households: integer("households"),
    countyCode: text("county_code"),
    services: text("services").array(),
    priority: integer("priority"),
    dueDate: date("due_date", { mode: "string" }),
    geom: point("geom").notNull(),
    revision: counter("revision").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.code] }),
    index("village_geom").using("gist", t.geom),
    index("village_county").on(t.projectId, t.countyCode, t.status),
    index("village_code_prefix").on(t.projectId, t.code.op("text_pattern_ops")),
    index("village_pinyin_prefix").on(t.projectId, t.pinyin.op("text_pattern_ops")),
    index("village_initials_prefix").on(t.projectId, t.initials.op("text_pattern_ops")),
    check("village_on_earth", pointOnEarth(t.geom)),
    check("village_status_known", oneOf(t.status, villageStatuses)),
    check("village_people_counted", sql`${t.people} >= 0`),
    check("village_households_counted", sql`${t.households} >= 0`),
    check("village_priority_counted", sql`${t.priority} >= 0`),
  ],
);

export const node = pgTable(
  "node",
  {
    projectId: projectId(),
    fid: featureId(),
    id: text("id").notNull(),
    kind: text("kind", { enum: nodeKinds }).notNull(),
    name: text("name"),
    status: text("status", { enum: plantStatuses }).notNull(),
    geom: point("geom").notNull(),
    revision: counter("revision").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.id] }),
    index("node_geom").using("gist", t.geom),
    check("node_on_earth", pointOnEarth(t.geom)),
    check("node_kind_known", oneOf(t.kind, nodeKinds)),
    check("node_status_known", oneOf(t.status, plantStatuses)),
  ],
);

export const span = pgTable(
  "span",
  {
    projectId: projectId(),
    fid: featureId(),
    id: text("id").notNull(),
    fromNode: text("from_node").notNull(),
    toNode: text("to_node").notNull(),
    support: text("support", { enum: supports }).notNull(),
    status: text("status", { enum: plantStatuses }).notNull(),
    lengthM: doublePrecision("length_m").notNull(),
    geom: line("geom").notNull(),
    revision: counter("revision").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.id] }),
    foreignKey({
      name: "span_from_node",
      columns: [t.projectId, t.fromNode],
      foreignColumns: [node.projectId, node.id],
    }),
    foreignKey({ name: "span_to_node", columns: [t.projectId, t.toNode], foreignColumns: [node.projectId, node.id] }),
    index("span_geom").using("gist", t.geom),
    index("span_from").on(t.projectId, t.fromNode),
    index("span_to").on(t.projectId, t.toNode),
    check("span_support_known", oneOf(t.support, supports)),
    check("span_status_known", oneOf(t.status, plantStatuses)),
    check("span_length_measured", sql`${t.lengthM} >= 0 and ${t.lengthM} < 'infinity'`),
  ],
);

/** Every object of the plant as it is: its whole record. Nodes, spans and villages lie in their own tables as well, for maps and plans. */
export const plantObject = pgTable(
  "plant_object",
  {
    projectId: projectId(),
    kind: text("kind", { enum: tables }).notNull(),
    id: text("id").notNull(),
    record: jsonb("record").notNull(),
    /** False for what was taken with a fault, or not looked at: the rules do not hold it until it is mended. */
    sound: boolean("sound").notNull().default(true),
    /** The revision that it is as it is since. */
    revision: counter("revision").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.kind, t.id] }),
    index("plant_object_since").on(t.projectId, t.revision),
    index("plant_object_tray")
      .on(t.projectId, sql`(${t.record} ->> 'closureId')`, sql`(${t.record} ->> 'tray')`)
      .where(sql`${t.kind} = 'splices' and ${t.record} ->> 'method' <> 'uncut'`),
    check("plant_object_kind_known", oneOf(t.kind, tables)),
  ],
);

/** What objects were before: each version from the revision `since` on until before `until`. */
export const plantVersion = pgTable(
  "plant_version",
  {
    projectId: projectId(),
    kind: text("kind", { enum: tables }).notNull(),
    id: text("id").notNull(),
    since: counter("since").notNull(),
    until: counter("until").notNull(),
    record: jsonb("record").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.kind, t.id, t.since] }),
    index("plant_version_until").on(t.projectId, t.until),
    check("plant_version_lasted", sql`${t.until} > ${t.since}`),
  ],
);

/** What each object names. Written by the database itself from the records. */
export const plantReference = pgTable(
  "plant_reference",
  {
    projectId: text("project_id").notNull(),
    kind: text("kind").notNull(),
    id: text("id").notNull(),
    toKind: text("to_kind").notNull(),
    toId: text("to_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.kind, t.id, t.toKind, t.toId] }),
    index("plant_reference_to").on(t.projectId, t.toKind, t.toId),
    foreignKey({
      name: "plant_reference_from",
      columns: [t.projectId, t.kind, t.id],
      foreignColumns: [plantObject.projectId, plantObject.kind, plantObject.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "plant_reference_target",
      columns: [t.projectId, t.toKind, t.toId],
      foreignColumns: [plantObject.projectId, plantObject.kind, plantObject.id],
    }),
  ],
);

/** The two ends of each joint, each at most once. Written by the database itself from the records. */
export const jointEnd = pgTable(
  "joint_end",
  {
    projectId: text("project_id").notNull(),
    kind: text("kind").notNull(),
    id: text("id").notNull(),
    endKey: text("end_key").notNull(),
    face: text("face").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.kind, t.id, t.endKey] }),
    unique("joint_end_once").on(t.projectId, t.endKey, t.face),
    foreignKey({
      name: "joint_end_of",
      columns: [t.projectId, t.kind, t.id],
      foreignColumns: [plantObject.projectId, plantObject.kind, plantObject.id],
    }).onDelete("cascade"),
  ],
);

/** A named change against a base revision, apart from the live plant. */
export const design = pgTable(
  "design",
  {
    projectId: projectId(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    state: text("state", { enum: designStates }).notNull(),
    baseRevision: counter("base_revision").notNull(),
    /** The change as canonical JSON. */
    change: text("change").notNull(),
    by: text("by").notNull(),
    revision: counter("revision").notNull(),
    mergedRevision: counter("merged_revision"),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.id] }), check("design_state_known", oneOf(t.state, designStates))],
);

export const priceBook = pgTable(
  "price_book",
  {
    projectId: projectId(),
    name: text("name").notNull(),
    prices: jsonb("prices").$type<readonly Price[]>().notNull(),
    revision: counter("revision").notNull(),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.name] })],
);

/** Imports that were read and reported but not yet taken. */
export const staging = pgTable(
  "import",
  {
    id: text("id").primaryKey(),
    projectId: projectId(),
    kind: text("kind").notNull(),
    fileName: text("file_name").notNull(),
    state: text("state", { enum: importStates }).notNull(),
    report: jsonb("report").$type<JsonObject>().notNull(),
    records: bytes("records"),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (t) => [
    index("import_project").on(t.projectId, t.createdAt),
    check("import_state_known", oneOf(t.state, importStates)),
  ],
);

export const plan = pgTable(
  "plan",
  {
    id: text("id").primaryKey(),
    fid: featureId(),
    projectId: projectId(),
    state: text("state", { enum: planStates }).notNull(),
    request: jsonb("request").$type<JsonObject>().notNull(),
    progress: jsonb("progress").$type<JsonObject>(),
    totals: jsonb("totals").$type<ProposalTotals>(),
    issues: jsonb("issues").$type<readonly Issue[]>().notNull().default([]),
    proposal: bytes("proposal"),
    computedOn: counter("computed_on"),
    revision: counter("revision").notNull(),
    createdAt: moment("created_at").notNull().defaultNow(),
    startedAt: moment("started_at"),
    finishedAt: moment("finished_at"),
  },
  (t) => [
    index("plan_project").on(t.projectId, t.createdAt),
    uniqueIndex("plan_fid").on(t.fid),
    check("plan_state_known", oneOf(t.state, planStates)),
    check("plan_done_has_proposal", sql`${t.state} <> 'done' or ${t.proposal} is not null`),
  ],
);

const planId = () =>
  text("plan_id")
    .notNull()
    .references(() => plan.id, { onDelete: "cascade" });

export const proposalSpan = pgTable(
  "proposal_span",
  {
    planId: planId(),
    fid: integer("fid").notNull(),
    id: text("id").notNull(),
    fromNode: text("from_node").notNull(),
    toNode: text("to_node").notNull(),
    support: text("support", { enum: supports }).notNull(),
    corridorClass: text("corridor_class", { enum: corridorClasses }).notNull(),
    /** The existing span that carries it. */
    reuses: text("reuses"),
    lengthM: doublePrecision("length_m").notNull(),
    costFen: counter("cost_fen").notNull(),
    villagesBeyond: integer("villages_beyond").notNull(),
    quantities: jsonb("quantities").$type<readonly Quantity[]>().notNull(),
    crossings: jsonb("crossings").$type<Readonly<Record<string, number>>>().notNull(),
    geom: line("geom").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.planId, t.fid] }),
    uniqueIndex("proposal_span_id").on(t.planId, t.id),
    index("proposal_span_to").on(t.planId, t.toNode),
    index("proposal_span_geom").using("gist", t.geom),
    check("proposal_span_support_known", oneOf(t.support, supports)),
    check("proposal_span_class_known", oneOf(t.corridorClass, corridorClasses)),
  ],
);

export const proposalNode = pgTable(
  "proposal_node",
  {
    planId: planId(),
    fid: integer("fid").notNull(),
    id: text("id").notNull(),
    kind: text("kind", { enum: nodeKinds }).notNull(),
    existing: boolean("existing").notNull(),
    villageCode: text("village_code"),
    geom: point("geom").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.planId, t.fid] }),
    uniqueIndex("proposal_node_id").on(t.planId, t.id),
    index("proposal_node_geom").using("gist", t.geom),
    check("proposal_node_kind_known", oneOf(t.kind, nodeKinds)),
  ],
);

export const proposalVillage = pgTable(
  "proposal_village",
  {
    planId: planId(),
    fid: integer("fid").notNull(),
    code: text("code").$type<VillageCode>().notNull(),
    name: text("name").notNull(),
    countyCode: text("county_code"),
    state: text("state", { enum: ["connected", "unreachable", "left-out"] }).notNull(),
    people: integer("people"),
    households: integer("households"),
    nodeId: text("node_id"),
    rootNodeId: text("root_node_id"),
    pathM: doublePrecision("path_m"),
    shareFen: counter("share_fen"),
    reason: text("reason", { enum: [...unreachableReasons, ...leftOutReasons] }),
    gapM: doublePrecision("gap_m"),
    nearest: point("nearest"),
    geom: point("geom").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.planId, t.fid] }),
    uniqueIndex("proposal_village_code").on(t.planId, t.code),
    index("proposal_village_geom").using("gist", t.geom),
    check(
      "proposal_village_state_whole",
      sql`case ${t.state} when 'connected' then ${t.nodeId} is not null and ${t.shareFen} is not null
        when 'unreachable' then ${t.reason} is not null and ${t.gapM} is not null
        when 'left-out' then ${t.reason} is not null else false end`,
    ),
  ],
);

/** A trouble that people work on. The impact is frozen with its revision: what it was taken for when it was opened. */
export const incident = pgTable(
  "incident",
  {
    projectId: projectId(),
    id: text("id").notNull(),
    title: text("title").notNull(),
    state: text("state", { enum: incidentStates }).notNull(),
    severity: text("severity", { enum: alarmSeverities }).notNull(),
    openedAt: moment("opened_at").notNull(),
    assignedTo: text("assigned_to"),
    restoredAt: moment("restored_at"),
    closedAt: moment("closed_at"),
    cause: text("cause"),
    /** Answer of the impact, as JSON, and the revision of the plant that it was computed on. */
    impact: text("impact"),
    impactRevision: counter("impact_revision"),
    /** Where the fault is thought to be, as the diagnosis or a reading said it: JSON. */
    place: text("place"),
    revision: counter("revision").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.id] }),
    index("incident_opened").on(t.projectId, t.openedAt),
    check("incident_state_known", oneOf(t.state, incidentStates)),
  ],
);

/** From when until when what an incident hit was dark: one row from its opening on, and one from each time that it was opened again. */
export const incidentDark = pgTable(
  "incident_dark",
  {
    projectId: projectId(),
    incidentId: text("incident_id").notNull(),
    /** From 1. */
    stretch: integer("stretch").notNull(),
    since: moment("since").notNull(),
    /** The restoration; absent while it is dark. */
    until: moment("until"),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.incidentId, t.stretch] }),
    foreignKey({
      name: "incident_dark_of",
      columns: [t.projectId, t.incidentId],
      foreignColumns: [incident.projectId, incident.id],
    }).onDelete("cascade"),
    check("incident_dark_lasted", sql`${t.until} >= ${t.since}`),
  ],
);

/** Villages that an incident made dark, and their people, by county: read off its frozen impact once, when it was opened. */
export const incidentLoss = pgTable(
  "incident_loss",
  {
    projectId: projectId(),
    incidentId: text("incident_id").notNull(),
    /** Empty for villages that name no county. */
    countyCode: text("county_code").notNull(),
    villages: integer("villages").notNull(),
    people: doublePrecision("people").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.incidentId, t.countyCode] }),
    foreignKey({
      name: "incident_loss_of",
      columns: [t.projectId, t.incidentId],
      foreignColumns: [incident.projectId, incident.id],
    }).onDelete("cascade"),
    index("incident_loss_county").on(t.projectId, t.countyCode),
  ],
);

/** What was done about an incident, in order. Rows are only ever added. */
export const incidentEvent = pgTable(
  "incident_event",
  {
    projectId: projectId(),
    incidentId: text("incident_id").notNull(),
    revision: counter("revision").notNull(),
    at: moment("at").notNull(),
    by: text("by").notNull(),
    kind: text("kind").notNull(),
    text: text("text"),
    /** Name, media type, size and SHA-256 of a file that is evidence: JSON. */
    file: text("file"),
    /** Alarms that were counted to it, taken from it, or seen: JSON. */
    alarmIds: text("alarm_ids"),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.incidentId, t.revision] }),
    foreignKey({ columns: [t.projectId, t.incidentId], foreignColumns: [incident.projectId, incident.id] }).onDelete(
      "cascade",
    ),
  ],
);

/** An alarm as its source last told it; told again under its name it is the same one. */
export const alarm = pgTable(
  "alarm",
  {
    projectId: projectId(),
    /** In the order of arrival, from 1 in each project. */
    id: counter("id").notNull(),
    source: text("source").notNull(),
    externalId: text("external_id").notNull(),
    severity: text("severity", { enum: alarmSeverities }).notNull(),
    type: text("type"),
    cause: text("cause"),
    text: text("text"),
    raisedAt: moment("raised_at").notNull(),
    clearedAt: moment("cleared_at"),
    /** When the latest word was said, whether or not it said anything new. */
    toldAt: moment("told_at").notNull(),
    /** Raises after the first: an alarm that comes and goes. */
    flaps: integer("flaps").notNull().default(0),
    acknowledgedBy: text("acknowledged_by"),
    /** What it is about, as told: a village, a port or a node; JSON. */
    about: text("about").notNull(),
    /** The village or device of the plant that was found for it. */
    objectTable: text("object_table"),
    objectId: text("object_id"),
    incidentId: text("incident_id"),
    /** Rises with each word on it, over all alarms of a project: what a listener goes on after. */
    changed: counter("changed").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.id] }),
    unique("alarm_named").on(t.projectId, t.source, t.externalId),
    index("alarm_changed").on(t.projectId, t.changed),
    index("alarm_incident").on(t.projectId, t.incidentId),
    foreignKey({
      name: "alarm_of_incident",
      columns: [t.projectId, t.incidentId],
      foreignColumns: [incident.projectId, incident.id],
    }),
    check("alarm_severity_known", oneOf(t.severity, alarmSeverities)),
  ],
);

/** A trace of an OTDR that was kept: its file lies beside the store. */
export const otdrTrace = pgTable(
  "otdr_trace",
  {
    projectId: projectId(),
    id: text("id").notNull(),
    equipmentId: text("equipment_id").notNull(),
    port: integer("port").notNull(),
    waveNm: integer("wave_nm"),
    /** True of the accepted one that later ones are held against, and the glass is calibrated by. */
    isBaseline: boolean("is_baseline").notNull(),
    fileName: text("file_name").notNull(),
    sha256: text("sha256").notNull(),
    /** Events in metres of glass, and the index they were read with: JSON. */
    summary: text("summary").notNull(),
    by: text("by").notNull(),
    at: moment("at").notNull(),
    revision: counter("revision").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.id] }),
    index("otdr_trace_port").on(t.projectId, t.equipmentId, t.port),
  ],
);

/** Files that were put into a project. Their bytes lie beside the store under their SHA-256, once for all projects. */
export const keptFile = pgTable(
  "kept_file",
  {
    projectId: projectId(),
    sha256: text("sha256").notNull(),
    by: text("by").notNull(),
    at: moment("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.sha256] })],
);

/** What the changes that a request made answered, by the key that its sender gave it: repeated, it is answered the same and changes nothing. */
export const requestAnswer = pgTable(
  "request_answer",
  {
    key: text("key").notNull(),
    /** From 1: a request can make several changes, one after the other. 0 is the answer of the whole. */
    part: integer("part").notNull(),
    /** What was asked for, as a hash. */
    asked: text("asked").notNull(),
    /** JSON. */
    answer: text("answer").notNull(),
    at: moment("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.key, t.part] }), index("request_answer_at").on(t.at)],
);
