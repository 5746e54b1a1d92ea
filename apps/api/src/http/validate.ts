import type { Issue } from "@cuntong/network";
import type { z } from "zod";
import { isStorable } from "../storable.ts";
import { Refusal } from "./problem.ts";

/** Where in a request a value stands. */
export type RequestPart = "path" | "query" | "body";

/** The value as its schema makes it, or INVALID_REQUEST with one issue per complaint, each with a JSON pointer. */
export function validated<S extends z.ZodType>(schema: S, value: unknown, part: RequestPart): z.output<S> {
  const result = schema.safeParse(value);
  const complaints = result.success ? unstorable(result.data, []) : result.error.issues;
  if (result.success && complaints.length === 0) return result.data;
  const issues = complaints.map((issue) => requestIssue(issue, part));
  throw new Refusal("INVALID_REQUEST", issues.map((issue) => `${issue.place.field}: ${issue.message}`).join(" "), {
    issues,
  });
}

type Complaint = Pick<z.core.$ZodIssue, "path" | "message">;

/** Texts that the store could not keep or compare with: a zero character, half a surrogate pair. */
function unstorable(value: unknown, path: PropertyKey[]): Complaint[] {
  if (typeof value === "string") {
    return isStorable(value) ? [] : [{ path, message: "The text has characters that cannot be stored." }];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => unstorable(item, [...path, key]));
}

function requestIssue(issue: Complaint, part: RequestPart): Issue {
  const pointer = issue.path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  return {
    severity: "error",
    code: "INVALID_VALUE",
    place: { field: `${part}#${pointer}` },
    message: issue.message,
    params: { in: part, pointer },
  };
}
