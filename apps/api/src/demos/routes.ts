import * as contract from "@cuntong/contract";
import type { Store } from "@cuntong/db";
import { eventStream } from "../http/events.ts";
import { type App, mount } from "../http/mount.ts";
import { Refusal } from "../http/problem.ts";
import type { Demos } from "./demos.ts";
import { demoState } from "./load.ts";

export interface DemoParts {
  readonly store: Store;
  readonly demos: Demos;
  readonly closing: AbortSignal;
}

export function mountDemos(app: App, { store, demos, closing }: DemoParts): void {
  mount(app, contract.listDemos, async () => ({ demos: await demos.list() }));

  mount(app, contract.loadDemo, ({ params }) => demos.start(params.demoId));

  mount(app, contract.demoEvents, async ({ params: { demoId } }) =>
    eventStream(closing, async (send, signal) => {
      try {
        await demos.follow(demoId, (progress) => send("progress", progress), signal);
        if ((await demoState(store, demoId)) !== "whole") throw new Refusal("NOT_FOUND", "It is not being loaded.");
        send("done", { projectId: demoId, ...(await finishedPlan(store, demoId)) });
      } catch (error) {
        send("failed", { code: "INTERNAL", detail: error instanceof Error ? error.message : String(error) });
      }
    }),
  );
}

/** The newest finished plan of a project, to be shown at once. */
async function finishedPlan(store: Store, projectId: string): Promise<{ planId?: string }> {
  const { plans } = await store.plans.list(projectId);
  const done = plans.find(({ state }) => state === "done");
  return done ? { planId: done.id } : {};
}
