import { defaultParallelWithinM, redundancyGrades } from "@cuntong/network";
import { z } from "zod";
import { route } from "./route.ts";
import { CorridorClass, Fen, Issue, Line, Position, ProjectId, Revision, Support, VillageCode } from "./words.ts";

const ObjectId = z.string().min(1).max(200);
const RedundancyGrade = z
  .enum(redundancyGrades)
  .meta({ id: "RedundancyGrade", description: "how well a village is held, the worst first" });
const riskKinds = ["span", "node", "headend", "named", "parallel"] as const;
const Count = z.number().int().min(0);

/** Something that fails alone, or spans that fail together. */
const RiskPoint = z
  .object({
    kind: z
      .enum(riskKinds)
      .describe("`named` and `parallel` are shared-risk groups: named by their spans, or found by where they lie"),
    id: z.string().describe("of the span or node; a group's name, or its span ids joined by ` + `"),
    spanIds: z.array(ObjectId).describe("spans that fail; none where a node does"),
  })
  .meta({ id: "RiskPoint" });

const SinglePoint = RiskPoint.extend({ villages: Count, people: z.number(), services: Count }).meta({
  id: "SinglePoint",
  description: "a single point of failure and whom its loss cuts off",
});

const GradeCounts = z
  .object(
    Object.fromEntries(redundancyGrades.map((grade) => [grade, z.number()])) as Record<
      (typeof redundancyGrades)[number],
      z.ZodNumber
    >,
  )
  .meta({ id: "GradeCounts" });

const VillageGrade = z
  .object({
    code: VillageCode,
    name: z.string(),
    countyCode: z.string().nullable(),
    position: Position,
    grade: RedundancyGrade,
    because: RiskPoint.nullable().describe("the nearest thing that keeps the grade down"),
  })
  .meta({ id: "VillageGrade" });
export type VillageGrade = z.infer<typeof VillageGrade>;

/** Every question is about one project; what is parallel is the caller's to say. */
const asked = {
  projectId: ProjectId,
  parallelWithinM: z.coerce
    .number()
    .min(0)
    .max(200)
    .default(defaultParallelWithinM)
    .describe("spans nearer than this, for a while, fail together; 0: the named groups alone"),
};
const page = {
  first: z.coerce.number().int().min(0).max(10_000_000).default(0).describe("rank of the first, from 0"),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
};

const problems = ["NOT_FOUND", "UNPROCESSABLE", "UNAVAILABLE"] as const;

export const getRedundancy = route({
  id: "getRedundancy",
  method: "get",
  path: "/api/redundancy",
  tag: "redundancy",
  who: "viewer",
  status: 200,
  summary:
    "How the whole plant is held: villages and people by grade, in all and by county, and the worst single points of failure.",
  query: z.object({ ...asked, limit: page.limit.default(20) }),
  answer: z
    .object({
      revision: Revision,
      nodes: Count,
      spans: Count,
      headends: z.array(ObjectId),
      sharedRisks: z.object({ named: Count, parallel: Count }),
      villages: GradeCounts,
      people: GradeCounts,
      villagesWithoutPeople: Count.describe("villages whose people nobody has counted: they weigh nothing"),
      counties: z.array(z.object({ countyCode: z.string(), villages: GradeCounts, people: GradeCounts })),
      pointCount: Count,
      points: z.array(SinglePoint).describe("the worst first"),
    })
    .meta({ id: "RedundancyAnswer" }),
  problems,
});

export const gradesCsv = route({
  id: "gradesCsv",
  method: "get",
  path: "/api/redundancy/counties.csv",
  tag: "redundancy",
  who: "viewer",
  status: 200,
  summary:
    "Villages and people by grade, a row for each county, as CSV (UTF-8 with a byte-order mark, for spreadsheets).",
  query: z.object(asked),
  media: "text/csv",
  problems,
});

export const listSinglePoints = route({
  id: "listSinglePoints",
  method: "get",
  path: "/api/redundancy/points",
  tag: "redundancy",
  who: "viewer",
  status: 200,
  summary: "Single points of failure, the worst first: by villages, people and services that they cut off.",
  query: z.object({ ...asked, ...page }),
  answer: z
    .object({ revision: Revision, count: Count, points: z.array(SinglePoint) })
    .meta({ id: "SinglePointsAnswer" }),
  problems,
});

export const listVillageGrades = route({
  id: "listVillageGrades",
  method: "get",
  path: "/api/redundancy/villages",
  tag: "redundancy",
  who: "viewer",
  status: 200,
  summary: "The grade of each village, by code.",
  query: z.object({
    ...asked,
    ...page,
    countyCode: z.string().min(1).max(12).optional(),
    grade: RedundancyGrade.optional(),
  }),
  answer: z
    .object({ revision: Revision, count: Count, villages: z.array(VillageGrade) })
    .meta({ id: "VillageGradesAnswer" }),
  problems,
});

