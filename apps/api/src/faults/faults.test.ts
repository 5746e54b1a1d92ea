import * as contract from "@cuntong/contract";
import { sorOfEvents } from "@cuntong/formats/testing";
import { glassLine, pathTo, type TraceStart, trace } from "@cuntong/network";
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

  describe("an accepted trace", () => {
    const from = { equipmentId: "OLT1", port: 1 };
    const query = { projectId, ...from };
    const locate = () => client.call(contract.locateFault, { body: { projectId, from, opticalM: 600 } });
    /** What an instrument sees of the glass to V1 that is longer than its record by a factor. */
    const eventsTo = async (factor: number) => {
      const { network } = await store.inventory.network(projectId);
      const traced = trace(network, from as TraceStart, { wavesNm: [] });
      if (!traced.ok) throw new Error(traced.message);
      const [way] = traced.value.ways;
      const lines = way!.stops
        .filter(({ reason }) => reason === "port")
        .map((stop) => glassLine(network, pathTo(way!, stop)));
      const { joints } = lines.find((line) => line.joints.at(-1)!.nodeId === "V1")!;
      const seen = joints.filter(({ glassM }) => glassM > 0);
      return seen.map(({ glassM }, i) => ({ glassM: glassM * factor, lossDb: 0.1, isEnd: i === seen.length - 1 }));
    };
    /** The coil of the trunk at the splitter, corrected. */
    const coilOf = async (sheathM: number) => {
      const { network, revision } = await store.inventory.network(projectId);
      const trunk = [...network.records("cables")].find(({ spanIds }) => spanIds.includes("OLT1-SC1" as never))!;
      const slack = [{ nodeId: "SC1", sheathM }];
      const change = { note: "slack", put: { cables: [{ ...trunk, slack }] }, remove: {} };
      await store.inventory.apply(projectId, change as never, { by: "test" }, { baseRevision: revision });
    };

    test("calibrates its port, also after the plant's lengths were corrected; what it no longer fits is told", async () => {
      expect((await locate()).baseline).toBeUndefined();
      const file = sorOfEvents(await eventsTo(1.003));
      const kept = await client.call(contract.readOtdr, { query: { ...query, keep: "baseline" }, file });
      const calibrated = await locate();
      expect(calibrated.baseline).toEqual({ id: kept.id, at: expect.any(String), joints: 2, lost: [] });
      expect(calibrated.faults[0]!.calibration).toBe("calibrated");
      await coilOf(15);
      const corrected = await locate();
      expect(corrected.baseline).toEqual(calibrated.baseline);
      expect(corrected.faults[0]!.place.glassM).not.toBe(calibrated.faults[0]!.place.glassM);
      await coilOf(700);
      const { baseline, faults } = await locate();
      expect([baseline!.lost.map(({ name }) => name), faults[0]!.calibration]).toEqual([["SC1", "V1"], "uncalibrated"]);
      const later = await client.call(contract.readOtdr, { query, file });
      expect(later.baseline).toMatchObject({ id: kept.id, lost: baseline!.lost, changes: [] });
      await coilOf(0);
    });
  });
});
