import { elementTables } from "@cuntong/network";
import { z } from "zod";
import { route } from "../route.ts";
import { Instant, Issue, ProjectId, Revision } from "../words.ts";
import { severities } from "./incidents.ts";

const opt = z.exactOptional;
const At = z.iso.datetime({ offset: true });
const name = z.string().min(1).max(200);
const project = z.object({ projectId: ProjectId });

/** What an alarm is about: a village, a device and its port, or a node. */
const AlarmObject = z
  .strictObject({
    villageCode: opt(name),
    equipmentId: opt(name),
    port: opt(z.number().int().min(1)),
    nodeId: opt(name),
  })
  .meta({ id: "AlarmObject" });

/** One word of a source on an alarm. */
export const AlarmWord = z
  .strictObject({
    source: name,
    externalId: name,
    state: z.enum(["raised", "cleared"]),
    at: At,
    severity: z.enum(severities).default("major"),
    type: opt(z.string().max(200)),
    cause: opt(z.string().max(200)),
    text: opt(z.string().max(1_000)),
    about: AlarmObject,
  })
  .meta({ id: "AlarmWord" });

export const Alarm = z
  .object({
    id: z.number().int(),
    source: z.string(),
    externalId: z.string(),
    severity: z.enum(severities),
    type: opt(z.string()),
    cause: opt(z.string()),
    text: opt(z.string()),
    raisedAt: Instant,
    clearedAt: opt(Instant),
    flaps: z.number().int().describe("raises after a clear"),
    acknowledgedBy: opt(z.string()),
    about: AlarmObject,
    object: opt(z.object({ table: z.string(), id: z.string() })).describe("of the plant; absent where none was found"),
    incidentId: opt(z.string()),
    changed: z.number().int(),
  })
  .meta({ id: "Alarm" });
export type Alarm = z.infer<typeof Alarm>;

export const takeAlarms = route({
  id: "takeAlarms",
  method: "post",
  path: "/api/alarms",
  tag: "alarms",
  who: "planner",
  status: 200,
  summary:
    "Takes words on alarms; when it answers they are durable. By source and external id a word told again is the same one and changes nothing.",
  body: z.strictObject({ projectId: ProjectId, alarms: z.array(AlarmWord).min(1).max(10_000) }),
  bodyLimitBytes: 8_388_608,
  answer: z
    .object({
      fresh: z.number().int(),
      changed: z.number().int(),
      repeated: z.number().int(),
      unmatched: z
        .number()
        .int()
        .describe("words about something that the plant does not have; they are kept all the same"),
    })
    .meta({ id: "AlarmsTaken" }),
  problems: ["NOT_FOUND"],
});

export const streamAlarms = route({
  id: "streamAlarms",
  method: "post",
  path: "/api/alarms/stream",
  tag: "alarms",
  who: "planner",
  status: 200,
  summary:
    "Takes words on alarms as NDJSON, one on each line, as takeAlarms takes them; when it answers they are durable. Good lines are kept and bad ones told by their number; a stream that breaks off keeps what was whole.",
  query: project,
  upload: true,
  bodyLimitBytes: 67_108_864,
  answer: z
    .object({
      lines: z.number().int().describe("that were not empty"),
      fresh: z.number().int(),
      changed: z.number().int(),
      repeated: z.number().int(),
      unmatched: z.number().int(),
      bad: z.number().int(),
      issues: z.array(Issue).describe("the first hundred, with the line as `row`"),
    })
    .meta({ id: "AlarmStreamTaken" }),
  problems: ["NOT_FOUND", "TOO_LARGE"],
});

export const listAlarms = route({
  id: "listAlarms",
  method: "get",
  path: "/api/alarms",
  tag: "alarms",
  who: "viewer",
  status: 200,
  summary: "Alarms, the latest first, by state, source or incident.",
  query: project.extend({
    state: z.enum(["raised", "cleared"]).optional(),
    source: z.string().max(200).optional(),
    incidentId: z.string().max(80).optional(),
    before: z.coerce.number().int().min(1).optional(),
    limit: z.coerce.number().int().min(1).max(10_000).default(200),
  }),
  answer: z
    .object({ alarms: z.array(Alarm), names: z.record(z.string(), z.string()).describe("of villages, by code") })
    .meta({ id: "AlarmList" }),
  problems: ["NOT_FOUND"],
});

