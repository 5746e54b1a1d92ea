import { type ChildProcess, fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as contract from "@cuntong/contract";
import { openStore } from "@cuntong/db";
import { startTestPostgres } from "@cuntong/db/testing";
import { sketch } from "@cuntong/network/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Harness, startHarness } from "../testing/harness.ts";
import { problemOf } from "../testing/problem-of.ts";

const harness = await startHarness();
const { client, store, request } = harness ?? ({} as Harness);
const projectId = "noc";
afterAll(() => harness?.close());

const word = (code: string, minute: number, state: "raised" | "cleared" = "raised") => ({
  ...{ source: "nms", externalId: `los-${code}`, state, severity: "critical" as const },
  at: `2026-01-01T03:${String(minute).padStart(2, "0")}:00Z`,
  about: { villageCode: code },
});

describe.skipIf(!harness)("alarms over HTTP on PostGIS (skipped where no PostgreSQL with PostGIS is installed)", () => {
  beforeAll(async () => {
    await store.projects.create({ id: projectId, name: "noc" } as never, { by: "test" });
    const { records } = sketch("OLT1 ====24==== SC1/8 --drop-- V1\n                |\n                +--drop-- V2");
    const baseRevision = await store.revision();
    await store.inventory.apply(projectId, { note: "", put: records, remove: {} }, { by: "test" }, { baseRevision });
  });

  test("words are taken once, matched to the plant, and what it does not have is kept and counted", async () => {
    const alarms = [word("V1", 1), word("V2", 1), word("nowhere", 1)];
    expect(await client.call(contract.takeAlarms, { body: { projectId, alarms } })).toEqual({
      fresh: 3,
      changed: 0,
      repeated: 0,
      unmatched: 1,
    });
    expect(await client.call(contract.takeAlarms, { body: { projectId, alarms } })).toEqual({
      fresh: 0,
      changed: 0,
      repeated: 3,
      unmatched: 1,
    });
    const listed = await client.call(contract.listAlarms, { query: { projectId, state: "raised" } });
    expect(listed.alarms.map(({ externalId, object }) => [externalId, object?.id])).toEqual(
      expect.arrayContaining([
        ["los-V1", "V1"],
        ["los-nowhere", undefined],
      ]),
    );
    expect(listed.names).toEqual({ V1: "V1", V2: "V2" });
  });

  test("alarms that one fault explains are told together, until they belong to an incident", async () => {
    const explained = () => client.call(contract.explainedAlarms, { query: { projectId } });
    const { groups, alone, whole } = await explained();
    expect(groups).toMatchObject([
      {
        by: "fault",
        fault: { name: expect.any(String) },
        alarms: [{ because: "explained" }, { because: "explained" }],
      },
    ]);
    expect([alone.map(({ because }) => because), whole]).toEqual([["unmatched"], true]);
    const alarmIds = groups[0]!.alarms.map(({ alarmId }) => alarmId);
    await client.call(contract.openIncident, { body: { projectId, id: "I", title: "dark", alarmIds } });
    expect((await explained()).groups).toMatchObject([{ by: "incident", incidentId: "I", title: "dark" }]);
  });

  test("requests that arrive together are written together, each told what became of its own words", async () => {
    const bodies = Array.from({ length: 40 }, (_, i) => ({
      projectId,
      alarms: [word(`x${i % 20}`, 2), word(`y${i}`, 2)],
    }));
    const taken = await Promise.all(bodies.map((body) => client.call(contract.takeAlarms, { body })));
    const sum = (of: "fresh" | "repeated") => taken.reduce((all, one) => all + one[of], 0);
    expect([sum("fresh"), sum("repeated")]).toEqual([60, 20]);
    expect(taken.every(({ fresh, changed, repeated }) => fresh + changed + repeated === 2)).toBe(true);
  });

  test("an alarm in the shape of TMF642 is created, filtered, seen and cleared, and fields can be chosen", async () => {
    const path = `/tmf-api/alarmManagement/v4/alarm?projectId=${projectId}`;
    const created = await client.call(contract.tmfCreateAlarm, {
      query: { projectId },
      body: {
        ...{
          externalAlarmId: "tmf-1",
          reportingSystemId: "ems",
          alarmType: "communicationsAlarm",
          perceivedSeverity: "major",
        },
        ...{
          probableCause: "lossOfSignal",
          alarmRaisedTime: "2026-01-01T03:00:00Z",
          alarmedObject: { id: "OLT1:1" },
          "x-own": 1,
        },
      },
    });
    expect(created).toMatchObject({
      externalAlarmId: "tmf-1",
      state: "raised",
      alarmedObject: { id: "OLT1:1", "@referredType": "equipment" },
    });
    const few = await request(`${path}&fields=state&reportingSystemId=ems`);
    expect([few.status, few.headers.get("x-total-count"), few.headers.get("x-result-count")]).toEqual([200, "1", "1"]);
    const paged = await request(`${path}&offset=1&limit=2`);
    expect([paged.status, ((await paged.json()) as unknown[]).length, paged.headers.get("x-result-count")]).toEqual([
      206,
      2,
      "2",
    ]);
    const total = async (query: string) => Number((await request(`${path}&${query}`)).headers.get("x-total-count"));
    expect(await total("alarmedObject.id=OLT1:1&perceivedSeverity=major,minor&probableCause=lossOfSignal")).toBe(1);
    expect(await total("reportingSystemId=ems,none&alarmRaisedTime.gt=2026-01-01T03:00:00Z")).toBe(0);
    expect(await total("reportingSystemId=ems&alarmRaisedTime.gte=2026-01-01T03:00:00Z&ackState=unacknowledged")).toBe(
      1,
    );
    expect((await request(`${path}&state=gone`)).status).toBe(400);
    expect(await few.json()).toEqual([{ id: created.id, href: created.href, state: "raised", "@type": "Alarm" }]);
    const args = { params: { id: created.id }, query: { projectId } };
    const seen = await client.call(contract.tmfPatchAlarm, {
      ...args,
      body: { ackState: "acknowledged", ackUserId: "lin" },
    });
    expect(seen).toMatchObject({ ackState: "acknowledged", ackUserId: "lin" });
    const cleared = await client.call(contract.tmfPatchAlarm, {
      ...args,
      body: { state: "cleared", alarmClearedTime: "2026-01-01T04:00:00Z" },
    });
    expect(cleared).toMatchObject({
      state: "cleared",
      perceivedSeverity: "cleared",
      alarmClearedTime: "2026-01-01T04:00:00.000Z",
    });
    expect(await total("reportingSystemId=ems&perceivedSeverity=cleared&ackUserId=lin")).toBe(1);
    const one = await client.call(contract.tmfGetAlarm, { ...args, query: { projectId, fields: "ackState" } });
    expect(one).toEqual({ id: created.id, href: created.href, ackState: "acknowledged", "@type": "Alarm" });
    expect(
      (await problemOf(client.call(contract.tmfGetAlarm, { params: { id: "99999" }, query: { projectId } }))).status,
    ).toBe(404);
  });
});

describe.skipIf(!harness)("a stream of alarms (skipped where no PostgreSQL with PostGIS is installed)", () => {
  test("good lines are kept and bad ones told by their number, however the stream is cut", async () => {
    await store.projects.create({ id: "stream", name: "stream" } as never, { by: "test" });
    const good = (i: number) => JSON.stringify({ ...word(`村${i}`, 1), severity: undefined });
    const lines = [
      good(1),
      "",
      "{not json",
      good(2),
      JSON.stringify({ source: "nms" }),
      `"${"x".repeat(70_000)}"`,
      good(3),
    ];
    const bytes = new TextEncoder().encode(lines.join("\n"));
    const body = new ReadableStream({
      start(controller) {
        for (let from = 0; from < bytes.length; from += 7) controller.enqueue(bytes.subarray(from, from + 7));
        controller.close();
      },
    });
    const init = { method: "POST", headers: { "content-type": "application/x-ndjson" }, body, duplex: "half" };
    const response = await request("/api/alarms/stream?projectId=stream", init as RequestInit);
    const { issues, ...taken } = contract.streamAlarms.answer.parse(await response.json());
    expect(taken).toEqual({ lines: 6, fresh: 3, changed: 0, repeated: 0, unmatched: 3, bad: 3 });
    expect(issues.map(({ code, place }) => [code, place.row])).toEqual([
      ["LINE_NOT_JSON", 3],
      ["ALARM_INVALID", 5],
      ["LINE_TOO_LONG", 6],
    ]);
    expect((await store.alarms.list("stream")).map(({ externalId }) => externalId)).toContain("los-村3");
    expect((await request("/api/alarms/stream?projectId=nowhere", { method: "POST", body: good(1) })).status).toBe(404);
  });
});

const postgres = await startTestPostgres();
afterAll(() => postgres?.stop());
process.env.CUNTONG_CACHE ??= join(tmpdir(), "cuntong-test-cache");

describe.each([
  ["server", postgres !== undefined],
  ["embedded", true],
] as const)("on the %s engine", (engine, isThere) => {
  test.skipIf(!isThere)(
    "no alarm that was answered is lost when the server is killed in the middle of a stream",
    async () => {
      const folder = await mkdtemp(join(tmpdir(), "cuntong-alarms-"));
      const databaseUrl = engine === "server" ? await postgres!.createDatabase() : undefined;
      const open = () => openStore({ ...(databaseUrl !== undefined && { databaseUrl }), dataFolder: folder });
      const before = await open();
      await before.projects.create({ id: projectId, name: "noc" } as never, { by: "test" });
      await before.close();
      const { child, url } = await startChild([databaseUrl ?? "embedded", folder]);
      const answered: string[] = [];
      const streams = Array.from({ length: 6 }, async (_, stream) => {
        for (let n = 0; ; n++) {
          const codes = Array.from({ length: 10 }, (_, k) => `${stream}-${n}-${k}`);
          const body = JSON.stringify({ projectId, alarms: codes.map((code) => word(code, 1)) });
          const response = await fetch(`${url}/api/alarms`, {
            method: "POST",
            headers: { "content-type": "application/json" },
            body,
          });
          if (response.ok && (await response.json())) answered.push(...codes);
        }
      });
      setTimeout(() => child.kill("SIGKILL"), 1_500);
      await Promise.allSettled(streams);
      const after = await open();
      const kept = new Set<string>();
      for (let changedAfter = 0; ; ) {
        const page = await after.alarms.list(projectId, { changedAfter, limit: 10_000 });
        for (const { externalId } of page) kept.add(externalId);
        if (page.length < 10_000) break;
        changedAfter = page.at(-1)!.changed;
      }
      await after.close();
      await rm(folder, { recursive: true, force: true });
      expect(answered.length).toBeGreaterThan(50);
      expect(answered.filter((code) => !kept.has(`los-${code}`)).length).toBe(0);
    },
    60_000,
  );
});

function startChild(args: readonly string[]): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(new URL("../testing/forked-server.ts", import.meta.url), args, { stdio: "ignore" });
  return new Promise((resolve, reject) => {
    child.once("message", ({ url }: { url: string }) => resolve({ child, url }));
    child.once("exit", (code) => reject(new Error(`The server ended with ${code} before it answered.`)));
  });
}
