import { openStore, type Store } from "@cuntong/db";
import { findPostgres, startTestPostgres } from "@cuntong/db/testing";
import { glassLine, type Network, type Port, pathTo, trace } from "@cuntong/network";
import { sketch } from "@cuntong/network/testing";
import { describe, expect, test } from "vitest";
import { runCli } from "../testing/run-cli.ts";

const installed = (await findPostgres()) !== undefined;
const why = installed ? "" : " (skipped: no PostgreSQL server with PostGIS is installed)";

/** A trace from the OLT's first port that shows every joint of its glass, a little farther than its record says. */
function acceptedTrace(network: Network) {
  const port = { equipmentId: "OLT1", port: 1 } as Port;
  const traced = trace(network, port, { wavesNm: [] });
  if (!traced.ok) throw new Error(traced.message);
  const [way] = traced.value.ways;
  const joints = glassLine(network, pathTo(way!, way!.stops[0]!)).joints.filter(({ glassM }) => glassM > 0);
  const events = joints.map(({ glassM }, i) => ({ glassM: glassM * 1.003, isEnd: i === joints.length - 1 }));
  const known = joints.map(({ nodeId }, event) => ({ event, nodeId, name: nodeId }));
  const summary = { events, joints: known, groupIndex: 1.468, waveNm: 1550 };
  const file = { fileName: "t1.sor", sha256: "0".repeat(64), summary };
  return { id: "t1", ...port, waveNm: 1550, isBaseline: true, ...file };
}

/** A plant of one project in a store of its own, asked about on the command line. */
async function withStore(
  records: object,
  work: (databaseUrl: string, revision: number, store: Store) => Promise<void>,
): Promise<void> {
  const postgres = (await startTestPostgres())!;
  try {
    const databaseUrl = await postgres.createDatabase();
    const store = await openStore({ databaseUrl, dataFolder: "unused" });
    await store.projects.create({ id: "p", name: "P" }, { by: "tester" });
    const change = { note: "sketch", put: records as never, remove: {} };
    const baseRevision = await store.revision();
    const { revision } = await store.inventory.apply("p", change, { by: "tester" }, { baseRevision });
    await work(databaseUrl, revision, store);
    await store.close();
  } finally {
    await postgres.stop();
  }
}

describe.skipIf(!installed)(`the plant of a store on the command line${why}`, () => {
  test("is graded at its revision, its circuits are compared, and a reading is located by the accepted trace of its port", async () => {
    const { network, records } = sketch("OLT1 ==24== SC1 --drop-- V1\n             |\n             +--drop-- V2");
    const circuits = [1, 2].map((port) => {
      const z = { equipmentId: `V${port}`, port: 1 };
      return { id: `c${port}`, a: { equipmentId: "OLT1", port }, z, status: "operational" };
    });
    await withStore({ ...records, circuits }, async (databaseUrl, revision, store) => {
      const where = ["--store", databaseUrl, "--project", "p"];
      const asked = async (...args: string[]) => JSON.parse((await runCli([...args, ...where, "--json"])).stdout);
      const { redundancy } = await asked("redundancy", "--top", "1");
      expect(redundancy).toMatchObject({ revision, headends: ["OLT1"], pointCount: 5, villages: { onePath: 2 } });
      const compared = await asked("redundancy", "--compare", "c1,c2");
      expect(compared).toMatchObject({ revision, spans: [{ spanId: "OLT1-SC1" }], nodeIds: ["SC1"] });
      const unknown = await runCli(["redundancy", "--store", databaseUrl, "--project", "q"]);
      expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining("PROJECT_UNKNOWN")]);

      await store.otdrTraces.keep("p", acceptedTrace(network), { by: "tester" });
      const reading = ["--port", "OLT1:1", "--metres", "150", "--instrument-index", "1.4705"];
      const { stdout } = await runCli(["locate", ...where, ...reading]);
      expect(stdout).toMatch(/^147 m past OLT1 towards SC1.*\(95 %\), calibrated\n/s);
      expect(stdout).toMatch(/\nbaseline t1\.sor of [0-9-]+: 2 joints of the plant as it is now\n$/);
    });
  }, 60_000);
});
