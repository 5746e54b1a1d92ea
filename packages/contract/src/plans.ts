import { crossingKinds, existingSpansModes, leftOutReasons, quotaUnits, unreachableReasons } from "@cuntong/network";
import { z } from "zod";
import { PlanLocks } from "./locks.ts";
import { route } from "./route.ts";
import {
  CorridorClass,
  Fen,
  Instant,
  Issue,
  Line,
  NodeKind,
  PlanId,
  Position,
  PriceUnit,
  ProjectId,
  Revision,
  ServiceName,
  Support,
  VillageCode,
} from "./words.ts";

/** Which villages a plan connects: of those whose status is `unconnected` or `planned`. A code of any other is refused. */
export const VillageChoice = z
  .discriminatedUnion("select", [
    z.object({ select: z.literal("all") }),
    z.object({ select: z.literal("county"), countyCode: z.string().min(1).max(12) }),
    z.object({
      select: z.literal("polygon"),
      polygon: z.array(Position).min(3).max(500).describe("ring, first position not repeated"),
    }),
    z.object({ select: z.literal("codes"), codes: z.array(VillageCode).min(1).max(20_000) }),
  ])
  .meta({ id: "VillageChoice" });
export type VillageChoice = z.infer<typeof VillageChoice>;

const PerCent = z.number().int().min(0).max(1_000);

/** What a plan counts beside metres, crossings, closures and drops. Each asks for its own prices. */
export const Counting = z
  .object({
    poles: z
      .object({ everyM: z.number().int().min(1).max(10_000), classesWithPoles: z.array(CorridorClass).max(20) })
      .nullable()
      .describe("new poles under aerial spans, except along classes that have poles"),
    cable: z
      .object({
        strandsPerVillage: z.number().int().min(1).max(1_000),
        reservePct: PerCent,
        slackPct: PerCent.max(100),
      })
      .nullable()
      .describe("cable by strands; null where it is in the span price"),
    drumM: z.number().int().min(1).max(100_000).nullable(),
    cabinetsPerVillage: z.number().int().min(0).max(1_000),
    splittersPerVillage: z.number().int().min(0).max(1_000),
    fixedPerVillage: z.boolean(),
    opex: z
      .object({ years: z.number().int().min(1).max(100), inCost: z.boolean() })
      .nullable()
      .describe("running cost, shown apart or counted in"),
  })
  .meta({ id: "Counting" });
export type Counting = z.infer<typeof Counting>;

const Weight = z.number().min(0).max(1_000_000);

const ChoiceWeights = z
  .object({
    people: Weight.optional(),
    households: Weight.optional(),
    village: Weight.optional(),
    services: z
      .record(ServiceName, Weight)
      .refine((services) => Object.keys(services).length <= 50, "at most 50 services")
      .optional()
      .describe("per village that asks for a service, by its name"),
    priority: Weight.optional().describe("per point of a village's priority (poverty, border)"),
  })
  .meta({ id: "ChoiceWeights" });

/** Money for a plan: the villages that are worth most under it are chosen. Codes: CAP_TOO_SMALL, QUOTA_, WEIGHT_, DUE_, BUDGET_INVALID. */
export const Budget = z
  .object({
    capFen: Fen.optional().describe(
      "the bill is at most this; absent: everything is connected, only the curve is asked for",
    ),
    weights: ChoiceWeights.describe(
      "what connecting a village is worth: at most four digits after the point; a village that lacks what has a weight is refused",
    ),
    quotas: z
      .array(
        z.object({
          countyCode: z.string().min(1).max(12),
          atLeast: z.number().int().min(0),
          of: z.enum(quotaUnits),
        }),
      )
      .max(500)
      .optional(),
    dueBy: z.iso.date().optional().describe("villages whose due date is this one or earlier must be connected"),
    curvePoints: z.number().int().min(0).max(60).optional(),
  })
  .meta({ id: "Budget" });

/** One plan of the curve from money to what it reaches; no plan that costs as much is worth more than `weightBound`. */
export const CurvePoint = z
  .object({
    costFen: Fen,
    villages: z.number().int(),
    people: z.number().int().optional(),
    households: z.number().int().optional(),
    weight: z.number(),
    weightBound: z.number(),
    onEnvelope: z.boolean(),
  })
  .meta({ id: "CurvePoint" });

