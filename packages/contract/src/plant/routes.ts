import { type Conflict, plantStatuses, type Violation } from "@cuntong/network";
import { z } from "zod";
import { type Route, route } from "../route.ts";
import { Instant, Position, ProjectId, Revision } from "../words.ts";
import { DesignId, ids, ObjectId } from "./ids.ts";
import { type OperationName, operationNames, plantOperations } from "./operations.ts";
import { Change, PlantRecord, Puts, Ref, Table } from "./records.ts";
import { TraceAnswer } from "./trace.ts";

const opt = z.exactOptional;
const params = z.object({ projectId: ProjectId });
const objectParams = params.extend({ table: Table, objectId: ObjectId });

/** Which state is asked for: the present one where it is absent. */
const AsOf = z
  .union([z.string().regex(/^\d{1,15}$/), z.iso.datetime({ offset: true })])
  .describe("a revision of the store, or an instant (ISO 8601)");
const view = {
  asOf: AsOf.optional(),
  design: DesignId.optional().describe("the plant as this design would have it; not together with `asOf`"),
};
const limit = z.coerce.number().int().min(1).max(1_000).default(100);
const cursor = z.string().min(1).max(400).optional();

/** The revision that last touched the plant; also the ETag. */
const PlantRevision = z.number().int().min(0).describe("the revision that last touched the plant; also the `ETag`");
const read = { revision: Revision, plantRevision: PlantRevision };

const ViolationBody = z.object({
  severity: z.enum(["error", "warning"]),
  code: z.string(),
  object: Ref,
  holder: opt(Ref),
  message: z.string(),
  params: opt(z.record(z.string(), z.union([z.string(), z.number()]))),
});
/** A rule broken (docs/plant.md). */
export const ViolationAnswer = ViolationBody as unknown as z.ZodType<Violation, z.input<typeof ViolationBody>>;
const ConflictBody = z.object({
  object: Ref,
  kind: z.enum(["field", "gone", "changed", "made-twice"]),
  field: opt(z.string()),
  base: opt(z.unknown()),
  live: opt(z.unknown()),
  design: opt(z.unknown()),
  fields: opt(z.array(z.string())),
});
/** What two sides do not agree on. */
export const ConflictAnswer = ConflictBody.meta({ id: "PlantConflict" }) as unknown as z.ZodType<
  Conflict,
  z.input<typeof ConflictBody>
>;

/** A change that was stored. */
export const AppliedAnswer = z
  .object({ ...read, change: Change, warnings: z.array(ViolationAnswer), touched: z.array(Ref) })
  .meta({ id: "PlantApplied" });
export type AppliedAnswer = z.infer<typeof AppliedAnswer>;

export const getPlant = route({
  id: "getPlant",
  method: "get",
  path: "/api/projects/{projectId}/plant",
  tag: "plant",
  who: "viewer",
  status: 200,
  summary: "How many objects of each kind the plant has.",
  params,
  answer: z.object({ ...read, counts: z.record(Table, z.number().int()) }).meta({ id: "PlantSummary" }),
  problems: ["NOT_FOUND"],
});

export const listPlantObjects = route({
  id: "listPlantObjects",
  method: "get",
  path: "/api/projects/{projectId}/plant/objects/{table}",
  tag: "plant",
  who: "viewer",
  status: 200,
  summary: "Objects of one kind in the order of their ids, by part of name or id, or inside a box (nodes and spans).",
  params: params.extend({ table: Table }),
  query: z.object({
    q: z.string().max(200).optional(),
    bbox: z
      .string()
      .regex(/^-?[\d.]+(,-?[\d.]+){3}$/)
      .optional()
      .describe("west,south,east,north"),
    limit,
    cursor,
    ...view,
  }),
  answer: z.object({ ...read, records: Puts, next: z.string().optional() }).meta({ id: "PlantPage" }),
  problems: ["NOT_FOUND"],
});

/** Something of the plant that was looked for. */
export const PlantHit = Ref.extend({ name: opt(z.string()), position: opt(Position) }).meta({ id: "PlantHit" });
export type PlantHit = z.infer<typeof PlantHit>;

export const searchPlant = route({
  id: "searchPlant",
  method: "get",
  path: "/api/projects/{projectId}/plant/search",
  tag: "plant",
  who: "viewer",
  status: 200,
  summary:
    "Objects of every kind by their id, and those that have a name by it, by its pinyin and by its initials; the nearest match first.",
  params,
  query: z.object({
    q: z.string().trim().min(1).max(80),
    villages: z.enum(["yes", "no"]).default("yes").describe("`no`: what `search` finds already is left out"),
    limit: z.coerce.number().int().min(1).max(50).default(12),
    ...view,
  }),
  answer: z
    .object({ ...read, hits: z.array(PlantHit), more: z.boolean().describe("there are others") })
    .meta({ id: "PlantHits" }),
  problems: ["NOT_FOUND"],
});