const VillageWay = z.object({
  nodeIds: z.array(ObjectId),
  spanIds: z.array(ObjectId),
  lines: z.array(Line).describe("of each span, from the village on"),
  lengthM: z.number(),
});

export const getVillageWays = route({
  id: "getVillageWays",
  method: "get",
  path: "/api/redundancy/villages/{code}",
  tag: "redundancy",
  who: "viewer",
  status: 200,
  summary: "A village's grade, and its evidence: the two ways to headends that have least in common.",
  params: z.object({ code: VillageCode }),
  query: z.object(asked),
  answer: z
    .object({
      revision: Revision,
      grade: RedundancyGrade,
      because: RiskPoint.nullable().describe("the nearest thing that keeps the grade down"),
      ways: z
        .tuple([VillageWay, VillageWay])
        .describe("the shorter first; both are the same where nothing else leads there"),
      sharedSpanIds: z.array(ObjectId),
      sharedNodeIds: z.array(ObjectId),
      sharedM: z.number().describe("metres of the shared spans"),
      sharedGroups: z.array(RiskPoint),
      names: z.record(z.string(), z.string()).describe("of the nodes that are shared or end a way, by id"),
      exact: z.boolean().describe("no two ways share less; false where the search for them was cut short"),
    })
    .meta({ id: "VillageWaysAnswer" }),
  problems,
});

export const listCutOff = route({
  id: "listCutOff",
  method: "get",
  path: "/api/redundancy/cut-off",
  tag: "redundancy",
  who: "viewer",
  status: 200,
  summary: "The villages that the loss of one point cuts off.",
  query: z.object({ ...asked, kind: z.enum(riskKinds), id: z.string().min(1).max(2000) }),
  answer: z.object({ revision: Revision, villages: z.array(VillageCode) }).meta({ id: "CutOffAnswer" }),
  problems,
});

const bbox = z
  .string()
  .regex(/^-?[\d.]+(,-?[\d.]+){3}$/)
  .describe("west,south,east,north in degrees");

export const mapVillageGrades = route({
  id: "mapVillageGrades",
  method: "get",
  path: "/api/redundancy/village-map",
  tag: "redundancy",
  who: "viewer",
  status: 200,
  summary:
    "Villages inside a box with their grades as GeoJSON points, the worst held first, at most `limit`; `whole` says whether those are all.",
  query: z.object({ ...asked, bbox, limit: z.coerce.number().int().min(1).max(100_000).default(50_000) }),
  answer: z
    .object({
      revision: Revision,
      type: z.literal("FeatureCollection"),
      whole: z.boolean(),
      features: z.array(
        z.object({
          type: z.literal("Feature"),
          geometry: z.object({ type: z.literal("Point"), coordinates: Position }),
          properties: z.object({
            code: VillageCode,
            grade: RedundancyGrade,
            county: z.string().optional().describe("the county's code, where it is known"),
          }),
        }),
      ),
    })
    .meta({ id: "VillageGradesMap" }),
  problems,
});

const PointFeature = z.object({
  type: z.literal("Feature"),
  geometry: z.discriminatedUnion("type", [
    z.object({ type: z.literal("MultiLineString"), coordinates: z.array(Line) }),
    z.object({ type: z.literal("Point"), coordinates: Position }),
  ]),
  properties: SinglePoint.omit({ spanIds: true }),
});

export const mapSinglePoints = route({
  id: "mapSinglePoints",
  method: "get",
  path: "/api/redundancy/map",
  tag: "redundancy",
  who: "viewer",
  status: 200,
  summary:
    "Single points of failure inside a box as GeoJSON, the worst first, at most `limit`; `whole` says whether those are all.",
  query: z.object({
    ...asked,
    bbox,
    limit: z.coerce.number().int().min(1).max(5000).default(2000),
  }),
  answer: z
    .object({
      revision: Revision,
      type: z.literal("FeatureCollection"),
      whole: z.boolean(),
      features: z.array(PointFeature),
    })
    .meta({ id: "SinglePointsMap" }),
  problems,
});

export const ComparedWay = z
  .union([z.object({ circuitId: ObjectId }), z.object({ spanIds: z.array(ObjectId).min(1).max(20_000) })])
  .meta({ id: "ComparedWay", description: "a circuit, or the spans of a way" });
