import { z } from "zod";
import { route } from "./route.ts";
import { Datum, ImportId, Instant, Issue, ProjectId, Revision } from "./words.ts";

export const ImportKind = z
  .enum(["villages", "plant", "corridors", "elevation", "prices", "areas"])
  .meta({ id: "ImportKind" });
export type ImportKind = z.infer<typeof ImportKind>;

export const Import = z
  .object({
    id: ImportId,
    projectId: ProjectId,
    kind: ImportKind,
    fileName: z.string(),
    sizeBytes: z.number().int(),
    sha256: z.string(),
    /** `checked`: read, nothing stored yet; `committed`: taken into the project; `discarded`: dropped. */
    state: z.enum(["checked", "committed", "discarded"]),
    /** Rows or features read, and how many of them are good. */
    rows: z.number().int(),
    good: z.number().int(),
    counts: z.record(z.string(), z.number()).describe("what the good rows hold, e.g. villages, nodes, spans, edges"),
    datumUsed: Datum.nullable(),
    issues: z.array(Issue).describe("the first 1,000; the rest in the CSV report"),
    issueCount: z.number().int(),
    createdAt: Instant,
  })
  .meta({ id: "Import" });
export type Import = z.infer<typeof Import>;

/** Largest upload: a provincial `.osm.pbf`. */
export const uploadLimitBytes = 1_073_741_824;

export const createImport = route({
  id: "createImport",
  method: "post",
  path: "/api/projects/{projectId}/imports",
  tag: "imports",
  who: "planner",
  status: 201,
  summary:
    "Reads an uploaded file and reports on it; nothing is stored in the project yet. 422 with the same report when any row is bad: its good rows can still be taken with commit.",
  params: z.object({ projectId: ProjectId }),
  query: z.object({ kind: ImportKind, fileName: z.string().min(1).max(200), datum: Datum.default("auto") }),
  upload: true,
  bodyLimitBytes: uploadLimitBytes,
  answer: z.object({ revision: Revision, import: Import }).meta({ id: "ImportAnswer" }),
  problems: ["NOT_FOUND", "TOO_LARGE", "UNPROCESSABLE"],
});

export const getImport = route({
  id: "getImport",
  method: "get",
  path: "/api/imports/{importId}",
  tag: "imports",
  who: "viewer",
  status: 200,
  summary: "An import and its report.",
  params: z.object({ importId: ImportId }),
  answer: z.object({ revision: Revision, import: Import }),
  problems: ["NOT_FOUND"],
});

export const importReport = route({
  id: "importReport",
  method: "get",
  path: "/api/imports/{importId}/report.csv",
  tag: "imports",
  who: "viewer",
  status: 200,
  summary: "Every issue of an import as CSV (UTF-8 with BOM).",
  params: z.object({ importId: ImportId }),
  media: "text/csv",
  problems: ["NOT_FOUND"],
});

export const commitImport = route({
  id: "commitImport",
  method: "post",
  path: "/api/imports/{importId}/commit",
  tag: "imports",
  who: "planner",
  status: 200,
  summary:
    "Takes an import into its project, its rows in one transaction. With errors in it, `goodRowsOnly` must be true.",
  params: z.object({ importId: ImportId }),
  body: z.object({ goodRowsOnly: z.boolean().default(false) }).meta({ id: "CommitImport" }),
  bodyLimitBytes: 4_096,
  answer: z.object({ revision: Revision, import: Import }),
  problems: ["NOT_FOUND", "CONFLICT", "UNPROCESSABLE"],
});

export const discardImport = route({
  id: "discardImport",
  method: "delete",
  path: "/api/imports/{importId}",
  tag: "imports",
  who: "planner",
  status: 204,
  summary: "Drops an import that was not committed.",
  params: z.object({ importId: ImportId }),
  problems: ["NOT_FOUND", "CONFLICT"],
});

export const importRoutes = [createImport, getImport, importReport, commitImport, discardImport] as const;
