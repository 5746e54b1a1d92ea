import { Problem, type ProblemCode, problemStatus, type Route } from "@cuntong/contract";
import type { RouteConfig } from "@hono/zod-openapi";
import { z } from "zod";
import { problemMedia } from "./problem.ts";

type Responses = RouteConfig["responses"];

/** Of every POST. */
const repeatable = z.object({
  "Idempotency-Key": z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe(
      "a name that the sender gives the request (a UUID): sent again under it, it is answered the same and done once; another request under it is 409",
    ),
});

/** Problems that every route can answer. */
const always: readonly ProblemCode[] = ["INVALID_REQUEST", "FORBIDDEN", "INTERNAL"];

/** A contract route as an OpenAPI operation; `x-cuntong-who` says the least role that may call it. */
export function describeRoute(route: Route) {
  return {
    method: route.method,
    path: route.path,
    operationId: route.id,
    summary: route.summary,
    tags: [route.tag],
    "x-cuntong-who": route.who,
    request: {
      ...(route.params ? { params: route.params } : {}),
      ...(route.query ? { query: route.query } : {}),
      ...(route.method === "post" ? { headers: repeatable } : {}),
      ...requestBody(route),
    },
    responses: { ...success(route), ...problems(route) },
  };
}

function requestBody(route: Route) {
  if (route.upload) {
    const schema = { type: "string" as const, format: "binary", maxLength: route.bodyLimitBytes ?? 0 };
    return { body: { required: true, content: { "application/octet-stream": { schema } } } };
  }
  if (route.body) return { body: { required: true, content: { "application/json": { schema: route.body } } } };
  return {};
}

const revisionHeader = {
  "Cuntong-Revision": {
    description: "The store's revision that the answer was computed on",
    schema: { type: "integer" as const },
  },
};

function success(route: Route): Responses {
  const description = route.summary;
  if (route.answer) {
    return {
      [route.status]: {
        description,
        headers: revisionHeader,
        content: { "application/json": { schema: route.answer } },
      },
    };
  }
  if (!route.media) return { [route.status]: { description, headers: revisionHeader } };
  const schema = route.media.startsWith("text/")
    ? { type: "string" as const }
    : { type: "string" as const, format: "binary" };
  return { [route.status]: { description, headers: revisionHeader, content: { [route.media]: { schema } } } };
}

function problems(route: Route): Responses {
  const codes = [...new Set([...always, ...route.problems])];
  return Object.fromEntries(
    codes.map((code) => [problemStatus[code], { description: code, content: { [problemMedia]: { schema: Problem } } }]),
  );
}

/** Head of the OpenAPI document. */
export function documentHead(version: string) {
  return {
    openapi: "3.1.0",
    info: {
      title: "Cuntong",
      version,
      description:
        "Fibre-network inventory and planning. Problems are application/problem+json (RFC 9457) with a stable `code`; every answer carries the header `Cuntong-Revision`.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
  };
}
