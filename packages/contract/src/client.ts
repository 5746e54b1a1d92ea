import type { z } from "zod";
import type { Route } from "./route.ts";
import { Problem } from "./words.ts";

/** A request body, by the name that browsers and Node share. */
type Body = NonNullable<RequestInit["body"]>;

type Input<S> = S extends z.ZodType ? z.input<S> : never;

/** Arguments of a call: only what its route declares. */
export type CallArguments<R extends Route> = (R extends { params: infer P extends z.ZodType }
  ? { params: Input<P> }
  : object) &
  (R extends { query: infer Q extends z.ZodType } ? { query?: Input<Q> } : object) &
  (R extends { body: infer B extends z.ZodType } ? { body: Input<B> } : object) &
  (R extends { ifMatch: true } ? { ifMatch: number } : object) &
  (R extends { method: "post" } ? { idempotencyKey?: string } : object) &
  (R extends { upload: true } ? { file: Blob | Uint8Array<ArrayBuffer> } : object) & { signal?: AbortSignal };

/** What a call answers: the parsed JSON, or nothing. */
export type CallAnswer<R extends Route> = R extends { answer: infer A extends z.ZodType } ? z.output<A> : undefined;

/** A problem+json answer, thrown by {@link Client.call}. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.detail ?? problem.title}`);
    this.name = "ProblemError";
    this.problem = problem;
  }
}

export interface Client {
  /** Calls a route and checks the answer against its schema. Throws {@link ProblemError}. */
  call<R extends Route>(route: R, args: CallArguments<R>): Promise<CallAnswer<R>>;
  /** The address of a route: for event streams, files and tiles. */
  href(route: Route, args: { params?: Record<string, unknown>; query?: Record<string, unknown> }): string;
}

/** A typed client for the API at `baseUrl` ("" for the page's own server). */
export function createClient(baseUrl: string, fetcher: typeof fetch = fetch): Client {
  const href: Client["href"] = (route, args) =>
    baseUrl + fillPath(route.path, args.params ?? {}) + queryString(args.query ?? {});
  return {
    href,
    async call(route, args) {
      const given: {
        params?: Record<string, unknown>;
        query?: Record<string, unknown>;
        body?: unknown;
        file?: Body;
        ifMatch?: number;
        idempotencyKey?: string;
        signal?: AbortSignal;
      } = args;
      const response = await fetcher(href(route, given), {
        method: route.method.toUpperCase(),
        ...requestBody(given),
        ...(given.signal ? { signal: given.signal } : {}),
      });
      if (!response.ok) throw new ProblemError(await problemOf(response));
      const answer = route.answer ? route.answer.parse(await response.json()) : undefined;
      return answer as CallAnswer<typeof route>;
    },
  };
}

interface Sent {
  readonly body?: unknown;
  readonly file?: Body;
  readonly ifMatch?: number;
  readonly idempotencyKey?: string;
}

function requestBody({ body, file, ifMatch, idempotencyKey }: Sent): { body?: Body; headers: Record<string, string> } {
  const headers = {
    ...(ifMatch !== undefined && { "if-match": `"${ifMatch}"` }),
    ...(idempotencyKey !== undefined && { "idempotency-key": idempotencyKey }),
  };
  if (file !== undefined) return { body: file, headers: { ...headers, "content-type": "application/octet-stream" } };
  if (body === undefined) return { headers };
  return { body: JSON.stringify(body), headers: { ...headers, "content-type": "application/json" } };
}

async function problemOf(response: Response): Promise<Problem> {
  const parsed = Problem.safeParse(await response.json().catch(() => undefined));
  if (parsed.success) return parsed.data;
  return { type: "about:blank", title: response.statusText || "No answer", status: response.status, code: "INTERNAL" };
}

function fillPath(path: string, params: Record<string, unknown>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
}

function queryString(query: Record<string, unknown>): string {
  const entries = Object.entries(query).filter(([, value]) => value !== undefined);
  if (entries.length === 0) return "";
  return `?${new URLSearchParams(entries.map(([name, value]): [string, string] => [name, String(value)]))}`;
}
