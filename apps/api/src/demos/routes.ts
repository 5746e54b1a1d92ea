import * as contract from "@cuntong/contract";
import type { Store } from "@cuntong/db";
import { type EventStreams, eventStream } from "../http/events.ts";
import { type App, mount } from "../http/mount.ts";
import { Refusal } from "../http/problem.ts";
import type { Demos } from "./demos.ts";

export interface DemoParts {
  readonly store: Store;
  readonly demos: Demos;
  readonly streams: EventStreams;
}

export function mountDemos(app: App, { store, demos, streams }: DemoParts): void {
  mount(app, contract.listDemos, async () => ({ demos: await demos.list() }));

  mount(app, contract.loadDemo, ({ params }) => demos.start(params.demoId));

  mount(app, contract.demoEvents, async ({ params: { demoId } }) =>
    eventStream(streams, async (send, signal) => {
      await demos.follow(demoId, (progress) => send("progress", progress), signal);
      if (!(await demos.isLoaded(demoId))) throw new Refusal("NOT_FOUND", "It is not being loaded.");
      send("done", { projectId: demoId, ...(await finishedPlan(store, demoId)) });
    }),
  );
}

/** The newest finished plan of a project, to be shown at once. */
async function finishedPlan(store: Store, projectId: string): Promise<{ planId?: string }> {
  const { plans } = await store.plans.list(projectId);
  const done = plans.find(({ state }) => state === "done");
  return done ? { planId: done.id } : {};
}
