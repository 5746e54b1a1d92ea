import {
  and,
  asc,
  count,
  desc,
  eq,
  gt,
  gte,
  type InferSelectModel,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { present } from "../bulk.ts";
import { requireProject } from "../projects.ts";
import type { Author } from "../records.ts";
import { alarm, incident } from "../schema.ts";
import { rowsOf, type Session, type Tx } from "../session.ts";
import { StoreError } from "../trouble.ts";
import { heard, type KnownAlarm } from "./alarm-words.ts";
import type { Alarm, AlarmSeverity, AlarmWord } from "./records.ts";
import { type Doing, writeDownAlarms } from "./timeline.ts";

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
  /** Any of these: raised and never cleared before, raised again after a clear, cleared. */
  readonly phases?: readonly AlarmPhase[];
  /** Any of these, of alarms that are raised; `cleared` of one that is not. */
  readonly severities?: readonly (AlarmSeverity | "cleared")[];
  readonly types?: readonly string[];
  readonly causes?: readonly string[];
  readonly sources?: readonly string[];
  readonly externalIds?: readonly string[];
  /** What it is about: a village's code, a node, `EQUIPMENT` or `EQUIPMENT:PORT`. */
  readonly abouts?: readonly string[];
  readonly isAcknowledged?: boolean;
  readonly acknowledgedBy?: string;
  /** Bounds of when it was raised and cleared, ISO 8601. */
  readonly times?: readonly AlarmBound[];
  /** How many of the list are passed over. */
  readonly offset?: number;
  readonly limit?: number;
}

export type AlarmPhase = "raised" | "updated" | "cleared";

export interface AlarmBound {
  readonly of: "raised" | "cleared";
  readonly is: "before" | "atMost" | "at" | "atLeast" | "after";
  readonly at: string;
}

/** The alarms of projects: one for each name that a source gives, with the last word on it. What sources say moves no revision; what people do does. */
export interface Alarms {
  /**
   * Takes words in their order; when it answers they are durable. A word that is older than what is known, or says the same, changes nothing: a
   * repeated request doubles nothing. Answers what became of each. Refuses `PROJECT_UNKNOWN`.
   */
  take(projectId: string, words: readonly MatchedWord[]): Promise<WordOutcome[]>;
  list(projectId: string, filter?: AlarmFilter): Promise<Alarm[]>;
  /** How many alarms a filter means, whatever page of them it names. */
  count(projectId: string, filter?: AlarmFilter): Promise<number>;
  /** Refuses `ALARM_UNKNOWN`. */
  get(projectId: string, id: number): Promise<Alarm>;
  /**
   * Marks alarms as seen by somebody, or as not seen. Answers how many there are of those named. What is so already changes nothing; anything else is
   * a revision, an audit row, and a line of each incident that they are counted to.
   */
  acknowledge(projectId: string, ids: readonly number[], by: string | null, author: Author): Promise<number>;
  /** Counts alarms to an incident, or to none, in the manner of {@link acknowledge}. Refuses `INCIDENT_UNKNOWN`. */
  attach(projectId: string, ids: readonly number[], incidentId: string | null, author: Author): Promise<number>;
  /** The last change: what a listener goes on after. */
  lastChange(projectId: string): Promise<number>;
}

/** Any number that no other lock of the store uses. */
const orderLock = 642_001;

