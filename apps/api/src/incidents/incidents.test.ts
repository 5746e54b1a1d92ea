import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as contract from "@cuntong/contract";
import { sketch } from "@cuntong/network/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readEvents } from "../testing/events.ts";
import { type Harness, startHarness } from "../testing/harness.ts";
import { problemOf } from "../testing/problem-of.ts";

const harness = await startHarness();
const { client, store, request } = harness ?? ({} as Harness);
const projectId = "noc";
afterAll(() => harness?.close());

describe.skipIf(!harness)(
  "incidents over HTTP on PostGIS (skipped where no PostgreSQL with PostGIS is installed)",
  () => {
    beforeAll(async () => {
      await store.projects.create({ id: projectId, name: "noc" } as never, { by: "test" });
      const { records } = sketch("OLT1 ====24==== SC1/8 --drop-- V1\n                |\n                +--drop-- V2");
      const baseRevision = await store.revision();
      await store.inventory.apply(projectId, { note: "", put: records, remove: {} }, { by: "test" }, { baseRevision });
    });

    test("an incident keeps the impact that it was opened with, though the plant changes after", async () => {
      const { impact } = await client.call(contract.impactOfCuts, {
        body: { projectId, cuts: { spans: ["OLT1-SC1"] } },
      });
      const alarm = {
        source: "nms",
        externalId: "1",
        state: "raised" as const,
        at: "2026-01-01T03:00:00Z",
        about: { villageCode: "V1" },
      };
      await client.call(contract.takeAlarms, { body: { projectId, alarms: [alarm] } });
      const { alarms } = await client.call(contract.listAlarms, { query: { projectId } });
      const body = { projectId, id: "I-1", title: "=SUM(A1)", impact, alarmIds: alarms.map(({ id }) => id) };
      const opened = await client.call(contract.openIncident, { body });
      expect(opened.incident).toMatchObject({ state: "open", villagesLost: 2 });
      await store.inventory.apply(
        projectId,
        { note: "", put: {}, remove: { services: [] } },
        { by: "test" },
        { baseRevision: await store.revision() },
      );
      const detail = await client.call(contract.getIncident, { params: { incidentId: "I-1" }, query: { projectId } });
      expect([detail.impact, detail.names]).toEqual([impact, { V1: "V1", V2: "V2" }]);
      expect((await client.call(contract.listAlarms, { query: { projectId, incidentId: "I-1" } })).alarms).toHaveLength(
        1,
      );
      expect(detail.events).toMatchObject([{ kind: "opened", alarmIds: body.alarmIds }]);
      expect((await problemOf(client.call(contract.openIncident, { body }))).code).toBe("CONFLICT");
    });

    test("steps say what they saw: none is 428, an old one 412, one that its state does not allow 409 with those it does", async () => {
      const params = { incidentId: "I-1" };
      const { etag } = await client.call(contract.getIncident, { params, query: { projectId } });
      const step = (ifMatch: number, given: object) =>
        client.call(contract.stepIncident, { params, body: { projectId, step: given as never }, ifMatch });
      const headers = { "content-type": "application/json" };
      const bare = await request("/api/incidents/I-1/steps", {
        method: "POST",
        headers,
        body: JSON.stringify({ projectId, step: { kind: "note", text: "a" } }),
      });
      expect(bare.status).toBe(428);
      const closing = await problemOf(step(etag, { kind: "closed", cause: "storm" }));
      expect([closing.status, closing.detail]).toEqual([409, expect.stringContaining("assigned or restored")]);
      const assigned = await step(etag, { kind: "assigned", to: "crew 1" });
      expect((await problemOf(step(etag, { kind: "note", text: "late" }))).status).toBe(412);
      const restored = await step(assigned.etag, { kind: "restored" });
      const closed = await step(restored.etag, { kind: "closed", cause: "storm" });
      expect(closed.incident).toMatchObject({ state: "closed", cause: "storm", assignedTo: "crew 1" });
      const { rows } = await client.call(contract.outageStatistics, {
        query: { projectId, from: "2020-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z" },
      });
      expect(rows).toMatchObject([{ countyCode: "", cause: "storm", incidents: 1 }]);
      const csv = await request(
        `/api/incidents/outage.csv?projectId=${projectId}&from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z`,
      );
      expect((await csv.text()).split("\r\n")[1]).toMatch(/^,storm,1,[\d.]+,[\d.]+,[\d.]+$/);
    });

    test("evidence is told by its bytes, and a table for spreadsheets runs no formula", async () => {
      const params = { incidentId: "I-2" };
      const { etag } = await client.call(contract.openIncident, { body: { projectId, id: "I-2", title: "pole down" } });
      const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
      await client.call(contract.addEvidence, {
        params,
        query: { projectId, name: "pole.png" },
        file: png,
        ifMatch: etag,
      });
      const { events, etag: now } = await client.call(contract.getIncident, { params, query: { projectId } });
      expect(events.at(-1)?.file).toMatchObject({ name: "pole.png", mediaType: "image/png", bytes: 8 });
      const text = client.call(contract.addEvidence, {
        params,
        query: { projectId, name: "x.png" },
        file: new TextEncoder().encode("hello"),
        ifMatch: now,
      });
      expect((await problemOf(text)).status).toBe(422);
      const csv = await (await request(`/api/incidents/list.csv?projectId=${projectId}`)).text();
      expect(csv).toContain("'=SUM(A1)");
    });

    test("the list is asked for by states and text, and goes on where it stopped", async () => {
      const list = (query: object) => client.call(contract.listIncidents, { query: { projectId, ...query } });
      const first = await list({ limit: 1 });
      expect([first.incidents.length, first.next]).toEqual([1, first.incidents[0]!.id]);
      const rest = await list({ limit: 1, after: first.next });
      expect([rest.incidents.length, rest.next]).toEqual([1, undefined]);
      const closed = await list({ state: "closed,restored", q: "STORM" });
      expect(closed.incidents.map(({ id }) => id)).toEqual(["I-1"]);
      expect((await request(`/api/incidents?projectId=${projectId}&state=gone`)).status).toBe(400);
    });

    test("incidents and alarms are told as they change", async () => {
      const response = await request(`/api/incidents/events?projectId=${projectId}`);
      const told = readEvents(response, ({ event }) => event === "incidents");
      const alarm = {
        source: "nms",
        externalId: "2",
        state: "raised" as const,
        at: "2026-01-01T03:00:00Z",
        about: { villageCode: "V2" },
      };
      await client.call(contract.takeAlarms, { body: { projectId, alarms: [alarm] } });
      await client.call(contract.openIncident, { body: { projectId, id: "I-3", title: "V2" } });
      expect((await told).map(({ event }) => event)).toEqual(expect.arrayContaining(["alarms", "incidents"]));
    });

    const sor = fileURLToPath(new URL("../../../../../shared/data/otdr/demo_ab.sor", import.meta.url));
    const title = `a trace of a real instrument${existsSync(sor) ? "" : " (skipped: ../shared/data/otdr not present)"}`;
    test.skipIf(!existsSync(sor))(
      `${title} is read, refused as the baseline of glass that it does not fit, kept all the same, and held against itself`,
      async () => {
        const file = new Uint8Array(readFileSync(sor));
        const query = { projectId, equipmentId: "OLT1", port: 1, name: "demo_ab.sor" };
        const stranger = client.call(contract.readOtdr, { query: { ...query, keep: "baseline" }, file });
        expect((await problemOf(stranger)).issues).toMatchObject([{ code: "NOTHING_MATCHED" }]);
        const first = await client.call(contract.readOtdr, { query: { ...query, keep: "trace" }, file });
        expect(first).toMatchObject({ checksum: "ok", plant: { shotFrom: expect.any(String) } });
        expect(first.issues.filter(({ severity }) => severity === "error")).toEqual([]);
        expect(first.events.length).toBeGreaterThan(1);
        expect(first.curve!.levelsDb.length).toBeGreaterThan(1_000);
        const since = { params: { id: first.id! }, query: { projectId, since: first.id! } };
        expect(await client.call(contract.compareOtdrTraces, since)).toMatchObject({ changes: [] });
        const { traces } = await client.call(contract.listOtdrTraces, {
          query: { projectId, equipmentId: "OLT1", port: 1 },
        });
        expect(traces).toMatchObject([{ isBaseline: false, fileName: "demo_ab.sor" }]);
        const broken = client.call(contract.readOtdr, { query, file: new TextEncoder().encode("no trace") });
        expect((await problemOf(broken)).status).toBe(422);
      },
    );
  },
);
