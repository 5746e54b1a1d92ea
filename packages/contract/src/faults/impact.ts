import { type Cuts, type Impact, redundancyGrades, serviceKinds, type WorkWindow } from "@cuntong/network";
import { z } from "zod";
import { ids, ObjectId } from "../plant/ids.ts";
import { route } from "../route.ts";
import { Position, ProjectId, Revision } from "../words.ts";

const opt = z.exactOptional;
const many = z.array(ObjectId).max(10_000);
const count = z.number().int().min(0).max(100_000);

/** What fails at once: things by id, and everything in polygons. */
const CutsBody = z
  .strictObject({
    nodes: opt(many),
    spans: opt(many),
    cables: opt(many),
    strands: opt(z.array(z.strictObject({ cableId: ids.cable, tube: count, strand: count })).max(10_000)),
    closures: opt(many),
    splitters: opt(many),
    equipment: opt(many),
    areas: opt(
      z
        .array(
          z
            .array(z.array(z.array(Position).min(4).max(10_000)).min(1).max(100))
            .min(1)
            .max(100),
        )
        .max(20)
        .describe("multipolygons as in GeoJSON"),
    ),
  })
  .meta({ id: "Cuts" }) satisfies z.ZodType<Cuts>;

const Surviving = z.object({
  olt: opt(ids.equipment),
  circuitIds: z.array(ids.circuit),
  cableIds: z.array(ids.cable),
  spanIds: z.array(ids.span),
});

/** Whom cuts make dark. */
export const ImpactBody = z
  .object({
    revision: Revision,
    dead: z.object({
      nodes: count,
      spans: count,
      cables: count,
      strands: count,
      closures: count,
      splitters: count,
      equipment: count,
    }),
    strandsLost: z.number().int(),
    villages: z.array(
      z.object({
        code: ids.village,
        fate: z.enum(["lost", "degraded"]),
        people: opt(z.number()),
        countyCode: opt(z.string()),
        waysBefore: z.number().int(),
        waysAfter: z.number().int(),
        by: z.enum(["glass", "spans"]),
        surviving: opt(Surviving),
      }),
    ),
    villagesSafe: z.number().int(),
    people: z.object({ lost: z.number(), degraded: z.number() }),
    villagesWithoutPeople: z.number().int(),
    circuits: z.array(z.object({ id: ids.circuit, name: opt(z.string()), fate: z.enum(["lost", "degraded"]) })),
    services: z.array(
      z.object({
        kind: z.enum(serviceKinds),
        lost: z.number().int(),
        degraded: z.number().int(),
        safe: z.number().int(),
      }),
    ),
    emergencyBroadcast: z.object({
      belowTwoBefore: z.number().int(),
      belowTwoAfter: z.number().int(),
      silenced: z.array(ids.village),
    }),
    oneCutFromDark: z.array(ids.village),
  })
  .meta({ id: "Impact" }) satisfies z.ZodType<Impact>;

const Grade = z.enum(redundancyGrades);
const Counts = z.record(Grade, z.number().int());
const Window = z.object({
  before: Counts,
  during: Counts,
  worse: z.array(z.object({ code: ids.village, before: Grade, during: Grade })),
}) satisfies z.ZodType<WorkWindow>;

export const impactOfCuts = route({
  id: "impactOfCuts",
  method: "post",
  path: "/api/faults/impact",
  tag: "faults",
  who: "viewer",
  status: 200,
  summary:
    "Who is dark when things fail: villages, people, circuits and services lost, degraded and safe, with the way that is left; `planned` adds how the plant is held during the work.",
  body: z.strictObject({ projectId: ProjectId, cuts: CutsBody, planned: z.boolean().default(false) }),
  bodyLimitBytes: 4_194_304,
  answer: z
    .object({
      revision: Revision,
      impact: ImpactBody,
      names: z.record(z.string(), z.string()).describe("of the villages, by code"),
      window: opt(Window),
    })
    .meta({ id: "ImpactAnswer" }),
  problems: ["NOT_FOUND", "UNPROCESSABLE"],
});
