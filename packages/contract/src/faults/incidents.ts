import { incidentEventKinds } from "@cuntong/network";
import { z } from "zod";
import { route } from "../route.ts";
import { Instant, ProjectId, Revision } from "../words.ts";
import { ImpactBody } from "./impact.ts";

const opt = z.exactOptional;
export const incidentStates = ["open", "assigned", "restored", "closed"] as const;
export const severities = ["critical", "major", "minor", "warning", "indeterminate"] as const;
const IncidentId = z
  .string()
  .regex(/^(?!(?:outage|outage\.csv|events|list\.csv)$)[A-Za-z0-9][\w.-]{0,79}$/)
  .meta({ id: "IncidentId" });
const At = z.iso.datetime({ offset: true });
const text = z.string().max(4_000);
const project = z.object({ projectId: ProjectId });
const params = z.object({ incidentId: IncidentId });

/** A trouble that people work on. */
export const Incident = z
  .object({
    id: IncidentId,
    title: z.string(),
    state: z.enum(incidentStates),
    severity: z.enum(severities),
    openedAt: Instant,
    assignedTo: opt(z.string()),
    restoredAt: opt(Instant),
    closedAt: opt(Instant),
    cause: opt(z.string()),
    dark: z
      .array(z.object({ since: Instant, until: opt(Instant) }))
      .describe(
        "when those it hit were dark: from the opening, and from each reopening, until the restoration; the last has no end while it lasts",
      ),
    place: opt(z.unknown()).describe("where the fault is thought to be, as a reading or a diagnosis said it"),
    revision: Revision.describe("that last changed it; also its `ETag`"),
    villagesLost: z.number().int(),
    peopleLost: z.number(),
    impactRevision: opt(Revision).describe("of the plant that its frozen impact was computed on"),
  })
  .meta({ id: "Incident" });
export type Incident = z.infer<typeof Incident>;

export const IncidentEvent = z
  .object({
    revision: Revision,
    at: Instant,
    by: z.string(),
    kind: z.enum(incidentEventKinds),
    text: opt(z.string()),
    file: opt(z.object({ name: z.string(), mediaType: z.string(), bytes: z.number(), sha256: z.string() })),
    alarmIds: opt(z.array(z.number().int())).describe("that it was opened with, counted to it, taken from it, or seen"),
  })
  .meta({ id: "IncidentEvent" });
export type IncidentEvent = z.infer<typeof IncidentEvent>;

const one = z.object({ revision: Revision, etag: z.number().int(), incident: Incident }).meta({ id: "IncidentAnswer" });
const written = ["NOT_FOUND", "CONFLICT", "PRECONDITION_FAILED", "PRECONDITION_REQUIRED", "UNPROCESSABLE"] as const;

export const openIncident = route({
  id: "openIncident",
  method: "post",
  path: "/api/incidents",
  tag: "incidents",
  who: "planner",
  status: 201,
  summary:
    "Opens an incident; its impact is kept as it is given, with the revision it was computed on. An id that is taken is refused.",
  body: z.strictObject({
    projectId: ProjectId,
    id: IncidentId,
    title: z.string().min(1).max(200),
    severity: z.enum(severities).default("major"),
    openedAt: At.optional(),
    impact: ImpactBody.optional(),
    place: z.unknown().optional(),
    alarmIds: z.array(z.number().int().min(1)).max(10_000).default([]),
    text: text.optional(),
  }),
  bodyLimitBytes: 16_777_216,
  answer: one,
  problems: ["NOT_FOUND", "CONFLICT"],
});

/** Which incidents are meant: all, unless something is said. */
const wantedIncidents = project.extend({
  state: z
    .string()
    .regex(new RegExp(`^(${incidentStates.join("|")})(,(${incidentStates.join("|")}))*$`))
    .optional()
    .describe(`any of ${incidentStates.join(", ")}, parted by commas`),
  countyCode: z.string().max(64).optional().describe("in which it made a village dark; empty: one of no county"),
  cause: z.string().max(200).optional(),
  from: At.optional().describe("opened from this instant on"),
  to: At.optional().describe("opened before this instant"),
  q: z
    .string()
    .max(200)
    .optional()
    .describe("part of its id, title, cause, whom it is assigned to, or a line of its timeline"),
});

export const listIncidents = route({
  id: "listIncidents",
  method: "get",
  path: "/api/incidents",
  tag: "incidents",
  who: "viewer",
  status: 200,
  summary:
    "Incidents, the latest opened first, by states, county, cause, time of opening and text; `next` is what `after` goes on with.",
  query: wantedIncidents.extend({
    limit: z.coerce.number().int().min(1).max(1_000).default(100),
    after: IncidentId.optional(),
  }),
  answer: z
    .object({ revision: Revision, incidents: z.array(Incident), next: opt(IncidentId) })
    .meta({ id: "IncidentList" }),
  problems: ["NOT_FOUND"],
});

