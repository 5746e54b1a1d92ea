import type { TraceChange } from "@cuntong/network";
import { z } from "zod";
import { ObjectId } from "../plant/ids.ts";
import { route } from "../route.ts";
import { Instant, Issue, ProjectId, Revision } from "../words.ts";
import { CalibratedBy } from "./locate.ts";

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
        unmatchedJoints: z.array(z.object({ name: z.string(), nodeId: z.string(), glassM: z.number() })),
        calibrated: z.boolean(),
        factors: z.array(z.object({ cableId: opt(z.string()), factor: z.number(), sd: z.number() })),
      }),
    ).describe("how it lies on the port's glass; absent where no port was named or no glass is there"),
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
    "Reads a trace (SOR) and lays it on the glass of a port: events matched to joints, direction, what changed since the baseline. `keep` keeps it, `baseline` accepts it.",
  query: z.object({
    projectId: ProjectId,
    equipmentId: ObjectId.optional(),
    port: z.coerce.number().int().min(1).optional(),
    name: z.string().min(1).max(200).default("trace.sor"),
    keep: z.enum(["no", "trace", "baseline"]).default("no"),
  }),
  upload: true,
  bodyLimitBytes: 8_388_608,
  answer: OtdrAnswer,
  problems: ["NOT_FOUND", "UNPROCESSABLE"],
});

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
      traces: z.array(
        z.object({
          id: z.string(),
          fileName: z.string(),
          waveNm: opt(z.number()),
          isBaseline: z.boolean(),
          by: z.string(),
          at: Instant,
        }),
      ),
    })
    .meta({ id: "OtdrTraces" }),
  problems: ["NOT_FOUND"],
});

export const otdrRoutes = [readOtdr, listOtdrTraces] as const;
