import type { Change, Network, Records, Ref, Table } from "@cuntong/network";
import { type SQL, sql } from "drizzle-orm";
import { requireProject } from "../projects.ts";
import type { Author } from "../records.ts";
import { type AtRevision, rowsOf, type Session, type Tx } from "../session.ts";
import {
  type Applied,
  type ApplyOptions,
  applyInside,
  askedOf,
  hashOf,
  layersOf,
  liveBefore,
  Repeated,
  refuseRepeated,
} from "./apply.ts";
import { type ChangePage, type PlantChange, readChanges, readUndo, undoOf } from "./changes.ts";
import { type AsOf, readObjectsAt, revisionOf } from "./read-objects.ts";
import type { Snapshots } from "./snapshots.ts";

/** One version of an object, who made it, and when. */
export interface ObjectHistory {
  readonly since: number;
  /** The revision that made it another, or removed it; absent for what is there now. */
  readonly until?: number;
  /** ISO 8601, with milliseconds. */
  readonly at: string;
  readonly by: string;
  readonly note?: string;
  readonly record: Records[Table];
}

/** The plant of projects: edited by changes, read as a snapshot, as it is or as it ever was. */
export interface Inventory {
  /**
   * Stores a change: one transaction, one revision, one audit row with the change and what undoes it. On an older base it is merged with
   * what others changed since. Refuses `CHANGE_CONFLICTS` ({@link ConflictRefusal}), `RULE_BROKEN` ({@link RuleRefusal}), `PROJECT_UNKNOWN`,
   * `REVISION_UNKNOWN` and `KEY_REUSED`; then nothing is stored.
   */
  apply(projectId: string, change: Change, author: Author, options: ApplyOptions): Promise<AtRevision<Applied>>;
  /**
   * Takes back what a revision changed, by the refusals of {@link apply}; what others changed since stays. Undoing an undo is redo. Refuses a
   * revision that is no change of the plant (`REVISION_UNKNOWN`).
   */
  undo(
    projectId: string,
    revision: number,
    author: Author,
    options?: Omit<ApplyOptions, "baseRevision" | "undo">,
  ): Promise<AtRevision<Applied>>;
  /** The answer that a request got under its key; nothing where the key is new. Refuses another request under it (`KEY_REUSED`). */
  answered(projectId: string, idempotencyKey: string, request: string): Promise<AtRevision<Applied> | undefined>;
  /** Changes of the plant, as the audit tells them. */
  changes(projectId: string, page?: ChangePage): Promise<AtRevision<{ changes: PlantChange[] }>>;
  /** The whole plant in memory. The first call loads it; later ones follow what was changed since. */
  network(projectId: string): Promise<AtRevision<{ network: Network }>>;
  /** The revision that was the last at a point, for good. Refuses what is still to come or before the project (`REVISION_UNKNOWN`). */
  revisionAt(projectId: string, asOf: AsOf): Promise<AtRevision<{ was: number }>>;
  /** The whole plant as it was, by way of the present one. Refuses as {@link revisionAt}. */
  networkAt(projectId: string, asOf: AsOf): Promise<AtRevision<{ network: Network }>>;
  /** One object as it is or was; `record` is absent where it was not there. */
  object(projectId: string, ref: Ref, asOf?: AsOf): Promise<AtRevision<{ record?: Records[Table] }>>;
  /** Every version of an object, the oldest first. */
  history(projectId: string, ref: Ref): Promise<AtRevision<{ versions: ObjectHistory[] }>>;
}

export function inventoryOf(session: Session, snapshots: Snapshots): Inventory {
  const apply = async (what: string, projectId: string, change: Change, author: Author, options: ApplyOptions) => {
    const note = { author, what, projectId, layers: layersOf(change) };
    const { requestId, idempotencyKey } = options;
    const asked = askedOf(change, options);
    try {
      return await session.write(note, async (tx, revision, detail) => {
        if (idempotencyKey !== undefined) await refuseRepeated(tx, projectId, idempotencyKey, asked);
        Object.assign(detail, { requestId, idempotencyKey, asked });
        const live = await liveBefore(tx, snapshots, projectId, revision);
        return applyInside(tx, live, { projectId, change, ...options }, revision, detail);
      });
    } catch (error) {
      if (error instanceof Repeated) return error.answer;
      throw error;
    }
  };
  return {
    apply: (projectId, change, author, options) => apply("inventory.apply", projectId, change, author, options),
    undo: async (projectId, revision, author, options = {}) => {
      const { change } = await session.read(async (tx) => ({ change: await readUndo(tx, projectId, revision) }));
      const undoing = { ...options, baseRevision: revision, undo: true };
      return apply(undoOf(revision), projectId, change, author, undoing);
    },
    answered: async (projectId, idempotencyKey, request) => {
      try {
        await session.read(async (tx) => {
          await refuseRepeated(tx, projectId, idempotencyKey, hashOf(request));
          return {};
        });
        return undefined;
      } catch (error) {
        if (error instanceof Repeated) return error.answer;
        throw error;
      }
    },
    changes: (projectId, page = {}) =>
      session.read(async (tx) => {
        await requireProject(tx, projectId);
        return { changes: await readChanges(tx, projectId, page) };
      }),
    network: (projectId) =>
      session.read(async (tx, revision) => ({ network: await snapshots.at(tx, projectId, revision) })),
    revisionAt: (projectId, asOf) =>
      session.read(async (tx, current) => ({ was: await revisionOf(tx, projectId, asOf, current) })),
    networkAt: (projectId, asOf) =>
      session.read(async (tx, current) => {
        const revision = await revisionOf(tx, projectId, asOf, current);
        return { network: await snapshots.past(tx, projectId, revision, current) };
      }),
    object: (projectId, ref, asOf) =>
      session.read(async (tx, current) => {
        const revision = asOf === undefined ? current : await revisionOf(tx, projectId, asOf, current);
        const [record] = (await readObjectsAt(tx, projectId, [ref], revision))[ref.table] ?? [];
        return record === undefined ? {} : { record };
      }),
    history: (projectId, ref) => session.read(async (tx) => ({ versions: await readHistory(tx, projectId, ref) })),
  };
}

/** The note of a change, read off the beginning of its one text, where `changeJson` has it: a large change is not taken apart for it. */
function noteIn(change: SQL): SQL {
  return sql`(substring(left(${change}, 4000) from '^\\{"note":("(?:[^"\\\\]|\\\\.)*")')::json #>> '{}')`;
}

async function readHistory(tx: Tx, projectId: string, { table, id }: Ref): Promise<ObjectHistory[]> {
  const rows = await rowsOf<{
    since: string;
    until: string | null;
    at: string;
    by: string;
    note: string | null;
    record: string;
  }>(
    tx,
    sql`select v.since, v.until, a.at, a.by, coalesce(nullif(${noteIn(sql`a.change`)}, ''), a.note) as note, v.record from (
        select since, until, record::text as record from plant_version where project_id = ${projectId} and kind = ${table} and id = ${id}
        union all select revision, null, record::text from plant_object where project_id = ${projectId} and kind = ${table} and id = ${id}
      ) v join audit a on a.revision = v.since order by v.since`,
  );
  return rows.map(({ since, until, at, by, note, record }) => ({
    since: Number(since),
    ...(until !== null && { until: Number(until) }),
    at: new Date(at).toISOString(),
    by,
    ...(note !== null && { note }),
    record: JSON.parse(record),
  }));
}