export const getIncident = route({
  id: "getIncident",
  method: "get",
  path: "/api/incidents/{incidentId}",
  tag: "incidents",
  who: "viewer",
  status: 200,
  summary: "An incident with its frozen impact and all that was done about it.",
  params,
  query: project,
  answer: z
    .object({
      revision: Revision,
      etag: z.number().int(),
      incident: Incident,
      impact: opt(ImpactBody),
      names: z.record(z.string(), z.string()).describe("of the villages, by code"),
      events: z.array(IncidentEvent),
    })
    .meta({ id: "IncidentDetail" }),
  problems: ["NOT_FOUND"],
});

const Step = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("assigned"), to: z.string().min(1).max(200), text: text.optional() }),
  z.strictObject({ kind: z.literal("note"), text: text.min(1) }),
  z.strictObject({ kind: z.literal("place"), place: z.unknown(), text: text.optional() }),
  z.strictObject({ kind: z.literal("restored"), at: At.optional(), text: text.optional() }),
  z.strictObject({ kind: z.literal("reopened"), at: At.optional(), text: text.optional() }),
  z.strictObject({ kind: z.literal("closed"), cause: z.string().min(1).max(200), text: text.optional() }),
]);

export const stepIncident = route({
  id: "stepIncident",
  method: "post",
  path: "/api/incidents/{incidentId}/steps",
  tag: "incidents",
  who: "planner",
  status: 200,
  summary:
    "Assigns, notes, places, restores, opens again or closes. A step that the state does not allow names those it does.",
  params,
  body: z.strictObject({ projectId: ProjectId, step: Step }),
  bodyLimitBytes: 1_048_576,
  ifMatch: true,
  answer: one,
  problems: written,
});

export const addEvidence = route({
  id: "addEvidence",
  method: "post",
  path: "/api/incidents/{incidentId}/evidence",
  tag: "incidents",
  who: "planner",
  status: 200,
  summary: "Keeps a file as evidence: a photo (JPEG, PNG, WebP), a PDF or an OTDR trace (SOR), told by its bytes.",
  params,
  query: project.extend({ name: z.string().min(1).max(200), text: text.optional() }),
  upload: true,
  bodyLimitBytes: 26_214_400,
  ifMatch: true,
  answer: one,
  problems: written,
});

const outagePeriod = project.extend({ from: At, to: At });

export const outageStatistics = route({
  id: "outageStatistics",
  method: "get",
  path: "/api/incidents/outage",
  tag: "incidents",
  who: "viewer",
  status: 200,
  summary:
    "Mean time to repair and outage minutes of villages and people in a period, by county and cause. Dark stretches alone count, one that lasts until now.",
  query: outagePeriod,
  answer: z
    .object({
      revision: Revision,
      rows: z.array(
        z.object({
          countyCode: z.string(),
          cause: z.string(),
          incidents: z.number().int(),
          meanRepairMinutes: opt(z.number()),
          villageMinutes: z.number(),
          personMinutes: z.number(),
        }),
      ),
    })
    .meta({ id: "OutageAnswer" }),
  problems: ["NOT_FOUND"],
});

export const outageCsv = route({
  id: "outageCsv",
  method: "get",
  path: "/api/incidents/outage.csv",
  tag: "incidents",
  who: "viewer",
  status: 200,
  summary: "The same as CSV (UTF-8 with a byte-order mark, for spreadsheets).",
  query: outagePeriod,
  media: "text/csv",
  problems: ["NOT_FOUND"],
});

export const incidentsCsv = route({
  id: "incidentsCsv",
  method: "get",
  path: "/api/incidents/list.csv",
  tag: "incidents",
  who: "viewer",
  status: 200,
  summary: "Incidents as CSV (UTF-8 with a byte-order mark, for spreadsheets), by the same.",
  query: wantedIncidents,
  media: "text/csv",
  problems: ["NOT_FOUND"],
});

export const incidentEvents = route({
  id: "incidentEvents",
  method: "get",
  path: "/api/incidents/events",
  tag: "incidents",
  who: "viewer",
  status: 200,
  summary:
    "Incidents and alarms as they change, as server-sent events `incidents` (list again) and `alarms` (Alarm[]); `Last-Event-ID` goes on after an alarm's change.",
  query: project,
  media: "text/event-stream",
  problems: ["NOT_FOUND"],
});

export const incidentRoutes = [
  openIncident,
  listIncidents,
  getIncident,
  stepIncident,
  addEvidence,
  outageStatistics,
  outageCsv,
  incidentsCsv,
  incidentEvents,
] as const;
