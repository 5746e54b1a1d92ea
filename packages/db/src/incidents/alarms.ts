import { and, asc, desc, eq, gt, type InferSelectModel, isNotNull, isNull, sql } from "drizzle-orm";
import { present } from "../bulk.ts";
import { requireProject } from "../projects.ts";
import { alarm } from "../schema.ts";
import { rowsOf, type Session, type Tx } from "../session.ts";
import { StoreError } from "../trouble.ts";
import { heard, type KnownAlarm } from "./alarm-words.ts";
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
  readonly externalId?: string;
  /** How many of the list are passed over. */
  readonly offset?: number;
  readonly limit?: number;
}

/** The alarms of projects: one for each name that a source gives, with the last word on it. They move no revision. */
export interface Alarms {
  /**
   * Takes words in their order; when it answers they are durable. A word that is older than what is known, or says the same, changes nothing: a
   * repeated request doubles nothing. Answers what became of each. Refuses `PROJECT_UNKNOWN`.
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
  const write = <T>(projectId: string, work: (tx: Tx) => Promise<T>) =>
    session.note(async (tx) => {
      await inOrder(tx);
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

/** Waits until no other transaction writes alarms: changes are committed in the order of their numbers. */
async function inOrder(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${orderLock})`);
}

/** Counts alarms to an incident as a part of what opens it. Refuses `ALARM_UNKNOWN`. */
export async function attachAlarms(tx: Tx, projectId: string, ids: readonly number[], incidentId: string) {
  await inOrder(tx);
  const found = await setOn(tx, projectId, ids, { incidentId });
  const asked = new Set(ids).size;
  if (found < asked) throw new StoreError("ALARM_UNKNOWN", `Of ${asked} alarms ${asked - found} are not there.`);
}

async function lastChange(tx: Tx, projectId: string): Promise<number> {
  const [row] = await rowsOf<{ changed: string }>(
    tx,
    sql`select coalesce(max(changed), 0) as changed from alarm where project_id = ${projectId}`,
  );
  return Number(row!.changed);
}

/** Each word on what is known of its alarm, in their order: any split of a stream into requests leaves the same alarms. */
async function takeWords(tx: Tx, projectId: string, words: readonly MatchedWord[]): Promise<WordOutcome[]> {
  if (words.length === 0) return [];
  const stored = await knownOf(tx, projectId, words);
  const now = new Map(stored);
  const outcomes = words.map((word) => {
    const { alarm: after, outcome } = heard(now.get(nameOf(word)), word);
    now.set(nameOf(word), after);
    return outcome;
  });
  await putAlarms(
    tx,
    projectId,
    [...now].flatMap(([name, alarm]) => (stored.get(name) === alarm ? [] : [alarm])),
  );
  return outcomes;
}

function nameOf({ source, externalId }: Pick<AlarmWord, "source" | "externalId">): string {
  return `${source}\n${externalId}`;
}

/** What is stored of the alarms that words are on, by name. */
async function knownOf(
  tx: Tx,
  projectId: string,
  words: readonly MatchedWord[],
): Promise<ReadonlyMap<string, KnownAlarm>> {
  const names = [...new Map(words.map((word) => [nameOf(word), word])).values()].map(({ source, externalId }) => ({
    source,
    external_id: externalId,
  }));
  const rows = await tx
    .select()
    .from(alarm)
    .where(
      and(
        eq(alarm.projectId, projectId),
        sql`(${alarm.source}, ${alarm.externalId}) in (select source, external_id
          from json_to_recordset(${JSON.stringify(names)}::json) as named (source text, external_id text))`,
      ),
    );
  return new Map(rows.map((row) => [nameOf(row), { ...toAlarm(row), toldAt: row.toldAt.toISOString() }]));
}

async function putAlarms(tx: Tx, projectId: string, alarms: readonly KnownAlarm[]): Promise<void> {
  if (alarms.length === 0) return;
  const from = await lastChange(tx, projectId);
  const rows = alarms.map((one, i) => ({
    ...{ source: one.source, external_id: one.externalId, severity: one.severity, type: one.type, cause: one.cause },
    ...{ text: one.text, raised: one.raisedAt, cleared: one.clearedAt, told: one.toldAt, flaps: one.flaps },
    ...{
      about: JSON.stringify(one.about),
      object_table: one.object?.table,
      object_id: one.object?.id,
      n: from + 1 + i,
    },
  }));
  await tx.execute(sql`
    insert into alarm (project_id, id, source, external_id, severity, type, cause, text, raised_at, cleared_at, told_at, flaps, about, object_table,
      object_id, changed)
    select ${projectId}, n, source, external_id, severity, type, cause, text, raised, cleared, told, flaps, about, object_table, object_id, n
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (source text, external_id text, severity text, type text, cause text, text text,
      raised timestamptz, cleared timestamptz, told timestamptz, flaps integer, about text, object_table text, object_id text, n bigint)
    on conflict (project_id, source, external_id) do update set
      severity = excluded.severity, type = excluded.type, cause = excluded.cause, text = excluded.text, raised_at = excluded.raised_at,
      cleared_at = excluded.cleared_at, told_at = excluded.told_at, flaps = excluded.flaps, about = excluded.about,
      object_table = excluded.object_table, object_id = excluded.object_id, changed = excluded.changed`);
}

/** Sets values of alarms; each is a change of its own, so that a listener who reads by pages misses none. */
async function setOn(
  tx: Tx,
  projectId: string,
  ids: readonly number[],
  values: { acknowledgedBy?: string | null; incidentId?: string | null },
): Promise<number> {
  if (ids.length === 0) return 0;
  const from = await lastChange(tx, projectId);
  const numbered = sql`(select id, row_number() over (order by id) as n from alarm
    where project_id = ${projectId} and id in (select value::bigint from json_array_elements_text(${JSON.stringify([...new Set(ids)])}::json)))`;
  const set = Object.hasOwn(values, "incidentId")
    ? sql`incident_id = ${values.incidentId ?? null}`
    : sql`acknowledged_by = ${values.acknowledgedBy ?? null}`;
  const rows = await rowsOf(
    tx,
    sql`update alarm set ${set}, changed = ${from}::bigint + told.n from ${numbered} as told
      where alarm.project_id = ${projectId} and alarm.id = told.id returning alarm.id`,
  );
  return rows.length;
}

function select(tx: Tx, projectId: string, filter: AlarmFilter) {
  const { state, incidentId, changedAfter, before, source, externalId, offset = 0, limit = 100 } = filter;
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
        externalId === undefined ? undefined : eq(alarm.externalId, externalId),
        changedAfter === undefined ? undefined : gt(alarm.changed, changedAfter),
        before === undefined ? undefined : sql`${alarm.id} < ${before}`,
      ),
    )
    .orderBy(changedAfter === undefined ? desc(alarm.id) : asc(alarm.changed))
    .offset(offset)
    .limit(Math.min(Math.max(1, limit), 10_000));
}

function toAlarm(row: InferSelectModel<typeof alarm>): Alarm {
  const { projectId: _, about, objectTable, objectId, raisedAt, clearedAt, toldAt: __, ...rest } = row;
  const object = objectTable !== null && objectId !== null ? { table: objectTable, id: objectId } : undefined;
  return present({
    ...rest,
    raisedAt: raisedAt.toISOString(),
    clearedAt: clearedAt?.toISOString(),
    about: JSON.parse(about),
    object,
  }) as Alarm;
}
