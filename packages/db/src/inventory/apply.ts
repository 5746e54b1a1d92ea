import { createHash } from "node:crypto";
import {
  type Change,
  canonicalJson,
  changeJson,
  invert,
  mergeDesign,
  Network,
  type Records,
  type Ref,
  type RuleCode,
  type Table,
  tables,
  touchedIds,
  type Village,
  type Violation,
} from "@cuntong/network";
import { and, eq } from "drizzle-orm";
import type { AuditDetail } from "../audit.ts";
import { audit } from "../schema.ts";
import type { AtRevision, Layer, Tx } from "../session.ts";
import { StoreError } from "../trouble.ts";
import { putVillages } from "../villages.ts";
import { putObjects, removeObjects } from "./object-rows.ts";
import { readObjectsAt } from "./read-objects.ts";
import { ConflictRefusal, RuleRefusal } from "./refusal.ts";
import type { Snapshots } from "./snapshots.ts";

/** How a change is to be taken. */
export interface ApplyOptions {
  /** The revision of the plant that the change was made on. */
  readonly baseRevision: number;
  /** Name of the request, for the audit row. */
  readonly requestId?: string;
  /** A request repeated under its key is answered the first answer again, and done once. */
  readonly idempotencyKey?: string;
  /** What was asked for, in one text, where that is not the change itself: a repeated request is told by it. */
  readonly request?: string;
  /** True for a change that takes back an earlier one: a status may go where it may not by itself. */
  readonly undo?: boolean;
}

/** A change that was stored. */
export interface Applied {
  /** What was stored: of a change on an older base, what it still had to say. */
  readonly change: Change;
  /** Rules that were bent: stored, and kept in sight. */
  readonly warnings: readonly Violation[];
}

/** Carries the first answer of a repeated request out of a transaction that then changes nothing. */
export class Repeated extends Error {
  readonly answer: AtRevision<Applied>;

  constructor(answer: AtRevision<Applied>) {
    super("This request was answered before.");
    this.answer = answer;
  }
}

/** What was asked for, in one hash. */
export function askedOf(change: Change, { baseRevision, request, undo = false }: ApplyOptions): string {
  return hashOf(request ?? canonicalJson([changeJson(change), baseRevision, undo]));
}

export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Throws the first answer (`Repeated`) where the key was used; refuses another request under it (`KEY_REUSED`). */
export async function refuseRepeated(tx: Tx, projectId: string, key: string, asked: string): Promise<void> {
  const [row] = await tx
    .select({ revision: audit.revision, asked: audit.asked, change: audit.change, warnings: audit.warnings })
    .from(audit)
    .where(and(eq(audit.projectId, projectId), eq(audit.idempotencyKey, key)));
  if (!row) return;
  if (row.asked !== asked) throw new StoreError("KEY_REUSED", `Key ${key} was used for another request.`);
  const { revision, change, warnings } = row;
  throw new Repeated({ revision, change: JSON.parse(change ?? ""), warnings: JSON.parse(warnings ?? "[]") });
}

/**
 * Stores a change inside the transaction of `revision`. What others changed since its base is held against it, object by object and field
 * by field: refuses `CHANGE_CONFLICTS` where both changed the same, and `RULE_BROKEN` where a rule of the plant says no.
 */
export async function applyInside(
  tx: Tx,
  live: Network,
  asked: { readonly projectId: string; readonly change: Change } & ApplyOptions,
  revision: number,
  detail: AuditDetail,
): Promise<Applied> {
  const { projectId, baseRevision, undo } = asked;
  const base = await baseOf(tx, projectId, asked.change, baseRevision, live);
  const { change, conflicts, violations } = mergeDesign(asked.change, base, live);
  if (conflicts.length > 0) throw new ConflictRefusal(conflicts, live.revision);
  const errors = violations.filter(
    ({ severity, code }) => severity === "error" && !(undo && code === "STATUS_TRANSITION"),
  );
  if (errors.length > 0) throw new RuleRefusal(errors);
  const warnings = violations.filter(({ severity }) => severity === "warning");
  await writeChange(tx, projectId, change, revision, warnings);
  detail.change = changeJson(change);
  detail.before = changeJson(invert(change, live));
  detail.warnings = canonicalJson(warnings);
  return { change, warnings };
}

/** The touched objects as they were at the base; the live plant itself where the base is not older. */
export async function baseOf(
  tx: Tx,
  projectId: string,
  change: Change,
  baseRevision: number,
  live: Network,
): Promise<Network> {
  if (!Number.isInteger(baseRevision) || baseRevision < 0 || baseRevision > live.revision) {
    throw new StoreError("REVISION_UNKNOWN", `Revision ${baseRevision} is not one from 0 to ${live.revision}.`);
  }
  if (baseRevision === live.revision) return live;
  return Network.of(await readObjectsAt(tx, projectId, touched(change), baseRevision), baseRevision);
}

function touched(change: Change): Ref[] {
  return tables.flatMap((table) => [...touchedIds(change, table)].map((id) => ({ table, id })));
}

/** The live plant as the transaction of `revision` found it. */
export function liveBefore(tx: Tx, snapshots: Snapshots, projectId: string, revision: number): Promise<Network> {
  return snapshots.at(tx, projectId, revision - 1);
}

/** Rules that the database holds as well: an object that bends one is stored as not sound, so that it can be edited and mended. */
const heldByDatabase: readonly RuleCode[] = [
  "LINE_CLOSED",
  "LINE_TOO_SHORT",
  "LINE_CROSSES_ITSELF",
  "SPAN_END_OFF_NODE",
  "CABLE_PATH_BROKEN",
  "CABLE_REPEATS_SPAN",
  "STRAND_UNKNOWN",
  "LEG_UNKNOWN",
  "PORT_UNKNOWN",
  "JOINT_NOT_AT_NODE",
  "CLOSURE_NEEDED",
  "TRAY_UNKNOWN",
  "TRAY_FULL",
];

async function writeChange(
  tx: Tx,
  projectId: string,
  { put, remove }: Change,
  revision: number,
  warnings: readonly Violation[],
): Promise<void> {
  const bent = warnings.filter(({ code }) => heldByDatabase.includes(code));
  const unsound = new Set(bent.map(({ object }) => `${object.table} ${object.id}`));
  for (const table of tables) {
    const records = (put[table] ?? []) as readonly Records[Table][];
    const isSound = (id: string) => !unsound.has(`${table} ${id}`);
    if (table === "villages") await putVillages(tx, projectId, records as readonly Village[], revision);
    else await putObjects<Table>(tx, projectId, table, records, revision, isSound);
  }
  for (const table of tables.toReversed()) await removeObjects(tx, projectId, table, remove[table] ?? []);
}

/** The layers whose tiles and caches a change makes old. */
export function layersOf(change: Change): Layer[] {
  const drawn = (["nodes", "spans", "villages"] as const).filter((table) => touchedIds(change, table).size > 0);
  return ["plant", ...drawn];
}
