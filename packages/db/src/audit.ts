import { createHash } from "node:crypto";
import { canonicalJson } from "@cuntong/network";
import { asc, eq, gt, type InferSelectModel } from "drizzle-orm";
import { present } from "./bulk.ts";
import { audit } from "./schema.ts";
import type { AtRevision, Session, Tx } from "./session.ts";

type Row = InferSelectModel<typeof audit>;

/** What an audit row says beside who and when, where a change has it. */
export type AuditDetail = {
  -readonly [K in "note" | "requestId" | "idempotencyKey" | "asked" | "change" | "before" | "warnings"]?:
    | string
    | undefined;
};

type AuditEntry = Pick<Row, "revision" | "at" | "by" | "what" | "projectId"> & AuditDetail;

/** The audit rows are a chain: each hash is the SHA-256 of the canonical JSON of the hash before and the row. */
export async function addAuditRow(tx: Tx, entry: AuditEntry): Promise<void> {
  const [last] = await tx
    .select({ hash: audit.hash })
    .from(audit)
    .where(eq(audit.revision, entry.revision - 1));
  await tx.insert(audit).values({ ...entry, hash: hashOf(last?.hash ?? "", entry) });
}

function hashOf(previous: string, { at, ...rest }: Omit<AuditEntry, "note"> & { readonly note?: unknown }): string {
  const row = canonicalJson([previous, { ...present(rest), at: at.toISOString() }]);
  return createHash("sha256").update(row).digest("hex");
}

/** What the verification of the chain found. */
export interface AuditVerdict {
  /** Rows whose hashes are right, one after the other. */
  readonly verified: number;
  /** The first revision of the chain; older rows, of a store made before there was one, are not covered. */
  readonly from?: number;
  /** The last hash: noted elsewhere, it shows later that the chain was not made anew from some row on. */
  readonly head: string;
  /** False where a hash that was noted earlier is not in the chain. */
  readonly holds: boolean;
  /** The first row that is not as it was written, is missing, or is one too many. */
  readonly broken?: { readonly revision: number; readonly reason: "altered" | "missing" | "extra" };
}

export interface Audit {
  /** Reads every audit row and holds it against the chain, and looks for a hash that was noted earlier, where one is given. */
  verify(noted?: string): Promise<AtRevision<AuditVerdict>>;
}

/** Rows read at a time; a row can hold a whole import. */
const pageRows = 100;

export function auditOf(session: Session): Audit {
  return { verify: (noted) => session.read((tx, revision) => verifyChain(tx, revision, noted)) };
}

async function verifyChain(tx: Tx, revision: number, noted?: string): Promise<AuditVerdict> {
  let seen: number | undefined;
  let from: number | undefined;
  let verified = 0;
  let head = "";
  let holds = noted === undefined;
  const verdict = (broken?: AuditVerdict["broken"]): AuditVerdict => ({
    verified,
    head,
    holds,
    ...(from !== undefined && { from }),
    ...(broken && { broken }),
  });
  for (;;) {
    const rows = await tx
      .select()
      .from(audit)
      .where(gt(audit.revision, seen ?? 0))
      .orderBy(asc(audit.revision))
      .limit(pageRows);
    for (const { hash, ...row } of rows) {
      if (row.revision !== (seen ?? 0) + 1) return verdict({ revision: (seen ?? 0) + 1, reason: "missing" });
      if (row.revision > revision) return verdict({ revision: row.revision, reason: "extra" });
      seen = row.revision;
      if (hash === null && from === undefined) continue;
      from ??= row.revision;
      if (hash !== hashOf(head, row as AuditEntry)) return verdict({ revision: row.revision, reason: "altered" });
      head = hash;
      holds ||= hash === noted;
      verified++;
    }
    if (rows.length < pageRows) break;
  }
  return (seen ?? 0) === revision ? verdict() : verdict({ revision: (seen ?? 0) + 1, reason: "missing" });
}
