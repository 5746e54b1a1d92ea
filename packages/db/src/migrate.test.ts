import type { Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectTo } from "./client.ts";
import { knownMigrations, migrate } from "./migrate.ts";
import { findPostgres, startTestPostgres, type TestPostgres } from "./testing/postgres.ts";

const installed = (await findPostgres()) !== undefined;
const why = installed ? "" : " (skipped: no PostgreSQL server with PostGIS is installed)";

describe.skipIf(!installed)(`migrating${why}`, () => {
  let postgres: TestPostgres | undefined;
  let sql: Sql;
  beforeAll(async () => {
    postgres = await startTestPostgres();
    sql = connectTo(await postgres!.createDatabase(), 2);
  });
  afterAll(async () => {
    await sql?.end();
    await postgres?.stop();
  });

  const count = knownMigrations().length;
  const next = (statements: readonly string[]) => ({ version: count + 1, name: "next", sha256: "two", statements });

  test("a database of an older program gets only the migrations that it lacks", async () => {
    const known = knownMigrations();
    expect(await migrate(sql, known)).toBe(known.length);
    expect(await migrate(sql, known)).toBe(0);
    expect(await migrate(sql, [...known, next(["create table later (id integer)"])])).toBe(1);
    const [last] = await sql`select version, name from store_migration order by version desc limit 1`;
    expect(last).toEqual({ version: count + 1, name: "next" });
  });

  test("a migration that fails leaves nothing of itself", async () => {
    const broken = {
      ...next([]),
      version: count + 2,
      statements: ["create table half (id integer)", "create table half (id integer)"],
    };
    await expect(migrate(sql, [...knownMigrations(), next([]), broken])).rejects.toThrow(/already exists/);
    expect(await sql`select to_regclass('half') as half`).toMatchObject([{ half: null }]);
  });

  test("a migration that was edited after its release is refused", async () => {
    const edited = knownMigrations().map((migration) => ({ ...migration, sha256: "edited" }));
    await expect(migrate(sql, [...edited, next([])])).rejects.toMatchObject({ code: "SCHEMA_CHANGED" });
  });
});
