import { randomUUID } from "node:crypto";
import { problemStatus } from "@cuntong/contract";
import { StoreError } from "@cuntong/db";
import { OpenAPIHono } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import type { Settings } from "../settings.ts";
import { sameMachineOnly } from "./guard.ts";
import type { Log } from "./log.ts";
import type { App, RequestEnv } from "./mount.ts";
import { problemBody, problemMedia, Refusal } from "./problem.ts";
import { refusalOf } from "./store-trouble.ts";

export interface ShellOptions {
  readonly settings: Settings;
  readonly log: Log;
  /** The store's present revision. */
  readonly revision: () => Promise<number>;
}

/** An app without routes: request ids, the guard, safe headers, the revision of every answer, and problem+json for every refusal. */
export function createShell({ settings, log, revision }: ShellOptions): App {
  const app: App = new OpenAPIHono<RequestEnv>();
  app.use(requestId());
  app.use(safeHeaders());
  app.use(revisionHeader(revision, log));
  app.use(sameMachineOnly());
  app.use(async (c, next) => {
    c.set("role", settings.roleOf?.(c.req.raw) ?? "operator");
    await next();
  });
  app.notFound(() => {
    throw new Refusal("NOT_FOUND", "There is nothing at this address.");
  });
  app.onError((error, c) => {
    const known = refusalOf(error);
    const refusal = known ?? new Refusal("INTERNAL", "See the server's log for this request id.");
    if (!known) {
      log({ level: "error", message: `${c.req.method} ${c.req.path}`, requestId: c.get("requestId"), error });
    }
    return c.body(
      JSON.stringify(problemBody(refusal, { instance: c.req.path, requestId: c.get("requestId") })),
      problemStatus[refusal.code],
      {
        "content-type": problemMedia,
        "cache-control": "no-store",
      },
    );
  });
  return app;
}

function requestId(): MiddlewareHandler<RequestEnv> {
  return async (c, next) => {
    const given = c.req.header("x-request-id");
    const id = given && /^[\w.-]{8,64}$/.test(given) ? given : randomUUID();
    c.set("requestId", id);
    await next();
    c.res.headers.set("x-request-id", id);
  };
}

function safeHeaders(): MiddlewareHandler<RequestEnv> {
  return async (c, next) => {
    await next();
    c.res.headers.set("x-content-type-options", "nosniff");
    c.res.headers.set("referrer-policy", "no-referrer");
    c.res.headers.set("cross-origin-resource-policy", "same-origin");
    c.res.headers.set("x-frame-options", "DENY");
    if (!c.res.headers.has("content-security-policy")) {
      c.res.headers.set("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
    }
  };
}

/** Every answer carries the revision; the last one known where the store does not answer, so that `/healthz` never waits for it. */
function revisionHeader(revision: () => Promise<number>, log: Log): MiddlewareHandler<RequestEnv> {
  let last = 0;
  return async (c, next) => {
    await next();
    if (c.res.headers.has("cuntong-revision")) return;
    if (c.req.path !== "/healthz") {
      last = await revision().catch((error) => {
        // A request that was cut off by the server's own end finds the store closed.
        const isOver = error instanceof StoreError && error.code === "STORE_CLOSED";
        const message = "The store did not say its revision";
        if (!isOver) log({ level: "warning", message, requestId: c.get("requestId"), error });
        return last;
      });
    }
    c.res.headers.set("cuntong-revision", String(last));
  };
}
