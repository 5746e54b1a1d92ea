import { openStore } from "@cuntong/db";
import { findPostgres, startTestPostgres } from "@cuntong/db/testing";
import { sketch } from "@cuntong/network/testing";
import { describe, expect, test } from "vitest";
import { runCli } from "../testing/run-cli.ts";

const installed = (await findPostgres()) !== undefined;
const why = installed ? "" : " (skipped: no PostgreSQL server with PostGIS is installed)";

describe.skipIf(!installed)(`the plant of a store on the command line${why}`, () => {
  test("is graded at its revision, and its circuits are compared", async () => {
    const postgres = (await startTestPostgres())!;
    try {
      const databaseUrl = await postgres.createDatabase();
      const store = await openStore({ databaseUrl, dataFolder: "unused" });
      await store.projects.create({ id: "p", name: "P" }, { by: "tester" });
      const { records } = sketch("OLT1 ==24== SC1 --drop-- V1\n             |\n             +--drop-- V2");
      const circuits = [1, 2].map((port) => {
        const z = { equipmentId: `V${port}`, port: 1 };
        return { id: `c${port}`, a: { equipmentId: "OLT1", port }, z, status: "operational" };
      });
      const change = { note: "sketch", put: { ...records, circuits } as never, remove: {} };
      const baseRevision = await store.revision();
      const { revision } = await store.inventory.apply("p", change, { by: "tester" }, { baseRevision });
      await store.close();
      const asked = (...args: string[]) =>
        runCli(["redundancy", "--store", databaseUrl, "--project", "p", ...args, "--json"]);
      const { redundancy } = JSON.parse((await asked("--top", "1")).stdout);
      expect(redundancy).toMatchObject({ revision, headends: ["OLT1"], pointCount: 5, villages: { onePath: 2 } });
      const compared = JSON.parse((await asked("--compare", "c1,c2")).stdout);
      expect(compared).toMatchObject({ revision, spans: [{ spanId: "OLT1-SC1" }], nodeIds: ["SC1"] });
      const unknown = await runCli(["redundancy", "--store", databaseUrl, "--project", "q"]);
      expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining("PROJECT_UNKNOWN")]);
    } finally {
      await postgres.stop();
    }
  }, 60_000);
});