export const getPlantObject = route({
  id: "getPlantObject",
  method: "get",
  path: "/api/projects/{projectId}/plant/objects/{table}/{objectId}",
  tag: "plant",
  who: "viewer",
  status: 200,
  summary: "One object, as it is, as it was, or as a design would have it.",
  params: objectParams,
  query: z.object(view),
  answer: z.object({ ...read, table: Table, record: PlantRecord }).meta({ id: "PlantObject" }),
  problems: ["NOT_FOUND"],
});

export const getPlantAround = route({
  id: "getPlantAround",
  method: "get",
  path: "/api/projects/{projectId}/plant/objects/{table}/{objectId}/around",
  tag: "plant",
  who: "viewer",
  status: 200,
  summary:
    "An object with everything that a panel about it shows: what stands, lies and ends there, what is joined in it, who is served, and the types of it all.",
  params: objectParams,
  query: z.object(view),
  answer: z
    .object({
      ...read,
      records: Puts,
      violations: z.array(ViolationAnswer).describe("rules that the object breaks as it stands"),
      lit: opt(z.array(z.string())).describe("of a cable the strands that carry an OLT's light, as `tube.strand`"),
    })
    .meta({ id: "PlantAround" }),
  problems: ["NOT_FOUND"],
});

export const getPlantHistory = route({
  id: "getPlantHistory",
  method: "get",
  path: "/api/projects/{projectId}/plant/objects/{table}/{objectId}/history",
  tag: "plant",
  who: "viewer",
  status: 200,
  summary: "Every version of an object, the oldest first: who made it, when, and what it was.",
  params: objectParams,
  answer: z
    .object({
      revision: Revision,
      versions: z.array(
        z.object({
          since: Revision,
          until: opt(Revision),
          at: Instant,
          by: z.string(),
          note: opt(z.string()),
          record: PlantRecord,
        }),
      ),
    })
    .meta({ id: "PlantHistory" }),
  problems: ["NOT_FOUND"],
});

export const tracePlant = route({
  id: "tracePlant",
  method: "get",
  path: "/api/projects/{projectId}/plant/trace",
  tag: "plant",
  who: "viewer",
  status: 200,
  summary:
    "Where the glass leads from a port, a strand, an end of a strand, all drops of a village, or between the ports of a circuit.",
  params,
  query: z.object({
    equipmentId: ObjectId.optional(),
    port: z.coerce.number().int().min(1).optional(),
    cableId: ObjectId.optional(),
    tube: z.coerce.number().int().min(1).optional(),
    strand: z.coerce.number().int().min(1).optional(),
    end: z.enum(["a", "b"]).optional(),
    villageCode: ObjectId.optional(),
    circuitId: ObjectId.optional(),
    waves: z
      .string()
      .regex(/^\d{3,4}(,\d{3,4}){0,7}$/)
      .optional()
      .describe("nanometres, e.g. 1310,1550"),
    basis: z.enum(["mean", "worst"]).default("mean"),
    statuses: z
      .string()
      .regex(/^[a-zA-Z]+(,[a-zA-Z]+){0,5}$/)
      .optional()
      .describe(
        `statuses of plant that light may pass, of ${plantStatuses.join(", ")}; what stands unless asked otherwise`,
      ),
    ...view,
  }),
  answer: TraceAnswer.extend(read).meta({ id: "PlantTrace" }),
  problems: ["NOT_FOUND", "UNPROCESSABLE"],
});

/** What a route is picked by. */
export const RouteQuery = z.object({
  stops: z
    .string()
    .max(40_000)
    .regex(/^(?:nodes|spans)\/[^,/]+(?:,(?:nodes|spans)\/[^,/]+){0,199}$/)
    .describe("`nodes/ID` or `spans/ID`, each id percent-encoded, up to 200 of them with a comma between"),
  statuses: z
    .string()
    .regex(/^[a-zA-Z]+(,[a-zA-Z]+){0,5}$/)
    .optional()
    .describe(
      `statuses of spans that the route may run over, of ${plantStatuses.join(", ")}; what stands unless asked`,
    ),
  design: view.design,
});

/** A run of spans over which a cable can lie. */
export const PlantRouteAnswer = z.object({
  ...read,
  nodeIds: z.array(ids.node).describe("passed on the way, one more than spans"),
  spanIds: z.array(ids.span),
  lengthM: z.number().describe("drawn metres"),
  records: Puts.describe("the nodes and spans of the route, and the settings"),
});
export type PlantRouteAnswer = z.infer<typeof PlantRouteAnswer>;

