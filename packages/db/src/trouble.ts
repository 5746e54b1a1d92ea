/** What can go wrong with the store itself, as closed codes (docs: packages/db/README.md). */
export const storeCodes = [
  "DATABASE_UNREACHABLE",
  "DATABASE_LOST",
  "DATABASE_TOO_OLD",
  "POSTGIS_MISSING",
  "POSTGIS_TOO_OLD",
  "SCHEMA_NEWER",
  "SCHEMA_CHANGED",
  "STORE_IN_USE",
  "STORE_CLOSED",
  "ENGINE_FAILED",
  "ENGINE_LOST",
  "ENGINE_UNSOUND",
  "STATEMENT_LOST",
  "PROJECT_UNKNOWN",
  "PROJECT_EXISTS",
  "PLAN_UNKNOWN",
  "PLAN_NOT_RUNNING",
  "IMPORT_UNKNOWN",
  "IMPORT_NOT_STAGED",
  "NODE_UNKNOWN",
  "NODE_IN_USE",
  "CODE_REPEATED",
  "POLYGON_INVALID",
  "CURSOR_INVALID",
  "TARGET_NOT_EMPTY",
  "RULE_BROKEN",
  "CHANGE_CONFLICTS",
  "REVISION_UNKNOWN",
  "KEY_REUSED",
  "DESIGN_UNKNOWN",
  "DESIGN_EXISTS",
  "DESIGN_CLOSED",
  "DESIGN_CHANGED",
  "INCIDENT_UNKNOWN",
  "INCIDENT_EXISTS",
  "INCIDENT_CHANGED",
  "INCIDENT_STATE",
  "RESTORED_EARLY",
  "REOPENED_EARLY",
  "ALARM_UNKNOWN",
  "TRACE_UNKNOWN",
] as const;
export type StoreCode = (typeof storeCodes)[number];

/** A refusal or failure of the store with a stable code. Anything else that the store throws is a fault of ours. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly code: StoreCode;

  constructor(code: StoreCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/** The SQLSTATE of a PostgreSQL error, looked for through the wrappers that drizzle puts around it. */
export function sqlState(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ("severity" in at && "code" in at && typeof at.code === "string") return at.code;
  }
  return undefined;
}

/** What a PostgreSQL error says beside its message. */
export function detailOf(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ("detail" in at && typeof at.detail === "string") return at.detail;
  }
  return undefined;
}

/** The name of the constraint that a PostgreSQL error speaks of. */
export function constraintOf(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ("constraint_name" in at && typeof at.constraint_name === "string") return at.constraint_name;
  }
  return undefined;
}

/** What postgres.js and the system say when a connection ends under a call, and what a server says as it goes down. */
const lostConnection = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "CONNECTION_ENDED",
  "CONNECT_TIMEOUT",
  "ECONNRESET",
  "ECONNREFUSED",
  "ENOENT",
  "EPIPE",
  "57P01",
  "57P02",
  "57P03",
]);

/** True when the database went away under the call: whether a change was kept is not known. */
export function isLostConnection(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ("code" in at && typeof at.code === "string" && lostConnection.has(at.code)) return true;
  }
  return false;
}
