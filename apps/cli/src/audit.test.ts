import { openStore } from "@cuntong/db";
import { findPostgres, startTestPostgres } from "@cuntong/db/testing";
import { describe, expect, test } from "vitest";
import { runCli } from "./testing/run-cli.ts";

const installed = (await findPostgres()) !== undefined;
const why = installed ? "" : " (skipped: no PostgreSQL server with PostGIS is installed)";

describe.skipIf(!installed)(`cuntong audit${why}`, () => {
  test("verifies the chain, and says which row was altered", async () => {
    const postgres = (await startTestPostgres())!;
    try {
      const DATABASE_URL = await postgres.createDatabase();
      const store = await openStore({ databaseUrl: DATABASE_URL, dataFolder: "unused" });
      await store.projects.create({ id: "p", name: "P" }, { by: "tester" });
      const verify = (...args: string[]) => runCli(["audit", "verify", ...args], { DATABASE_URL });
      const { head } = await store.audit.verify();
      expect(await verify("--head", head)).toMatchObject({
        code: 0,
        stdout: `Verified 1 rows from revision 1 on.\nhead ${head}\n`,
      });
      expect(await verify("--head", "0".repeat(64))).toMatchObject({ code: 1 });
      await store.execute("alter table audit disable trigger user");
      await store.execute("update audit set by = 'mallory'");
      await store.close();
      const altered = "Broken: the audit row of revision 1 is altered.\n";
      expect(await verify()).toMatchObject({ code: 1, stderr: altered });
    } finally {
      await postgres.stop();
    }
  }, 60_000);
});
