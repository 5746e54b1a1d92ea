import type { Access, BeyondEnd, Landmark, Located, LocatedFault, Place, Surroundings, WayEnd } from "@cuntong/network";
import { z } from "zod";
import { ids } from "../plant/ids.ts";
import { Port } from "../plant/records.ts";
import { route } from "../route.ts";
import { Instant, Position, ProjectId, Revision } from "../words.ts";

const opt = z.exactOptional;

/** Where a measurement begins: a port, or an end of a strand. */
const MeasuredFrom = z.union([
  Port,
  z.strictObject({
    cableId: ids.cable,
    tube: z.number().int().min(1),
    strand: z.number().int().min(1),
    end: z.enum(["a", "b"]),
  }),
]);

const LandmarkBody = z.object({
  nodeId: ids.node,
  name: z.string(),
  position: Position,
  metres: z.number(),
}) satisfies z.ZodType<Landmark>;

const PlaceBody = z
  .object({
    glassM: z.number(),
    position: Position,
    datums: z.object({ WGS84: Position, GCJ02: Position, BD09: Position }),
    spanId: opt(ids.span),
    cableId: opt(ids.cable),
    coil: z.boolean(),
    before: LandmarkBody,
    after: LandmarkBody,
    sheathM: z.number(),
    markM: opt(z.number()),
  })
  .meta({ id: "FaultPlace" }) satisfies z.ZodType<Place>;

const AccessBody = z.object({
  nodeId: ids.node,
  closureId: opt(ids.closure),
  name: z.string(),
  position: Position,
  metres: z.number(),
  direction: z.enum(["back", "onward"]),
}) satisfies z.ZodType<Access>;

const Ground = z.object({
  line: z.array(Position),
  landmarks: z.array(LandmarkBody.omit({ metres: true })),
}) satisfies z.ZodType<Surroundings>;

const calibration = z.enum(["calibrated", "uncalibrated"]);
const Towards = z.object({ reason: z.string(), nodeId: opt(ids.node), port: opt(Port) }) as unknown as z.ZodType<
  WayEnd,
  WayEnd
>;
const Fault = z
  .object({
    kind: z.literal("at"),
    place: PlaceBody,
    interval: z.object({
      confidencePct: z.literal(95),
      from: PlaceBody,
      to: PlaceBody,
      beforeM: z.number(),
      afterM: z.number(),
    }),
    access: z.array(AccessBody),
    route: Ground.describe("under half a kilometre of glass either way"),
    doubt: Ground.describe("under the interval"),
    calibration,
    towards: Towards,
  })
  .meta({ id: "LocatedFault" }) satisfies z.ZodType<LocatedFault>;
const Beyond = z
  .object({
    kind: z.literal("beyond-end"),
    place: PlaceBody,
    excessM: z.number(),
    sdM: z.number(),
    calibration,
    towards: Towards,
  })
  .meta({ id: "BeyondEnd" }) satisfies z.ZodType<BeyondEnd>;

/** Where a reading lies: one place for each way of the glass. */
export const LocatedBody = z.object({
  faults: z.array(Fault),
  ends: z.array(Beyond),
  glassM: z.number(),
  assumed: z.boolean(),
}) satisfies z.ZodType<Located>;

/** The accepted trace by which the glass is calibrated. */
export const CalibratedBy = z
  .object({
    id: z.string(),
    at: Instant,
    groupIndex: opt(z.number()).describe("that its metres were computed with; a reading's are converted to it"),
    joints: z.number().int().describe("joints of the plant that its events are now"),
    lost: z
      .array(z.object({ name: z.string(), nodeId: z.string(), glassM: z.number() }))
      .describe("joints that its events were when it was kept and fit no more: the plant was changed there since"),
  })
  .meta({ id: "CalibratedBy" });

const reading = {
  opticalM: z.number().min(0).max(999_999),
  instrumentIndex: opt(z.number().min(1.3).max(1.7)),
  glassIndex: opt(z.number().min(1.3).max(1.7)),
  launchM: opt(z.number().min(0).max(20_000)),
  waveNm: opt(z.number().min(600).max(1700)).describe(
    "of the light: the port's baseline of that wavelength is taken, where there is one",
  ),
};

export const locateFault = route({
  id: "locateFault",
  method: "post",
  path: "/api/faults/locate",
  tag: "faults",
  who: "viewer",
  status: 200,
  summary:
    "Where a reading of an OTDR lies: the point, its interval, landmarks, the nearest access, and the place in the datums of phone maps; with what the port's baselines calibrate.",
  body: z.strictObject({ projectId: ProjectId, from: MeasuredFrom, ...reading }),
  bodyLimitBytes: 8_192,
  answer: LocatedBody.extend({
    revision: Revision,
    baseline: opt(CalibratedBy),
  }).meta({ id: "Located" }),
  problems: ["NOT_FOUND", "UNPROCESSABLE"],
});
