import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadDemo } from "../demos/load.ts";
import { silentLog } from "../http/log.ts";
import { type Harness, openOn, startHarness } from "../testing/harness.ts";
import { openJobs } from "./jobs.ts";

const harness = await startHarness();
const { store, dataFolder } = harness ?? ({} as Harness);
if (harness) await harness.service.close();
afterAll(() => harness?.close());

describe.skipIf(!harness)("jobs on PostGIS (skipped where no PostgreSQL with PostGIS is installed)", () => {
  beforeAll(async () => {
    await loadDemo({ store, dataFolder }, "small");
  });

  test("a job whose server is gone gets one more try, and a plan that has had it ends as failed", async () => {
    const planId = crypto.randomUUID();
    const request = { projectId: "small", villages: { select: "all" } };
    await store.plans.create({ id: planId, projectId: "small", request }, { by: "test" });
    await store.plans.start(planId);

    const gone = await openJobs(store, silentLog);
    let release = () => {};
    const taken = new Promise<void>((resolve) => {
      const held = new Promise<void>((free) => {
        release = free;
      });
      void gone.work(1, async () => {
        resolve();
        await held;
      });
    });
    await gone.send(planId);
    await taken;

    const next = await openJobs(store, silentLog);
    expect(await next.state(planId)).toBe("active");
    expect(await next.retry(planId)).toBe(true);
    const tried = new Promise<boolean>((resolve) => {
      void next.work(1, async (_, isLastTry) => {
        resolve(isLastTry);
        throw new Error("It fails again.");
      });
    });
    expect(await tried).toBe(true);
    release();
    await Promise.all([gone.close(), next.close()]);

    const server = await openOn(store, dataFolder);
    const ended = await server.service.plans.follow(planId, () => {});
    expect([ended.state, ended.issues.map(({ code }) => code)]).toEqual(["failed", ["PLAN_INTERRUPTED"]]);
    await server.close();
  });

  test("sending a plan twice queues it once", async () => {
    const jobs = await openJobs(store, silentLog);
    const planId = crypto.randomUUID();
    await jobs.send(planId);
    await jobs.send(planId);
    expect(await jobs.state(planId)).toBe("waiting");
    await jobs.remove(planId);
    expect(await jobs.state(planId)).toBe("missing");
    await jobs.close();
  });
});
