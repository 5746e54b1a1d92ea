import * as contract from "@cuntong/contract";
import type { Alarm, Store } from "@cuntong/db";
import { type AlarmGroup, explainAlarms, type Network, type OpenIncident } from "@cuntong/network";
import { placesOf } from "../faults/diagnose.ts";
import { type App, mount } from "../http/mount.ts";

/** Alarms and incidents that are looked at, the latest first. */
const mostAlarms = 2_000;
const mostIncidents = 100;

export function mountExplained(app: App, store: Store): void {
  mount(app, contract.explainedAlarms, async ({ query: { projectId } }) => {
    const raised = await store.alarms.list(projectId, { state: "raised", limit: mostAlarms + 1 });
    const incidents = await openIncidents(store, projectId);
    const { network, revision } = await store.inventory.network(projectId);
    const titles = new Map(incidents.map(({ id, title }) => [id, title]));
    const { groups, alone } = explainAlarms(network, raised.slice(0, mostAlarms).map(openAlarm), incidents);
    return {
      revision,
      groups: groups.map((group) => groupAnswer(network, group, titles)),
      alone: [...alone],
      whole: raised.length <= mostAlarms,
    };
  });
}

/** Incidents that are not restored, with the villages that their frozen impacts have dark. */
async function openIncidents(store: Store, projectId: string): Promise<(OpenIncident & { readonly title: string })[]> {
  const filter = { states: ["open", "assigned"], limit: mostIncidents } as const;
  const { incidents } = await store.incidents.list(projectId, filter);
  const open = [];
  for (const { id, title } of incidents) {
    const { impact } = await store.incidents.get(projectId, id);
    const lost = (impact?.villages ?? []).filter(({ fate }) => fate === "lost");
    open.push({ id, title, villages: lost.map(({ code }) => code) });
  }
  return open;
}

function openAlarm({ id, about, incidentId }: Alarm) {
  return { id, about, ...(incidentId !== undefined && { incidentId }) };
}

function groupAnswer(network: Network, group: AlarmGroup, titles: ReadonlyMap<string, string>): contract.AlarmGroup {
  const alarms = [...group.alarms];
  if (group.by === "incident") {
    return { by: "incident", incidentId: group.incidentId, title: titles.get(group.incidentId) ?? "", alarms };
  }
  if (group.by === "alarm") return { by: "alarm", alarmId: group.alarmId, alarms };
  const { elements, elementCount, probability } = group.fault;
  const { table, id } = elements[0]!;
  const [place] = placesOf(network, { table, id });
  return { by: "fault", fault: { table, id, name: place?.name ?? id, elementCount, probability }, alarms };
}
