import * as contract from "@cuntong/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Harness, startHarness } from "../testing/harness.ts";
import { problemOf } from "../testing/problem-of.ts";

const harness = await startHarness();
const { client, store } = harness ?? ({} as Harness);
const projectId = "again";
afterAll(() => harness?.close());

describe.skipIf(!harness)("requests sent again (skipped where no PostgreSQL with PostGIS is installed)", () => {
  beforeAll(async () => {
    await client.call(contract.createProject, { body: { id: projectId, name: "Again" } });
  });

  test("a request sent again under its key is answered the same and done once, also two at one time; another one under it is refused", async () => {
    const open = (id: string, idempotencyKey: string) =>
      client.call(contract.openIncident, { body: { projectId, id, title: "dark" }, idempotencyKey });
    const [first, second] = await Promise.all([open("I-1", "k1"), open("I-1", "k1")]);
    const revision = await store.revision();
    expect([second, await open("I-1", "k1")]).toEqual([first, first]);
    const other = await problemOf(open("I-2", "k1"));
    expect([other.status, other.code]).toEqual([409, "CONFLICT"]);
    const step = () =>
      client.call(contract.stepIncident, {
        ...{ params: { incidentId: "I-1" }, ifMatch: first.etag, idempotencyKey: "k2" },
        body: { projectId, step: { kind: "note", text: "on the way" } },
      });
    expect(await step()).toEqual(await step());
    expect(await store.revision()).toBe(revision + 1);
    expect((await problemOf(open("I-1", "k3"))).status).toBe(409);
    const project = () =>
      client.call(contract.createProject, { body: { id: "twice", name: "Twice" }, idempotencyKey: "k4" });
    expect(await project()).toEqual(await project());
    const design = () =>
      client.call(contract.createDesign, { params: { projectId }, body: { id: "D", name: "D" }, idempotencyKey: "k5" });
    expect(await design()).toEqual(await design());
  });

  test("where the server ended after a change and before its answer was kept, the request sent again finds the change made", async () => {
    const body = { id: "half", name: "Half" };
    const project = () => client.call(contract.createProject, { body, idempotencyKey: "h1" });
    const made = await project();
    await store.execute("delete from request_answer where key = 'h1' and part in (0, 3)");
    const revision = await store.revision();
    expect((await project()).project).toEqual(made.project);
    expect(await store.revision()).toBe(revision + 1);
  });

  test("a file read again, with bad rows in it, is one import; an alarm without a name of its own is one alarm", async () => {
    const file = new TextEncoder().encode("code,name,lon,lat\nV1,One,107.1,24.1\nV2,Two,far,24.2\n");
    const query = { kind: "villages", fileName: "v.csv" } as const;
    const read = () => client.call(contract.createImport, { params: { projectId }, query, file, idempotencyKey: "f1" });
    const [first, second] = [await problemOf(read()), await problemOf(read())];
    expect([first.status, second.importId]).toEqual([422, first.importId]);
    expect((await store.imports.list(projectId)).imports).toHaveLength(1);
    const alarm = () =>
      client.call(contract.tmfCreateAlarm, {
        ...{ query: { projectId }, idempotencyKey: "a1" },
        body: { perceivedSeverity: "major", alarmRaisedTime: "2026-01-01T03:00:00Z" },
      });
    expect((await alarm()).id).toBe((await alarm()).id);
    expect(await store.alarms.list(projectId)).toHaveLength(1);
  });
});
