import type { Change as NetworkChange } from "@cuntong/network";
import { z } from "zod";
import { type Route, route } from "../route.ts";
import { Line, PlanId, Position, ProjectId, Revision } from "../words.ts";
import { DesignId } from "./ids.ts";
import { type OperationName, operationNames, plantOperations } from "./operations.ts";
import { Change, Ref } from "./records.ts";
import { AppliedAnswer, ConflictAnswer, PlantChangeEntry, ViolationAnswer } from "./routes.ts";

const opt = z.exactOptional;
const params = z.object({ projectId: ProjectId });
const designParams = params.extend({ designId: DesignId });

/** A named change against a base revision, apart from the live plant until it is merged. */
export const Design = z
  .object({
    id: DesignId,
    name: z.string(),
    state: z.enum(["open", "merged", "abandoned"]),
    baseRevision: Revision,
    by: z.string(),
    revision: Revision.describe("that last changed the design itself; also its `ETag`"),
    mergedRevision: opt(Revision),
    objects: z.number().int().describe("objects that it makes, changes or removes"),
  })
  .meta({ id: "Design" });
export type Design = z.infer<typeof Design>;

/** What a design does to one object: before is the plant at its base. */
export const DesignDifference = z
  .object({
    object: Ref,
    kind: z.enum(["made", "changed", "removed"]),
    fields: z.array(z.object({ field: z.string(), before: opt(z.unknown()), after: opt(z.unknown()) })),
  })
  .meta({ id: "DesignDifference" });
export type DesignDifference = z.infer<typeof DesignDifference>;

/** A line or a point of what a design makes, changes or removes. */
export const DesignDrawing = z
  .object({
    object: Ref,
    kind: z.enum(["made", "changed", "removed"]).describe("removed: where it was, of a moved object too"),
    line: opt(Line),
    at: opt(Position),
  })
  .meta({ id: "DesignDrawing" });
export type DesignDrawing = z.infer<typeof DesignDrawing>;

const one = z
  .object({ revision: Revision, etag: z.number().int().describe("the design's own revision"), design: Design })
  .meta({ id: "DesignAnswer" });
const closed = ["NOT_FOUND", "CONFLICT", "PRECONDITION_FAILED", "PRECONDITION_REQUIRED", "UNPROCESSABLE"] as const;

export const createDesign = route({
  id: "createDesign",
  method: "post",
  path: "/api/projects/{projectId}/designs",
  tag: "designs",
  who: "planner",
  status: 201,
  summary: "An empty design on the plant as it is, or on an older revision of it.",
  params,
  body: z.strictObject({ id: DesignId, name: z.string().min(1).max(200), baseRevision: Revision.optional() }),
  bodyLimitBytes: 4_096,
  answer: one,
  problems: ["NOT_FOUND", "CONFLICT"],
});

export const listDesigns = route({
  id: "listDesigns",
  method: "get",
  path: "/api/projects/{projectId}/designs",
  tag: "designs",
  who: "viewer",
  status: 200,
  summary: "All designs of a project.",
  params,
  answer: z.object({ revision: Revision, designs: z.array(Design) }).meta({ id: "DesignList" }),
  problems: ["NOT_FOUND"],
});

export const getDesign = route({
  id: "getDesign",
  method: "get",
  path: "/api/projects/{projectId}/designs/{designId}",
  tag: "designs",
  who: "viewer",
  status: 200,
  summary: "A design: its change, and what it does to each object, field by field.",
  params: designParams,
  answer: z
    .object({
      revision: Revision,
      etag: z.number().int(),
      design: Design,
      change: Change as unknown as z.ZodType<NetworkChange, z.input<typeof Change>>,
      differences: z.array(DesignDifference),
      drawing: z.array(DesignDrawing).describe("where what it does lies, for a map"),
    })
    .meta({ id: "DesignDetail" }),
  problems: ["NOT_FOUND"],
});

export const previewDesign = route({
  id: "previewDesign",
  method: "get",
  path: "/api/projects/{projectId}/designs/{designId}/merge",
  tag: "designs",
  who: "viewer",
  status: 200,
  summary:
    "What merging a design now would do: conflicts by object and field, and rules it would break. Nothing is stored.",
  params: designParams,
  answer: z
    .object({
      revision: Revision,
      clean: z.boolean(),
      change: Change as unknown as z.ZodType<NetworkChange, z.input<typeof Change>>,
      conflicts: z.array(ConflictAnswer),
      violations: z.array(ViolationAnswer),
    })
    .meta({ id: "DesignMerge" }),
  problems: ["NOT_FOUND"],
});

