import * as contract from "@cuntong/contract";
import { sketch } from "@cuntong/network/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Harness, startHarness } from "../testing/harness.ts";
import { problemOf } from "../testing/problem-of.ts";

const harness = await startHarness();
const { client, store } = harness ?? ({} as Harness);
afterAll(() => harness?.close());

const projectId = "faults";
const village = (code: string) => ({ villageCode: code });

describe.skipIf(!harness)("faults over HTTP on PostGIS (skipped where no PostgreSQL with PostGIS is installed)", () => {
  beforeAll(async () => {
    await store.projects.create({ id: projectId, name: "faults" } as never, { by: "test" });
    const { records } = sketch("OLT1 ====24==== SC1/8 --drop-- V1\n                |\n                +--drop-- V2");
    const baseRevision = await store.revision();
    await store.inventory.apply(
      projectId,
      { note: "sketch", put: records, remove: {} },
      { by: "test" },
      { baseRevision },
    );
  });

  test("a reading is located with landmarks and the datums of phone maps, at the revision it was computed on", async () => {
    const body = { projectId, from: { equipmentId: "OLT1", port: 1 }, opticalM: 300 };
    const answer = await client.call(contract.locateFault, { body });
    expect(answer.revision).toBe(await store.revision());
    expect(answer.faults[0]!.place).toMatchObject({
      before: { name: "OLT1" },
      after: { name: "SC1" },
      spanId: "OLT1-SC1",
    });
    expect(answer.faults[0]!.route.line.length).toBeGreaterThan(1);
    const far = await client.call(contract.locateFault, { body: { ...body, opticalM: 99_000 } });
    expect([far.faults, far.ends.length > 0]).toEqual([[], true]);
    const nowhere = client.call(contract.locateFault, { body: { ...body, from: { equipmentId: "X", port: 1 } } });
    expect((await problemOf(nowhere)).status).toBe(404);
    const index = await problemOf(client.call(contract.locateFault, { body: { ...body, glassIndex: 1.468 } }));
    expect([index.status, index.issues?.[0]?.code]).toEqual([422, "INDEX_MISSING"]);
  });

  test("cuts have an impact, planned ones a window, and what is not there is named", async () => {
    const answer = await client.call(contract.impactOfCuts, {
      body: { projectId, cuts: { spans: ["OLT1-SC1"] }, planned: true },
    });
    expect(answer.impact.villages.map(({ code, fate }) => [code, fate])).toEqual([
      ["V1", "lost"],
      ["V2", "lost"],
    ]);
    expect(answer.names).toEqual({ V1: "V1", V2: "V2" });
    expect(answer.window?.worse).toHaveLength(2);
    const wrong = await problemOf(client.call(contract.impactOfCuts, { body: { projectId, cuts: { spans: ["S9"] } } }));
    expect([wrong.status, wrong.detail]).toEqual([404, expect.stringContaining("S9")]);
  });

  test("who is dark leads to what has failed; codes that nobody has are listed and the rest is used", async () => {
    const body = { projectId, dark: [village("V1"), village("V2"), village("X")] };
    const { diagnosis, unknown, places } = await client.call(contract.diagnoseFaults, { body });
    expect(unknown).toEqual(["X"]);
    expect(diagnosis.candidates[0]!.elements.map(({ id }) => id)).toContain("OLT1-SC1");
    expect(diagnosis.next?.kind).toBe("otdr");
    expect(places[0]!.line.length).toBeGreaterThan(0);
    const none = await problemOf(client.call(contract.diagnoseFaults, { body: { projectId, dark: [] } }));
    expect([none.status, none.issues?.[0]?.code]).toEqual([422, "NOTHING_DARK"]);
  });
});
