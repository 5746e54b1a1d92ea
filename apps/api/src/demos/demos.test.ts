import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import * as contract from "@cuntong/contract";
import { trace } from "@cuntong/network";
import { afterAll, describe, expect, test } from "vitest";
import { defaultSettings } from "../settings.ts";
import { readEvents } from "../testing/events.ts";
import { type Harness, openOn, startHarness } from "../testing/harness.ts";
import { problemOf } from "../testing/problem-of.ts";
import { findOsmFiles } from "./catalogue.ts";
import { loadDemo } from "./load.ts";

const osm = findOsmFiles(defaultSettings);
const harness = await startHarness();
const bare = harness && (await startHarness({ settings: { osmFolder: "/nowhere" } }));
const { client, request, service, store, dataFolder } = harness ?? ({} as Harness);
afterAll(async () => {
  await harness?.close();
  await bare?.close();
});

describe.skipIf(!harness)("demonstrations on PostGIS (skipped where no PostgreSQL with PostGIS is installed)", () => {
  test("a loaded demonstration is left alone, a half-loaded one is made again", async () => {
    const steps: string[] = [];
    const first = await loadDemo({ store, dataFolder }, "small", ({ step }) => steps.push(step));
    const revision = await store.revision();
    const second = await loadDemo({ store, dataFolder }, "small");
    expect([first.isNew, second.isNew, await store.revision()]).toEqual([true, false, revision]);
    expect(steps).toEqual(expect.arrayContaining(["roads", "villages", "plant", "done"]));

    await store.projects.change("small", { settings: { loading: true } }, { by: "test" });
    await store.villages.remove(
      "small",
      (await store.villages.all("small")).villages.slice(0, 50).map(({ code }) => code),
      { by: "test" },
    );
    expect((await client.call(contract.listProjects, {})).projects).toEqual([]);
    expect((await loadDemo({ store, dataFolder }, "small")).isNew).toBe(true);
    const { projects } = await client.call(contract.listProjects, {});
    expect(projects.map(({ id, villages }) => [id, villages.unconnected])).toEqual([["small", 20]]);
  });

  test("a demonstration whose files are gone gets them again, its plans stay, and a plan without them says so", async () => {
    const server = await openOn(store, dataFolder);
    const request = { projectId: "small", villages: { select: "all" } } as const;
    await rm(join(dataFolder, "files"), { recursive: true });
    await mkdir(join(dataFolder, "files"));
    const { plan } = await server.service.plans.start(request);
    const failed = await server.service.plans.follow(plan.id, () => {});
    expect([failed.state, failed.issues.map(({ code }) => code)]).toEqual(["failed", ["PROJECT_FILE_LOST"]]);
    await loadDemo({ store, dataFolder }, "small");
    const again = await server.service.plans.start(request);
    expect((await server.service.plans.follow(again.plan.id, () => {})).state).toBe("done");
    expect((await store.plans.list("small")).plans.length).toBe(2);
    await server.close();
  });

  test("a county as built is loaded with its glass: a village's service can be traced to its OLT", async () => {
    await loadDemo({ store, dataFolder }, "donglan");
    const { network } = await store.inventory.network("donglan");
    const [drop] = network.records("drops");
    const { a, z } = network.get("circuits", `L-${drop!.villageCode}`)!;
    const traced = trace(network, z);
    const last = traced.ok && traced.value.ways[0]?.hops.at(-1);
    expect(last).toMatchObject({ kind: "port", ...a });
    expect((await store.plant.counts("donglan")).spans).toBeGreaterThan(10_000);
  });

  test("a server that stops while it loads a demonstration stops at once and shows nothing half done", async () => {
    const server = await openOn(store, dataFolder);
    await server.service.demos.start("guangxi");
    const before = performance.now();
    await server.close();
    expect(performance.now() - before).toBeLessThan(10_000);
    expect((await client.call(contract.listProjects, {})).projects.map(({ id }) => id)).toEqual(["small", "donglan"]);
  });

  test("Andorra is not available where its files are not, and says why", async () => {
    const { demos } = await bare!.client.call(contract.listDemos, {});
    expect(demos.map(({ id, available, generated }) => [id, available, generated])).toEqual([
      ["guangxi", true, true],
      ["donglan", true, true],
      ["andorra", false, false],
    ]);
    const problem = await problemOf(bare!.client.call(contract.loadDemo, { params: { demoId: "andorra" } }));
    expect([problem.code, problem.status]).toEqual(["UNAVAILABLE", 503]);
    expect(problem.detail).toContain("andorra.osm.pbf");
    const events = await readEvents(await bare!.request("/api/demos/andorra/events"));
    expect(events).toMatchObject([{ event: "failed", data: { code: "NOT_FOUND", status: 404 } }]);
  });
});

const title = osm ? "Andorra" : "skipped: ../shared/data/osm/andorra.osm.pbf not present";
describe.skipIf(!harness || !osm)(title, () => {
  test("is loaded in the background with progress, once, and planned on its real roads", async () => {
    const params = { demoId: "andorra" } as const;
    const started = await client.call(contract.loadDemo, { params });
    const twice = await client.call(contract.loadDemo, { params });
    expect([started, twice.started]).toEqual([{ projectId: "andorra", started: true }, false]);
    const events = await readEvents(await request("/api/demos/andorra/events"));
    expect(events.at(-1)).toEqual({ event: "done", data: { projectId: "andorra" } });
    expect(events.length).toBeGreaterThan(2);

    const { project } = await client.call(contract.getProject, { params: { projectId: "andorra" } });
    expect(project).toMatchObject({ generated: false, demo: "andorra", hasElevation: true, nodes: 1 });
    expect([project.villages.unconnected, project.villages.connected]).toEqual([58, 1]);
    expect(project.credits.join(" ")).toMatch(/OpenStreetMap.*SRTM/);
    const rivers = await request("/tiles/andorra/rivers/8/129/94.mvt");
    expect([rivers.status, (await rivers.arrayBuffer()).byteLength > 100]).toEqual([200, true]);

    const { plan } = await service.plans.start({ projectId: "andorra", villages: { select: "all" } });
    const ended = await service.plans.follow(plan.id, () => {});
    expect([ended.state, ended.totals?.villages]).toEqual(["done", 58]);
    expect(ended.totals!.connected).toBeGreaterThan(50);
    const again = await readEvents(await request("/api/demos/andorra/events"));
    expect(again).toEqual([{ event: "done", data: { projectId: "andorra", planId: plan.id } }]);
  });
});
