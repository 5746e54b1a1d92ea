import * as contract from "@cuntong/contract";
import type { AlarmWord, Store } from "@cuntong/db";
import { namesOf } from "../faults/impact.ts";
import { type App, mount } from "../http/mount.ts";
import { mountExplained } from "./explained.ts";
import { AlarmIntake } from "./intake.ts";
import { takeStream } from "./stream.ts";
import { mountTmf } from "./tmf.ts";

export function mountAlarms(app: App, store: Store): void {
  const intake = new AlarmIntake(store);

  mount(app, contract.takeAlarms, ({ body: { projectId, alarms } }) => intake.take(projectId, alarms as AlarmWord[]));

  mount(app, contract.streamAlarms, async ({ query: { projectId }, request }) => {
    await store.projects.get(projectId);
    return takeStream(intake, projectId, request, contract.streamAlarms.bodyLimitBytes);
  });

  mount(app, contract.listAlarms, async ({ query: { projectId, state, source, incidentId, before, limit } }) => {
    const filter = {
      limit,
      ...(state && { state }),
      ...(source !== undefined && { source }),
      ...(incidentId !== undefined && { incidentId }),
      ...(before !== undefined && { before }),
    };
    const alarms = await store.alarms.list(projectId, filter);
    const { network } = await store.inventory.network(projectId);
    return {
      alarms,
      names: namesOf(
        network,
        alarms.flatMap(({ about }) => about.villageCode ?? []),
      ),
    };
  });

  mount(app, contract.attachAlarms, async ({ author, body: { projectId, alarmIds, incidentId } }) => {
    return { count: await store.alarms.attach(projectId, alarmIds, incidentId, author) };
  });

  mount(app, contract.acknowledgeAlarms, async ({ author, body: { projectId, alarmIds, by } }) => {
    return { count: await store.alarms.acknowledge(projectId, alarmIds, by, author) };
  });

  mountExplained(app, store);
  mountTmf(app, store, intake);
}
