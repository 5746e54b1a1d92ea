import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openStore } from "./open-store.ts";
import { findPostgres, startTestPostgres, type TestPostgres } from "./testing/postgres.ts";
import { gridVillages } from "./testing/sample.ts";

const installed = (await findPostgres()) !== undefined;

describe.skipIf(!installed)(
  `a server that fails${installed ? "" : " (skipped: no PostgreSQL server with PostGIS is installed)"}`,
  () => {
    let postgres: TestPostgres | undefined;
    beforeAll(async () => {
      postgres = await startTestPostgres();
    });
    afterAll(() => postgres?.stop());

    // An error that postgres.js lets out of a timer would end this process; vitest counts it as a failed run.
    test("a server that crashes under load fails calls with a code and never ends this program", async () => {
      const store = await openStore({ databaseUrl: await postgres!.createDatabase(), dataFolder: "unused" });
      await store.projects.create({ id: "p", name: "P" }, { by: "tester" });
      const acknowledged = new Set<string>();
      const failures = new Set<string>();
      const villages = gridVillages(20_000);
      let running = true;
      const writer = async () => {
        while (running) {
          const village = villages.pop()!;
          await store.villages.put("p", [village], { by: "writer" }).then(
            () => acknowledged.add(village.code),
            (error) => failures.add(error.code ?? String(error)),
          );
          await wait(1);
        }
      };
      const writers = Array.from({ length: 12 }, writer);
      for (let round = 0; round < 5; round++) {
        // Each crash comes while writes are answered, however slow the machine.
        for (const before = acknowledged.size; acknowledged.size < before + 5; ) await wait(10);
        await wait(100);
        await postgres!.crash();
      }
      running = false;
      await Promise.all(writers);
      expect([...failures]).toEqual(["DATABASE_LOST"]);
      const kept = new Set((await store.villages.all("p")).villages.map(({ code }) => String(code)));
      expect([...acknowledged].filter((code) => !kept.has(code))).toEqual([]);
      expect(acknowledged.size).toBeGreaterThan(20);
      await store.close();
    }, 60_000);

    test("a connection that an administrator ends is replaced by the next call", async () => {
      const store = await openStore({ databaseUrl: await postgres!.createDatabase(), dataFolder: "unused" });
      const suicide = store.execute("select pg_terminate_backend(pg_backend_pid())");
      await expect(suicide).rejects.toMatchObject({ code: "DATABASE_LOST" });
      expect(await store.revision()).toBe(0);
      await store.close();
    });
  },
);
