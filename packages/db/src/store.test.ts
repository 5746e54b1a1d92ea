import type { NodeId, Splice } from "@cuntong/network";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ConflictRefusal } from "./inventory/refusal.ts";
import { knownMigrations } from "./migrate.ts";
import { openStore } from "./open-store.ts";
import type { Store } from "./store.ts";
import { incidentTests } from "./testing/incident-tests.ts";
import { glass, inventoryTests } from "./testing/inventory-tests.ts";
import { findPostgres, startTestPostgres, type TestPostgres } from "./testing/postgres.ts";
import { chainPlant, gridVillages, tangle } from "./testing/sample.ts";
import { storeTests } from "./testing/store-tests.ts";
import { tileTests } from "./testing/tile-tests.ts";
import { tileBytesLimit } from "./tiles.ts";

const installed = (await findPostgres()) !== undefined;

describe.skipIf(!installed)(
  `a store on a server${installed ? "" : " (skipped: no PostgreSQL server with PostGIS is installed)"}`,
  () => {
    let postgres: TestPostgres | undefined;
    let databaseUrl: string;
    let store: Store;
    beforeAll(async () => {
      postgres = await startTestPostgres();
      databaseUrl = await postgres!.createDatabase();
      store = await openStore({ databaseUrl, dataFolder: "unused" });
    });
    afterAll(async () => {
      await store?.close();
      await postgres?.stop();
    });

    storeTests(() => store);
    tileTests(() => store);
    inventoryTests(() => store, { size: 400, reads: 1_000 });
    incidentTests(() => store);

    test("every geometry column has its own type, its SRID and two dimensions", async () => {
      const { rows } = await store.execute(
        `select f_table_name || '.' || f_geometry_column || ' ' || type || ' ' || srid || ' ' || coord_dimension as column
       from geometry_columns order by 1`,
      );
      expect(rows.map(({ column }) => column)).toEqual([
        "area.geom MULTIPOLYGON 4326 2",
        "county.geom MULTIPOLYGON 4326 2",
        "node.geom POINT 4326 2",
        "proposal_node.geom POINT 4326 2",
        "proposal_span.geom LINESTRING 4326 2",
        "proposal_village.geom POINT 4326 2",
        "proposal_village.nearest POINT 4326 2",
        "river.geom MULTILINESTRING 4326 2",
        "span.geom LINESTRING 4326 2",
        "village.geom POINT 4326 2",
      ]);
    });

    test("no tile is larger than its limit, however dense the place, and a dense one still shows the most it can", async () => {
      const by = { by: "tester" };
      await store.projects.create({ id: "dense", name: "Dense" }, by);
      const squeeze = ([lon, lat]: readonly [number, number]) =>
        [108.45 + (lon - 108) / 20, 23.45 + (lat - 23) / 20] as const;
      const villages = gridVillages(25_000).map((village) => ({ ...village, position: squeeze(village.position) }));
      await store.villages.put("dense", villages, by);
      await store.plant.put("dense", tangle(18_000, squeeze), by);
      for (const [z, x, y] of [
        [9, 410, 221],
        [10, 820, 443],
        [11, 1641, 886],
        [12, 3282, 1772],
      ] as const) {
        for (const layer of ["villages", "spans", "nodes"] as const) {
          const { bytes, features } = await store.tiles.tile({ layer, projectId: "dense", z, x, y });
          expect(bytes.length, `${layer} ${z}`).toBeLessThanOrEqual(tileBytesLimit);
          if (z === 11) expect(features, `${layer} ${z}`).toBeGreaterThan(0);
        }
      }
    }, 60_000);

    test("a large change is counted while it is written, so that nothing is planned for an empty project", async () => {
      await store.projects.create({ id: "counted", name: "Counted" }, { by: "tester" });
      await store.plant.put("counted", chainPlant(800), { by: "tester" });
      const { rows } = await store.execute(
        "select most_common_vals::text as known from pg_stats where tablename in ('plant_object', 'plant_reference') and attname = 'project_id'",
      );
      expect(rows.map(({ known }) => String(known).includes("counted"))).toEqual([true, true]);
    });

    test("writers racing each other get revisions without a gap or a repeat", async () => {
      await store.projects.create({ id: "race", name: "Race" }, { by: "tester" });
      const before = await store.revision();
      const writes = gridVillages(24).map((village) => store.villages.put("race", [village], { by: "racer" }));
      const revisions = (await Promise.all(writes)).map(({ revision }) => revision);
      expect(revisions.sort((a, b) => a - b)).toEqual(revisions.map((_, i) => before + 1 + i));
      expect((await store.villages.all("race")).villages).toHaveLength(24);
    });

    test("of 32 racers for one strand end one wins, and the others are told who", async () => {
      await store.projects.create({ id: "strand", name: "Strand" }, { by: "tester" });
      const { splices, ...rest } = glass().put;
      const by = { by: "racer" };
      const ground = { note: "ground", put: rest, remove: {} };
      const { revision } = await store.inventory.apply("strand", ground, by, { baseRevision: await store.revision() });
      const racers = Array.from({ length: 32 }, (_, i) => ({ ...splices![0]!, id: `X${i}` }) as Splice);
      const answers = await Promise.all(
        racers.map((splice) =>
          store.inventory
            .apply("strand", { note: "race", put: { splices: [splice] }, remove: {} }, by, { baseRevision: revision })
            .then(
              () => splice.id as string,
              (error) => error.violations[0],
            ),
        ),
      );
      const [winner, ...others] = answers.filter((answer) => typeof answer === "string");
      expect([winner, others]).toEqual([expect.stringMatching(/^X/), []]);
      for (const lost of answers.filter((answer) => typeof answer !== "string")) {
        expect(lost).toMatchObject({ code: "END_TAKEN", holder: { table: "splices", id: winner } });
      }
    });

    test("of 32 racers that write past the program one wins too", async () => {
      await store.projects.create({ id: "past", name: "Past" }, { by: "tester" });
      const { splices, ...rest } = glass().put;
      const ground = { note: "ground", put: rest, remove: {} };
      await store.inventory.apply("past", ground, { by: "racer" }, { baseRevision: await store.revision() });
      const text =
        "insert into plant_object (project_id, kind, id, record, revision) values ('past', 'splices', $1, $2, 1)";
      const racers = Array.from({ length: 32 }, (_, i) => ({ ...splices![0]!, id: `X${i}` }));
      const answers = await Promise.allSettled(racers.map((splice) => store.execute(text, [splice.id, splice])));
      expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      const { rows } = await store.execute(
        "select count(*)::integer as splices from plant_object where kind = 'splices' and project_id = 'past'",
      );
      expect(rows).toEqual([{ splices: 1 }]);
    });

    test("fifty editors on the same objects lose no update", async () => {
      await store.projects.create({ id: "editors", name: "Editors" }, { by: "tester" });
      const nodes = Array.from({ length: 20 }, (_, i) => ({
        ...({ id: `N${i}` as NodeId, kind: "pole", name: "0", status: "operational" } as const),
        position: [108 + i / 100, 23] as const,
      }));
      const ground = { note: "ground", put: { nodes }, remove: {} };
      await store.inventory.apply("editors", ground, { by: "e" }, { baseRevision: await store.revision() });
      let conflicts = 0;
      const edit = async (editor: number, n: number): Promise<void> => {
        const { network } = await store.inventory.network("editors");
        const node = network.get("nodes", `N${(editor * 7 + n * 3) % 20}`)!;
        const name = `${Number.parseInt(node.name!, 10) + 1} by ${editor}`;
        const change = { note: "count", put: { nodes: [{ ...node, name }] }, remove: {} };
        try {
          await store.inventory.apply("editors", change, { by: `e${editor}` }, { baseRevision: network.revision });
        } catch (error) {
          if (!(error instanceof ConflictRefusal)) throw error;
          conflicts++;
          await edit(editor, n);
        }
      };
      const work = async (editor: number) => {
        for (let n = 0; n < 4; n++) await edit(editor, n);
      };
      await Promise.all(Array.from({ length: 50 }, (_, editor) => work(editor)));
      const { network } = await store.inventory.network("editors");
      const counted = [...network.records("nodes")].map(({ name }) => Number.parseInt(name!, 10));
      expect(counted.reduce((sum, count) => sum + count, 0)).toBe(200);
      expect(conflicts).toBeGreaterThan(0);
    }, 60_000);

    test("programs starting together on an empty database migrate it once", async () => {
      const fresh = await postgres!.createDatabase();
      const stores = await Promise.all([1, 2, 3].map(() => openStore({ databaseUrl: fresh, dataFolder: "unused" })));
      const { rows } = await stores[0]!.execute("select version from store_migration order by version");
      expect(rows).toEqual(knownMigrations().map(({ version }) => ({ version })));
      await Promise.all(stores.map((each) => each.close()));
    });

    test("a database of a newer program is refused and not touched", async () => {
      const newer = await postgres!.createDatabase();
      const first = await openStore({ databaseUrl: newer, dataFolder: "unused" });
      await first.execute("insert into store_migration (version, name, sha256) values (999, '0998_future', 'x')");
      await first.close();
      await expect(openStore({ databaseUrl: newer, dataFolder: "unused" })).rejects.toMatchObject({
        code: "SCHEMA_NEWER",
        message: expect.stringContaining("newer Cuntong"),
      });
    });

    test("a server that does not answer is refused with its reason", async () => {
      const nobody = "postgres://nobody@127.0.0.1:9/none";
      await expect(openStore({ databaseUrl: nobody, dataFolder: "unused" })).rejects.toMatchObject({
        code: "DATABASE_UNREACHABLE",
        message: expect.stringContaining("ECONNREFUSED"),
      });
    });
  },
);
