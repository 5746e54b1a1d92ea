import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { moveToServer } from "./move.ts";
import { openStore } from "./open-store.ts";
import { temporaryFolder } from "./testing/embedded.ts";
import { findPostgres, startTestPostgres, type TestPostgres } from "./testing/postgres.ts";
import { chainPlant, gridVillages, squareCounty } from "./testing/sample.ts";
import { rowProposal } from "./testing/sample-proposal.ts";

const author = { by: "tester" };
const installed = (await findPostgres()) !== undefined;

describe.skipIf(!installed)(
  `moving${installed ? "" : " (skipped: no PostgreSQL server with PostGIS is installed)"}`,
  () => {
    let postgres: TestPostgres | undefined;
    let place: Awaited<ReturnType<typeof temporaryFolder>>;
    beforeAll(async () => {
      postgres = await startTestPostgres();
      place = await temporaryFolder();
      await fill(place.folder);
    }, 90_000);
    afterAll(async () => {
      await postgres?.stop();
      await place?.remove();
    });

    test("an embedded store arrives on a server whole, and work goes on there", async () => {
      const databaseUrl = await postgres!.createDatabase();
      const moved = await moveToServer({ dataFolder: place.folder, databaseUrl });
      expect(Object.fromEntries(moved.map(({ table, rows }) => [table, rows]))).toEqual({
        ...{
          store_revision: 1,
          audit: 11,
          project: 1,
          layer_revision: 10,
          county: 1,
          river: 1,
          area: 1,
          village: 1_500,
          plant_object: 3_899,
          plant_version: 1,
          design: 1,
        },
        ...{ price_book: 1, import: 1, plan: 1, proposal_span: 40, proposal_node: 41, proposal_village: 42 },
        ...{
          incident: 0,
          incident_dark: 0,
          incident_loss: 0,
          incident_event: 0,
          alarm: 0,
          otdr_trace: 0,
          kept_file: 0,
          request_answer: 0,
        },
      });
      const store = await openStore({ databaseUrl, dataFolder: "unused" });
      expect(await store.revision()).toBe(11);
      expect((await store.villages.all("p")).villages).toEqual(gridVillages(1_500));
      expect((await store.plans.proposal("plan")).proposal).toEqual(rowProposal(40));
      expect(await store.imports.records("import")).toEqual(["a"]);
      expect(await store.audit.verify()).toMatchObject({ verified: 11, from: 1 });
      await store.villages.put("p", gridVillages(3, 109, 23, "450199"), author);
      await store.plant.put("p", { nodes: [{ ...chainPlant(1).nodes[0]!, id: "new" as never }], spans: [] }, author);
      expect(await store.plant.counts("p")).toMatchObject({ nodes: 1_201 });
      await store.close();
    }, 60_000);

    test("a server that holds a project is refused, and the embedded store stays as it was", async () => {
      const databaseUrl = await postgres!.createDatabase();
      const server = await openStore({ databaseUrl, dataFolder: "unused" });
      await server.projects.create({ id: "theirs", name: "Theirs" }, author);
      await expect(moveToServer({ dataFolder: place.folder, databaseUrl })).rejects.toMatchObject({
        code: "TARGET_NOT_EMPTY",
      });
      expect((await server.projects.list()).projects.map(({ id }) => id)).toEqual(["theirs"]);
      await server.close();
      const embedded = await openStore({ dataFolder: place.folder });
      expect((await embedded.villages.counts("p")).total).toBe(1_500);
      await embedded.close();
    }, 60_000);
  },
);

async function fill(folder: string): Promise<void> {
  const store = await openStore({ dataFolder: folder });
  await store.projects.create({ id: "p", name: "P", nameZh: "项目", credits: ['a "quoted", credit', "b\\c"] }, author);
  await store.landscape.putCounties("p", [squareCounty("450103", "青秀区", 108, 23)], author);
  await store.landscape.putRivers(
    "p",
    [
      {
        lines: [
          [
            [108, 23],
            [109, 24],
          ],
        ],
      },
    ],
    author,
  );
  const ring = [[108, 23] as const, [109, 23] as const, [109, 24] as const, [108, 23] as const];
  await store.areas.put("p", [{ id: "A", name: "林地", kind: "forest", shape: [[ring]] }], author);
  await store.villages.put("p", gridVillages(1_500), author);
  await store.plant.put("p", chainPlant(1_200), author);
  await store.plant.put("p", { nodes: [{ ...chainPlant(1).nodes[0]!, name: "renamed" }], spans: [] }, author);
  await store.designs.create("p", { id: "D", name: "Design" }, author);
  await store.priceBooks.put("p", { name: "价目", currency: "CNY", prices: [] }, author);
  await store.imports.stage({ id: "import", projectId: "p", kind: "villages", fileName: "f", report: { 行: 1 } }, [
    "a",
  ]);
  await store.plans.create({ id: "plan", projectId: "p", request: { villages: "all" } }, author);
  await store.plans.start("plan");
  await store.plans.finish("plan", { proposal: rowProposal(40), issues: [], computedOn: 7 }, author);
  await store.close();
}
