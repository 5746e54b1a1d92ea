import * as contract from "@cuntong/contract";
import { lineLengthM } from "@cuntong/geo";
import { sketch } from "@cuntong/network/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Harness, startHarness } from "../testing/harness.ts";
import { problemOf } from "../testing/problem-of.ts";

const harness = await startHarness();
const { client, store } = harness ?? ({} as Harness);
afterAll(() => harness?.close());

const query = { projectId: "small" };
const drawn = sketch(`
  OLT1 ==24== SC1 ==12== SC2 --drop-- V2
               |
               +--drop-- V1
`);

describe.skipIf(!harness)(
  "what a plant has to lose, over HTTP (skipped where no PostgreSQL with PostGIS is installed)",
  () => {
    beforeAll(async () => {
      const { records } = drawn;
      const ports = { a: { equipmentId: "OLT1", port: 1 }, z: { equipmentId: "V2", port: 1 } };
      const other = { a: { equipmentId: "OLT1", port: 2 }, z: { equipmentId: "V1", port: 1 } };
      const circuits = [
        { id: "c1", ...ports, status: "operational" },
        { id: "c2", ...other, status: "operational" },
      ];
      await store.projects.create({ id: "small", name: "small" } as never, { by: "test" });
      await store.projects.create({ id: "empty", name: "empty" } as never, { by: "test" });
      const change = { note: "sketch", put: { ...records, circuits } as never, remove: {} };
      await store.inventory.apply("small", change, { by: "test" }, { baseRevision: await store.revision() });
    });

    test("grades in all and by county, and the worst points first, page by page", async () => {
      const answer = await client.call(contract.getRedundancy, { query });
      expect(answer).toMatchObject({
        villages: { onePath: 2, dualHomed: 0 },
        headends: ["OLT1"],
        villagesWithoutPeople: 2,
      });
      expect(answer.revision).toBe(await store.revision());
      expect(
        answer.points
          .slice(0, 3)
          .map(({ id, villages }) => `${id} ${villages}`)
          .sort(),
      ).toEqual(["OLT1 2", "OLT1-SC1 2", "SC1 2"]);
      const { points, count } = await client.call(contract.listSinglePoints, {
        query: { ...query, first: 3, limit: 2 },
      });
      expect([count, points]).toEqual([answer.pointCount, answer.points.slice(3, 5)]);
    });

    test("the table of counties comes as CSV, with a row for villages whose county is not known", async () => {
      const csv = await (await harness!.request("/api/redundancy/counties.csv?projectId=small")).text();
      const [head, row] = csv.split("\r\n").map((line) => line.split(","));
      expect(head).toContain("villages onePath");
      expect(row!.slice(0, 8)).toEqual(["", "", "0", "2", "0", "0", "0", "2"]);
    });

    test("villages by grade, their ways, and who is cut off by what", async () => {
      const { villages } = await client.call(contract.listVillageGrades, { query: { ...query, grade: "onePath" } });
      expect(villages.map(({ code, because }) => [code, because?.id])).toEqual([
        ["V1", "SC1-V1"],
        ["V2", "SC2-V2"],
      ]);
      const { sharedSpanIds, sharedM, ways, ...told } = await client.call(contract.getVillageWays, {
        ...{ params: { code: "V1" }, query },
      });
      expect([...sharedSpanIds].sort()).toEqual(["OLT1-SC1", "SC1-V1"]);
      expect(told).toMatchObject({ grade: "onePath", because: { id: "SC1-V1" }, exact: true });
      expect([sharedM, ways[0].lines.map((line) => line[0])]).toEqual([
        ways[0].lengthM,
        ways[0].nodeIds.slice(0, -1).map((id) => drawn.network.get("nodes", id)!.position),
      ]);
      const cutOff = (kind: "span" | "node", id: string) =>
        client.call(contract.listCutOff, { query: { ...query, kind, id } });
      expect((await cutOff("span", "SC1-SC2")).villages).toEqual(["V2"]);
      expect((await cutOff("node", "SC1")).villages).toEqual(["V1", "V2"]);
    });

    test("the map has what lies in the box, and two circuits what they share", async () => {
      const map = await client.call(contract.mapSinglePoints, { query: { ...query, bbox: "107,22,109,24" } });
      expect([map.whole, map.features.length]).toEqual([true, 7]);
      const far = await client.call(contract.mapSinglePoints, { query: { ...query, bbox: "0,0,1,1" } });
      expect([far.whole, far.features]).toEqual([true, []]);
      const body = { projectId: "small", a: { circuitId: "c1" }, b: { circuitId: "c2" } };
      const compared = await client.call(contract.compareCircuits, { body });
      expect(compared).toMatchObject({ spans: [{ spanId: "OLT1-SC1" }], nodeIds: ["SC1"], disjoint: false });
    });

    test("the map of villages has their grades, the worst held first, and says where it leaves some out", async () => {
      const ask = (bbox: string, limit = 10) =>
        client.call(contract.mapVillageGrades, { query: { ...query, bbox, limit } });
      const { whole, features } = await ask("107,22,109,24");
      expect([whole, features.map(({ properties }) => properties)]).toEqual([
        true,
        ["V1", "V2"].map((code) => ({ code, grade: "onePath" })),
      ]);
      expect(await ask("107,22,109,24", 1)).toMatchObject({ whole: false, features: [{ properties: { code: "V1" } }] });
      expect(await ask("0,0,1,1")).toMatchObject({ whole: true, features: [] });
    });

    test("an edit is seen at once; what is not there is said", async () => {
      const ask = (projectId: string) => client.call(contract.getRedundancy, { query: { projectId } });
      expect(await problemOf(ask("empty"))).toMatchObject({ code: "UNPROCESSABLE", issues: [{ code: "NO_HEADEND" }] });
      expect(await problemOf(ask("nowhere"))).toMatchObject({ code: "NOT_FOUND" });
      const village = client.call(contract.getVillageWays, { params: { code: "X" }, query });
      expect(await problemOf(village)).toMatchObject({ code: "NOT_FOUND" });
      const before = await store.inventory.network("small");
      const span = before.network.get("spans", "OLT1-SC1")!;
      const line = [span.line[0]!, [span.line[0]![0], span.line[0]![1] + 0.01], span.line[1]!];
      const second = { ...span, id: "second", line, lengthM: lineLengthM(line as never) };
      const change = { note: "a second way", put: { spans: [second] }, remove: {} } as never;
      await store.inventory.apply("small", change, { by: "test" }, { baseRevision: before.revision });
      const { points, revision } = await client.call(contract.getRedundancy, { query });
      expect(revision).toBeGreaterThan(before.revision);
      expect(points.map(({ id }) => id)).not.toContain("OLT1-SC1");
    });
  },
);
