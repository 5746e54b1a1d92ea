import { type Change, type Ref, tables, touchedIds } from "@cuntong/network";
import { and, desc, eq, gt, inArray, like, lt, or, type SQL, sql } from "drizzle-orm";
import { audit } from "../schema.ts";
import type { Tx } from "../session.ts";
import { StoreError } from "../trouble.ts";

/** A change of the plant as the audit tells it. */
export interface PlantChange {
  readonly revision: number;
  /** ISO 8601, with milliseconds. */
  readonly at: string;
  readonly by: string;
  /** What kind of change: `inventory.apply`, `inventory.undo`, `design.merge`, an import. */
  readonly what: string;
  readonly note?: string;
  /** The first {@link mostTouched} objects that it put or removed; none of an import, which is not kept as a change. */
  readonly touched: readonly Ref[];
  readonly touchedCount: number;
  /** The change that this one took back. */
  readonly undoes?: number;
}

/** Which changes are asked for. */
export interface ChangePage {
  /** Only those of later revisions, the earliest first. */
  readonly after?: number;
  /** Only those of earlier revisions, the latest first. */
  readonly before?: number;
  readonly limit?: number;
}

const mostTouched = 100;
const plantChanges = [
  "inventory.apply",
  "design.merge",
  "plant.put",
  "plant.remove",
  "villages.put",
  "villages.remove",
  "import.commit",
];
const undoPrefix = "inventory.undo ";

/** What the audit calls the undoing of a revision. */
export function undoOf(revision: number): string {
  return `${undoPrefix}${revision}`;
}

const stepPrefix = "design.append ";
const undoneStepPrefix = "design.undo ";

/** What the audit calls a step of a design, and the undoing of one. Ids of designs hold no space. */
export function stepOf(designId: string): string {
  return `${stepPrefix}${designId}`;
}
export function undoneStepOf(designId: string, step: number): string {
  return `${undoneStepPrefix}${designId} ${step}`;
}

/** Changes of a project's plant, the latest first unless `after` is given. */
export function readChanges(tx: Tx, projectId: string, page: ChangePage): Promise<PlantChange[]> {
  return readAudit(tx, projectId, or(inArray(audit.what, plantChanges), like(audit.what, `${undoPrefix}%`)), page);
}

/** Steps of a design, the latest first unless `after` is given. */
export function readDesignSteps(tx: Tx, projectId: string, id: string, page: ChangePage): Promise<PlantChange[]> {
  return readAudit(tx, projectId, isStepOf(id), page);
}

function isStepOf(designId: string): SQL | undefined {
  return or(eq(audit.what, stepOf(designId)), sql`starts_with(${audit.what}, ${`${undoneStepPrefix}${designId} `})`);
}

async function readAudit(tx: Tx, projectId: string, which: SQL | undefined, page: ChangePage): Promise<PlantChange[]> {
  const { after, before, limit = 100 } = page;
  const rows = await tx
    .select()
    .from(audit)
    .where(
      and(
        eq(audit.projectId, projectId),
        which,
        after === undefined ? undefined : gt(audit.revision, after),
        before === undefined ? undefined : lt(audit.revision, before),
      ),
    )
    .orderBy(after === undefined ? desc(audit.revision) : audit.revision)
    .limit(Math.min(Math.max(1, Math.trunc(limit)), 1_000));
  return rows.map(({ revision, at, by, what, note, change }) => {
    const parsed: Change | undefined = change === null ? undefined : JSON.parse(change);
    const touched = parsed ? touchedRefs(parsed) : [];
    const said = parsed?.note || note;
    const undoes = /^(?:inventory|design)\.undo (?:.* )?(\d+)$/.exec(what)?.[1];
    return {
      revision,
      at: at.toISOString(),
      by,
      what,
      ...(said && { note: said }),
      touched: touched.slice(0, mostTouched),
      touchedCount: touched.length,
      ...(undoes !== undefined && { undoes: Number(undoes) }),
    };
  });
}

function touchedRefs(change: Change): Ref[] {
  return tables.flatMap((table) => [...touchedIds(change, table)].map((id) => ({ table, id })));
}

/** The change that takes a revision back. Refuses one that changed no plant of the project, or is not kept as a change (`REVISION_UNKNOWN`). */
export async function readUndo(tx: Tx, projectId: string, revision: number): Promise<Change> {
  const [row] = await tx
    .select({ before: audit.before })
    .from(audit)
    .where(and(eq(audit.projectId, projectId), eq(audit.revision, revision)));
  if (!row?.before)
    throw new StoreError("REVISION_UNKNOWN", `Revision ${revision} is no change of this plant that can be taken back.`);
  return JSON.parse(row.before);
}

/** A step of a design: what it did and what takes it back. Refuses what is none of this design (`REVISION_UNKNOWN`). */
export async function readStep(
  tx: Tx,
  projectId: string,
  designId: string,
  revision: number,
): Promise<{ change: Change; before: Change }> {
  const [row] = await tx
    .select({ change: audit.change, before: audit.before })
    .from(audit)
    .where(and(eq(audit.projectId, projectId), eq(audit.revision, revision), isStepOf(designId)));
  if (!row?.change || !row.before)
    throw new StoreError("REVISION_UNKNOWN", `Revision ${revision} is no step of design ${designId}.`);
  return { change: JSON.parse(row.change), before: JSON.parse(row.before) };
}
