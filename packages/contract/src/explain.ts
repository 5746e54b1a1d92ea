import { z } from "zod";
import { CorridorLock, PlanLocks } from "./locks.ts";
import { LeftOutVillage, PlanTotals } from "./plans.ts";
import { route } from "./route.ts";
import { CorridorClass, Fen, Issue, Line, PlanId, PriceUnit, Revision, Support, VillageCode } from "./words.ts";

const params = z.object({ planId: PlanId });
const both = <T extends z.ZodType>(of: T) => z.object({ a: of, b: of });

/** A part of a span along which another plan does not build. */
const SpanPart = z.object({
  spanId: z.string(),
  support: Support,
  corridorClass: CorridorClass,
  line: Line,
  lengthM: z.number(),
});

const ComparedVillage = z.object({ code: VillageCode, name: z.string(), countyCode: z.string().optional() });

/** Two plans held against each other. Differences are `b` less `a`. */
export const Comparison = z
  .object({
    different: z
      .object({
        settings: z.array(z.string()),
        inputs: z.array(z.string()),
        seed: z.boolean(),
        locks: z.boolean(),
        planner: z.boolean(),
        prices: z.boolean().describe("`a` was priced anew by the book of `b`"),
        villages: both(z.array(VillageCode)),
      })
      .describe("what the two were made on where it is not the same"),
    totals: both(PlanTotals),
    costFen: Fen,
    lengthM: z.number(),
    villages: z.object({
      onlyA: z.array(ComparedVillage),
      onlyB: z.array(ComparedVillage),
      inBoth: z.number().int(),
    }),
    items: z.array(
      z.object({ code: z.string(), unit: PriceUnit, quantity: both(z.number().int()), costFen: both(Fen) }),
    ),
    counties: z.array(
      z.object({
        countyCode: z.string(),
        connected: both(z.number().int()),
        costFen: both(Fen),
        lengthM: both(z.number()),
      }),
    ),
    spans: z.object({
      onlyA: z.array(SpanPart),
      onlyB: z.array(SpanPart),
      onlyALengthM: z.number(),
      onlyBLengthM: z.number(),
    }),
  })
  .meta({ id: "Comparison" });
export type Comparison = z.infer<typeof Comparison>;

/** Why a village is connected the way it is: its path part by part, each with the next best way. */
export const VillageExplanation = z
  .object({
    code: VillageCode,
    name: z.string(),
    pathM: z.number(),
    pathCostFen: Fen,
    shareFen: Fen,
    parts: z
      .array(
        z.object({
          spanIds: z.array(z.string()),
          lengthM: z.number(),
          costFen: Fen,
          villagesBeyond: z.number().int(),
          mandatory: z.boolean().describe("a lock asks for it"),
          nextBest: z
            .object({ moreFen: Fen, lengthM: z.number(), lines: z.array(Line) })
            .nullable()
            .describe("while the rest of the plan stays as it is; null where this is the only way"),
        }),
      )
      .describe("from the existing plant to the village"),
  })
  .meta({ id: "VillageExplanation" });
export type VillageExplanation = z.infer<typeof VillageExplanation>;

/** The best plan found without one span of this one, and what it costs more. */
export const Alternative = z
  .object({
    asPlanned: z.boolean(),
    atMostFen: Fen.describe("what the best plan found costs more"),
    atLeastFen: Fen.optional().describe("no plan without the span costs less than this more; negative proves nothing"),
    cutOff: z.array(VillageCode).describe("villages that it cannot connect"),
    comparison: Comparison,
  })
  .meta({ id: "Alternative" });
export type Alternative = z.infer<typeof Alternative>;

/** What becomes of a plan at one change of prices. */
export const PricePoint = z
  .object({
    percent: z.number().int(),
    keepFen: Fen.describe("what the plan as it is costs then"),
    bestFen: Fen.describe("the least cost found then"),
    lowerBoundFen: Fen.optional(),
    stays: z.boolean(),
    villages: z.array(VillageCode).describe("villages whose path the better plan changes"),
  })
  .meta({ id: "PricePoint" });
export type PricePoint = z.infer<typeof PricePoint>;

/** Event `end` of a what-if. */
export const WhatIf = z
  .object({
    prices: z.array(z.string()),
    points: z.array(PricePoint),
    costFen: z.tuple([Fen, Fen]).describe("least and greatest of the best costs found"),
    stable: z.boolean(),
  })
  .meta({ id: "WhatIf" });
