import { areaKinds, soilClasses } from "@cuntong/network";
import { z } from "zod";
import { route } from "./route.ts";
import {
  Extent,
  Fen,
  Instant,
  PlanId,
  Position,
  PriceUnit,
  ProjectId,
  Revision,
  ServiceName,
  StatusCounts,
  VillageCode,
  VillageStatus,
} from "./words.ts";

const params = z.object({ projectId: ProjectId });

export const Project = z
  .object({
    id: ProjectId,
    name: z.string(),
    nameZh: z.string().nullable(),
    /** True when its data are generated from a seed; screens must say so. */
    generated: z.boolean(),
    /** The demonstration it came from. */
    demo: z.string().nullable(),
    credits: z.array(z.string()),
    extent: Extent.nullable(),
    villages: StatusCounts,
    services: z.array(ServiceName).describe("what its villages ask for, by name"),
    nodes: z.number().int(),
    spans: z.number().int(),
    corridorEdges: z.number().int(),
    hasElevation: z.boolean(),
    createdAt: Instant,
  })
  .meta({ id: "Project" });
export type Project = z.infer<typeof Project>;

export const County = z
  .object({
    code: z.string(),
    name: z.string(),
    pinyin: z.string(),
    extent: Extent,
    /** A point inside the county for its label; the middle of the extent where absent. */
    labelPosition: Position.optional(),
    villages: StatusCounts,
  })
  .meta({ id: "County" });
export type County = z.infer<typeof County>;

export const Village = z
  .object({
    code: VillageCode,
    name: z.string(),
    pinyin: z.string(),
    position: Position,
    people: z.number().int().nullable(),
    households: z.number().int().nullable(),
    status: VillageStatus,
    countyCode: z.string().nullable(),
    services: z.array(ServiceName).nullable().describe("what it asks for; null where that is not known"),
    priority: z.number().int().nullable().describe("points (poverty, border)"),
    dueDate: z.iso.date().nullable().describe("by when it is to be connected"),
  })
  .meta({ id: "Village" });
export type Village = z.infer<typeof Village>;

export const SearchHit = z
  .object({
    kind: z.enum(["village", "county", "node"]),
    code: z.string(),
    name: z.string(),
    detail: z.string(),
    position: Position,
    extent: Extent.optional(),
  })
  .meta({ id: "SearchHit" });
export type SearchHit = z.infer<typeof SearchHit>;

export const Price = z
  .object({
    code: z.string().max(80),
    unit: PriceUnit,
    priceFen: Fen.min(0),
    source: z.string().max(400),
    date: z.string().max(20),
  })
  .meta({ id: "Price" });
export const PriceBook = z
  .object({ name: z.string().min(1).max(120), currency: z.literal("CNY"), prices: z.array(Price).max(2000) })
  .meta({ id: "PriceBook" });
export type PriceBook = z.infer<typeof PriceBook>;

/** Name of a demonstration; its project has the same. */
export const DemoId = z.enum(["guangxi", "donglan", "andorra"]);
export type DemoId = z.infer<typeof DemoId>;

export const Demo = z
  .object({
    id: DemoId,
    name: z.string(),
    nameZh: z.string(),
    /** False where the data that it needs are not on this machine. */
    available: z.boolean(),
    reason: z.string().optional(),
    loaded: z.boolean(),
    generated: z.boolean(),
  })
  .meta({ id: "Demo" });
export type Demo = z.infer<typeof Demo>;

/** What a demonstration being loaded says: event `progress`, and at last `done`. */
export const DemoProgress = z
  .object({ step: z.string(), fraction: z.number().min(0).max(1) })
  .meta({ id: "DemoProgress" });
export type DemoProgress = z.infer<typeof DemoProgress>;
export const DemoDone = z.object({ projectId: ProjectId, planId: PlanId.optional() }).meta({ id: "DemoDone" });
export type DemoDone = z.infer<typeof DemoDone>;

export const listProjects = route({
  id: "listProjects",
  method: "get",
  path: "/api/projects",
  tag: "projects",
  who: "viewer",
  status: 200,
  summary: "All projects of the store.",
  answer: z.object({ revision: Revision, projects: z.array(Project) }).meta({ id: "ProjectList" }),
  problems: [],
});

export const createProject = route({
  id: "createProject",
  method: "post",
  path: "/api/projects",
  tag: "projects",
  who: "planner",
  status: 201,
  summary: "A new, empty project with the default price book.",
  body: z.object({ id: ProjectId, name: z.string().min(1).max(120) }).meta({ id: "NewProject" }),
  bodyLimitBytes: 16_384,
  answer: z.object({ revision: Revision, project: Project }).meta({ id: "ProjectAnswer" }),
  problems: ["CONFLICT"],
});

export const getProject = route({
  id: "getProject",
  method: "get",
  path: "/api/projects/{projectId}",
  tag: "projects",
  who: "viewer",
  status: 200,
  summary: "One project with its counts.",
  params,
  answer: z.object({ revision: Revision, project: Project }),
  problems: ["NOT_FOUND"],
});

export const deleteProject = route({
  id: "deleteProject",
  method: "delete",
  path: "/api/projects/{projectId}",
  tag: "projects",
  who: "operator",
  status: 204,
  summary: "Removes a project with everything in it.",
  params,
  problems: ["NOT_FOUND"],
});

