import { setTimeout as pause } from "node:timers/promises";
import * as contract from "@cuntong/contract";
import type { Incident, IncidentFilter, IncidentState, IncidentStep, OutageRow, Store } from "@cuntong/db";
import { writeCsv } from "@cuntong/formats";
import type { Impact } from "@cuntong/network";
import type { DataFolder } from "../data-folder.ts";
import { namesOf } from "../faults/impact.ts";
import { keepFileOf } from "../files/routes.ts";
import { type EventStreams, eventStream } from "../http/events.ts";
import { type App, type Given, mount } from "../http/mount.ts";

export interface IncidentParts {
  readonly store: Store;
  readonly files: DataFolder;
  readonly streams: EventStreams;
}

const pollMs = 400;

export function mountIncidents(app: App, { store, files, streams }: IncidentParts): void {
  mount(
    app,
    contract.openIncident,
    async ({ author, body: { projectId, impact, place, openedAt, text, ...fresh } }) => {
      const given = {
        ...fresh,
        ...(impact && { impact: impact as Impact }),
        ...(place !== undefined && { place }),
        ...(openedAt !== undefined && { openedAt }),
        ...(text !== undefined && { text }),
      };
      return answerOf(await store.incidents.open(projectId, given, author));
    },
  );

  mount(app, contract.listIncidents, async ({ query: { projectId, limit, after, ...wanted } }) => {
    const pages = { limit: limit + 1, ...(after !== undefined && { after }) };
    const { revision, incidents } = await store.incidents.list(projectId, { ...filterOf(wanted), ...pages });
    const page = incidents.slice(0, limit);
    const next = incidents.length > limit ? page.at(-1)?.id : undefined;
    return { revision, incidents: page, ...(next !== undefined && { next }) };
  });

  mount(app, contract.outageStatistics, async ({ query: { projectId, from, to } }) => {
    const { revision, rows } = await store.incidents.outage(projectId, from, to);
    return { revision, rows };
  });

  mount(app, contract.outageCsv, async ({ query: { projectId, from, to } }) => {
    const { rows } = await store.incidents.outage(projectId, from, to);
    return table(`outage-${projectId}.csv`, writeCsv(outageColumns, rows));
  });

  mount(app, contract.incidentsCsv, async ({ query: { projectId, ...wanted } }) => {
    return table(`incidents-${projectId}.csv`, incidentTable(await allIncidents(store, projectId, filterOf(wanted))));
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
    const { incident, impact, events, revision } = await store.incidents.get(projectId, incidentId);
    const { network } = await store.inventory.network(projectId);
    const names = namesOf(network, impact?.villages.map(({ code }) => code) ?? []);
    return { ...answerOf({ revision, incident }), events, names, ...(impact && { impact }) };
  });

  mount(app, contract.stepIncident, async ({ author, params: { incidentId }, body: { projectId, step }, ifMatch }) => {
    return answerOf(await store.incidents.step(projectId, incidentId, step as IncidentStep, ifMatch, author));
  });

  mount(
    app,
    contract.addEvidence,
    async ({ author, params: { incidentId }, query: { projectId, name, text }, ifMatch, request }) => {
      const { bytes, ...kept } = await keepFileOf(files, request, contract.addEvidence.bodyLimitBytes);
      const file = { name, ...kept, bytes: bytes.byteLength };
      const step = { kind: "evidence", file, ...(text !== undefined && { text }) } as const;
      return answerOf(await store.incidents.step(projectId, incidentId, step, ifMatch, author));
    },
  );
}

/** The filter that a query means. */
function filterOf({
  state,
  q,
  ...rest
}: Omit<Given<typeof contract.incidentsCsv>["query"], "projectId">): IncidentFilter {
  const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const states = state?.split(",") as IncidentState[] | undefined;
  return { ...said, ...(states && { states }), ...(q !== undefined && q !== "" && { text: q }) };
}

async function incidentsRevision(store: Store, projectId: string): Promise<number> {
  return (await store.projects.layerRevisions(projectId)).layers.incidents ?? 0;
}

function answerOf({ revision, incident }: { readonly revision: number; readonly incident: Incident }) {
  return { revision, etag: incident.revision, incident };
}

/** Every incident that a filter means, read by pages. */
async function allIncidents(store: Store, projectId: string, filter: IncidentFilter): Promise<Incident[]> {
  const limit = 1_000;
  const all: Incident[] = [];
  for (;;) {
    const after = all.at(-1)?.id;
    const { incidents } = await store.incidents.list(projectId, {
      ...filter,
      limit,
      ...(after !== undefined && { after }),
    });
    all.push(...incidents);
    if (incidents.length < limit) return all;
  }
}

function table(name: string, bytes: Uint8Array): Response {
  const headers = {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="${name}"`,
  };
  return new Response(new Uint8Array(bytes), { headers });
}

const outageColumns = [
  { header: "county", value: ({ countyCode }: OutageRow) => countyCode },
  { header: "cause", value: ({ cause }: OutageRow) => cause },
  { header: "incidents", value: ({ incidents }: OutageRow) => incidents },
  { header: "mean repair minutes", value: ({ meanRepairMinutes }: OutageRow) => meanRepairMinutes },
  { header: "village minutes", value: ({ villageMinutes }: OutageRow) => villageMinutes },
  { header: "person minutes", value: ({ personMinutes }: OutageRow) => personMinutes },
];

/** Minutes that an incident was dark, all its stretches together, until now where the last one lasts. */
function darkMinutes({ dark }: Incident): number {
  const ms = dark.reduce((sum, { since, until }) => {
    return sum + Math.max(0, (until === undefined ? Date.now() : Date.parse(until)) - Date.parse(since));
  }, 0);
  return ms / 60_000;
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
    { header: "villages lost", value: ({ villagesLost }: Incident) => villagesLost },
    { header: "people lost", value: ({ peopleLost }: Incident) => peopleLost },
    { header: "dark minutes", value: darkMinutes },
    { header: "village minutes", value: (incident: Incident) => darkMinutes(incident) * incident.villagesLost },
    { header: "person minutes", value: (incident: Incident) => darkMinutes(incident) * incident.peopleLost },
    { header: "plant revision", value: ({ impactRevision }: Incident) => impactRevision },
  ];
  return writeCsv(columns, incidents);
}