export const findPlantRoute = route({
  id: "findPlantRoute",
  method: "get",
  path: "/api/projects/{projectId}/plant/route",
  tag: "plant",
  who: "viewer",
  status: 200,
  summary:
    "The shortest run of spans that passes some nodes and spans in this order, over no span twice: a way for a cable.",
  params,
  query: RouteQuery,
  answer: PlantRouteAnswer.meta({ id: "PlantRoute" }),
  problems: ["NOT_FOUND", "UNPROCESSABLE"],
});
export const applyPlantChange = route({
  id: "applyPlantChange",
  method: "post",
  path: "/api/projects/{projectId}/plant/changes",
  tag: "plant",
  who: "planner",
  status: 200,
  summary: "Stores a change of the plant: all of it, or nothing.",
  params,
  body: Change,
  bodyLimitBytes: 67_108_864,
  ifMatch: true,
  idempotent: true,
  answer: AppliedAnswer,
  problems: ["NOT_FOUND", "CONFLICT", "PRECONDITION_FAILED", "PRECONDITION_REQUIRED", "UNPROCESSABLE"],
});

/** A change as the list of changes tells it. */
export const PlantChangeEntry = z
  .object({
    revision: Revision,
    at: Instant,
    by: z.string(),
    what: z.string(),
    note: opt(z.string()),
    touched: z.array(Ref).describe("the first hundred"),
    touchedCount: z.number().int(),
    undoes: opt(Revision).describe("the change that this one took back"),
  })
  .meta({ id: "PlantChangeEntry" });
export type PlantChangeEntry = z.infer<typeof PlantChangeEntry>;

export const listPlantChanges = route({
  id: "listPlantChanges",
  method: "get",
  path: "/api/projects/{projectId}/plant/changes",
  tag: "plant",
  who: "viewer",
  status: 200,
  summary: "Changes of the plant, the latest first: who, when, what, and which objects.",
  params,
  query: z.object({ limit, before: z.coerce.number().int().min(1).optional() }),
  answer: z
    .object({ revision: Revision, changes: z.array(PlantChangeEntry), next: opt(Revision) })
    .meta({ id: "PlantChanges" }),
  problems: ["NOT_FOUND"],
});

export const undoPlantChange = route({
  id: "undoPlantChange",
  method: "post",
  path: "/api/projects/{projectId}/plant/changes/{changeRevision}/undo",
  tag: "plant",
  who: "planner",
  status: 200,
  summary:
    "Takes a change back, whoever made it and however long ago, where nobody has changed the same since. Undoing an undo is redo.",
  params: params.extend({ changeRevision: z.coerce.number().int().min(1) }),
  ifMatch: true,
  idempotent: true,
  answer: AppliedAnswer,
  problems: ["NOT_FOUND", "CONFLICT", "PRECONDITION_FAILED", "PRECONDITION_REQUIRED", "UNPROCESSABLE"],
});

export const plantEvents = route({
  id: "plantEvents",
  method: "get",
  path: "/api/projects/{projectId}/plant/events",
  tag: "plant",
  who: "viewer",
  status: 200,
  summary:
    "Changes of the plant as they are stored, whoever stores them, as server-sent events `change` (PlantChangeEntry); `Last-Event-ID` or `after` goes on after a revision.",
  params,
  query: z.object({ after: z.coerce.number().int().min(0).optional() }),
  media: "text/event-stream",
  problems: ["NOT_FOUND"],
});

/** The route of one operation. */
interface OperationRoute<Name extends OperationName> extends Route {
  readonly params: typeof params;
  readonly body: (typeof plantOperations)[Name];
  readonly answer: typeof AppliedAnswer;
  readonly method: "post";
  readonly status: 200;
  readonly ifMatch: true;
  readonly idempotent: true;
}

function operationRoute<Name extends OperationName>(name: Name): OperationRoute<Name> {
  return {
    id: `plant-${name}`,
    method: "post",
    path: `/api/projects/{projectId}/plant/operations/${name}`,
    tag: "plant operations",
    who: "planner",
    status: 200,
    summary: `The operation ${name} on the plant (docs/plant.md).`,
    params,
    body: plantOperations[name],
    bodyLimitBytes: 8_388_608,
    ifMatch: true,
    idempotent: true,
    answer: AppliedAnswer,
    problems: ["NOT_FOUND", "CONFLICT", "PRECONDITION_FAILED", "PRECONDITION_REQUIRED", "UNPROCESSABLE"],
  };
}

/** The route of each operation, by its name. */
export const operationRoutes = Object.fromEntries(operationNames.map((name) => [name, operationRoute(name)])) as {
  readonly [Name in OperationName]: OperationRoute<Name>;
};

export const plantRoutes = [
  getPlant,
  listPlantObjects,
  searchPlant,
  getPlantObject,
  getPlantAround,
  getPlantHistory,
  tracePlant,
  findPlantRoute,
  applyPlantChange,
  listPlantChanges,
  undoPlantChange,
  plantEvents,
  ...Object.values(operationRoutes),
] as const;
