import type { TraceChange } from "@cuntong/network";
import { z } from "zod";
import { ObjectId } from "../plant/ids.ts";
import { Port } from "../plant/records.ts";
import { route } from "../route.ts";
import { Instant, Issue, ProjectId, Revision } from "../words.ts";
import { CalibratedBy, LocatedBody } from "./locate.ts";

const opt = z.exactOptional;
const port = { equipmentId: ObjectId, port: z.coerce.number().int().min(1) };

/** An event of a trace with the joint of the plant that it is, where one matches. */
const TraceEvent = z
  .object({
    glassM: z.number(),
    lossDb: opt(z.number()),
    reflectanceDb: opt(z.number()),
    isEnd: z.boolean(),
    joint: opt(z.object({ name: z.string(), nodeId: z.string(), glassM: z.number(), offM: z.number() })),
  })
  .meta({ id: "TraceEvent" });

const Change = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("end-moved"), glassM: z.number(), byM: z.number() }),
  z.object({ kind: z.literal("new-loss"), glassM: z.number(), lossDb: z.number() }),
  z.object({ kind: z.literal("new-reflection"), glassM: z.number(), reflectanceDb: z.number() }),
  z.object({ kind: z.literal("loss-changed"), glassM: z.number(), byDb: z.number() }),
  z.object({ kind: z.literal("reflection-changed"), glassM: z.number(), byDb: z.number() }),
  z.object({ kind: z.literal("gone"), glassM: z.number() }),
]) satisfies z.ZodType<TraceChange>;

const Curve = z
  .object({ startM: z.number(), stepM: z.number(), levelsDb: z.array(z.number()) })
  .meta({ id: "OtdrCurve" });

/** A trace of an OTDR read, drawn, and laid on the glass of a port. */
export const OtdrAnswer = z
  .object({
    revision: Revision,
    id: opt(z.string()).describe("of the trace, where it was kept"),
    waveNm: z.number().nullable(),
    groupIndex: z.number().nullable(),
    checksum: z.string(),
    issues: z.array(Issue).describe("what is wrong in the file; what could be read is there all the same"),
    curve: opt(Curve),
    events: z.array(TraceEvent),
    endM: opt(z.number()),
    plant: opt(
      z.object({
        shotFrom: z.enum(["start", "end", "unsure"]),
        shotAt: opt(Port).describe("the port that it was shot from: the named one, or that at the other end"),
        unmatchedJoints: z.array(z.object({ name: z.string(), nodeId: z.string(), glassM: z.number() })),
        calibrated: z.boolean(),
        factors: z.array(z.object({ cableId: opt(z.string()), factor: z.number(), sd: z.number() })),
      }),
    ).describe("how it lies on the port's glass; absent where no port was named or no glass is there"),
    located: opt(LocatedBody).describe("where its end lies, seen from the port that it was shot from"),
    baseline: opt(CalibratedBy.extend({ curve: opt(Curve), changes: opt(z.array(Change)) })).describe(
      "the port's accepted trace, and what is another since, where it is of the same wavelength",
    ),
  })
  .meta({ id: "OtdrAnswer" });
export type OtdrAnswer = z.infer<typeof OtdrAnswer>;

export const readOtdr = route({
  id: "readOtdr",
  method: "post",
  path: "/api/faults/otdr",
  tag: "faults",
  who: "planner",
  status: 200,
  summary:
    "Reads a trace (SOR) and lays it on the glass of a port: events matched to joints, direction, where its end lies, what changed since the baseline. `keep` keeps it, `baseline` accepts it.",
  query: z.object({
    projectId: ProjectId,
    equipmentId: ObjectId.optional(),
    port: z.coerce.number().int().min(1).optional(),
    name: z.string().min(1).max(200).default("trace.sor"),
    keep: z.enum(["no", "trace", "baseline"]).default("no"),
    launchM: z.coerce
      .number()
      .min(0)
      .max(20_000)
      .optional()
      .describe("metres of launch cable before the port, by the instrument"),
  }),
  upload: true,
  bodyLimitBytes: 8_388_608,
  answer: OtdrAnswer,
  problems: ["NOT_FOUND", "UNPROCESSABLE"],
});

/** A trace that was kept. */
const KeptHead = z
  .object({
    id: z.string(),
    ...{ equipmentId: z.string(), port: z.number().int() },
    fileName: z.string(),
    sha256: z.string().describe("of the file, which `GET /api/projects/{id}/files/{sha256}` gives back"),
    waveNm: opt(z.number()),
    isBaseline: z.boolean(),
    by: z.string(),
    at: Instant,
  })
  .meta({ id: "KeptTrace" });

export const listOtdrTraces = route({
  id: "listOtdrTraces",
  method: "get",
  path: "/api/faults/otdr",
  tag: "faults",
  who: "viewer",
  status: 200,
  summary: "Traces that were kept of a port, the latest first.",
  query: z.object({ projectId: ProjectId, ...port }),
  answer: z
    .object({
      revision: Revision,
      traces: z.array(KeptHead),
    })
    .meta({ id: "OtdrTraces" }),
  problems: ["NOT_FOUND"],
});

export const getOtdrTrace = route({
  id: "getOtdrTrace",
  method: "get",
  path: "/api/faults/otdr/{id}",
  tag: "faults",
  who: "viewer",
  status: 200,
  summary: "A trace that was kept, laid on the glass of its port as the plant is now.",
  params: z.object({ id: z.string() }),
  query: z.object({ projectId: ProjectId }),
  answer: OtdrAnswer.extend({ kept: KeptHead }).meta({ id: "KeptOtdrAnswer" }),
  problems: ["NOT_FOUND", "UNPROCESSABLE"],
});

export const compareOtdrTraces = route({
  id: "compareOtdrTraces",
  method: "get",
  path: "/api/faults/otdr/{id}/changes",
  tag: "faults",
  who: "viewer",
  status: 200,
  summary:
    "What is another in a kept trace since an earlier one: new and changed loss and reflection, what is gone, an end that moved; in the later one's metres, whatever index each was shot with.",
  params: z.object({ id: z.string() }),
  query: z.object({ projectId: ProjectId, since: z.string().describe("the earlier trace") }),
  answer: z
    .object({ revision: Revision, since: KeptHead, trace: KeptHead, changes: z.array(Change) })
    .meta({ id: "OtdrChanges" }),
  problems: ["NOT_FOUND"],
});

export const otdrRoutes = [readOtdr, listOtdrTraces, getOtdrTrace, compareOtdrTraces] as const;