export const BudgetTotals = z
  .object({
    capFen: Fen.optional(),
    weight: z.number(),
    weightBound: z.number(),
    gap: z.number(),
    curve: z.array(CurvePoint).optional(),
  })
  .meta({ id: "BudgetTotals" });

export const PlanRequest = z
  .object({
    projectId: ProjectId,
    name: z.string().max(120).default(""),
    villages: VillageChoice,
    /** Name of one of the project's price books; the default one where absent. */
    priceBook: z.string().max(120).optional(),
    effort: z.enum(["instant", "standard", "thorough"]).default("standard"),
    /** What is counted beside metres, crossings, closures and drops; nothing more where absent. */
    counting: Counting.optional(),
    /** Corridors that end within so many metres of each other may be joined by a straight link; none are where absent. */
    offroadLimitM: z.number().int().min(0).max(5_000).optional(),
    /** What the existing plant is to it: where fibre starts at no cost (the default), or a way for new cable from the headends on. */
    existingSpans: z.enum(existingSpansModes).optional(),
    locks: PlanLocks.optional(),
    /** Plans what can be planned where locks contradict each other or the ground; otherwise such a lock stops the plan. */
    partial: z.boolean().optional(),
    /** Chooses villages under a budget; without it every village is connected. */
    budget: Budget.optional(),
    seed: z
      .number()
      .int()
      .min(0)
      .max(2 ** 31 - 1)
      .default(1),
  })
  .meta({ id: "PlanRequest" });
export type PlanRequest = z.infer<typeof PlanRequest>;

export const PlanPhase = z.enum([
  "queued",
  "load",
  "corridors",
  "prices",
  "snap",
  "tree",
  "improve",
  "bound",
  "proposal",
  "save",
]);

export const PlanProgress = z
  .object({
    phase: PlanPhase,
    fraction: z.number().min(0).max(1),
    costFen: Fen.optional(),
    lowerBoundFen: Fen.optional(),
    choice: z
      .object({ best: CurvePoint, curve: z.array(CurvePoint).readonly() })
      .optional()
      .describe("under a budget, when it is news: what is chosen so far, and the curve as far as it has grown"),
  })
  .meta({ id: "PlanProgress" });
export type PlanProgress = z.infer<typeof PlanProgress>;

export const PlanTotals = z
  .object({
    villages: z.number().int(),
    connected: z.number().int(),
    unreachable: z.number().int(),
    leftOut: z.number().int().optional().describe("could be reached and are not connected"),
    lengthM: z.number(),
    lengthMBySupport: z.partialRecord(Support, z.number()),
    costFen: Fen,
    opexFen: Fen.optional(),
    lowerBoundFen: Fen.optional(),
    gap: z.number().optional(),
    people: z.number().int().optional(),
    households: z.number().int().optional(),
    budget: BudgetTotals.optional(),
  })
  .meta({ id: "PlanTotals" });
export type PlanTotals = z.infer<typeof PlanTotals>;

export const BillLine = z
  .object({
    code: z.string(),
    unit: PriceUnit,
    quantity: z.number().int().describe("centimetres (times years) where the unit is `m` or `m-year`, else pieces"),
    priceFen: Fen,
    costFen: Fen,
    source: z.string(),
    date: z.string(),
  })
  .meta({ id: "BillLine" });
export type BillLine = z.infer<typeof BillLine>;

export const PlanState = z.enum(["queued", "running", "done", "failed", "cancelled"]).meta({ id: "PlanState" });

export const Plan = z
  .object({
    id: PlanId,
    projectId: ProjectId,
    name: z.string(),
    state: PlanState,
    request: PlanRequest,
    progress: PlanProgress,
    /** The store's revision that it was computed on. */
    revision: Revision,
    totals: PlanTotals.nullable(),
    seconds: z.number().nullable(),
    issues: z.array(Issue),
    createdAt: Instant,
    finishedAt: Instant.nullable(),
  })
  .meta({ id: "Plan" });
export type Plan = z.infer<typeof Plan>;

/** Cost share per connected village, in bins: `[fromFen, toFen)`. */
export const HistogramBin = z
  .object({ fromFen: Fen, toFen: Fen, villages: z.number().int() })
  .meta({ id: "HistogramBin" });