export type ComparedWay = z.infer<typeof ComparedWay>;
const Way = z.object({ spanIds: z.array(ObjectId), lengthM: z.number() });

export const compareCircuits = route({
  id: "compareCircuits",
  method: "post",
  path: "/api/redundancy/compare",
  tag: "redundancy",
  who: "viewer",
  status: 200,
  summary:
    "What two circuits, or two ways, have in common: metres with the spans, ducts, nodes, risk groups and parallel stretches.",
  body: z.object({
    projectId: ProjectId,
    a: ComparedWay,
    b: ComparedWay,
    withinM: z.number().min(0).max(200).default(defaultParallelWithinM),
  }),
  bodyLimitBytes: 2_097_152,
  answer: z
    .object({
      revision: Revision,
      a: Way,
      b: Way,
      sharedM: z.number().describe("metres of `a` that lie in a span of `b`, or beside one"),
      spans: z.array(z.object({ spanId: ObjectId, lengthM: z.number(), ductIds: z.array(ObjectId) })),
      nodeIds: z.array(ObjectId).describe("nodes that both pass, ends apart"),
      groups: z.array(z.object({ id: z.string(), aSpanIds: z.array(ObjectId), bSpanIds: z.array(ObjectId) })),
      parallel: z.array(
        z.object({ aSpanId: ObjectId, bSpanId: ObjectId, fromM: z.number(), toM: z.number(), line: Line }),
      ),
      disjoint: z.boolean(),
    })
    .meta({ id: "CircuitComparison" }),
  problems,
});

const NewSpan = z.object({
  line: Line,
  lengthM: z.number(),
  support: Support,
  corridorClass: CorridorClass,
  costFen: Fen,
});

/** Event `end` of a reinforcement: new spans that protect villages, what is proven of them, and what less money would buy. */
export const Reinforcement = z
  .object({
    revision: Revision,
    spans: z.array(NewSpan),
    lengthM: z.number(),
    costFen: Fen,
    lowerBoundFen: Fen.describe("no new spans over these corridors that protect the same cost less"),
    gap: z.number().describe("(cost - lower bound) / cost"),
    protectedBefore: z.array(ObjectId).describe("village codes and node ids"),
    newlyProtected: z.array(ObjectId),
    leftOut: z.array(ObjectId).describe("within reach, but not within the budget"),
    notPossible: z.array(ObjectId).describe("nothing over these corridors protects them at any price: proven"),
    weight: z.number(),
    mostWeight: z.number().describe("no spans within the budget protect more than this weight"),
    curve: z
      .array(z.object({ costFen: Fen, protected: Count, weight: z.number() }))
      .describe("yuan against what they protect, the cheapest for its weight first"),
    issues: z.array(Issue),
  })
  .meta({ id: "Reinforcement" });
export type Reinforcement = z.infer<typeof Reinforcement>;

export const reinforcePlant = route({
  id: "reinforcePlant",
  method: "post",
  path: "/api/redundancy/reinforce",
  tag: "redundancy",
  who: "planner",
  status: 200,
  summary:
    "The cheapest new spans found over the project's corridors that give villages a second way, as server-sent events: `progress` with a `fraction`, then one `end` (Reinforcement) or `failed` (Problem). Nothing is stored. One is planned at a time.",
  body: z.object({
    projectId: ProjectId,
    goal: z.union([
      z.object({
        grade: z.enum(["twoDisjoint", "dualHomed"]),
        countyCode: z.string().min(1).max(12).optional().describe("the villages of one county"),
        villages: z
          .array(VillageCode)
          .max(20_000)
          .optional()
          .describe("with neither these, `nodes` nor a county: every village"),
        nodes: z.array(ObjectId).max(20_000).optional().describe("nodes to be held so, e.g. of townships"),
      }),
      z.object({
        points: z
          .array(z.object({ kind: z.enum(riskKinds), id: z.string().min(1).max(2000) }))
          .min(1)
          .max(500)
          .describe("no village is to be cut off by one of these any more"),
      }),
    ]),
    budgetFen: Fen.min(0).max(1e13).optional(),
    weigh: z.enum(["villages", "people"]).default("villages"),
    parallelWithinM: z.number().min(0).max(200).default(defaultParallelWithinM),
    priceBook: z.string().min(1).max(200).optional(),
  }),
  bodyLimitBytes: 4_194_304,
  media: "text/event-stream",
  problems,
});

export const redundancyRoutes = [
  getRedundancy,
  gradesCsv,
  listSinglePoints,
  listVillageGrades,
  mapVillageGrades,
  getVillageWays,
  listCutOff,
  mapSinglePoints,
  compareCircuits,
  reinforcePlant,
] as const;
