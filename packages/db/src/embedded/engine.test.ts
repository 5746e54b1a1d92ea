import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openStore, storeOn } from "../open-store.ts";
import type { Store } from "../store.ts";
import { temporaryFolder } from "../testing/embedded.ts";
import { incidentTests } from "../testing/incident-tests.ts";
import { inventoryTests } from "../testing/inventory-tests.ts";
import { gridVillages } from "../testing/sample.ts";
import { storeTests } from "../testing/store-tests.ts";
import { tileTests } from "../testing/tile-tests.ts";
import { sqlState } from "../trouble.ts";
import { type EmbeddedConnection, openEmbedded } from "./engine.ts";

const author = { by: "tester" };
const silent = () => {};

describe("a store on the embedded engine", () => {
  let place: Awaited<ReturnType<typeof temporaryFolder>>;
  let connection: EmbeddedConnection;
  let store: Store;
  beforeAll(async () => {
    place = await temporaryFolder();
    connection = await openEmbedded(place.folder, silent);
    store = storeOn(connection);
  }, 90_000);
  afterAll(async () => {
    await store?.close();
    await place?.remove();
  });

  storeTests(() => store);
  tileTests(() => store);
  inventoryTests(() => store, { size: 60, reads: 8 });
  incidentTests(() => store);

  test("after a refused statement the next one has its own answer and is run, and thousands of refusals wear nothing out", async () => {
    await store.execute("create table worn (id integer primary key, n integer not null)");
    await store.execute("insert into worn values (1, 0)");
    const told = new Map<string, number>();
    for (let i = 1; i <= 4_000; i++) {
      const refused = await store.execute("select 1 / (id - $1::integer) from worn", [1]).then(() => "", sqlState);
      const { rows } = await store.execute("update worn set n = n + 1 where id = $1 returning n", [1]);
      const answer = `${refused} ${rows[0]?.n === i ? "its own" : "another"}`;
      told.set(answer, (told.get(answer) ?? 0) + 1);
    }
    expect([...told]).toEqual([["22012 its own", 4_000]]);
  }, 60_000);

  test("300 planted GEOS exceptions of every kind become 300 errors, and no row changes", async () => {
    await store.execute("create table planted (id integer primary key, geom geometry)");
    await store.execute(
      "insert into planted select i, ST_MakeEnvelope(i, i, i + 1, i + 1) from generate_series(1, 3) i",
    );
    await store.execute("update planted set geom = 'POLYGON((0 0, 1 1, 1 0, 0 1, 0 0))' where id = 2");
    const sum = async () =>
      (await store.execute("select md5(string_agg(p::text, ',' order by id)) as sum from planted p")).rows;
    const before = await sum();
    const thrown: unknown[] = [];
    for (let i = 0; i < 300; i++) {
      const { text, values } = plantings[i % plantings.length]!;
      thrown.push(
        await store.execute(text, values).then(
          () => `success of ${text}`,
          (error) => error.code,
        ),
      );
    }
    expect(thrown.filter((code) => code !== "STATEMENT_LOST")).toEqual([]);
    expect(await sum()).toEqual(before);
    await store.execute("drop table planted");
  }, 60_000);

  test("a lost statement undoes the whole change that it was part of, and the next change works", async () => {
    await store.projects.create({ id: "undone", name: "Undone" }, author);
    const before = await store.revision();
    const change = connection.withDatabase((db) =>
      db.transaction(async (tx) => {
        await tx.execute("update store_revision set revision = revision + 1");
        await tx.execute("insert into audit (revision, by, what) values (999999, 'x', 'x')");
        await tx.execute(`select ${union("'POLYGON((0 0, 1 1, 1 0, 0 1, 0 0))'::geometry")}`);
      }),
    );
    await expect(change).rejects.toMatchObject({ code: "STATEMENT_LOST" });
    expect(await store.revision()).toBe(before);
    expect((await store.villages.put("undone", gridVillages(5), author)).revision).toBe(before + 1);
  });

  test("a second process on the same folder is refused, saying who has it", async () => {
    await expect(openStore({ dataFolder: place.folder })).rejects.toMatchObject({
      code: "STORE_IN_USE",
      message: expect.stringContaining(`Process ${await connection.pid()} has the data folder`),
    });
  });

  test("calls at the same moment wait for each other on the one connection", async () => {
    await store.projects.create({ id: "crowd", name: "Crowd" }, author);
    const before = await store.revision();
    const puts = gridVillages(40).map((village) => store.villages.put("crowd", [village], author));
    const revisions = (await Promise.all(puts)).map(({ revision }) => revision);
    expect(revisions.sort((a, b) => a - b)).toEqual(revisions.map((_, i) => before + 1 + i));
  });

  test("killed with -9 while writing: calls fail with a code, nothing acknowledged is lost, and it comes back by itself", async () => {
    await store.projects.create({ id: "killed", name: "Killed" }, author);
    const acknowledged = new Set<string>();
    const failures = new Set<string>();
    for (let round = 0; round < 2; round++) {
      const pid = await connection.pid();
      const villages = gridVillages(2_000).slice(round * 1_000, (round + 1) * 1_000);
      const writing = villages.map((village) =>
        store.villages.put("killed", [village], author).then(
          () => acknowledged.add(village.code),
          (error) => failures.add(error.code ?? String(error)),
        ),
      );
      await wait(300);
      process.kill(pid, "SIGKILL");
      await Promise.all(writing);
      const kept = new Set((await store.villages.all("killed")).villages.map(({ code }) => String(code)));
      expect([...acknowledged].filter((code) => !kept.has(code))).toEqual([]);
    }
    expect(acknowledged.size).toBeGreaterThan(0);
    expect([...failures]).toEqual(["ENGINE_LOST"]);
    expect((await store.villages.put("killed", gridVillages(1), author)).revision).toBe(await store.revision());
  }, 60_000);
});