export const CountyTotals = z
  .object({
    countyCode: z.string(),
    name: z.string(),
    connected: z.number().int(),
    unreachable: z.number().int(),
    leftOut: z.number().int(),
    shareFen: Fen,
    quotas: z
      .array(z.object({ of: z.enum(quotaUnits), atLeast: z.number().int(), got: z.number().int() }))
      .optional()
      .describe("what the budget asks for this county, and what the plan gives it; absent where it asks for nothing"),
  })
  .meta({ id: "CountyTotals" });

export const UnreachableVillage = z
  .object({
    code: VillageCode,
    name: z.string(),
    countyCode: z.string().nullable(),
    position: Position,
    reason: z.enum(unreachableReasons),
    gapM: z.number(),
    nearest: Position,
    joins: z
      .object({ corridorClass: CorridorClass, source: z.number() })
      .optional()
      .describe("the corridor at `nearest` that it would join: class, and its number in the source"),
  })
  .meta({ id: "UnreachableVillage" });

/** A village that could be reached and is not connected: by a lock, cut off by what locks avoid, or not chosen under the budget. */
export const LeftOutVillage = z
  .object({
    code: VillageCode,
    name: z.string(),
    countyCode: z.string().nullable(),
    position: Position,
    reason: z.enum(leftOutReasons),
    addedFen: Fen.optional().describe(
      "estimate of what connecting it on top of the plan would cost; under a budget only",
    ),
  })
  .meta({ id: "LeftOutVillage" });

export const PlanDetail = z
  .object({
    plan: Plan,
    bill: z.array(BillLine),
    opex: z
      .object({ years: z.number().int(), lines: z.array(BillLine) })
      .nullable()
      .describe("cost of running the new plant, apart from the investment, where it was asked for"),
    histogram: z.array(HistogramBin),
    counties: z.array(CountyTotals),
    unreachable: z.array(UnreachableVillage),
    leftOut: z.array(LeftOutVillage),
    reusedM: z.number().optional().describe("metres of existing spans that carry new cable; absent where none do"),
    files: z.array(z.object({ name: z.string(), href: z.string(), media: z.string() })),
    extent: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
    generated: z.boolean(),
    credits: z.array(z.string()),
  })
  .meta({ id: "PlanDetail" });
export type PlanDetail = z.infer<typeof PlanDetail>;

export const PathSpan = z
  .object({
    id: z.string(),
    support: Support,
    corridorClass: CorridorClass,
    line: Line,
    lengthM: z.number(),
    costFen: Fen,
    villagesBeyond: z.number().int(),
    reuses: z.string().optional().describe("the existing span that carries it; absent where all of it is new"),
  })
  .meta({ id: "PathSpan" });

export const VillagePath = z
  .object({
    code: VillageCode,
    name: z.string(),
    /** From the village to the existing plant. */
    spans: z.array(PathSpan),
    rootNode: z.object({ id: z.string(), kind: NodeKind, position: Position }),
    pathM: z.number(),
    /** Cost of every span on the path, whole. */
    pathCostFen: Fen,
    /** This village's share of them. */
    shareFen: Fen,
    /** What the path is made of: quantity x price. */
    bill: z.array(BillLine),
  })
  .meta({ id: "VillagePath" });
export type VillagePath = z.infer<typeof VillagePath>;

/** A proposed span as a whole: between which nodes, whom it serves, and what it is made of. */
export const PlanSpan = PathSpan.extend({
  crossings: z.partialRecord(z.enum(crossingKinds), z.number().int()),
  cables: z.array(z.object({ strands: z.number().int(), count: z.number().int() })),
  bill: z.array(BillLine),
  villages: z
    .array(z.object({ code: VillageCode, name: z.string(), position: Position }))
    .describe("the first of those that lose their path with it"),
}).meta({ id: "PlanSpan" });
export type PlanSpan = z.infer<typeof PlanSpan>;

const params = z.object({ planId: PlanId });

export const createPlan = route({
  id: "createPlan",
  method: "post",
  path: "/api/plans",
  tag: "plans",
  who: "planner",
  status: 202,
  summary: "Plans new fibre to the chosen villages, in the background.",
  body: PlanRequest,
  bodyLimitBytes: 1_048_576,
  answer: z.object({ revision: Revision, plan: Plan }).meta({ id: "PlanAnswer" }),
  problems: ["NOT_FOUND", "UNPROCESSABLE", "UNAVAILABLE"],
});

