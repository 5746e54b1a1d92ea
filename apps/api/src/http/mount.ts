import { createHash } from "node:crypto";
import type { Role, Route } from "@cuntong/contract";
import type { Author, RepeatableRequest } from "@cuntong/db";
import { canonicalJson } from "@cuntong/network";
import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { z } from "zod";
import { readJson } from "./body.ts";
import { requireRole } from "./guard.ts";
import { describeRoute } from "./openapi.ts";
import { etagOf, ifMatchOf, keyOf } from "./precondition.ts";
import type { Repeats } from "./repeats.ts";
import { validated } from "./validate.ts";

/** What every request carries through the middleware. */
export interface RequestEnv {
  Variables: { requestId: string; role: Role; repeats: Repeats };
}
export type App = OpenAPIHono<RequestEnv>;

type Parsed<R extends Route, K extends "params" | "query" | "body"> = R extends { [_ in K]: infer S extends z.ZodType }
  ? z.output<S>
  : undefined;

/** A request as its route describes it: everything here is validated. */
export interface Given<R extends Route> {
  readonly params: Parsed<R, "params">;
  readonly query: Parsed<R, "query">;
  readonly body: Parsed<R, "body">;
  /** The revision that the caller says it saw; of a route that asks for it. */
  readonly ifMatch: R extends { ifMatch: true } ? number : undefined;
  /** The name that makes a repeated request the same one; of a POST whose sender gives it. */
  readonly idempotencyKey: string | undefined;
  /** Who asks, and the request that may be sent again: for every change that it makes. */
  readonly author: Author;
  readonly requestId: string;
  /** The raw request: headers, abort signal, and the body of an upload. */
  readonly request: Request;
}

/** A type whose arrays, tuples and objects are read only, all the way down. */
export type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;

/** What a handler answers: the JSON that its route declares (as a response where headers or the status say more), a response of another medium, or nothing. */
export type Reply<R extends Route> = R extends { answer: infer A extends z.ZodType }
  ? Promise<Frozen<z.input<A>> | Response>
  : R extends { status: 204 }
    ? Promise<void>
    : Promise<Response>;

/** Who writes until there is sign-in. */
const author: Author = { by: "operator" };

export type Handle<R extends Route> = (given: Given<R>) => Reply<R>;

/** Serves a route of the contract: checks the caller, validates the request, calls `handle`, answers; and adds it to the OpenAPI document. */
export function mount<R extends Route>(app: App, route: R, handle: Handle<R>): void {
  app.openAPIRegistry.registerPath(createRoute(describeRoute(route)));
  app.on(route.method.toUpperCase(), routingPath(route.path), async (c) => {
    requireRole(c.get("role"), route.who);
    const given = await readRequest(c, route);
    const key = route.idempotent ? undefined : given.idempotencyKey;
    const answered = (request?: RepeatableRequest) =>
      handle(request ? { ...given, author: { ...given.author, request } } : given);
    const reply =
      key === undefined ? await answered() : await c.get("repeats").once(key, askedOf(route, given), answered);
    return answer(c, route, reply);
  });
}

async function readRequest<R extends Route>(c: Context<RequestEnv>, route: R): Promise<Given<R>> {
  const params = route.params && validated(route.params, pathParams(c, route), "path");
  const query = route.query && validated(route.query, c.req.query(), "query");
  const body = route.body && validated(route.body, await readJson(c.req.raw, route.bodyLimitBytes ?? 0), "body");
  const ifMatch = route.ifMatch && ifMatchOf(c.req.header("if-match"));
  const idempotencyKey = route.method === "post" ? keyOf(c.req.header("idempotency-key")) : undefined;
  return {
    params,
    query,
    body,
    ifMatch,
    idempotencyKey,
    author,
    requestId: c.get("requestId"),
    request: c.req.raw,
  } as Given<R>;
}

/** What a request asks for, in one hash; of an upload by its length. */
function askedOf({ id }: Route, { params, query, body, ifMatch, request }: Given<Route>): string {
  const lengthBytes = request.headers.get("content-length");
  const asked = canonicalJson([id, params ?? null, query ?? null, body ?? lengthBytes, ifMatch ?? null]);
  return createHash("sha256").update(asked).digest("hex");
}

function answer(c: Context<RequestEnv>, route: Route, reply: unknown): Response {
  if (reply instanceof Response) return reply;
  if (reply === undefined) return c.body(null, 204);
  const status = route.status === 204 ? 200 : route.status;
  const etag = etagOf(reply);
  const headers = { "cache-control": "no-cache", ...revisionOf(reply), ...(etag !== undefined && { etag }) };
  if (etag !== undefined && c.req.header("if-none-match") === etag) return c.body(null, 304, headers);
  return c.json(reply as object, status, headers);
}

/** The revision that an answer says it was computed on, as the header that every answer carries. */
function revisionOf(reply: unknown): Record<string, string> {
  const revision = typeof reply === "object" && reply !== null && "revision" in reply ? reply.revision : undefined;
  return typeof revision === "number" ? { "cuntong-revision": String(revision) } : {};
}

/** `{name}` becomes `:name`; a segment such as `{y}.mvt` becomes a pattern whose tail {@link pathParams} takes off again. */
function routingPath(path: string): string {
  return path
    .replace(/\{(\w+)\}(\.\w+)/g, (_, name: string, tail: string) => `:${name}{[^/]+\\${tail}}`)
    .replace(/\{(\w+)\}/g, (whole, name: string, at: number, all: string) =>
      all[at - 1] === "/" ? `:${name}` : whole,
    );
}

function pathParams(c: Context<RequestEnv>, route: Route): Record<string, string> {
  const params: Record<string, string> = { ...c.req.param() };
  for (const [, name, tail] of route.path.matchAll(/\{(\w+)\}(\.\w+)/g)) {
    if (name && tail && params[name]?.endsWith(tail)) params[name] = params[name].slice(0, -tail.length);
  }
  return params;
}
