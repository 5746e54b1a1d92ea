import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type { ParameterOrJSON, RowList, Sql } from "postgres";
import type { Engine, OpenProgress } from "./store.ts";

/** Gives the work a database, and sees to its connection: the embedded engine may have been restarted since the last call. */
export type WithDatabase = <T>(work: (db: PostgresJsDatabase) => Promise<T>) => Promise<T>;

/** What an engine offers to the store. */
export interface Connection {
  readonly engine: Engine;
  readonly withDatabase: WithDatabase;
  execute(text: string, values: readonly unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
  close(): Promise<void>;
}

export type Report = (step: OpenProgress["step"], message: string) => void;

export function databaseOn(sql: Sql): PostgresJsDatabase {
  return drizzle({ client: sql });
}

/** Plain SQL; several statements in one text are allowed where there are no values, and their rows come as one list. */
export async function executeOn(
  sql: Sql,
  text: string,
  values: readonly unknown[],
): Promise<{ rows: Record<string, unknown>[] }> {
  if (!/^\s*begin\b/i.test(text)) return rowsIn(await sql.unsafe(text, values.map(toParameter)));
  // A text that opens its own transaction gets a connection to itself, which must not stay inside it when a statement fails.
  const own = await sql.reserve();
  try {
    return rowsIn(await own.unsafe(text));
  } catch (error) {
    await own.unsafe("rollback");
    throw error;
  } finally {
    own.release();
  }
}

type Row = Record<string, unknown>;

/** One statement answers rows, several answer a list of rows each. */
function rowsIn(answer: RowList<Row[]> | readonly RowList<Row[]>[]): { rows: Row[] } {
  return { rows: isOneAnswer(answer) ? withDates(answer) : answer.flatMap(withDates) };
}

function isOneAnswer(answer: RowList<Row[]> | readonly RowList<Row[]>[]): answer is RowList<Row[]> {
  return "count" in answer;
}

const timestampWithZone = 1184;

function withDates(rows: RowList<Row[]>): Row[] {
  const moments = (rows.columns ?? []).filter(({ type }) => type === timestampWithZone).map(({ name }) => name);
  return rows.map((row) => {
    const dates = moments.map((name) => [name, typeof row[name] === "string" ? new Date(row[name]) : row[name]]);
    return { ...row, ...Object.fromEntries(dates) };
  });
}

/** A connection that drizzle has set up takes JSON and times as text, and gives times as text. */
function toParameter(value: unknown): ParameterOrJSON<never> {
  if (value instanceof Date) return value.toISOString();
  const isPlainObject =
    typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  return (isPlainObject ? JSON.stringify(value) : (value ?? null)) as ParameterOrJSON<never>;
}

/** Version texts of a database: `15.14`, `3.3.2`; `postgis` is absent where the extension is not in this database. */
export async function versionsOf(sql: Sql): Promise<{ postgres: string; postgis?: string }> {
  const [server] = await sql<{ version: string }[]>`select current_setting('server_version') as version`;
  const [extension] = await sql<{ version: string }[]>`
    select extversion as version from pg_extension where extname = 'postgis'`;
  const postgres = server!.version.split(" ")[0]!;
  return extension ? { postgres, postgis: extension.version } : { postgres };
}