export const listPlans = route({
  id: "listPlans",
  method: "get",
  path: "/api/plans",
  tag: "plans",
  who: "viewer",
  status: 200,
  summary: "A project's plans, the newest first.",
  query: z.object({ projectId: ProjectId, limit: z.coerce.number().int().min(1).max(200).default(50) }),
  answer: z.object({ revision: Revision, plans: z.array(Plan) }).meta({ id: "PlanList" }),
  problems: ["NOT_FOUND"],
});

export const getPlan = route({
  id: "getPlan",
  method: "get",
  path: "/api/plans/{planId}",
  tag: "plans",
  who: "viewer",
  status: 200,
  summary: "A plan with its bill, histogram, counties and unreachable villages.",
  params,
  answer: PlanDetail,
  problems: ["NOT_FOUND"],
});

export const planEvents = route({
  id: "planEvents",
  method: "get",
  path: "/api/plans/{planId}/events",
  tag: "plans",
  who: "viewer",
  status: 200,
  summary: "A plan's progress as server-sent events: `progress` (PlanProgress) while it runs, then one `end` (Plan).",
  params,
  media: "text/event-stream",
  problems: ["NOT_FOUND"],
});

export const cancelPlan = route({
  id: "cancelPlan",
  method: "post",
  path: "/api/plans/{planId}/cancel",
  tag: "plans",
  who: "planner",
  status: 200,
  summary: "Stops a plan that is queued or running.",
  params,
  answer: z.object({ revision: Revision, plan: Plan }),
  problems: ["NOT_FOUND", "CONFLICT"],
});

export const finishPlan = route({
  id: "finishPlan",
  method: "post",
  path: "/api/plans/{planId}/finish",
  tag: "plans",
  who: "planner",
  status: 202,
  summary:
    "Finishes a running plan with the best tree and bound that it has; a plan under a budget goes on to its end. The plan ends as any other.",
  params,
  answer: z.object({ revision: Revision, plan: Plan }),
  problems: ["NOT_FOUND", "CONFLICT"],
});

export const deletePlan = route({
  id: "deletePlan",
  method: "delete",
  path: "/api/plans/{planId}",
  tag: "plans",
  who: "planner",
  status: 204,
  summary: "Removes a plan that is not running.",
  params,
  problems: ["NOT_FOUND", "CONFLICT"],
});

export const getVillagePath = route({
  id: "getVillagePath",
  method: "get",
  path: "/api/plans/{planId}/villages/{code}",
  tag: "plans",
  who: "viewer",
  status: 200,
  summary: "How a village is connected in a plan: its path to the existing plant, and what it costs.",
  params: params.extend({ code: VillageCode }),
  answer: z.object({ revision: Revision, path: VillagePath }).meta({ id: "VillagePathAnswer" }),
  problems: ["NOT_FOUND"],
});

export const getPlanSpan = route({
  id: "getPlanSpan",
  method: "get",
  path: "/api/plans/{planId}/spans/{spanId}",
  tag: "plans",
  who: "viewer",
  status: 200,
  summary: "A span of a proposal: its line, whom it serves and what it is made of.",
  params: params.extend({ spanId: z.string().min(1).max(80) }),
  answer: z.object({ revision: Revision, span: PlanSpan }).meta({ id: "PlanSpanAnswer" }),
  problems: ["NOT_FOUND"],
});

/** Files a plan can be taken away in. */
export const planFileNames = ["proposal.json", "proposal.gpkg", "proposal.geojson", "bom.xlsx", "bom.csv"] as const;
export type PlanFileName = (typeof planFileNames)[number];

export const getPlanFile = route({
  id: "getPlanFile",
  method: "get",
  path: "/api/plans/{planId}/files/{file}",
  tag: "plans",
  who: "viewer",
  status: 200,
  summary: "A plan as a file.",
  params: params.extend({ file: z.enum(planFileNames) }),
  media: "application/octet-stream",
  problems: ["NOT_FOUND", "CONFLICT"],
});

export const planRoutes = [
  createPlan,
  listPlans,
  getPlan,
  planEvents,
  cancelPlan,
  finishPlan,
  deletePlan,
  getVillagePath,
  getPlanSpan,
  getPlanFile,
] as const;
