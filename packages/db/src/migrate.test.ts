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

  test("a store of before dark stretches were kept gets them from its timelines, and keeps its files, losses and alarms", async () => {
    const old = connectTo(await postgres!.createDatabase(), 1);
    await migrate(
      old,
      knownMigrations().filter(({ version }) => version <= 7),
    );
    const at = (hour: number) => `2026-01-01T${String(hour).padStart(2, "0")}:00:00Z`;
    const sha256 = "a".repeat(64);
    const photo = JSON.stringify({ name: "p.jpg", mediaType: "image/jpeg", bytes: 8, sha256 });
    const impact = JSON.stringify({
      revision: 9,
      villages: [
        { code: "V1", fate: "lost", countyCode: "450101", people: 100 },
        { code: "V2", fate: "lost", countyCode: "450101" },
        { code: "V3", fate: "degraded", countyCode: "450102" },
      ],
    });
    await old.begin(async (tx) => {
      await tx`insert into project (id, name, revision) values ('p', 'P', 1)`;
      await tx`insert into incident (project_id, id, title, state, severity, opened_at, restored_at, impact, revision) values
        ('p', 'twice', 't', 'restored', 'major', ${at(1)}, ${at(8)}, ${impact}, 4), ('p', 'open', 't', 'open', 'major', ${at(2)}, null, null, 5)`;
      const events = [
        { revision: 1, at: at(1), kind: "opened", file: null },
        { revision: 2, at: at(3), kind: "restored", file: null },
        { revision: 3, at: at(6), kind: "reopened", file: photo },
        { revision: 4, at: at(9), kind: "restored", file: null },
      ];
      for (const event of events)
        await tx`insert into incident_event ${tx({ project_id: "p", incident_id: "twice", by: "noc", ...event })}`;
      await tx`insert into alarm (project_id, id, source, external_id, severity, raised_at, told_at, about, incident_id, changed)
        values ('p', 1, 'nms', 'a', 'major', ${at(1)}, ${at(1)}, '{}', 'twice', 1), ('p', 2, 'nms', 'b', 'major', ${at(1)}, ${at(1)}, '{}', 'nowhere', 2)`;
    });
    expect(await migrate(old)).toBe(knownMigrations().length - 7);
    const dark = await old`select incident_id, since, until from incident_dark order by incident_id, stretch`;
    expect(
      dark.map(({ incident_id, since, until }) => [incident_id, since.getUTCHours(), until?.getUTCHours()]),
    ).toEqual([
      ["open", 2, undefined],
      ["twice", 1, 3],
      ["twice", 6, 8],
    ]);
    expect([...(await old`select county_code, villages, people from incident_loss`)]).toEqual([
      { county_code: "450101", villages: 2, people: 100 },
    ]);
    expect([...(await old`select sha256, "by" from kept_file`)]).toEqual([{ sha256, by: "noc" }]);
    expect((await old`select incident_id from alarm order by id`).map(({ incident_id }) => incident_id)).toEqual([
      "twice",
      null,
    ]);
    expect([...(await old`select impact_revision::integer as of from incident where id = 'twice'`)]).toEqual([
      { of: 9 },
    ]);
    await old.end();
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
