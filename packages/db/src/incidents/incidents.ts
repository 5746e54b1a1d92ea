import type { Impact } from "@cuntong/network";
import { and, asc, desc, eq, gt, type InferSelectModel, lt, or } from "drizzle-orm";
import { present } from "../bulk.ts";
import { requireProject } from "../projects.ts";
import type { Author } from "../records.ts";
import { incident, incidentEvent } from "../schema.ts";
import type { AtRevision, Session, Tx } from "../session.ts";
import { StoreError, sqlState } from "../trouble.ts";
import { attachAlarms } from "./alarms.ts";
import { outageOf } from "./outage.ts";
import {
  type EvidenceFile,
  type Incident,
  type IncidentEvent,
  type IncidentEventKind,
  type IncidentState,
  incidentTransitions,
  type OutageRow,
} from "./records.ts";

/** What is done about an incident. */
export type IncidentStep =
  | { readonly kind: "assigned"; readonly to: string; readonly text?: string }
  | { readonly kind: "note"; readonly text: string }
  | { readonly kind: "evidence"; readonly file: EvidenceFile; readonly text?: string }
  | { readonly kind: "place"; readonly place: unknown; readonly text?: string }
  | { readonly kind: "restored"; readonly at?: string; readonly text?: string }
  | { readonly kind: "reopened"; readonly text?: string }
  | { readonly kind: "closed"; readonly cause: string; readonly text?: string };

export interface IncidentFilter {
  readonly state?: IncidentState;
  readonly limit?: number;
  /** Only those opened before the one of this id, in the list's order. */
  readonly after?: string;
}

/** The incidents of projects: opened, worked on, restored, closed, with all that was done about them. */
export interface Incidents {
  /** Opens one and counts alarms to it; its impact is kept as it is given. Refuses `INCIDENT_EXISTS`, `ALARM_UNKNOWN`, `PROJECT_UNKNOWN`. */
  open(
    projectId: string,
    fresh: Pick<Incident, "id" | "title" | "severity" | "impact" | "place"> & {
      readonly openedAt?: string;
      readonly text?: string;
      readonly alarmIds?: readonly number[];
    },
    author: Author,
  ): Promise<AtRevision<{ incident: Incident }>>;
  /**
   * Takes a step. `seen` is the revision of the incident as the caller read it. Refuses `INCIDENT_UNKNOWN`, `INCIDENT_CHANGED` where somebody did
   * something about it since, and `INCIDENT_STATE` where its state does not allow it.
   */
  step(
    projectId: string,
    id: string,
    step: IncidentStep,
    seen: number,
    author: Author,
  ): Promise<AtRevision<{ incident: Incident }>>;
  /** The latest opened first. */
  list(projectId: string, filter?: IncidentFilter): Promise<AtRevision<{ incidents: Incident[] }>>;
  get(projectId: string, id: string): Promise<AtRevision<{ incident: Incident; events: IncidentEvent[] }>>;
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
          const kept = {
            impact: impact && JSON.stringify(impact),
            place: place === undefined ? undefined : JSON.stringify(place),
          };
          const row = { projectId, ...fresh, ...kept, state: "open" as const, openedAt: at, revision };
          const [stored] = await tx.insert(incident).values(row).returning();
          await addEvent(tx, projectId, fresh.id, revision, author, {
            kind: "opened",
            ...(text !== undefined && { text }),
          });
          if (alarmIds.length > 0) await attachAlarms(tx, projectId, alarmIds, fresh.id);
          return { incident: toIncident(stored!) };
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
        const values = { ...valuesOf(found, step), revision };
        const [stored] = await tx
          .update(incident)
          .set(values)
          .where(and(eq(incident.projectId, projectId), eq(incident.id, id)))
          .returning();
        await addEvent(tx, projectId, id, revision, author, eventOf(step));
        return { incident: toIncident(stored!) };
      }),
    list: (projectId, { state, limit = 100, after } = {}) =>
      session.read(async (tx) => {
        const last = after === undefined ? undefined : await readIncident(tx, projectId, after);
        const rows = await tx
          .select()
          .from(incident)
          .where(
            and(
              eq(incident.projectId, projectId),
              state && eq(incident.state, state),
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
        const rows = await tx
          .select()
          .from(incidentEvent)
          .where(and(eq(incidentEvent.projectId, projectId), eq(incidentEvent.incidentId, id)))
          .orderBy(asc(incidentEvent.revision));
        return { incident: found, events: rows.map(toEvent) };
      }),
    outage: (projectId, from, to) =>
      session.read(async (tx) => {
        const rows = await tx.select().from(incident).where(eq(incident.projectId, projectId));
        return { rows: outageOf(rows.map(toIncident), new Date(from), new Date(to)) };
      }),
  };
}

/** What a step changes; refuses one that the state does not allow, and names those it does. */
function valuesOf({ id, state, openedAt }: Incident, step: IncidentStep): Partial<InferSelectModel<typeof incident>> {
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
      return { state: go("restored"), restoredAt: restoredAt(openedAt, step.at) };
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

/** When an incident was restored; refuses a time before its opening. */
function restoredAt(openedAt: string, at: string | undefined): Date {
  const restored = at === undefined ? new Date() : new Date(at);
  if (restored.getTime() >= Date.parse(openedAt)) return restored;
  throw new StoreError("RESTORED_EARLY", `Restored ${restored.toISOString()} is before it was opened, ${openedAt}.`);
}

function eventOf(step: IncidentStep): Omit<IncidentEvent, "revision" | "at" | "by"> {
  const said = step.kind === "assigned" ? `${step.to}${step.text ? `: ${step.text}` : ""}` : step.text;
  const text = step.kind === "closed" ? `${step.cause}${step.text ? `: ${step.text}` : ""}` : said;
  return { kind: step.kind, ...(text !== undefined && { text }), ...(step.kind === "evidence" && { file: step.file }) };
}

async function addEvent(
  tx: Tx,
  projectId: string,
  incidentId: string,
  revision: number,
  { by }: Author,
  { kind, text, file }: Omit<IncidentEvent, "revision" | "at" | "by">,
): Promise<void> {
  const row = { projectId, incidentId, revision, at: new Date(), by, kind, text, file: file && JSON.stringify(file) };
  await tx.insert(incidentEvent).values(row);
}

async function readIncident(tx: Tx, projectId: string, id: string): Promise<Incident> {
  const [row] = await tx
    .select()
    .from(incident)
    .where(and(eq(incident.projectId, projectId), eq(incident.id, id)));
  if (!row) throw new StoreError("INCIDENT_UNKNOWN", `There is no incident ${id}.`);
  return toIncident(row);
}

function toIncident({ projectId: _, impact, place, ...row }: InferSelectModel<typeof incident>): Incident {
  const iso = (at: Date | null) => at?.toISOString();
  return present({
    ...row,
    openedAt: row.openedAt.toISOString(),
    restoredAt: iso(row.restoredAt),
    closedAt: iso(row.closedAt),
    impact: impact === null ? undefined : (JSON.parse(impact) as Impact),
    place: place === null ? undefined : JSON.parse(place),
  }) as Incident;
}

function toEvent({ at, file, kind, revision, by, text }: InferSelectModel<typeof incidentEvent>): IncidentEvent {
  const parsed = file === null ? undefined : JSON.parse(file);
  return present({
    revision,
    at: at.toISOString(),
    by,
    kind: kind as IncidentEventKind,
    text,
    file: parsed,
  }) as IncidentEvent;
}