export type WhatIf = z.infer<typeof WhatIf>;

export const comparePlans = route({
  id: "comparePlans",
  method: "get",
  path: "/api/plans/{planId}/compare/{otherId}",
  tag: "explain",
  who: "viewer",
  status: 200,
  summary:
    "Two finished plans held against each other: cost, villages, items, counties, roads that only one builds along.",
  params: params.extend({ otherId: PlanId }),
  query: z.object({ normalise: z.enum(["true", "false"]).default("false") }),
  answer: z.object({ revision: Revision, comparison: Comparison }).meta({ id: "ComparisonAnswer" }),
  problems: ["NOT_FOUND", "CONFLICT", "UNPROCESSABLE"],
});

export const explainVillage = route({
  id: "explainVillage",
  method: "get",
  path: "/api/plans/{planId}/villages/{code}/why",
  tag: "explain",
  who: "viewer",
  status: 200,
  summary: "Why a village is connected this way. The first question about a plan makes it again and takes as long.",
  params: params.extend({ code: VillageCode }),
  answer: z.object({ revision: Revision, explanation: VillageExplanation }).meta({ id: "VillageExplanationAnswer" }),
  problems: ["NOT_FOUND", "CONFLICT", "UNPROCESSABLE"],
});

export const explainSpan = route({
  id: "explainSpan",
  method: "get",
  path: "/api/plans/{planId}/spans/{spanId}/alternative",
  tag: "explain",
  who: "viewer",
  status: 200,
  summary: "The best plan without a span, and the proven interval of what it costs more.",
  params: params.extend({ spanId: z.string().min(1).max(80) }),
  answer: z.object({ revision: Revision, alternative: Alternative }).meta({ id: "AlternativeAnswer" }),
  problems: ["NOT_FOUND", "CONFLICT", "UNPROCESSABLE"],
});

/** The plan near other locks than its own; nothing of it is saved. */
export const Replan = z
  .object({
    totals: PlanTotals,
    leftOut: z.array(LeftOutVillage),
    issues: z.array(Issue).describe("locks that could not be kept, where the rest was asked for"),
    comparison: Comparison,
  })
  .meta({ id: "Replan" });
export type Replan = z.infer<typeof Replan>;

export const explainRoad = route({
  id: "explainRoad",
  method: "post",
  path: "/api/plans/{planId}/road",
  tag: "explain",
  who: "planner",
  status: 200,
  summary: "Why not this road: the best plan that uses it, and the proven interval of what it costs more.",
  params,
  body: CorridorLock,
  bodyLimitBytes: 262_144,
  answer: z.object({ revision: Revision, alternative: Alternative }).meta({ id: "RoadAnswer" }),
  problems: ["NOT_FOUND", "CONFLICT", "UNPROCESSABLE"],
});

export const replanPlan = route({
  id: "replanPlan",
  method: "post",
  path: "/api/plans/{planId}/replan",
  tag: "explain",
  who: "planner",
  status: 200,
  summary:
    "What a plan becomes near other locks, a second or two after they move: all that they do not touch stays. Nothing is saved. The first question about a plan makes it again and takes as long.",
  params,
  body: z.object({
    locks: PlanLocks,
    partial: z.boolean().default(false).describe("plans what can be planned where a lock cannot be kept"),
  }),
  bodyLimitBytes: 8_388_608,
  answer: z.object({ revision: Revision, replan: Replan }).meta({ id: "ReplanAnswer" }),
  problems: ["NOT_FOUND", "CONFLICT", "UNPROCESSABLE"],
});

export const whatIfPrices = route({
  id: "whatIfPrices",
  method: "get",
  path: "/api/plans/{planId}/what-if",
  tag: "explain",
  who: "planner",
  status: 200,
  summary:
    "How a plan stands when prices change, as server-sent events: `progress` with a `fraction`, then one `end` (WhatIf) or `failed` (Problem). Each change is a plan of its own.",
  params,
  query: z.object({
    prices: z.string().min(1).max(80).describe("a price code or the beginning of some, e.g. `span.aerial`"),
    percents: z
      .string()
      .regex(/^-?\d{1,4}(,-?\d{1,4}){0,20}$/)
      .default("-20,-10,10,20"),
  }),
  media: "text/event-stream",
  problems: ["NOT_FOUND", "CONFLICT"],
});

export const explainRoutes = [
  comparePlans,
  explainVillage,
  explainSpan,
  explainRoad,
  replanPlan,
  whatIfPrices,
] as const;
