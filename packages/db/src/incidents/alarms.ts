import { and, asc, desc, eq, gt, type InferSelectModel, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { present } from "../bulk.ts";
import { requireProject } from "../projects.ts";
import { alarm } from "../schema.ts";
import { rowsOf, type Session, type Tx } from "../session.ts";
import { StoreError } from "../trouble.ts";
import type { Alarm, AlarmWord } from "./records.ts";

/** What became of a word: a new alarm, another state of a known one, or nothing new. */
export type WordOutcome = "fresh" | "changed" | "repeated";

/** A word with the object of the plant that it is about, where one was found. */
export type MatchedWord = AlarmWord & { readonly object?: { readonly table: string; readonly id: string } };

export interface AlarmFilter {
  readonly state?: "raised" | "cleared";
  readonly incidentId?: string;
  /** Only those changed after; the earliest change first. */
  readonly changedAfter?: number;
  /** Only those that arrived before the one of this id; the latest first. */
  readonly before?: number;
  readonly source?: string;
  readonly limit?: number;
}

/** The alarms of projects: one for each name that a source gives, with the last word on it. They move no revision. */
export interface Alarms {
  /**
   * Takes words in their order; when it answers they are durable. A word that is older than what is known, or says the same, changes nothing: a
   * repeated request doubles nothing. Answers what became of each; of several on one alarm the last tells it. Refuses `PROJECT_UNKNOWN`.
   */
  take(projectId: string, words: readonly MatchedWord[]): Promise<WordOutcome[]>;
  list(projectId: string, filter?: AlarmFilter): Promise<Alarm[]>;
  /** Refuses `ALARM_UNKNOWN`. */
  get(projectId: string, id: number): Promise<Alarm>;
  acknowledge(projectId: string, ids: readonly number[], by: string | null): Promise<number>;
  /** Counts alarms to an incident, or to none. */
  attach(projectId: string, ids: readonly number[], incidentId: string | null): Promise<number>;
  /** The last change: what a listener goes on after. */
  lastChange(projectId: string): Promise<number>;
}

/** Any number that no other lock of the store uses. */
const orderLock = 642_001;

export function alarmsOf(session: Session): Alarms {
  /** One writer at a time, so that changes are committed in the order of their numbers. */
  const write = <T>(projectId: string, work: (tx: Tx) => Promise<T>) =>
    session.note(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${orderLock})`);
      await requireProject(tx, projectId);
      return work(tx);
    });
  return {
    take: (projectId, words) => write(projectId, (tx) => takeWords(tx, projectId, words)),
    list: (projectId, filter = {}) =>
      session.note(async (tx) => {
        await requireProject(tx, projectId);
        return (await select(tx, projectId, filter)).map(toAlarm);
      }),
    get: (projectId, id) =>
      session.note(async (tx) => {
        const [row] = await tx
          .select()
          .from(alarm)
          .where(and(eq(alarm.projectId, projectId), eq(alarm.id, id)));
        if (!row) throw new StoreError("ALARM_UNKNOWN", `There is no alarm ${id}.`);
        return toAlarm(row);
      }),
    acknowledge: (projectId, ids, by) => write(projectId, (tx) => setOn(tx, projectId, ids, { acknowledgedBy: by })),
    attach: (projectId, ids, incidentId) => write(projectId, (tx) => setOn(tx, projectId, ids, { incidentId })),
    lastChange: (projectId) => session.note(async (tx) => lastChange(tx, projectId)),
  };
}

async function lastChange(tx: Tx, projectId: string): Promise<number> {
  const [row] = await rowsOf<{ changed: string }>(
    tx,
    sql`select coalesce(max(changed), 0) as changed from alarm where project_id = ${projectId}`,
  );
  return Number(row!.changed);
}

/** The last word on each name; what came between only counts as flapping. */
async function takeWords(tx: Tx, projectId: string, words: readonly MatchedWord[]): Promise<WordOutcome[]> {
  const folded = fold(words);
  const rows = folded.map(({ word, raises }) => ({
    ...{ source: word.source, external_id: word.externalId, severity: word.severity },
    ...{ type: word.type, cause: word.cause, text: word.text, raises },
    raised: word.state === "raised" ? word.at : undefined,
    cleared: word.state === "cleared" ? word.at : undefined,
    about: JSON.stringify(word.about),
    object_table: word.object?.table,
    object_id: word.object?.id,
  }));
  if (rows.length === 0) return [];
  const from = await lastChange(tx, projectId);
  const told = await rowsOf<{ source: string; externalId: string; isFresh: boolean }>(
    tx,
    sql`with told as (
        select *, ${from}::bigint + row_number() over (order by source, external_id) as n
        from json_to_recordset(${JSON.stringify(rows)}::json) as r (source text, external_id text, severity text, type text, cause text, text text,
          raises integer, raised timestamptz, cleared timestamptz, about text, object_table text, object_id text)),
      put as (
        insert into alarm (project_id, id, source, external_id, severity, type, cause, text, raised_at, cleared_at, flaps, about, object_table, object_id, changed)
        select ${projectId}, n, source, external_id, severity, type, cause, text, coalesce(raised, cleared), cleared, greatest(raises - 1, 0), about,
          object_table, object_id, n from told
        on conflict (project_id, source, external_id) do update set
          severity = excluded.severity, type = coalesce(excluded.type, alarm.type), cause = coalesce(excluded.cause, alarm.cause),
          text = coalesce(excluded.text, alarm.text),
          raised_at = case when excluded.cleared_at is null then excluded.raised_at else alarm.raised_at end,
          cleared_at = excluded.cleared_at,
          flaps = alarm.flaps + excluded.flaps + case when excluded.cleared_at is null and alarm.cleared_at is not null then 1 else 0 end,
          about = excluded.about, object_table = coalesce(excluded.object_table, alarm.object_table),
          object_id = coalesce(excluded.object_id, alarm.object_id), changed = excluded.changed
        where (excluded.cleared_at is null and (alarm.cleared_at is null and alarm.severity <> excluded.severity
            or alarm.cleared_at is not null and excluded.raised_at > alarm.cleared_at))
          or (excluded.cleared_at is not null and alarm.cleared_at is null and excluded.cleared_at >= alarm.raised_at)
        returning source, external_id, (xmax = 0) as is_fresh)
      select source, external_id as "externalId", is_fresh as "isFresh" from put`,
  );
  const outcomes = new Map<MatchedWord, WordOutcome>();
  const byName = new Map(folded.map(({ word }) => [nameOf(word), word]));
  for (const one of told) outcomes.set(byName.get(nameOf(one))!, one.isFresh ? "fresh" : "changed");
  return words.map((word) => outcomes.get(word) ?? "repeated");
}

function nameOf({ source, externalId }: Pick<AlarmWord, "source" | "externalId">): string {
  return `${source}\n${externalId}`;
}

/** Words by name: the last by time, and how often it was raised. */
function fold(words: readonly MatchedWord[]): { word: MatchedWord; raises: number }[] {
  const byName = new Map<string, { word: MatchedWord; raises: number; seen: Set<string> }>();
  for (const word of words) {
    const name = nameOf(word);
    const known = byName.get(name);
    const key = `${word.state} ${word.at}`;
    if (!known) byName.set(name, { word, raises: word.state === "raised" ? 1 : 0, seen: new Set([key]) });
    else if (!known.seen.has(key)) {
      known.seen.add(key);
      if (word.state === "raised") known.raises++;
      if (Date.parse(word.at) >= Date.parse(known.word.at)) known.word = word;
    }
  }
  return [...byName.values()];
}

async function setOn(
  tx: Tx,
  projectId: string,
  ids: readonly number[],
  values: { acknowledgedBy?: string | null; incidentId?: string | null },
): Promise<number> {
  if (ids.length === 0) return 0;
  const from = await lastChange(tx, projectId);
  const rows = await tx
    .update(alarm)
    .set({ ...values, changed: sql`${from}::bigint + 1` })
    .where(and(eq(alarm.projectId, projectId), inArray(alarm.id, [...ids])))
    .returning({ id: alarm.id });
  return rows.length;
}

function select(tx: Tx, projectId: string, filter: AlarmFilter) {
  const { state, incidentId, changedAfter, before, source, limit = 100 } = filter;
  return tx
    .select()
    .from(alarm)
    .where(
      and(
        eq(alarm.projectId, projectId),
        state === "raised" ? isNull(alarm.clearedAt) : undefined,
        state === "cleared" ? isNotNull(alarm.clearedAt) : undefined,
        incidentId === undefined ? undefined : eq(alarm.incidentId, incidentId),
        source === undefined ? undefined : eq(alarm.source, source),
        changedAfter === undefined ? undefined : gt(alarm.changed, changedAfter),
        before === undefined ? undefined : sql`${alarm.id} < ${before}`,
      ),
    )
    .orderBy(changedAfter === undefined ? desc(alarm.id) : asc(alarm.changed))
    .limit(Math.min(Math.max(1, limit), 10_000));
}

function toAlarm(row: InferSelectModel<typeof alarm>): Alarm {
  const { projectId: _, about, objectTable, objectId, raisedAt, clearedAt, ...rest } = row;
  const object = objectTable !== null && objectId !== null ? { table: objectTable, id: objectId } : undefined;
  return present({
    ...rest,
    raisedAt: raisedAt.toISOString(),
    clearedAt: clearedAt?.toISOString(),
    about: JSON.parse(about),
    object,
  }) as Alarm;
}