export const listDemos = route({
  id: "listDemos",
  method: "get",
  path: "/api/demos",
  tag: "projects",
  who: "viewer",
  status: 200,
  summary: "The demonstrations, and whether each can be loaded here.",
  answer: z.object({ demos: z.array(Demo) }).meta({ id: "DemoList" }),
  problems: [],
});

export const loadDemo = route({
  id: "loadDemo",
  method: "post",
  path: "/api/demos/{demoId}",
  tag: "projects",
  who: "planner",
  status: 202,
  summary: "Loads a demonstration as a project, in the background. Follow it with GET /api/demos/{demoId}/events.",
  params: z.object({ demoId: DemoId }),
  answer: z.object({ projectId: ProjectId, started: z.boolean() }).meta({ id: "DemoStarted" }),
  problems: ["UNAVAILABLE", "CONFLICT"],
});

export const demoEvents = route({
  id: "demoEvents",
  method: "get",
  path: "/api/demos/{demoId}/events",
  tag: "projects",
  who: "viewer",
  status: 200,
  summary:
    "Progress of a demonstration being loaded, as server-sent events `progress` ({ step, fraction }), `done` ({ projectId, planId? }), `failed` (problem).",
  params: z.object({ demoId: DemoId }),
  media: "text/event-stream",
  problems: ["NOT_FOUND"],
});

export const listCounties = route({
  id: "listCounties",
  method: "get",
  path: "/api/projects/{projectId}/counties",
  tag: "projects",
  who: "viewer",
  status: 200,
  summary: "Counties with their villages by status.",
  params,
  answer: z.object({ revision: Revision, counties: z.array(County) }).meta({ id: "CountyList" }),
  problems: ["NOT_FOUND"],
});

export const listVillages = route({
  id: "listVillages",
  method: "get",
  path: "/api/projects/{projectId}/villages",
  tag: "projects",
  who: "viewer",
  status: 200,
  summary: "Villages in code order, page by page.",
  params,
  query: z.object({
    county: z.string().max(12).optional(),
    status: VillageStatus.optional(),
    after: VillageCode.optional().describe("the `next` of the page before"),
    limit: z.coerce.number().int().min(1).max(10_000).default(1_000),
  }),
  answer: z
    .object({ revision: Revision, villages: z.array(Village), next: VillageCode.nullable() })
    .meta({ id: "VillagePage" }),
  problems: ["NOT_FOUND"],
});

export const getVillage = route({
  id: "getVillage",
  method: "get",
  path: "/api/projects/{projectId}/villages/{code}",
  tag: "projects",
  who: "viewer",
  status: 200,
  summary: "One village.",
  params: params.extend({ code: VillageCode }),
  answer: z.object({ revision: Revision, village: Village }).meta({ id: "VillageAnswer" }),
  problems: ["NOT_FOUND"],
});

export const search = route({
  id: "search",
  method: "get",
  path: "/api/projects/{projectId}/search",
  tag: "projects",
  who: "viewer",
  status: 200,
  summary: "Villages, counties and nodes by name, code, pinyin or pinyin initials.",
  params,
  query: z.object({ q: z.string().trim().min(1).max(80), limit: z.coerce.number().int().min(1).max(50).default(12) }),
  answer: z.object({ revision: Revision, hits: z.array(SearchHit) }).meta({ id: "SearchAnswer" }),
  problems: ["NOT_FOUND"],
});

export const listPriceBooks = route({
  id: "listPriceBooks",
  method: "get",
  path: "/api/projects/{projectId}/price-books",
  tag: "projects",
  who: "viewer",
  status: 200,
  summary: "The project's price books, the default first.",
  params,
  answer: z.object({ revision: Revision, priceBooks: z.array(PriceBook) }).meta({ id: "PriceBookList" }),
  problems: ["NOT_FOUND"],
});

export const Area = z
  .object({
    id: z.string().max(64),
    name: z.string(),
    kind: z.enum(areaKinds),
    soil: z.enum(soilClasses).optional(),
    permit: z.string().optional(),
    surcharge: z
      .union([z.object({ pct: z.number().int().min(0) }), z.object({ fenPerM: Fen.min(0) })])
      .optional()
      .describe("per cent of the prices of the metres inside, or fen a metre"),
    shape: z.array(z.array(z.array(Position))).describe("polygons of rings, the outside first, WGS 84"),
  })
  .meta({ id: "Area", description: "An area that plans keep out of or pay for" });
export type Area = z.infer<typeof Area>;

export const listAreas = route({
  id: "listAreas",
  method: "get",
  path: "/api/projects/{projectId}/areas",
  tag: "projects",
  who: "viewer",
  status: 200,
  summary: "The areas on the map that the project's plans keep out of or pay for.",
  params,
  answer: z.object({ revision: Revision, areas: z.array(Area) }).meta({ id: "AreaList" }),
  problems: ["NOT_FOUND"],
});

export const removeArea = route({
  id: "removeArea",
  method: "delete",
  path: "/api/projects/{projectId}/areas/{areaId}",
  tag: "projects",
  who: "planner",
  status: 204,
  summary: "Removes an area from the project.",
  params: params.extend({ areaId: z.string().min(1).max(64) }),
  problems: ["NOT_FOUND"],
});

export const projectRoutes = [
  listProjects,
  createProject,
  getProject,
  deleteProject,
  listDemos,
  loadDemo,
  demoEvents,
  listCounties,
  listVillages,
  getVillage,
  search,
  listPriceBooks,
  listAreas,
  removeArea,
] as const;
