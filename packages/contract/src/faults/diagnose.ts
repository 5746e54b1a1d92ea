import {
  type Diagnosis,
  type Element,
  type Endpoint,
  elementTables,
  type FaultGroup,
  type NextMeasurement,
} from "@cuntong/network";
import { z } from "zod";
import { ids, ObjectId } from "../plant/ids.ts";
import { Port } from "../plant/records.ts";
import { route } from "../route.ts";
import { Position, ProjectId, Revision } from "../words.ts";

const opt = z.exactOptional;
const EndpointBody = z
  .union([z.object({ villageCode: ids.village }), Port])
  .meta({ id: "Endpoint" }) satisfies z.ZodType<Endpoint>;
const endpoints = z.array(EndpointBody).max(20_000);
const ElementBody = z.object({ table: z.enum(elementTables), id: z.string() }) satisfies z.ZodType<Element>;
const Group = z
  .object({
    probability: z.number(),
    elements: z.array(ElementBody.extend({ share: z.number() })),
    elementCount: z.number().int(),
    explains: z.array(EndpointBody),
    against: z.array(EndpointBody),
  })
  .meta({ id: "FaultGroup" }) satisfies z.ZodType<FaultGroup>;
const Next = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("otdr"),
    from: Port,
    expect: z.array(z.object({ candidate: z.number().int(), glassM: opt(z.number()) })),
    bits: z.number(),
  }),
  z.object({
    kind: z.literal("ask"),
    endpoint: EndpointBody,
    darkIf: z.array(z.number().int()),
    bits: z.number(),
  }),
]) satisfies z.ZodType<NextMeasurement>;

/** What has failed, ranked. */
const DiagnosisBody = z.object({
  revision: Revision,
  candidates: z.array(Group),
  hypotheses: z.array(z.object({ probability: z.number(), candidates: z.array(z.number().int()) })),
  unexplained: z.array(EndpointBody),
  contradictions: z.array(EndpointBody),
  contested: z.array(EndpointBody),
  unreachable: z.array(EndpointBody),
  next: opt(Next),
}) satisfies z.ZodType<Diagnosis>;

export const diagnoseFaults = route({
  id: "diagnoseFaults",
  method: "post",
  path: "/api/faults/diagnose",
  tag: "faults",
  who: "viewer",
  status: 200,
  summary:
    "What has failed, from who is dark and who is lit, alarms and OTDR distances: ranked candidates with the evidence for and against, and the measurement to take next.",
  body: z.strictObject({
    projectId: ProjectId,
    dark: endpoints.describe("villages by code, or ports"),
    lit: endpoints.default([]),
    others: z.enum(["lit", "unknown"]).default("lit").describe("villages that nobody spoke of"),
    alarms: z
      .array(
        z.strictObject({
          endpoint: EndpointBody,
          state: z.enum(["raised", "cleared"]),
          at: z.iso.datetime({ offset: true }),
        }),
      )
      .max(50_000)
      .default([]),
    otdr: z
      .array(z.strictObject({ from: Port, glassM: z.number().min(0).max(1e6) }))
      .max(20)
      .default([]),
    mostFaults: z.number().int().min(1).max(4).optional(),
  }),
  bodyLimitBytes: 8_388_608,
  answer: z
    .object({
      revision: Revision,
      diagnosis: DiagnosisBody,
      unknown: z.array(z.string()).describe("codes that no village of the project has"),
      places: z
        .array(z.object({ table: z.enum(elementTables), id: ObjectId, name: z.string(), line: z.array(Position) }))
        .describe("where the likeliest element of each candidate lies"),
      names: z.record(z.string(), z.string()).describe("of villages, by code"),
    })
    .meta({ id: "DiagnosisAnswer" }),
  problems: ["NOT_FOUND", "UNPROCESSABLE"],
});
