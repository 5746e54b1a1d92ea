import { eq, type SQL, sql } from "drizzle-orm";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import { type AuditDetail, addAuditRow } from "./audit.ts";
import type { WithDatabase } from "./connection.ts";
import { ruleRefusal } from "./inventory/refusal.ts";
import type { Author } from "./records.ts";
import { keepAnswer, readAnswer } from "./request-answers.ts";
import { layerRevision, storeRevision } from "./schema.ts";
import { countBeforeCommit } from "./statistics.ts";
import { sqlState } from "./trouble.ts";

/** A transaction: drizzle for plain rows, {@link rowsOf} for spatial SQL. */
export type Tx = Parameters<Parameters<PostgresJsDatabase["transaction"]>[0]>[0];

/** The layers of a project whose revision tiles and caches go by. */
const layers = [
  "project",
  "plant",
  "villages",
  "nodes",
  "spans",
  "counties",
  "rivers",
  "areas",
  "prices",
  "plans",
  "incidents",
] as const;
export type Layer = (typeof layers)[number];

/** What a write is about: becomes its audit row, and the layers whose revision it moves. */
export interface ChangeNote {
  readonly author: Author;
  readonly what: string;
  readonly projectId: string;
  readonly layers: readonly Layer[];
}

/** What every answer carries: the revision of the store that it was read at. */
export type AtRevision<T> = T & { readonly revision: number };

/** The transactions that every part of the store is written in. */
export interface Session {
  /** One consistent snapshot; the answer carries its revision. */
  read<T extends object>(work: (tx: Tx, revision: number) => Promise<T>): Promise<AtRevision<T>>;
  /**
   * One change: the store's revision rises by exactly one and one audit row is written, or nothing happens. What the work adds to
   * `detail` is written down with it. A rule that the database holds is refused as `RULE_BROKEN`. For a request that was sent before ({@link Author.request}) the
   * work is not done again: it is answered what it was answered then.
   */
  write<T extends object>(
    note: ChangeNote,
    work: (tx: Tx, revision: number, detail: AuditDetail) => Promise<T>,
  ): Promise<AtRevision<T>>;
  /** Bookkeeping that is no change of the inventory (progress, staging): no revision. */
  note<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

/** Carries the first answer of a repeated change out of a transaction that then changes nothing. */
class AnsweredBefore extends Error {
  readonly answer: unknown;

  constructor(answer: unknown) {
    super("This change was made before.");
    this.answer = answer;
  }
}

const attempts = 4;
/** serialization_failure and deadlock_detected: PostgreSQL asks to try again. */
const transient = new Set(["40001", "40P01"]);

export function sessionOn(withDatabase: WithDatabase): Session {
  const inTransaction = <T>(work: (tx: Tx) => Promise<T>, readOnly = false): Promise<T> =>
    retried(() =>
      withDatabase((db) =>
        readOnly
          ? db.transaction(work, { isolationLevel: "repeatable read", accessMode: "read only" })
          : db.transaction(work),
      ),
    );
  return {
    read: (work) =>
      inTransaction(async (tx) => {
        const revision = await currentRevision(tx);
        return { ...(await work(tx, revision)), revision };
      }, true),
    write: async (note, work) => {
      const { request } = note.author;
      const part = request?.nextPart() ?? 0;
      try {
        return await inTransaction(async (tx) => {
          const { revision, at } = await nextRevision(tx);
          const known = request && (await readAnswer(tx, request, part));
          if (known) throw new AnsweredBefore(known.answer);
          const detail: AuditDetail = {};
          const answer = await work(tx, revision, detail);
          await touchLayers(tx, note, revision);
          const { author, what, projectId } = note;
          await countBeforeCommit(tx);
          await addAuditRow(tx, { revision, at, by: author.by, what, projectId, note: author.note, ...detail });
          const whole = { ...answer, revision };
          if (request) await keepAnswer(tx, request, part, whole);
          return whole;
        });
      } catch (error) {
        // What is known is what this work answered when it was done.
        if (error instanceof AnsweredBefore) return error.answer as never;
        throw ruleRefusal(error) ?? error;
      }
    },
    note: (work) => inTransaction(work),
  };
}

/** Runs spatial SQL and returns its rows. */
export async function rowsOf<Row extends object>(tx: Tx, query: SQL): Promise<Row[]> {
  const rows: readonly Record<string, unknown>[] = await tx.execute(query);
  return rows.map((row) => row as Row);
}

/** The store's revision as this transaction sees it. */
async function currentRevision(tx: Tx): Promise<number> {
  const [row] = await tx.select({ revision: storeRevision.revision }).from(storeRevision);
  return row?.revision ?? 0;
}

/** Raising the counter first also makes writers wait for each other, so that revisions are committed in order, each later than the last. */
async function nextRevision(tx: Tx): Promise<{ revision: number; at: Date }> {
  const [row] = await tx
    .update(storeRevision)
    .set({
      revision: sql`${storeRevision.revision} + 1`,
      at: sql`greatest(date_trunc('milliseconds', clock_timestamp()), ${storeRevision.at} + interval '1 millisecond')`,
    })
    .where(eq(storeRevision.id, 1))
    .returning({ revision: storeRevision.revision, at: storeRevision.at });
  if (!row) throw new Error("The store has lost its revision counter.");
  return row;
}

/** Selecting from `project` leaves out a project that the change itself removed. */
async function touchLayers(tx: Tx, { projectId, layers }: ChangeNote, revision: number): Promise<void> {
  if (layers.length === 0) return;
  const names = sql.join(
    layers.map((layer) => sql`(${layer})`),
    sql`, `,
  );
  await tx.execute(sql`
    insert into ${layerRevision} (project_id, layer, revision)
    select p.id, l.layer, ${revision}::bigint from project p, (values ${names}) as l (layer) where p.id = ${projectId}
    on conflict (project_id, layer) do update set revision = excluded.revision`);
}

async function retried<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (attempt === attempts || !transient.has(sqlState(error) ?? "")) throw error;
    }
  }
}