const Explained = z.array(
  z.object({ alarmId: z.number().int(), because: z.enum(["counted", "inImpact", "below", "explained"]) }),
);
const AlarmGroup = z
  .discriminatedUnion("by", [
    z.object({ by: z.literal("incident"), incidentId: z.string(), title: z.string(), alarms: Explained }),
    z.object({ by: z.literal("alarm"), alarmId: z.number().int(), alarms: Explained }),
    z.object({
      by: z.literal("fault"),
      fault: z.object({
        table: z.enum(elementTables),
        id: z.string(),
        name: z.string(),
        elementCount: z.number().int().describe("how many nothing seen tells apart from it"),
        probability: z.number(),
      }),
      alarms: Explained,
    }),
  ])
  .meta({ id: "AlarmGroup" });
export type AlarmGroup = z.infer<typeof AlarmGroup>;

export const explainedAlarms = route({
  id: "explainedAlarms",
  method: "get",
  path: "/api/alarms/explained",
  tag: "alarms",
  who: "viewer",
  status: 200,
  summary:
    "Which alarm explains which, of those that are raised: what belongs to an open incident (counted to it, or dark in its frozen impact), what lies below the alarm of a device, a port or a site, and what one fault each explains, with the reason for each.",
  query: project,
  answer: z
    .object({
      revision: Revision,
      groups: z.array(AlarmGroup),
      alone: z.array(z.object({ alarmId: z.number().int(), because: z.enum(["unmatched", "unlit", "unexplained"]) })),
      whole: z.boolean().describe("false where more are raised than are looked at: the latest 2,000"),
    })
    .meta({ id: "ExplainedAlarms" }),
  problems: ["NOT_FOUND"],
});

export const attachAlarms = route({
  id: "attachAlarms",
  method: "post",
  path: "/api/alarms/attach",
  tag: "alarms",
  who: "planner",
  status: 200,
  summary:
    "Counts alarms to an incident, or to none where it is null; a line of each incident's timeline tells of it. Answers how many of those named there are.",
  body: z.strictObject({
    projectId: ProjectId,
    alarmIds: z.array(z.number().int().min(1)).min(1).max(10_000),
    incidentId: z.string().max(80).nullable(),
  }),
  bodyLimitBytes: 262_144,
  answer: z.object({ count: z.number().int() }),
  problems: ["NOT_FOUND"],
});

export const acknowledgeAlarms = route({
  id: "acknowledgeAlarms",
  method: "post",
  path: "/api/alarms/acknowledge",
  tag: "alarms",
  who: "planner",
  status: 200,
  summary:
    "Marks alarms as seen, or as not seen where `by` is null; a line of each incident's timeline tells of it. Answers how many of those named there are.",
  body: z.strictObject({
    projectId: ProjectId,
    alarmIds: z.array(z.number().int().min(1)).min(1).max(10_000),
    by: z.string().min(1).max(200).nullable(),
  }),
  bodyLimitBytes: 262_144,
  answer: z.object({ count: z.number().int() }),
  problems: ["NOT_FOUND"],
});

/** TM Forum TMF642 Alarm Management, v4: the resource as its public specification names it. Unknown fields are read over. */
const TmfObject = z.looseObject({ id: z.string(), "@referredType": z.string().optional() });
const TmfAlarmBody = z.looseObject({
  externalAlarmId: z.string().min(1).max(200).optional(),
  id: z.string().optional(),
  reportingSystemId: z.string().min(1).max(200).optional(),
  alarmType: z.string().max(200).optional(),
  perceivedSeverity: z.string().optional(),
  probableCause: z.string().max(200).optional(),
  specificProblem: z.string().max(1_000).optional(),
  alarmDetails: z.string().max(1_000).optional(),
  alarmRaisedTime: At.optional(),
  alarmClearedTime: At.optional(),
  state: z.string().optional(),
  alarmedObject: TmfObject.optional(),
});
export const TmfAlarm = z
  .object({
    id: z.string(),
    href: z.string(),
    externalAlarmId: z.string(),
    reportingSystemId: z.string(),
    alarmType: z.string().optional(),
    perceivedSeverity: z.enum([...severities, "cleared"]),
    probableCause: z.string().optional(),
    specificProblem: z.string().optional(),
    alarmRaisedTime: Instant,
    alarmClearedTime: Instant.optional(),
    alarmChangedTime: Instant.optional(),
    state: z.enum(["raised", "updated", "cleared"]),
    ackState: z.enum(["acknowledged", "unacknowledged"]),
    ackUserId: z.string().optional(),
    alarmedObjectType: z.string().optional(),
    alarmedObject: z.object({ id: z.string(), "@referredType": z.string() }).optional(),
    correlatedAlarm: z.array(z.object({ id: z.string() })).optional(),
    "@type": z.literal("Alarm"),
  })
  .meta({ id: "TmfAlarm" });
