import type { Impact } from "@cuntong/network";
import {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  gt,
  gte,
  type InferSelectModel,
  inArray,
  lt,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { present } from "../bulk.ts";
import { putFile } from "../project-files.ts";
import { requireProject } from "../projects.ts";
import type { Author } from "../records.ts";
import { incident, incidentDark, incidentLoss } from "../schema.ts";
import type { AtRevision, Session, Tx } from "../session.ts";
import { StoreError, sqlState } from "../trouble.ts";
import { openWithAlarms } from "./alarms.ts";
import { readOutage } from "./outage.ts";
import {
  type EvidenceFile,
  type Incident,
  type IncidentEvent,
  type IncidentState,
  incidentTransitions,
  type OutageRow,
} from "./records.ts";
import { readTimeline, writeDown } from "./timeline.ts";

/** What is done about an incident. */
export type IncidentStep =
  | { readonly kind: "assigned"; readonly to: string; readonly text?: string }
  | { readonly kind: "note"; readonly text: string }
  | { readonly kind: "evidence"; readonly file: EvidenceFile; readonly text?: string }
  | { readonly kind: "place"; readonly place: unknown; readonly text?: string }
  | { readonly kind: "restored"; readonly at?: string; readonly text?: string }
  | { readonly kind: "reopened"; readonly at?: string; readonly text?: string }
  | { readonly kind: "closed"; readonly cause: string; readonly text?: string };

export interface IncidentFilter {
  /** Any of these. */
  readonly states?: readonly IncidentState[];
  /** One that made a village of this county dark. */
  readonly countyCode?: string;
  readonly cause?: string;
  /** Opened in this time: from the first instant on, before the second. ISO 8601. */
  readonly from?: string;
  readonly to?: string;
  /** Part of its id, title, cause, whom it is assigned to, or a line of its timeline; capital or small. */
  readonly text?: string;
  readonly limit?: number;
  /** Only those opened before the one of this id, in the list's order. */
  readonly after?: string;
}

/** The incidents of projects: opened, worked on, restored, closed, with all that was done about them. */
export interface Incidents {
  /** Opens one and counts alarms to it; its impact is kept as it is given. Refuses `INCIDENT_EXISTS`, `ALARM_UNKNOWN`, `PROJECT_UNKNOWN`. */
  open(
    projectId: string,
    fresh: Pick<Incident, "id" | "title" | "severity" | "place"> & {
      readonly impact?: Impact;
      readonly openedAt?: string;
      readonly text?: string;
      readonly alarmIds?: readonly number[];
    },
    author: Author,
  ): Promise<AtRevision<{ incident: Incident }>>;
  /**
   * Takes a step. `seen` is the revision of the incident as the caller read it. Refuses `INCIDENT_UNKNOWN`, `INCIDENT_CHANGED` where somebody did
   * something about it since, `INCIDENT_STATE` where its state does not allow it, `RESTORED_EARLY` and `REOPENED_EARLY`.
   */
  step(
    projectId: string,
    id: string,
    step: IncidentStep,
    seen: number,
    author: Author,
  ): Promise<AtRevision<{ incident: Incident }>>;
  /** The latest opened first. Refuses `INCIDENT_UNKNOWN` where there is none to go on after. */
  list(projectId: string, filter?: IncidentFilter): Promise<AtRevision<{ incidents: Incident[] }>>;
  /** One with its frozen impact and its timeline. Refuses `INCIDENT_UNKNOWN`. */
  get(
    projectId: string,
    id: string,
  ): Promise<AtRevision<{ incident: Incident; impact?: Impact; events: IncidentEvent[] }>>;
  /** Outage of the incidents that were open in a period, by county and cause. ISO instants. */
  outage(projectId: string, from: string, to: string): Promise<AtRevision<{ rows: OutageRow[] }>>;
}

export function incidentsOf(session: Session): Incidents {
  const write = <T extends object>(
    what: string,
    projectId: string,
    author: Author,
    work: (tx: Tx, revision: number) => Promise<T>,
  ) => session.write({ author, what: `incident.${what}`, projectId, layers: ["incidents"] }, work);
  return {
    open: async (projectId, { impact, place, text, openedAt, alarmIds = [], ...fresh }, author) => {
      try {
        return await write("open", projectId, author, async (tx, revision) => {
          await requireProject(tx, projectId);
          const at = openedAt === undefined ? new Date() : new Date(openedAt);
          const frozen = impact && { impact: JSON.stringify(impact), impactRevision: impact.revision };
          const kept = { ...frozen, ...(place !== undefined && { place: JSON.stringify(place) }) };
          await tx.insert(incident).values({ projectId, ...fresh, ...kept, state: "open", openedAt: at, revision });
          await tx.insert(incidentDark).values({ projectId, incidentId: fresh.id, stretch: 1, since: at });
          if (impact) await keepLoss(tx, projectId, fresh.id, impact);
          const doing = { projectId, revision, author };
          const counted = alarmIds.length > 0 && (await openWithAlarms(tx, doing, alarmIds, fresh.id));
          const said = { ...(text !== undefined && { text }), ...(counted && { alarmIds: counted }) };
          await writeDown(tx, doing, fresh.id, { kind: "opened", ...said });
          return { incident: await readIncident(tx, projectId, fresh.id) };
        });
      } catch (error) {
        if (sqlState(error) !== "23505") throw error;
        throw new StoreError("INCIDENT_EXISTS", `There is an incident ${fresh.id} already.`, error);
      }
    },
    step: (projectId, id, step, seen, author) =>
      write(step.kind, projectId, author, async (tx, revision) => {
        const found = await readIncident(tx, projectId, id);
        if (found.revision !== seen) {
          throw new StoreError("INCIDENT_CHANGED", `Incident ${id} is at revision ${found.revision}, not ${seen}.`);
        }
        await tx
          .update(incident)
          .set({ ...valuesOf(found, step), revision })
          .where(and(eq(incident.projectId, projectId), eq(incident.id, id)));
        if (step.kind === "evidence") await putFile(tx, projectId, step.file.sha256, author);
        if (step.kind === "restored" || step.kind === "reopened") await turnDark(tx, projectId, found, step);
        await writeDown(tx, { projectId, revision, author }, id, lineOf(step));
        return { incident: await readIncident(tx, projectId, id) };
      }),
    list: (projectId, filter = {}) =>
      session.read(async (tx) => {
        await requireProject(tx, projectId);
        const { limit = 100, after } = filter;
        const last = after === undefined ? undefined : await readIncident(tx, projectId, after);
        const rows = await tx
          .select(columns)
          .from(incident)
          .where(
            and(
              eq(incident.projectId, projectId),
              ...wanted(filter),
              last &&
                or(
                  lt(incident.openedAt, new Date(last.openedAt)),
                  and(eq(incident.openedAt, new Date(last.openedAt)), gt(incident.id, last.id)),
                ),
            ),
          )
          .orderBy(desc(incident.openedAt), asc(incident.id))
          .limit(Math.min(Math.max(1, limit), 1_000));
        return { incidents: rows.map(toIncident) };
      }),
    get: (projectId, id) =>
      session.read(async (tx) => {
        const found = await readIncident(tx, projectId, id);
        const [kept] = await tx
          .select({ impact: incident.impact })
          .from(incident)
          .where(and(eq(incident.projectId, projectId), eq(incident.id, id)));
        const impact = kept?.impact ? { impact: JSON.parse(kept.impact) as Impact } : {};
        return { incident: found, ...impact, events: await readTimeline(tx, projectId, id) };
      }),
    outage: (projectId, from, to) =>
      session.read(async (tx) => {
        await requireProject(tx, projectId);
        return { rows: await readOutage(tx, projectId, new Date(from), new Date(to)) };
      }),
  };
}

/** The conditions of a filter. */
function wanted({ states, countyCode, cause, from, to, text }: IncidentFilter): (SQL | undefined)[] {
  const own = sql`project_id = incident.project_id and incident_id = incident.id`;
  const holds = (column: SQL) => sql`strpos(lower(${column}), lower(${text})) > 0`;
  return [
    states && inArray(incident.state, [...states]),
    countyCode === undefined
      ? undefined
      : sql`exists (select from incident_loss where ${own} and county_code = ${countyCode})`,
    cause === undefined ? undefined : eq(incident.cause, cause),
    from === undefined ? undefined : gte(incident.openedAt, new Date(from)),
    to === undefined ? undefined : lt(incident.openedAt, new Date(to)),
    text === undefined
      ? undefined
      : or(
          holds(sql`concat_ws(' ', incident.id, incident.title, incident.cause, incident.assigned_to)`),
          sql`exists (select from incident_event where ${own} and ${holds(sql`text`)})`,
        ),
  ];
}

/** What a step changes; refuses one that the state does not allow, and names those it does. */
function valuesOf(found: Incident, step: IncidentStep): Partial<InferSelectModel<typeof incident>> {
  const { id, state } = found;
  const go = (to: IncidentState) => {
    const allowed = incidentTransitions[state];
    if (allowed.includes(to)) return to;
    throw new StoreError(
      "INCIDENT_STATE",
      `Incident ${id} is ${state}: it can become ${allowed.join(" or ") || "nothing else"}.`,
    );
  };
  switch (step.kind) {
    case "assigned":
      return { state: go("assigned"), assignedTo: step.to };
    case "restored":
      return { state: go("restored"), restoredAt: turnedAt(found, step) };
    case "reopened":
      return { state: go("open"), restoredAt: null };
    case "closed":
      return { state: go("closed"), closedAt: new Date(), cause: step.cause };
    case "place":
      if (state === "closed") go("open");
      return { place: JSON.stringify(step.place) };
    default:
      return {};
  }
}

type Turn = Extract<IncidentStep, { readonly kind: "restored" | "reopened" }>;

/** When light came back, or went again; refuses a time before the last such turn. */
function turnedAt({ dark }: Incident, { kind, at }: Turn): Date {
  const last = dark.at(-1)!;
  const before = Date.parse(kind === "restored" ? last.since : last.until!);
  // Without a time it is now, though the last one was told ahead of this clock.
  const turned =
    at === undefined ? new Date(kind === "restored" ? Date.now() : Math.max(Date.now(), before)) : new Date(at);
  if (turned.getTime() >= before) return turned;
  const [code, words] =
    kind === "restored"
      ? (["RESTORED_EARLY", "it went dark"] as const)
      : (["REOPENED_EARLY", "it was restored"] as const);
  throw new StoreError(code, `${turned.toISOString()} is before ${words}, ${new Date(before).toISOString()}.`);
}

/** Ends the stretch that is dark, or begins the next. */
async function turnDark(tx: Tx, projectId: string, found: Incident, step: Turn): Promise<void> {
  const [incidentId, stretch, at] = [found.id, found.dark.length, turnedAt(found, step)];
  if (step.kind === "reopened") {
    await tx.insert(incidentDark).values({ projectId, incidentId, stretch: stretch + 1, since: at });
    return;
  }
  const own = and(eq(incidentDark.projectId, projectId), eq(incidentDark.incidentId, incidentId));
  await tx
    .update(incidentDark)
    .set({ until: at })
    .where(and(own, eq(incidentDark.stretch, stretch)));
}

/** Reads off an impact, once, what outage is counted by. */
async function keepLoss(tx: Tx, projectId: string, incidentId: string, { villages }: Impact): Promise<void> {
  const counties = new Map<string, { villages: number; people: number }>();
  for (const { fate, countyCode = "", people = 0 } of villages) {
    if (fate !== "lost") continue;
    const known = counties.get(countyCode) ?? { villages: 0, people: 0 };
    counties.set(countyCode, { villages: known.villages + 1, people: known.people + people });
  }
  const rows = [...counties].map(([countyCode, lost]) => ({ projectId, incidentId, countyCode, ...lost }));
  if (rows.length > 0) await tx.insert(incidentLoss).values(rows);
}

function lineOf(step: IncidentStep): Omit<IncidentEvent, "revision" | "at" | "by"> {
  const said = step.kind === "assigned" ? `${step.to}${step.text ? `: ${step.text}` : ""}` : step.text;
  const text = step.kind === "closed" ? `${step.cause}${step.text ? `: ${step.text}` : ""}` : said;
  return { kind: step.kind, ...(text !== undefined && { text }), ...(step.kind === "evidence" && { file: step.file }) };
}

const { impact: _, projectId: __, ...ownColumns } = getTableColumns(incident);
/** What lists tell of an incident: all but its impact, which can be large. */
const columns = {
  ...ownColumns,
  dark: sql<string>`(select json_agg(json_build_object('since', d.since, 'until', d.until) order by d.stretch)::text from incident_dark d
    where d.project_id = incident.project_id and d.incident_id = incident.id)`,
  lost: sql<string>`(select json_build_object('villages', coalesce(sum(l.villages), 0), 'people', coalesce(sum(l.people), 0))::text
    from incident_loss l where l.project_id = incident.project_id and l.incident_id = incident.id)`,
};
type Row = Omit<InferSelectModel<typeof incident>, "impact" | "projectId"> & {
  readonly dark: string;
  readonly lost: string;
};

async function readIncident(tx: Tx, projectId: string, id: string): Promise<Incident> {
  const [row] = await tx
    .select(columns)
    .from(incident)
    .where(and(eq(incident.projectId, projectId), eq(incident.id, id)));
  if (!row) throw new StoreError("INCIDENT_UNKNOWN", `There is no incident ${id}.`);
  return toIncident(row);
}

function toIncident({ dark, lost, place, ...row }: Row): Incident {
  const iso = (at: Date | string | null) => (at === null ? undefined : new Date(at).toISOString());
  const stretches = JSON.parse(dark) as { since: string; until: string | null }[];
  const { villages, people } = JSON.parse(lost) as { villages: number; people: number };
  return present({
    ...row,
    openedAt: iso(row.openedAt),
    restoredAt: iso(row.restoredAt),
    closedAt: iso(row.closedAt),
    dark: stretches.map(({ since, until }) => present({ since: iso(since), until: iso(until) })),
    villagesLost: villages,
    peopleLost: people,
    place: place === null ? undefined : JSON.parse(place),
  }) as Incident;
}
