import type { ProblemCode } from "@cuntong/contract";
import { ConflictRefusal, RuleRefusal, type StoreCode, StoreError } from "@cuntong/db";
import type { Issue, Violation } from "@cuntong/network";
import { Refusal } from "./problem.ts";

/** What a refusal of the store is on the wire. Codes that are not here are faults of ours. */
const problemOf: Readonly<Partial<Record<StoreCode, ProblemCode>>> = {
  PROJECT_UNKNOWN: "NOT_FOUND",
  PLAN_UNKNOWN: "NOT_FOUND",
  IMPORT_UNKNOWN: "NOT_FOUND",
  PROJECT_EXISTS: "CONFLICT",
  PLAN_NOT_RUNNING: "CONFLICT",
  IMPORT_NOT_STAGED: "CONFLICT",
  NODE_IN_USE: "CONFLICT",
  CHANGE_CONFLICTS: "PRECONDITION_FAILED",
  KEY_REUSED: "CONFLICT",
  DESIGN_UNKNOWN: "NOT_FOUND",
  DESIGN_EXISTS: "CONFLICT",
  DESIGN_CLOSED: "CONFLICT",
  DESIGN_CHANGED: "PRECONDITION_FAILED",
  REVISION_UNKNOWN: "NOT_FOUND",
  INCIDENT_UNKNOWN: "NOT_FOUND",
  INCIDENT_EXISTS: "CONFLICT",
  INCIDENT_STATE: "CONFLICT",
  RESTORED_EARLY: "UNPROCESSABLE",
  REOPENED_EARLY: "UNPROCESSABLE",
  INCIDENT_CHANGED: "PRECONDITION_FAILED",
  ALARM_UNKNOWN: "NOT_FOUND",
  TRACE_UNKNOWN: "NOT_FOUND",
  RULE_BROKEN: "UNPROCESSABLE",
  NODE_UNKNOWN: "UNPROCESSABLE",
  CODE_REPEATED: "UNPROCESSABLE",
  POLYGON_INVALID: "UNPROCESSABLE",
  CURSOR_INVALID: "INVALID_REQUEST",
  DATABASE_UNREACHABLE: "UNAVAILABLE",
  STORE_CLOSED: "UNAVAILABLE",
  DATABASE_LOST: "UNAVAILABLE",
  ENGINE_LOST: "UNAVAILABLE",
  ENGINE_FAILED: "UNAVAILABLE",
};

/** Any error as the refusal that the caller gets; `undefined` where it is a fault of ours. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (!(error instanceof StoreError)) return undefined;
  const code = problemOf[error.code];
  if (!code) return undefined;
  if (error instanceof ConflictRefusal) return new Refusal(code, error.message, { conflicts: error.conflicts });
  if (code !== "UNPROCESSABLE") return new Refusal(code, error.message);
  return new Refusal(code, error.message, { issues: issuesOf(error) });
}

/** A broken rule goes by its own code, with the object and who stands in the way. */
function issuesOf(error: StoreError) {
  const severity = "error" as const;
  if (!(error instanceof RuleRefusal)) return [{ severity, code: error.code, place: {}, message: error.message }];
  return error.violations.map(violationIssue);
}

/** A broken rule as a finding: its own code, the object, and who stands in the way. */
function violationIssue({ code, message, object, holder, params }: Omit<Violation, "severity">): Issue {
  return {
    ...{ severity: "error", code, place: {}, value: object.id, message },
    params: { ...params, table: object.table, ...(holder && { holder: holder.id, holderTable: holder.table }) },
  };
}
