import { type Role, roles } from "@cuntong/contract";
import type { MiddlewareHandler } from "hono";
import { hostnameOf, isLoopback } from "./loopback.ts";
import { Refusal } from "./problem.ts";

const reading: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses what a page of another site could make a browser send to this machine. A name that resolves to 127.0.0.1 (DNS rebinding)
 * arrives with a foreign `Host`; a form or script of another origin arrives with a foreign `Origin` or `Sec-Fetch-Site`.
 */
export function sameMachineOnly(): MiddlewareHandler {
  return async (c, next) => {
    const host = c.req.header("host") ?? new URL(c.req.url).host;
    const hostname = hostnameOf(host);
    if (hostname === undefined || !isLoopback(hostname)) {
      throw new Refusal("FORBIDDEN", `This server answers on localhost only, not as "${host}".`);
    }
    if (!reading.has(c.req.method)) refuseForeignOrigin(host, c.req.header("origin"), c.req.header("sec-fetch-site"));
    await next();
  };
}

function refuseForeignOrigin(host: string, origin: string | undefined, site: string | undefined): void {
  if (origin !== undefined && authorityOf(origin) !== host.toLowerCase()) {
    throw new Refusal("FORBIDDEN", `A page of "${origin}" may not change anything here.`);
  }
  if (site === "cross-site" || site === "same-site") {
    throw new Refusal("FORBIDDEN", "A page of another origin may not change anything here.");
  }
}

function authorityOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host.toLowerCase() : undefined;
}

/** Refuses a caller whose role is below the one that a route declares. */
export function requireRole(caller: Role, needed: Role): void {
  if (roles.indexOf(caller) < roles.indexOf(needed)) {
    throw new Refusal("FORBIDDEN", `This needs the role "${needed}"; you are "${caller}".`);
  }
}
