import type { IncidentEventKind } from "@cuntong/network";
import { and, asc, eq, inArray } from "drizzle-orm";
import { present } from "../bulk.ts";
import type { Author } from "../records.ts";
import { incident, incidentEvent } from "../schema.ts";
import type { Tx } from "../session.ts";
import type { IncidentEvent } from "./records.ts";

/** Who does something, and the revision that it is done in. */
export interface Doing {
  readonly projectId: string;
  readonly revision: number;
  readonly author: Author;
}

/** Writes a line of an incident's timeline; each revision writes one at most. */
export async function writeDown(
  tx: Tx,
  { projectId, revision, author }: Doing,
  incidentId: string,
  { kind, text, file, alarmIds }: Omit<IncidentEvent, "revision" | "at" | "by">,
): Promise<void> {
  const json = { file: file && JSON.stringify(file), alarmIds: alarmIds && JSON.stringify(alarmIds) };
  await tx
    .insert(incidentEvent)
    .values({ projectId, incidentId, revision, at: new Date(), by: author.by, kind, text, ...json });
}

/** Writes down what happened to alarms at each of the incidents that they are counted to: those are changed by it, as by a step. */
export async function writeDownAlarms(
  tx: Tx,
  doing: Doing,
  kind: IncidentEventKind,
  alarms: readonly { readonly id: number; readonly incidentId: string | null }[],
  text?: string,
): Promise<void> {
  const ofIncident = new Map<string, number[]>();
  for (const { id, incidentId } of alarms) {
    if (incidentId === null) continue;
    ofIncident.set(incidentId, [...(ofIncident.get(incidentId) ?? []), id]);
  }
  if (ofIncident.size === 0) return;
  const { projectId, revision } = doing;
  await tx
    .update(incident)
    .set({ revision })
    .where(and(eq(incident.projectId, projectId), inArray(incident.id, [...ofIncident.keys()])));
  for (const [incidentId, alarmIds] of ofIncident) {
    await writeDown(tx, doing, incidentId, { kind, alarmIds, ...(text !== undefined && { text }) });
  }
}

/** All that was done about an incident, in order. */
export async function readTimeline(tx: Tx, projectId: string, incidentId: string): Promise<IncidentEvent[]> {
  const rows = await tx
    .select()
    .from(incidentEvent)
    .where(and(eq(incidentEvent.projectId, projectId), eq(incidentEvent.incidentId, incidentId)))
    .orderBy(asc(incidentEvent.revision));
  return rows.map(({ projectId: _, incidentId: __, at, file, alarmIds, ...row }) => {
    const json = { file: parsed(file), alarmIds: parsed(alarmIds) };
    return present({ ...row, at: at.toISOString(), ...json }) as IncidentEvent;
  });
}

function parsed(json: string | null): unknown {
  return json === null ? undefined : JSON.parse(json);
}