export const appendDesign = route({
  id: "appendDesign",
  method: "post",
  path: "/api/projects/{projectId}/designs/{designId}/changes",
  tag: "designs",
  who: "planner",
  status: 200,
  summary: "Adds a change to what a design says. `If-Match` is the design's own ETag.",
  params: designParams,
  body: Change,
  bodyLimitBytes: 67_108_864,
  ifMatch: true,
  answer: one,
  problems: closed,
});

export const listDesignSteps = route({
  id: "listDesignSteps",
  method: "get",
  path: "/api/projects/{projectId}/designs/{designId}/changes",
  tag: "designs",
  who: "viewer",
  status: 200,
  summary: "Steps of a design, the latest first: who, when, what, and which objects.",
  params: designParams,
  query: z.object({
    limit: z.coerce.number().int().min(1).max(1_000).default(100),
    before: z.coerce.number().int().min(1).optional(),
  }),
  answer: z
    .object({ revision: Revision, changes: z.array(PlantChangeEntry), next: opt(Revision) })
    .meta({ id: "DesignSteps" }),
  problems: ["NOT_FOUND"],
});

export const undoDesignStep = route({
  id: "undoDesignStep",
  method: "post",
  path: "/api/projects/{projectId}/designs/{designId}/changes/{changeRevision}/undo",
  tag: "designs",
  who: "planner",
  status: 200,
  summary: "Takes a step of a design back, where no later step has changed the same. Undoing an undo is redo.",
  params: designParams.extend({ changeRevision: z.coerce.number().int().min(1) }),
  ifMatch: true,
  answer: one,
  problems: closed,
});

export const mergeDesign = route({
  id: "mergeDesign",
  method: "post",
  path: "/api/projects/{projectId}/designs/{designId}/merge",
  tag: "designs",
  who: "planner",
  status: 200,
  summary: "Makes a design part of the plant, or lists what stands against it. Nothing is overwritten.",
  params: designParams,
  ifMatch: true,
  answer: AppliedAnswer.extend({ design: Design }).meta({ id: "DesignMerged" }),
  problems: closed,
});

export const rebaseDesign = route({
  id: "rebaseDesign",
  method: "post",
  path: "/api/projects/{projectId}/designs/{designId}/rebase",
  tag: "designs",
  who: "planner",
  status: 200,
  summary: "The same design, said of the plant as it is now.",
  params: designParams,
  ifMatch: true,
  answer: one,
  problems: closed,
});

export const abandonDesign = route({
  id: "abandonDesign",
  method: "post",
  path: "/api/projects/{projectId}/designs/{designId}/abandon",
  tag: "designs",
  who: "planner",
  status: 200,
  summary: "Gives a design up; it stays on record.",
  params: designParams,
  ifMatch: true,
  answer: one,
  problems: closed,
});

export const designPlan = route({
  id: "designPlan",
  method: "post",
  path: "/api/plans/{planId}/design",
  tag: "designs",
  who: "planner",
  status: 201,
  summary: "Accepts a finished plan: makes a design of it, whose spans, nodes and cables are planned plant.",
  params: z.object({ planId: PlanId }),
  body: z.strictObject({ id: DesignId, name: z.string().min(1).max(200) }),
  bodyLimitBytes: 4_096,
  answer: one,
  problems: ["NOT_FOUND", "CONFLICT", "UNPROCESSABLE"],
});

interface DesignOperationRoute<Name extends OperationName> extends Route {
  readonly params: typeof designParams;
  readonly body: (typeof plantOperations)[Name];
  readonly answer: typeof one;
  readonly method: "post";
  readonly status: 200;
  readonly ifMatch: true;
}

function operationRoute<Name extends OperationName>(name: Name): DesignOperationRoute<Name> {
  return {
    id: `design-${name}`,
    method: "post",
    path: `/api/projects/{projectId}/designs/{designId}/operations/${name}`,
    tag: "design operations",
    who: "planner",
    status: 200,
    summary: `The operation ${name} on a design's own view of the plant. \`If-Match\` is the design's ETag.`,
    params: designParams,
    body: plantOperations[name],
    bodyLimitBytes: 8_388_608,
    ifMatch: true,
    answer: one,
    problems: closed,
  };
}

/** The route of each operation inside a design. */
export const designOperationRoutes = Object.fromEntries(operationNames.map((name) => [name, operationRoute(name)])) as {
  readonly [Name in OperationName]: DesignOperationRoute<Name>;
};

export const designRoutes = [
  createDesign,
  listDesigns,
  getDesign,
  previewDesign,
  appendDesign,
  listDesignSteps,
  undoDesignStep,
  mergeDesign,
  rebaseDesign,
  abandonDesign,
  designPlan,
  ...Object.values(designOperationRoutes),
] as const;
