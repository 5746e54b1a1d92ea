import type { Issue } from "@cuntong/network";
import type { z } from "zod";
import { Refusal } from "./problem.ts";

/** Where in a request a value stands. */
export type RequestPart = "path" | "query" | "body";

/** The value as its schema makes it, or INVALID_REQUEST with one issue per complaint, each with a JSON pointer. */
export function validated<S extends z.ZodType>(schema: S, value: unknown, part: RequestPart): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.map((issue) => requestIssue(issue, part));
  throw new Refusal("INVALID_REQUEST", issues.map((issue) => `${issue.place.field}: ${issue.message}`).join(" "), {
    issues,
  });
}

function requestIssue(issue: z.core.$ZodIssue, part: RequestPart): Issue {
  const pointer = issue.path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  return {
    severity: "error",
    code: "INVALID_VALUE",
    place: { field: `${part}#${pointer}` },
    message: issue.message,
    params: { in: part, pointer },
  };
}
