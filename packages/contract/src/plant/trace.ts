import { type Hop, type LossVerdict, type StopReason, spliceMethods, stopReasons, type Trace } from "@cuntong/network";
import { z } from "zod";
import { Line } from "../words.ts";
import { ids } from "./ids.ts";
import { Colour, Confidence, JointEnd, Port, plantRecords } from "./records.ts";

/** A trace as it travels (docs/plant.md), with what a map and a straight-line diagram need to draw it. */
const opt = z.exactOptional;
const Measure = z
  .object({
    drawnM: z.number(),
    sheathM: z.number(),
    glassM: z.number(),
    spreadM: z.number().describe("metres of glass by which the truth may differ"),
    confidence: Confidence,
    lossDb: z.array(z.number()).describe("one for each of the trace's wavelengths"),
  })
  .meta({ id: "Measure" });
const MarkedColour = z.object({ colour: Colour, tracers: z.number().int() }).meta({ id: "MarkedColour" });
const anyHop = {
  parent: z.number().int().describe("the hop before, by place in the list; -1 for the first"),
  own: Measure,
  total: Measure,
};
const Hops = z
  .discriminatedUnion("kind", [
    z.object({
      ...anyHop,
      kind: z.literal("strand"),
      cableId: ids.cable,
      tube: z.number().int(),
      strand: z.number().int(),
      tubeColour: MarkedColour,
      strandColour: MarkedColour,
      enters: z.enum(["a", "b"]),
      fromNodeId: ids.node,
      toNodeId: ids.node,
    }),
    z.object({
      ...anyHop,
      kind: z.literal("splice"),
      spliceId: ids.splice,
      method: z.enum(spliceMethods),
      nodeId: ids.node,
      closureId: opt(ids.closure),
      tray: opt(z.number().int()),
    }),
    z.object({ ...anyHop, kind: z.literal("patch"), patchId: ids.patch, nodeId: ids.node }),
    z.object({
      ...anyHop,
      kind: z.literal("splitter"),
      splitterId: ids.splitter,
      closureId: ids.closure,
      nodeId: ids.node,
      direction: z.enum(["down", "up"]),
      input: z.number().int(),
      output: z.number().int(),
    }),
    z.object({
      ...anyHop,
      kind: z.literal("port"),
      equipmentId: ids.equipment,
      port: z.number().int(),
      nodeId: ids.node,
    }),
  ])
  .meta({ id: "Hop" }) satisfies z.ZodType<Hop>;
const Stop = z.object({
  hop: z.number().int(),
  reason: z.enum(stopReasons) satisfies z.ZodType<StopReason>,
  at: opt(JointEnd),
  nodeId: opt(ids.node),
  closureId: opt(ids.closure),
  because: opt(z.array(z.string())),
});
const start = z.union([
  z.object({ cableId: ids.cable, tube: z.number().int(), strand: z.number().int(), end: opt(z.enum(["a", "b"])) }),
  Port,
  z.object({ villageCode: ids.village }),
]);
const TraceBody = z
  .object({
    start,
    wavesNm: z.array(z.number()),
    basis: z.enum(["mean", "worst"]),
    ways: z.array(z.object({ hops: z.array(Hops), stops: z.array(Stop) })),
  })
  .meta({ id: "Trace" });
const TraceSchema = TraceBody as unknown as z.ZodType<Trace, z.input<typeof TraceBody>>;

const verdict = { waveNm: z.number(), lossDb: z.number(), leftDb: z.number() };
const Verdict = z.discriminatedUnion("verdict", [
  z.object({ ...verdict, verdict: z.literal("within") }),
  z.object({ ...verdict, verdict: z.literal("over"), byDb: z.number() }),
  z.object({ ...verdict, verdict: z.literal("overload"), byDb: z.number() }),
]) satisfies z.ZodType<LossVerdict>;

/** The loss between a device and one OLT's port, against the port's optics class. */
const Budget = z
  .object({
    device: Port,
    olt: Port,
    opticsClass: z.string(),
    total: Measure,
    verdicts: z.array(Verdict),
    passes: z.boolean(),
  })
  .meta({ id: "LossBudget" });

/** A cable that a trace runs through: its line from its a-end, and how far along it each of its nodes is. */
export const TracedCable = z
  .object({
    id: ids.cable,
    name: opt(z.string()),
    typeId: ids.cableType,
    line: Line,
    chainages: z.array(z.object({ nodeId: ids.node, drawnM: z.number(), sheathM: z.number(), glassM: z.number() })),
    slack: z.array(z.object({ nodeId: ids.node, sheathM: z.number() })),
    sheathFrom: z.enum(["marks", "partly-marks", "spans"]),
  })
  .meta({ id: "TracedCable" });
export type TracedCable = z.infer<typeof TracedCable>;

/** A trace with what a map and a straight-line diagram need to draw it. */
export const TraceAnswer = z
  .object({
    trace: TraceSchema,
    budgets: z
      .array(Budget)
      .describe(
        "of the start, or of a circuit's far port, or of every device that an OLT's port feeds, towards each OLT; empty where there is none",
      ),
    nodes: z.array(plantRecords.nodes).describe("every node that the trace passes"),
    cables: z.array(TracedCable),
    records: z
      .object({
        cables: z.array(plantRecords.cables),
        closures: z.array(plantRecords.closures),
        splitters: z.array(plantRecords.splitters),
        splitterTypes: z.array(plantRecords.splitterTypes),
        equipment: z.array(plantRecords.equipment),
        villages: z.array(plantRecords.villages),
      })
      .describe("what the hops and stops name, so that it can be called by its name"),
  })
  .meta({ id: "TraceAnswer" });
export type TraceAnswer = z.infer<typeof TraceAnswer>;
