import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import type { Sql, TransactionSql } from "postgres";
import { StoreError } from "./trouble.ts";

interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sha256: string;
  readonly statements: readonly string[];
}

const folder = new URL("../migrations/", import.meta.url);
/** Any fixed number: all programs that migrate one database must agree on it. */
const lockKey = 0x63756e74;

/** The migrations of this program, in order: `NNNN_name.sql`, statements parted as drizzle-kit parts them. */
export function knownMigrations(from: URL = folder): Migration[] {
  const files = readdirSync(from).filter((file) => /^\d{4}_.+\.sql$/.test(file));
  return files.sort().map((file) => {
    const text = readFileSync(new URL(file, from), "utf8");
    const statements = text.split("--> statement-breakpoint").map((part) => part.trim());
    return {
      version: Number(file.slice(0, 4)) + 1,
      name: file.slice(0, -".sql".length),
      sha256: createHash("sha256").update(text).digest("hex"),
      statements: statements.filter((statement) => statement !== ""),
    };
  });
}

/**
 * Brings the database to this program's schema in one transaction, under an advisory lock so that programs starting together do it
 * once. Refuses (`SCHEMA_NEWER`) a database that a newer program has migrated. Returns how many migrations were applied.
 */
export async function migrate(sql: Sql, known: readonly Migration[] = knownMigrations()): Promise<number> {
  return sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${lockKey})`;
    await tx`create table if not exists store_migration (
      version integer primary key, name text not null, sha256 text not null, applied_at timestamptz not null default now())`;
    const applied = await tx<{ version: number; name: string; sha256: string }[]>`
      select version, name, sha256 from store_migration order by version`;
    refuseForeign(applied, known);
    const missing = known.filter(({ version }) => version > (applied.at(-1)?.version ?? 0));
    for (const migration of missing) await apply(tx, migration);
    return missing.length;
  });
}

function refuseForeign(applied: readonly Omit<Migration, "statements">[], known: readonly Migration[]): void {
  const newest = known.at(-1)?.version ?? 0;
  for (const { version, name, sha256 } of applied) {
    if (version > newest) {
      throw new StoreError(
        "SCHEMA_NEWER",
        `The database was made by a newer Cuntong (migration ${name}, this program knows up to ${newest}). Update the program; the data were not touched.`,
      );
    }
    if (known.find((migration) => migration.version === version)?.sha256 !== sha256) {
      throw new StoreError("SCHEMA_CHANGED", `Migration ${name} is not the one that this database was made with.`);
    }
  }
}

async function apply(tx: TransactionSql, { version, name, sha256, statements }: Migration): Promise<void> {
  for (const statement of statements) await tx.unsafe(statement);
  await tx`insert into store_migration (version, name, sha256) values (${version}, ${name}, ${sha256})`;
}
