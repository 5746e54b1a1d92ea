import * as contract from "@cuntong/contract";
import type { Store } from "@cuntong/db";
import { defaultSettings, itemisedCounting } from "@cuntong/planner";
import { type EventStreams, eventStream } from "../http/events.ts";
import { type App, mount } from "../http/mount.ts";
import { Refusal } from "../http/problem.ts";
import { emptyDetail } from "./detail.ts";
import { planFileResponse } from "./files.ts";
import type { Finished } from "./finished.ts";
import { planSpan } from "./plan-span.ts";
import type { Plans } from "./plans.ts";
import { planAnswer } from "./record.ts";
import { villagePath } from "./village-path.ts";

export interface PlanParts {
  readonly store: Store;
  readonly plans: Plans;
  readonly finished: Finished;
  readonly streams: EventStreams;
}

export function mountPlans(app: App, { store, plans, finished, streams }: PlanParts): void {
  mount(app, contract.createPlan, async ({ author, body }) => {
    const { revision, plan } = await plans.start(body, author);
    return { revision, plan: planAnswer(plan) };
  });

  mount(app, contract.listPlans, async ({ query }) => {
    await store.projects.get(query.projectId);
    const { revision, plans: all } = await store.plans.list(query.projectId);
    return { revision, plans: all.slice(0, query.limit).map((plan) => planAnswer(plan, plans.live(plan.id))) };
  });

  mount(app, contract.getPlan, async ({ params }) => {
    const { plan } = await store.plans.get(params.planId);
    if (plan.state === "done") return { plan: planAnswer(plan), ...(await finished.detail(plan)) };
    const { project } = await store.projects.get(plan.projectId);
    const { generated, credits } = project;
    return { plan: planAnswer(plan, plans.live(plan.id)), ...emptyDetail, generated, credits };
  });

  mount(app, contract.planEvents, async ({ params }) => {
    const { plan } = await store.plans.get(params.planId);
    return eventStream(streams, async (send, signal) => {
      send("progress", planAnswer(plan, plans.live(plan.id)).progress);
      const ended = await plans.follow(plan.id, (progress) => send("progress", progress), signal);
      send("end", planAnswer(ended));
    });
  });

  mount(app, contract.cancelPlan, async ({ author, params }) => {
    const { revision, plan } = await plans.cancel(params.planId, author);
    return { revision, plan: planAnswer(plan) };
  });

  mount(app, contract.finishPlan, async ({ params }) => {
    const { revision, plan } = await plans.finishEarly(params.planId);
    return { revision, plan: planAnswer(plan, plans.live(plan.id)) };
  });

  mount(app, contract.deletePlan, async ({ params }) => {
    await plans.remove(params.planId);
  });

  mount(app, contract.getVillagePath, async ({ params }) => {
    const { plan, revision } = await store.plans.get(params.planId);
    const path = plan.state === "done" ? villagePath(await finished.view(plan), params.code) : undefined;
    if (!path) throw new Refusal("NOT_FOUND", `The plan does not connect a village ${params.code}.`);
    return { revision, path };
  });

  mount(app, contract.getPlanSpan, async ({ params }) => {
    const { plan, revision } = await store.plans.get(params.planId);
    const span = plan.state === "done" ? planSpan(await finished.view(plan), params.spanId) : undefined;
    if (!span) throw new Refusal("NOT_FOUND", `The plan has no span ${params.spanId}.`);
    return { revision, span };
  });

  mount(app, contract.getPlanDefaults, async () => ({
    counting: defaultSettings.counting,
    itemised: itemisedCounting,
  }));

  mount(app, contract.getPlanFile, async ({ params, request }) => {
    const { plan } = await store.plans.get(params.planId);
    if (plan.state !== "done") throw new Refusal("CONFLICT", `The plan is ${plan.state}: it has no files.`);
    return planFileResponse(plan, params.file, request, () => finished.file(plan, params.file));
  });
}
