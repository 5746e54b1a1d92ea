import * as contract from "@cuntong/contract";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { loadDemo } from "../demos/load.ts";
import { readEvents } from "../testing/events.ts";
import { type Harness, openOn, startHarness } from "../testing/harness.ts";
import { problemOf } from "../testing/problem-of.ts";

const endless = new URL("../testing/workers/endless.ts", import.meta.url);
const crashing = new URL("../testing/workers/crashing.ts", import.meta.url);
const request = { projectId: "small", villages: { select: "all" } } as const;

const harness = await startHarness();
const { store, dataFolder } = harness ?? ({} as Harness);
if (harness) await harness.service.close();
afterAll(() => harness?.close());

async function running(server: Harness): Promise<string> {
  const { plan } = await server.service.plans.start(request);
  const path = `/api/plans/${plan.id}/events`;
  await readEvents(await server.request(path), ({ data }) => (data as contract.PlanProgress).phase === "improve");
  return plan.id;
}

describe.skipIf(!harness)("plans in trouble (skipped where no PostgreSQL with PostGIS is installed)", () => {
  beforeEach(async () => {
    await loadDemo({ store, dataFolder }, "small");
  });

  test("a running plan is cancelled, its listeners hear it, and it cannot be removed before", async () => {
    const server = await openOn(store, dataFolder, { planWorker: endless });
    const planId = await running(server);
    const early = await problemOf(server.client.call(contract.deletePlan, { params: { planId } }));
    expect(early.code).toBe("CONFLICT");
    const listening = server.request(`/api/plans/${planId}/events`).then((response) => readEvents(response));
    const { plan } = await server.client.call(contract.cancelPlan, { params: { planId } });
    expect(plan.state).toBe("cancelled");
    expect((await listening).at(-1)).toMatchObject({ event: "end", data: { state: "cancelled" } });
    await server.client.call(contract.deletePlan, { params: { planId } });
    await server.close();
  });

  test("a queued plan is cancelled before it begins", async () => {
    const server = await openOn(store, dataFolder, { planWorker: endless });
    const first = await running(server);
    const { plan: second } = await server.service.plans.start(request);
    await server.client.call(contract.cancelPlan, { params: { planId: second.id } });
    await server.client.call(contract.cancelPlan, { params: { planId: first } });
    const states = await Promise.all([first, second.id].map(async (id) => (await store.plans.get(id)).plan.state));
    expect(states).toEqual(["cancelled", "cancelled"]);
    await server.close();
  });

  test("a worker that dies twice fails the plan with an issue", async () => {
    const server = await openOn(store, dataFolder, { planWorker: crashing });
    const { plan } = await server.service.plans.start(request);
    const ended = await server.service.plans.follow(plan.id, () => {});
    expect([ended.state, ended.issues.map(({ code }) => code)]).toEqual(["failed", ["PLAN_CRASHED"]]);
    await server.close();
  });

  test("a plan that a clean stop interrupts is finished by the next start", async () => {
    const before = await openOn(store, dataFolder, { planWorker: endless });
    const planId = await running(before);
    const listening = before.request(`/api/plans/${planId}/events`).then((response) => readEvents(response));
    await before.close();
    await listening;
    expect((await store.plans.get(planId)).plan.state).toBe("running");
    const after = await openOn(store, dataFolder);
    expect((await after.service.plans.follow(planId, () => {})).state).toBe("done");
    await after.close();
  });

  test("a plan whose job is gone for good ends as failed, and one without a job is taken up", async () => {
    const planId = crypto.randomUUID();
    await store.plans.create({ id: planId, projectId: "small", request: { ...request } }, { by: "test" });
    const server = await openOn(store, dataFolder);
    expect((await server.service.plans.follow(planId, () => {})).state).toBe("done");
    await server.close();
  });
});
