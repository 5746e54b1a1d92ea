import type { z } from "zod";

/**
 * Who may call a route. Until sign-in exists the server listens on loopback only and everybody there is the `operator`; the roles are
 * declared now so that no route is ever without an answer to the question.
 */
export const roles = ["anyone", "viewer", "planner", "operator"] as const;
export type Role = (typeof roles)[number];

/** One route of the HTTP API as plain data: the server serves it, the viewer and the CLI call it, OpenAPI describes it. */
export interface Route {
  readonly id: string;
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  /** Path with `{name}` parameters. */
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  /** The least role that may call it. */
  readonly who: Role;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** JSON body. */
  readonly body?: z.ZodType;
  /** Largest request body in bytes; required where there is a body. */
  readonly bodyLimitBytes?: number;
  /** The body is a file, streamed to disk. */
  readonly upload?: boolean;
  readonly status: 200 | 201 | 202 | 204;
  /**
   * The caller says in `If-Match` which revision of the plant it saw, as the `ETag` of an earlier answer: 428 without it, 412 where others
   * have changed the same since.
   */
  readonly ifMatch?: true;
  /**
   * A POST repeated under its `Idempotency-Key` is answered the first answer again, and done once. Of these routes the audit itself keeps the key, for good; of all others the store of answers,
   * for seven days.
   */
  readonly idempotent?: true;
  /** JSON answer; absent for files, tiles and event streams. */
  readonly answer?: z.ZodType;
  /** Content type of an answer that is not JSON. */
  readonly media?: string;
  /** Problem codes it can answer, beside those every route can (`INVALID_REQUEST`, `INTERNAL`). */
  readonly problems: readonly ProblemCode[];
}

/** Closed list of problem codes with the HTTP status of each (docs/problem-codes.md). */
export const problemStatus = {
  INVALID_REQUEST: 400,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  PRECONDITION_FAILED: 412,
  TOO_LARGE: 413,
  UNPROCESSABLE: 422,
  PRECONDITION_REQUIRED: 428,
  INTERNAL: 500,
  UNAVAILABLE: 503,
} as const;
export type ProblemCode = keyof typeof problemStatus;

/** Keeps a route's literal types. */
export function route<const R extends Route>(definition: R): R {
  return definition;
}
