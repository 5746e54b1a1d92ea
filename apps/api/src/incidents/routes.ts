import { setTimeout as pause } from "node:timers/promises";
import * as contract from "@cuntong/contract";
import type { Incident, IncidentStep, Store } from "@cuntong/db";
import { writeCsv } from "@cuntong/formats";
import type { Impact } from "@cuntong/network";
import type { DataFolder } from "../data-folder.ts";
import { namesOf } from "../faults/impact.ts";
import { keepFileOf } from "../files/routes.ts";
import { type EventStreams, eventStream } from "../http/events.ts";
import { type App, mount } from "../http/mount.ts";

export interface IncidentParts {
  readonly store: Store;
  readonly files: DataFolder;
  readonly streams: EventStreams;
}

/** Who writes until there is sign-in. */
const author = { by: "operator" };
const pollMs = 400;

export function mountIncidents(app: App, { store, files, streams }: IncidentParts): void {
  mount(app, contract.openIncident, async ({ body: { projectId, impact, place, openedAt, text, ...fresh } }) => {
    const given = {
      ...fresh,
      ...(impact && { impact: impact as Impact }),
      ...(place !== undefined && { place }),
      ...(openedAt !== undefined && { openedAt }),
      ...(text !== undefined && { text }),
    };
    return answerOf(await store.incidents.open(projectId, given, author));
  });

  mount(app, contract.listIncidents, async ({ query: { projectId, state, limit, after } }) => {
    await store.projects.get(projectId);
    const filter = { limit, ...(state && { state }), ...(after !== undefined && { after }) };
    const { revision, incidents } = await store.incidents.list(projectId, filter);
    return { revision, incidents: incidents.map(described) };
  });

  mount(app, contract.outageStatistics, async ({ query: { projectId, from, to } }) => {
    const { revision, rows } = await store.incidents.outage(projectId, from, to);
    return { revision, rows };
  });

  mount(app, contract.incidentsCsv, async ({ query: { projectId } }) => {
    await store.projects.get(projectId);
    const bytes = incidentTable(await allIncidents(store, projectId));
    const disposition = `attachment; filename="incidents-${projectId}.csv"`;
    return new Response(new Uint8Array(bytes), {
      headers: { "content-type": "text/csv; charset=utf-8", "content-disposition": disposition },
    });
  });

  mount(app, contract.incidentEvents, async ({ query: { projectId }, request }) => {
    const last = request.headers.get("last-event-id");
    let alarmsSeen = last !== null && /^\d{1,15}$/.test(last) ? Number(last) : await store.alarms.lastChange(projectId);
    let incidentsSeen = await incidentsRevision(store, projectId);
    return eventStream(streams, async (send, signal) => {
      while (!signal.aborted) {
        const changed = await store.alarms.list(projectId, { changedAfter: alarmsSeen, limit: 1_000 });
        if (changed.length > 0) {
          alarmsSeen = changed.at(-1)!.changed;
          send("alarms", changed, String(alarmsSeen));
        }
        const revision = await incidentsRevision(store, projectId);
        if (revision > incidentsSeen) {
          incidentsSeen = revision;
          send("incidents", { revision });
        }
        await pause(pollMs, undefined, { signal }).catch(() => {});
      }
    });
  });

  mount(app, contract.getIncident, async ({ params: { incidentId }, query: { projectId } }) => {
    const { incident, events, ...rest } = await store.incidents.get(projectId, incidentId);
    const { network } = await store.inventory.network(projectId);
    const { impact } = incident;
    const names = namesOf(network, impact?.villages.map(({ code }) => code) ?? []);
    return { ...answerOf({ ...rest, incident }), events, names, ...(impact && { impact }) };
  });

  mount(app, contract.stepIncident, async ({ params: { incidentId }, body: { projectId, step }, ifMatch }) => {
    return answerOf(await store.incidents.step(projectId, incidentId, step as IncidentStep, ifMatch, author));
  });

  mount(
    app,
    contract.addEvidence,
    async ({ params: { incidentId }, query: { projectId, name, text }, ifMatch, request }) => {
      const { bytes, ...kept } = await keepFileOf(files, request, contract.addEvidence.bodyLimitBytes);
      const file = { name, ...kept, bytes: bytes.byteLength };
      const step = { kind: "evidence", file, ...(text !== undefined && { text }) } as const;
      return answerOf(await store.incidents.step(projectId, incidentId, step, ifMatch, author));
    },
  );
}

async function incidentsRevision(store: Store, projectId: string): Promise<number> {
  return (await store.projects.layerRevisions(projectId)).layers.incidents ?? 0;
}

function answerOf({ revision, incident }: { readonly revision: number; readonly incident: Incident }) {
  return { revision, etag: incident.revision, incident: described(incident) };
}

function described({ impact, ...rest }: Incident): contract.Incident {
  const lost = (impact?.villages ?? []).filter(({ fate }) => fate === "lost");
  return { ...rest, villagesLost: lost.length, peopleLost: impact?.people.lost ?? 0 };
}

/** Every incident of a project, read by pages. */
async function allIncidents(store: Store, projectId: string): Promise<Incident[]> {
  const limit = 1_000;
  const all: Incident[] = [];
  for (;;) {
    const after = all.at(-1)?.id;
    const { incidents } = await store.incidents.list(projectId, { limit, ...(after !== undefined && { after }) });
    all.push(...incidents);
    if (incidents.length < limit) return all;
  }
}

function incidentTable(incidents: readonly Incident[]): Uint8Array {
  const columns = [
    { header: "id", value: ({ id }: Incident) => id },
    { header: "title", value: ({ title }: Incident) => title },
    { header: "state", value: ({ state }: Incident) => state },
    { header: "severity", value: ({ severity }: Incident) => severity },
    { header: "opened", value: ({ openedAt }: Incident) => openedAt },
    { header: "restored", value: ({ restoredAt }: Incident) => restoredAt },
    { header: "closed", value: ({ closedAt }: Incident) => closedAt },
    { header: "assigned to", value: ({ assignedTo }: Incident) => assignedTo },
    { header: "cause", value: ({ cause }: Incident) => cause },
    { header: "villages lost", value: (incident: Incident) => described(incident).villagesLost },
    { header: "people lost", value: (incident: Incident) => described(incident).peopleLost },
    { header: "plant revision", value: ({ impact }: Incident) => impact?.revision },
  ];
  return writeCsv(columns, incidents);
}