export type TmfAlarm = z.infer<typeof TmfAlarm>;

const tmf = "/tmf-api/alarmManagement/v4/alarm";

export const tmfCreateAlarm = route({
  id: "tmfCreateAlarm",
  method: "post",
  path: tmf,
  tag: "TMF642",
  who: "planner",
  status: 201,
  summary:
    "Creates or repeats an alarm as TMF642 shapes it. `alarmedObject` is a village code, `EQUIPMENT:PORT`, or a node's id.",
  query: project,
  body: TmfAlarmBody,
  bodyLimitBytes: 262_144,
  answer: TmfAlarm,
  problems: ["NOT_FOUND", "UNPROCESSABLE"],
});

const fieldNames = z
  .string()
  .max(400)
  .optional()
  .describe("attributes, parted by commas; id, href and @type always come");
const words = z.string().min(1).max(2_000).optional().describe("a value, or several parted by commas");
const listOf = (values: readonly string[]) =>
  z
    .string()
    .regex(new RegExp(`^(${values.join("|")})(,(${values.join("|")}))*$`))
    .optional()
    .describe(`any of ${values.join(", ")}, parted by commas`);
const tmfBounds = ["", ".gt", ".gte", ".lt", ".lte"] as const;
/** Bounds of times, as TMF630 writes them. */
const tmfTimes = tmfBounds.flatMap((bound) => [`alarmRaisedTime${bound}`, `alarmClearedTime${bound}`] as const);

export const tmfListAlarms = route({
  id: "tmfListAlarms",
  method: "get",
  path: tmf,
  tag: "TMF642",
  who: "viewer",
  status: 200,
  summary:
    "Alarms as TMF642 shapes them. `fields` names those wanted; attributes filter (several values parted by commas; times also with `.gt`, `.gte`, `.lt`, `.lte`); `offset` and `limit` page: `X-Total-Count` says how many there are, `X-Result-Count` how many of them came, and 206 that not all did.",
  query: project.extend({
    fields: fieldNames,
    state: listOf(["raised", "updated", "cleared"]),
    perceivedSeverity: listOf([...severities, "cleared"]),
    ackState: z.enum(["acknowledged", "unacknowledged"]).optional(),
    ackUserId: z.string().max(200).optional(),
    alarmType: words,
    probableCause: words,
    reportingSystemId: words,
    externalAlarmId: words,
    "alarmedObject.id": words,
    ...Object.fromEntries(tmfTimes.map((name) => [name, At.optional()])),
    offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
    limit: z.coerce.number().int().min(1).max(1_000).default(100),
  }),
  answer: z.array(TmfAlarm.partial()),
  problems: ["NOT_FOUND"],
});

const tmfParams = z.object({ id: z.string().regex(/^\d{1,15}$/) });

export const tmfGetAlarm = route({
  id: "tmfGetAlarm",
  method: "get",
  path: `${tmf}/{id}`,
  tag: "TMF642",
  who: "viewer",
  status: 200,
  summary: "One alarm as TMF642 shapes it, or those attributes of it that `fields` names.",
  params: tmfParams,
  query: project.extend({ fields: fieldNames }),
  answer: TmfAlarm.partial(),
  problems: ["NOT_FOUND"],
});

export const tmfPatchAlarm = route({
  id: "tmfPatchAlarm",
  method: "patch",
  path: `${tmf}/{id}`,
  tag: "TMF642",
  who: "planner",
  status: 200,
  summary: "Clears an alarm (`state: cleared`), or marks it as seen (`ackState`, `ackUserId`).",
  params: tmfParams,
  query: project,
  body: z.looseObject({
    state: z.enum(["raised", "cleared"]).optional(),
    alarmClearedTime: At.optional(),
    ackState: z.enum(["acknowledged", "unacknowledged"]).optional(),
    ackUserId: z.string().min(1).max(200).optional(),
  }),
  bodyLimitBytes: 65_536,
  answer: TmfAlarm,
  problems: ["NOT_FOUND"],
});

export const alarmRoutes = [
  takeAlarms,
  streamAlarms,
  listAlarms,
  explainedAlarms,
  attachAlarms,
  acknowledgeAlarms,
  tmfCreateAlarm,
  tmfListAlarms,
  tmfGetAlarm,
  tmfPatchAlarm,
] as const;
