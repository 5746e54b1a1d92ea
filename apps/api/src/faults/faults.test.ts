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
      expect(calibrated.baseline).toEqual({
        ...{ id: kept.id, at: expect.any(String), groupIndex: 1.468, joints: 2, lost: [] },
      });
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

    test("is refused from the far end, with a failed checksum and of other glass, each with its code", async () => {
      const events = await eventsTo(1);
      const { glassM: endM } = events.at(-1)!;
      const backward = events.map(({ glassM, isEnd, ...event }) => ({
        ...event,
        ...(isEnd ? { glassM: endM, isEnd } : { glassM: endM - glassM, isEnd }),
      }));
      const codeOf = async (file: Uint8Array<ArrayBuffer>, port = from) => {
        const asked = client.call(contract.readOtdr, { query: { projectId, ...port, keep: "baseline" }, file });
        const { status, issues } = await problemOf(asked);
        return [status, issues?.[0]?.code];
      };
      expect(await codeOf(sorOfEvents(backward))).toEqual([422, "SHOT_FROM_FAR_END"]);
      const changed = sorOfEvents(events);
      changed[changed.length - 1]! ^= 0xff;
      expect(await codeOf(changed)).toEqual([422, "CHECKSUM_FAILED"]);
      expect(await codeOf(sorOfEvents([{ glassM: 50_000, isEnd: true }]))).toEqual([422, "NOTHING_MATCHED"]);
      const query = { projectId, equipmentId: "V1", port: 1, keep: "baseline" as const };
      const really = await client.call(contract.readOtdr, { query, file: sorOfEvents(backward) });
      expect(really.plant).toMatchObject({ shotFrom: "start", shotAt: { equipmentId: "V1", port: 1 } });
    });

    test("and a later one, through a launch cable and at another index, are told apart by what has changed; both can be asked again", async () => {
      const events = await eventsTo(1.003);
      const [splitter, end] = events as [(typeof events)[number], (typeof events)[number]];
      const first = await client.call(contract.readOtdr, {
        query: { ...query, keep: "baseline" },
        file: sorOfEvents(events),
      });
      const launchM = 501;
      const breakM = (splitter.glassM + end.glassM) / 2;
      const shown = (glassM: number) => launchM + (glassM * 1.468) / 1.4705;
      const broken = [
        { glassM: launchM, lossDb: 0.2, reflectanceDb: -45, isEnd: false },
        { glassM: shown(splitter.glassM), lossDb: 0.1, isEnd: false },
        { glassM: shown(breakM), reflectanceDb: -20, isEnd: true },
      ];
      const file = sorOfEvents(broken, 1.4705);
      const later = await client.call(contract.readOtdr, { query: { ...query, keep: "trace", launchM }, file });
      expect(later.endM).toBeCloseTo((breakM * 1.468) / 1.4705, 1);
      expect(later.curve!.startM).toBeLessThan(-500);
      const [fault] = later.located!.faults;
      expect(fault).toMatchObject({ calibration: "calibrated", place: { before: { name: "SC1" } } });
      expect(Math.abs(fault!.place.glassM - breakM / 1.003)).toBeLessThan(1);
      const changes = later.baseline!.changes!.filter(({ kind }) => kind === "end-moved");
      expect(changes).toEqual([
        { kind: "end-moved", glassM: later.endM, byM: expect.closeTo(((breakM - end.glassM) * 1.468) / 1.4705, 0) },
      ]);

      const asked = await client.call(contract.getOtdrTrace, { params: { id: later.id! }, query: { projectId } });
      const { id: _, kept, ...same } = asked;
      expect(kept).toMatchObject({
        ...from,
        isBaseline: false,
        waveNm: 1550,
        sha256: expect.stringMatching(/^\w{64}$/),
      });
      const { id: __, revision: ___, ...said } = later;
      expect(same).toEqual({ ...said, revision: expect.any(Number), waveNm: 1550 });
      const since = { params: { id: later.id! }, query: { projectId, since: first.id! } };
      const compared = await client.call(contract.compareOtdrTraces, since);
      expect(compared.changes).toEqual(later.baseline!.changes);
      const unknown = client.call(contract.compareOtdrTraces, { ...since, params: { id: "none" } });
      expect((await problemOf(unknown)).status).toBe(404);
    });
  });
});