export function alarmsOf(session: Session): Alarms {
  const change = async (
    projectId: string,
    what: string,
    author: Author,
    work: (tx: Tx, doing: Doing) => Promise<Moved>,
  ): Promise<number> => {
    try {
      const note = { author, what, projectId, layers: ["incidents"] as const };
      const { count } = await session.write(note, async (tx, revision, detail) => {
        await inOrder(tx);
        await requireProject(tx, projectId);
        const { named, fresh } = await work(tx, { projectId, revision, author });
        if (fresh.length === 0) throw new Unchanged(named.length);
        detail.note = author.note ?? `alarms ${runsOf(idsOf(fresh))}`;
        return { count: named.length };
      });
      return count;
    } catch (error) {
      if (error instanceof Unchanged) return error.count;
      throw error;
    }
  };
  return {
    take: (projectId, words) =>
      session.note(async (tx) => {
        await inOrder(tx);
        await requireProject(tx, projectId);
        return takeWords(tx, projectId, words);
      }),
    list: (projectId, filter = {}) =>
      session.note(async (tx) => {
        await requireProject(tx, projectId);
        return (await select(tx, projectId, filter)).map(toAlarm);
      }),
    count: (projectId, filter = {}) =>
      session.note(async (tx) => {
        await requireProject(tx, projectId);
        const [row] = await tx.select({ alarms: count() }).from(alarm).where(wanted(projectId, filter));
        return row?.alarms ?? 0;
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
    acknowledge: (projectId, ids, by, author) =>
      change(projectId, by === null ? "alarm.unacknowledge" : "alarm.acknowledge", author, async (tx, doing) => {
        const named = await namedOf(tx, projectId, ids);
        const fresh = named.filter(({ acknowledgedBy }) => acknowledgedBy !== by);
        await setOn(tx, projectId, idsOf(fresh), { acknowledgedBy: by });
        const kind = by === null ? "unacknowledged" : "acknowledged";
        await writeDownAlarms(tx, doing, kind, fresh, by ?? undefined);
        return { named, fresh };
      }),
    attach: (projectId, ids, incidentId, author) =>
      change(projectId, incidentId === null ? "alarm.detach" : "alarm.attach", author, async (tx, doing) => {
        if (incidentId !== null) await requireIncident(tx, projectId, incidentId);
        const moved = await countTo(tx, doing, ids, incidentId);
        await writeDownAlarms(
          tx,
          doing,
          "attached",
          moved.fresh.map(({ id }) => ({ id, incidentId })),
        );
        return moved;
      }),
    lastChange: (projectId) => session.note(async (tx) => lastChange(tx, projectId)),
  };
}

/** Waits until no other transaction writes alarms: changes are committed in the order of their numbers. */
async function inOrder(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${orderLock})`);
}

/** An alarm that was named, as it is before. */
type Named = Pick<InferSelectModel<typeof alarm>, "id" | "incidentId" | "acknowledgedBy">;

/** Alarms that were named and are there, and those of them that become something else. */
interface Moved {
  readonly named: readonly Named[];
  readonly fresh: readonly Named[];
}

/** Carries the answer out of a transaction that found nothing to change. */
class Unchanged extends Error {
  readonly count: number;

  constructor(count: number) {
    super("Nothing was changed.");
    this.count = count;
  }
}

/** Counts alarms to an incident as a part of what opens it, and takes them from those that they were counted to. Refuses `ALARM_UNKNOWN`. */
export async function openWithAlarms(
  tx: Tx,
  doing: Doing,
  ids: readonly number[],
  incidentId: string,
): Promise<number[]> {
  await inOrder(tx);
  const { named } = await countTo(tx, doing, ids, incidentId);
  const asked = new Set(ids).size;
  if (named.length < asked) {
    throw new StoreError("ALARM_UNKNOWN", `Of ${asked} alarms ${asked - named.length} are not there.`);
  }
  return idsOf(named);
}

async function countTo(tx: Tx, doing: Doing, ids: readonly number[], incidentId: string | null): Promise<Moved> {
  const named = await namedOf(tx, doing.projectId, ids);
  const fresh = named.filter((one) => one.incidentId !== incidentId);
  await setOn(tx, doing.projectId, idsOf(fresh), { incidentId });
  await writeDownAlarms(tx, doing, "detached", fresh);
  return { named, fresh };
}

function namedOf(tx: Tx, projectId: string, ids: readonly number[]): Promise<Named[]> {
  return tx
    .select({ id: alarm.id, incidentId: alarm.incidentId, acknowledgedBy: alarm.acknowledgedBy })
    .from(alarm)
    .where(
      and(
        eq(alarm.projectId, projectId),
        sql`${alarm.id} in (select value::bigint from json_array_elements_text(${JSON.stringify(ids)}::json))`,
      ),
    )
    .orderBy(asc(alarm.id));
}

function idsOf(alarms: readonly Named[]): number[] {
  return alarms.map(({ id }) => id);
}

/** Ascending numbers as a text: `1-3, 7`. */
function runsOf(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const n of numbers) {
    const last = runs.at(-1);
    if (last && n === last[1] + 1) last[1] = n;
    else runs.push([n, n]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(", ");
}

async function requireIncident(tx: Tx, projectId: string, id: string): Promise<void> {
  const [row] = await tx
    .select({ id: incident.id })
    .from(incident)
    .where(and(eq(incident.projectId, projectId), eq(incident.id, id)));
  if (!row) throw new StoreError("INCIDENT_UNKNOWN", `There is no incident ${id}.`);
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
): Promise<void> {
  if (ids.length === 0) return;
  const from = await lastChange(tx, projectId);
  const numbered = sql`(select id, row_number() over (order by id) as n from alarm
    where project_id = ${projectId} and id in (select value::bigint from json_array_elements_text(${JSON.stringify(ids)}::json)))`;
  const set = Object.hasOwn(values, "incidentId")
    ? sql`incident_id = ${values.incidentId ?? null}`
    : sql`acknowledged_by = ${values.acknowledgedBy ?? null}`;
  await tx.execute(
    sql`update alarm set ${set}, changed = ${from}::bigint + told.n from ${numbered} as told
      where alarm.project_id = ${projectId} and alarm.id = told.id`,
  );
}

function select(tx: Tx, projectId: string, filter: AlarmFilter) {
  const { changedAfter, before, offset = 0, limit = 100 } = filter;
  return tx
    .select()
    .from(alarm)
    .where(
      and(
        wanted(projectId, filter),
        changedAfter === undefined ? undefined : gt(alarm.changed, changedAfter),
        before === undefined ? undefined : sql`${alarm.id} < ${before}`,
      ),
    )
    .orderBy(changedAfter === undefined ? desc(alarm.id) : asc(alarm.changed))
    .offset(offset)
    .limit(Math.min(Math.max(1, limit), 10_000));
}

/** The conditions of a filter, but for the page that it names. */
function wanted(projectId: string, filter: AlarmFilter): SQL | undefined {
  const { state, incidentId, source, externalId, phases, severities, isAcknowledged, acknowledgedBy } = filter;
  const isOf = (column: PgColumn, values: readonly string[] | undefined) => values && inArray(column, [...values]);
  return and(
    eq(alarm.projectId, projectId),
    state === "raised" ? isNull(alarm.clearedAt) : undefined,
    state === "cleared" ? isNotNull(alarm.clearedAt) : undefined,
    incidentId === undefined ? undefined : eq(alarm.incidentId, incidentId),
    source === undefined ? undefined : eq(alarm.source, source),
    externalId === undefined ? undefined : eq(alarm.externalId, externalId),
    phases &&
      or(
        sql`false`,
        phases.includes("raised") ? and(isNull(alarm.clearedAt), eq(alarm.flaps, 0)) : undefined,
        phases.includes("updated") ? and(isNull(alarm.clearedAt), gt(alarm.flaps, 0)) : undefined,
        phases.includes("cleared") ? isNotNull(alarm.clearedAt) : undefined,
      ),
    severities &&
      or(
        and(
          isNull(alarm.clearedAt),
          inArray(
            alarm.severity,
            severities.filter((one) => one !== "cleared"),
          ),
        ),
        severities.includes("cleared") ? isNotNull(alarm.clearedAt) : undefined,
      ),
    isOf(alarm.type, filter.types),
    isOf(alarm.cause, filter.causes),
    isOf(alarm.source, filter.sources),
    isOf(alarm.externalId, filter.externalIds),
    filter.abouts &&
      sql`coalesce((${alarm.about}::json ->> 'equipmentId') || coalesce(':' || (${alarm.about}::json ->> 'port'), ''), ${alarm.about}::json ->> 'villageCode',
        ${alarm.about}::json ->> 'nodeId') in (select value from json_array_elements_text(${JSON.stringify(filter.abouts)}::json))`,
    isAcknowledged === undefined
      ? undefined
      : isAcknowledged
        ? isNotNull(alarm.acknowledgedBy)
        : isNull(alarm.acknowledgedBy),
    acknowledgedBy === undefined ? undefined : eq(alarm.acknowledgedBy, acknowledgedBy),
    ...(filter.times ?? []).map(({ of, is, at }) =>
      comparisons[is](of === "raised" ? alarm.raisedAt : alarm.clearedAt, new Date(at)),
    ),
  );
}

const comparisons = { before: lt, atMost: lte, at: eq, atLeast: gte, after: gt } as const;

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
