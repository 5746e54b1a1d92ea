import { fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as contract from "@cuntong/contract";
import { createClient } from "@cuntong/contract";
import { openStore, type Store, StoreError } from "@cuntong/db";
import { startTestPostgres } from "@cuntong/db/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadDemo } from "./demos/load.ts";
import { silentLog } from "./http/log.ts";
import { type CuntongServer, startServer } from "./server.ts";
import { readEvents } from "./testing/events.ts";

// The embedded engine's template is made once on a machine, not once per test run.
process.env.CUNTONG_CACHE ??= join(tmpdir(), "cuntong-test-cache");

let dataFolder = "";
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), "cuntong-server-"));
});
afterAll(() => rm(dataFolder, { recursive: true, force: true }));

const postgres = await startTestPostgres();
afterAll(() => postgres?.stop());

describe.skipIf(!postgres)("a server (skipped where no PostgreSQL with PostGIS is installed)", () => {
  test("refuses every address but loopback before it opens anything", async () => {
    const store = await openStore({ databaseUrl: await postgres!.createDatabase(), dataFolder });
    await expect(startServer({ store, dataFolder, port: 0, host: "0.0.0.0" })).rejects.toThrow(/loopback only/);
    expect((await store.execute("select 1 from pg_namespace where nspname = 'pgboss'")).rows).toEqual([]);
    await store.close();
  });

  test("says that its port is taken, and lets go of everything", async () => {
    const store = await openStore({ databaseUrl: await postgres!.createDatabase(), dataFolder });
    const first = await startServer({ store, dataFolder, port: 0, log: silentLog });
    const port = Number(new URL(first.url).port);
    const second = await openStore({ databaseUrl: await postgres!.createDatabase(), dataFolder });
    await expect(startServer({ store: second, dataFolder, port, log: silentLog })).rejects.toThrow(/is taken/);
    await second.close();
    await first.close();
  });

  test("an upload over the limit is cut off on the wire, and the server goes on", async () => {
    const store = await openStore({ databaseUrl: await postgres!.createDatabase(), dataFolder });
    const server = await startServer({ store, dataFolder, port: 0, log: silentLog });
    const body = JSON.stringify({ id: "x", name: "y".repeat(20_000) });
    const headers = { "content-type": "application/json" };
    const refused = await fetch(`${server.url}/api/projects`, { method: "POST", headers, body });
    expect([refused.status, (await refused.json()) as object]).toMatchObject([413, { code: "TOO_LARGE" }]);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    await server.close();
  });
});

describe("the embedded engine", () => {
  test("serves a demonstration, plans it over the wire, and a second start shows what was there", async () => {
    const folder = join(dataFolder, "embedded");
    const open = async (): Promise<CuntongServer> => {
      const store = await openStore({ dataFolder: folder });
      await loadDemo({ store, dataFolder: folder }, "small");
      return startServer({ store, dataFolder: folder, port: 0, log: silentLog });
    };
    const first = await open();
    const client = createClient(first.url);
    expect(await client.call(contract.readyz, {})).toMatchObject({ status: "ready", store: "embedded" });
    const body = { projectId: "small", name: "embedded", villages: { select: "all" as const } };
    const { plan } = await client.call(contract.createPlan, { body });
    const events = await readEvents(await fetch(`${first.url}/api/plans/${plan.id}/events`));
    expect(events.at(-1)).toMatchObject({ event: "end", data: { state: "done", totals: { villages: 20 } } });
    const tile = await fetch(
      client.href(contract.getTile, { params: { projectId: "small", layer: "villages", z: 5, x: 25, y: 13 } }),
    );
    expect(tile.status).toBe(200);
    await first.close();

    const second = await open();
    const { plan: kept } = await createClient(second.url).call(contract.getPlan, { params: { planId: plan.id } });
    expect([kept.state, kept.totals?.villages]).toEqual(["done", 20]);
    await second.close();
  }, 240_000);

  test("a plan whose server was killed is finished by the next start", async () => {
    const folder = join(dataFolder, "killed");
    const child = fork(new URL("./testing/killed-server.ts", import.meta.url), [folder], { stdio: "inherit" });
    const planId = await new Promise<string>((resolve, reject) => {
      child.once("message", (id) => resolve(String(id)));
      child.once("exit", (code) => reject(new Error(`The server to be killed ended with ${code}.`)));
    });
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
    const store = await openWhenFree(folder);
    expect((await store.plans.get(planId)).plan.state).toBe("running");
    const server = await startServer({ store, dataFolder: folder, port: 0, log: silentLog });
    const ended = await server.plans.follow(planId, () => {});
    expect([ended.state, ended.totals?.villages]).toEqual(["done", 20]);
    await server.close();
  }, 240_000);
});

/** The engine of a killed server lets go of its folder in a moment. */
async function openWhenFree(folder: string): Promise<Store> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await openStore({ dataFolder: folder });
    } catch (error) {
      if (!(error instanceof StoreError) || error.code !== "STORE_IN_USE" || attempt === 40) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}
