import type { Sql } from "postgres";
import { connectTo } from "./client.ts";
import { type Connection, databaseOn, executeOn, type Report, versionsOf } from "./connection.ts";
import { Gate } from "./gate.ts";
import { migrate } from "./migrate.ts";
import type { Engine } from "./store.ts";
import { isLostConnection, StoreError } from "./trouble.ts";

const oldestPostgres = 15;
const oldestPostgis = [3, 3] as const;
const connections = 8;

/** Opens a PostgreSQL server: checks what it is, adds PostGIS where that is allowed, and migrates. */
export async function openServer(databaseUrl: string, report: Report): Promise<Connection> {
  const sql = clientOf(databaseUrl);
  try {
    report("engine", "Connecting to the PostgreSQL server.");
    const engine = await checkedEngine(sql);
    report("migrate", "Bringing the schema up to date.");
    await migrate(sql);
    const db = databaseOn(sql);
    const gate = new Gate();
    return {
      engine,
      withDatabase: (work) => gate.pass(() => coded(work(db))),
      execute: (text, values) => gate.pass(() => coded(executeOn(sql, text, values))),
      close: () => gate.close(() => sql.end({ timeout: 0 })),
    };
  } catch (error) {
    await sql.end({ timeout: 1 });
    throw error;
  }
}

function clientOf(databaseUrl: string): Sql {
  try {
    return connectTo(databaseUrl, connections);
  } catch (error) {
    const shape = "postgres://user:password@host/database";
    throw new StoreError("DATABASE_UNREACHABLE", `DATABASE_URL is not the address of a server: ${shape}.`, error);
  }
}

async function coded<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!isLostConnection(error)) throw error;
    throw new StoreError(
      "DATABASE_LOST",
      "The connection to the database was lost during this call. Try again.",
      error,
    );
  }
}

async function checkedEngine(sql: Sql): Promise<Engine> {
  const found = await reached(sql);
  if (Number.parseInt(found.postgres, 10) < oldestPostgres) {
    throw new StoreError(
      "DATABASE_TOO_OLD",
      `PostgreSQL ${oldestPostgres} or newer is needed, this is ${found.postgres}.`,
    );
  }
  const postgis = found.postgis ?? (await addPostgis(sql));
  if (isOlder(postgis, oldestPostgis)) {
    throw new StoreError(
      "POSTGIS_TOO_OLD",
      `PostGIS ${oldestPostgis.join(".")} or newer is needed, this is ${postgis}.`,
    );
  }
  return { kind: "server", postgres: found.postgres, postgis };
}

async function reached(sql: Sql): Promise<{ postgres: string; postgis?: string }> {
  try {
    return await versionsOf(sql);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreError("DATABASE_UNREACHABLE", `The database in DATABASE_URL does not answer: ${reason}.`, error);
  }
}

async function addPostgis(sql: Sql): Promise<string> {
  try {
    await sql`create extension if not exists postgis`;
  } catch (error) {
    throw new StoreError(
      "POSTGIS_MISSING",
      "This database has no PostGIS and the user may not add it. As a superuser run: CREATE EXTENSION postgis;",
      error,
    );
  }
  return (await versionsOf(sql)).postgis ?? "0";
}

function isOlder(version: string, [major, minor]: readonly [number, number]): boolean {
  const [foundMajor = 0, foundMinor = 0] = version.split(".").map(Number);
  return foundMajor < major || (foundMajor === major && foundMinor < minor);
}
