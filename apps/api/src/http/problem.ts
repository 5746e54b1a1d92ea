import { type ProblemCode, problemStatus } from "@cuntong/contract";
import type { Conflict, Issue } from "@cuntong/network";

/** What a problem can carry beside its code and detail. */
export interface ProblemExtras {
  readonly issues?: readonly Issue[];
  /** The import behind the problem: its good rows can still be taken. */
  readonly importId?: string;
  /** Where others have changed the same: what the two do not agree on. */
  readonly conflicts?: readonly Conflict[];
}

/** A request that is refused: thrown anywhere below a route, turned into problem+json in one place. */
export class Refusal extends Error {
  readonly code: ProblemCode;
  readonly extras: ProblemExtras;

  constructor(code: ProblemCode, detail: string, extras: ProblemExtras = {}) {
    super(detail);
    this.name = "Refusal";
    this.code = code;
    this.extras = extras;
  }
}

const titles: Readonly<Record<ProblemCode, string>> = {
  INVALID_REQUEST: "The request is not as the API describes it",
  FORBIDDEN: "Not allowed",
  NOT_FOUND: "Not found",
  CONFLICT: "Not possible in the present state",
  PRECONDITION_FAILED: "Others have changed the same since",
  TOO_LARGE: "The request body is too large",
  UNPROCESSABLE: "The data have errors",
  PRECONDITION_REQUIRED: "The request must say in If-Match which state it was made on",
  INTERNAL: "The server failed",
  UNAVAILABLE: "Not available at present",
};

export const problemMedia = "application/problem+json";

/** RFC 9457 body of a refusal; `asked` says what for: the path as `instance`, and the request's id. */
export function problemBody(
  refusal: Refusal,
  asked: { readonly instance?: string; readonly requestId?: string } = {},
): Record<string, unknown> {
  return {
    type: `/api/docs#${refusal.code}`,
    title: titles[refusal.code],
    status: problemStatus[refusal.code],
    code: refusal.code,
    detail: refusal.message,
    ...asked,
    ...refusal.extras,
  };
}

/** Code, status and title of every problem, for the documentation page. */
export function problemTable(): readonly { code: ProblemCode; status: number; title: string }[] {
  return (Object.keys(problemStatus) as ProblemCode[]).map((code) => ({
    code,
    status: problemStatus[code],
    title: titles[code],
  }));
}
