import type { Result } from "@cuntong/network";
import { Refusal } from "../http/problem.ts";

/** The value of an answer, or its refusal on the wire: what is not there is NOT_FOUND, all else UNPROCESSABLE with its own code. */
export function refused<T>(answer: Result<T, string>): T {
  if (answer.ok) return answer.value;
  const { code, message } = answer;
  if (/^(VILLAGE|CIRCUIT|SPAN)_UNKNOWN$/.test(code)) throw new Refusal("NOT_FOUND", message);
  throw new Refusal("UNPROCESSABLE", message, { issues: [{ severity: "error", code, place: {}, message }] });
}