describe("the life of an embedded store", () => {
  test("closed and opened again it holds what it held; a closed store says so", async () => {
    const { folder, remove } = await temporaryFolder();
    const first = await openStore({ dataFolder: folder });
    await first.projects.create({ id: "kept", name: "Kept" }, author);
    await first.close();
    await expect(first.revision()).rejects.toMatchObject({ code: "STORE_CLOSED" });
    const second = await openStore({ dataFolder: folder });
    expect((await second.projects.list()).projects.map(({ id }) => id)).toEqual(["kept"]);
    expect(await second.revision()).toBe(1);
    await second.close();
    await remove();
  }, 60_000);

  test("when its parent is killed with -9 the engine ends and frees the folder", async () => {
    const { folder, remove } = await temporaryFolder();
    const program = `
      const { openEmbedded } = await import(${JSON.stringify(new URL("engine.ts", import.meta.url).href)});
      const connection = await openEmbedded(${JSON.stringify(folder)}, () => {});
      process.stdout.write("engine " + (await connection.pid()) + "\\n");`;
    const parent = spawn(process.execPath, ["--input-type=module", "--eval", program], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = await once(parent.stdout, "data");
    const pid = Number(/engine (\d+)/.exec(String(line))![1]);
    parent.kill("SIGKILL");
    await expect.poll(() => alive(pid), { timeout: 10_000 }).toBe(false);
    const store = await openStore({ dataFolder: folder });
    expect(await store.revision()).toBe(0);
    await store.close();
    await remove();
  }, 60_000);
});

const union = (geometry: string) => `ST_Union(${geometry}, ST_MakeEnvelope(0.2, 0.1, 3, 3))`;
const selfCrossing = "POLYGON((0 0, 1 1, 1 0, 0 1, 0 0))";

/** Statements that throw inside GEOS at the second of three rows: what each looks like to the driver without the guard is different. */
const plantings: readonly { readonly text: string; readonly values?: readonly unknown[] }[] = [
  { text: `select ${union("geom")} from planted` },
  { text: `select count(${union("geom")}) from planted` },
  { text: `select id from planted where ST_Area(${union("geom")}) > 0 order by 1` },
  { text: `update planted set id = id + 10, geom = ${union("geom")}` },
  { text: `update planted set id = id + $1, geom = ${union("geom")}`, values: [10] },
  { text: `update planted set id = id + 10, geom = ${union("geom")} returning id` },
  { text: `with u as (update planted set geom = ${union("geom")} returning id) select count(*) from u` },
  { text: `delete from planted where ST_Area(${union("geom")}) > 0` },
  { text: `insert into planted select id + 100, ${union("geom")} from planted returning id` },
  { text: `select ${union("$1::geometry")} from planted`, values: [selfCrossing] },
  { text: `select ${union(`'${selfCrossing}'::geometry`)}` },
  { text: `create table planted_copy as select ${union("geom")} as geom from planted` },
  { text: `create index on planted using gist ((${union("geom")}))` },
  { text: "select ST_Union(geom) from (select geom from planted union all select ST_MakeEnvelope(0.2, 0.1, 3, 3)) g" },
  { text: `select ST_Intersection(geom, ST_MakeEnvelope(0.2, 0.1, 3, 3)) from planted for update` },
];

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
