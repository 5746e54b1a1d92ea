import { tables as plantTables } from "@cuntong/network";
import { sql } from "drizzle-orm";
import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import type { Connection } from "./connection.ts";
import { openEmbedded } from "./embedded/engine.ts";
import * as tables from "./schema.ts";
import { openServer } from "./server.ts";
import { rowsOf, type Tx } from "./session.ts";
import type { OpenStoreOptions } from "./store.ts";
import { StoreError } from "./trouble.ts";

/** One table after the move: the same figures on both sides. */
export interface MovedTable {
  readonly table: string;
  readonly rows: number;
  /** Sum over all rows of a hash of the row's text: equal sums, equal rows. */
  readonly checksum: string;
}

/** Parents before children, so that foreign keys hold at every step. */
const inOrder: readonly PgTable[] = [
  tables.storeRevision,
  tables.audit,
  tables.project,
  tables.layerRevision,
  tables.county,
  tables.river,
  tables.area,
  tables.village,
  tables.plantObject,
  tables.plantVersion,
  tables.design,
  tables.priceBook,
  tables.staging,
  tables.plan,
  tables.proposalSpan,
  tables.proposalNode,
  tables.proposalVillage,
  tables.incident,
  tables.incidentDark,
  tables.incidentLoss,
  tables.incidentEvent,
  tables.alarm,
  tables.otdrTrace,
  tables.keptFile,
  tables.requestAnswer,
];

/**
 * Copies an embedded store to a server in one transaction and compares every table afterwards. The embedded store is only read and stays
 * as it was. Refuses a server that holds a project already (`TARGET_NOT_EMPTY`). Jobs that were waiting to run are not moved.
 */
export async function moveToServer(
  options: Required<Pick<OpenStoreOptions, "dataFolder" | "databaseUrl">> & Pick<OpenStoreOptions, "onProgress">,
): Promise<MovedTable[]> {
  const began = Date.now();
  const report: Parameters<typeof openServer>[1] = (step, message) =>
    options.onProgress?.({ step, message, elapsedMs: Date.now() - began });
  const source = await openEmbedded(options.dataFolder, report);
  try {
    const target = await openServer(options.databaseUrl, report);
    try {
      return await copyAll(source, target, (table, rows) => report("move", `${table}: ${rows} rows.`));
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

type OnTable = (table: string, rows: number) => void;

async function copyAll(source: Connection, target: Connection, onTable: OnTable): Promise<MovedTable[]> {
  return target.withDatabase((targetDb) =>
    targetDb.transaction((to) =>
      source.withDatabase((sourceDb) =>
        sourceDb.transaction((from) => copyTables(from, to, onTable), {
          isolationLevel: "repeatable read",
          accessMode: "read only",
        }),
      ),
    ),
  );
}

async function copyTables(from: Tx, to: Tx, onTable: OnTable): Promise<MovedTable[]> {
  const [found] = await to.select({ id: tables.project.id }).from(tables.project).limit(1);
  if (found) throw new StoreError("TARGET_NOT_EMPTY", `The server's database holds project ${found.id} already.`);
  const [changed] = await to.select({ revision: tables.audit.revision }).from(tables.audit).limit(1);
  if (changed) throw new StoreError("TARGET_NOT_EMPTY", "The server's database has a history of its own already.");
  await to.delete(tables.storeRevision);
  const moved: MovedTable[] = [];
  for (const table of inOrder) {
    await copyTable(from, to, table);
    const [before, after] = [await figures(from, table), await figures(to, table)];
    if (before.rows !== after.rows || before.checksum !== after.checksum) {
      throw new Error(`Table ${before.table} arrived as ${after.rows} of ${before.rows} rows, or changed.`);
    }
    onTable(after.table, after.rows);
    moved.push(after);
  }
  return moved;
}

/** Rows per trip; those with whole proposals or uploads in them are large. */
const pageRows = 1_000;
const largeRows = 10;

async function copyTable(from: Tx, to: Tx, table: PgTable): Promise<void> {
  const { name, columns } = getTableConfig(table);
  const names = columns.map((column) => column.name);
  const page = name === "plan" || name === "import" ? largeRows : pageRows;
  const asText = sql.raw(names.map((column) => `"${column}"::text as "${column}"`).join(", "));
  const typed = sql.raw(columns.map((column) => `r."${column.name}"::${column.getSQLType()}`).join(", "));
  const record = sql.raw(names.map((column) => `"${column}" text`).join(", "));
  const into = sql.raw(`"${name}" (${names.map((column) => `"${column}"`).join(", ")})`);
  // Objects of the plant refer to those of the tables before theirs, and what follows from them is made on the way in.
  const order =
    table === tables.plantObject
      ? sql` order by array_position(${sql.raw(`array['${plantTables.join("','")}']`)}, kind)`
      : sql``;
  await from.execute(sql`declare moving no scroll cursor for select ${asText} from ${sql.identifier(name)}${order}`);
  for (;;) {
    const rows = await rowsOf(from, sql`fetch ${sql.raw(String(page))} from moving`);
    if (rows.length === 0) break;
    await to.execute(
      sql`insert into ${into} select ${typed} from json_to_recordset(${JSON.stringify(rows)}::json) as r (${record})`,
    );
  }
  await from.execute(sql`close moving`);
  if (columns.some((column) => column.generatedIdentity)) {
    await to.execute(
      sql`select setval(pg_get_serial_sequence(${name}, 'fid'), coalesce(max(fid), 0) + 1, false) from ${sql.identifier(name)}`,
    );
  }
}

async function figures(tx: Tx, table: PgTable): Promise<MovedTable> {
  const { name, columns } = getTableConfig(table);
  const text = sql.raw(columns.map((column) => `coalesce("${column.name}"::text, '<null>')`).join(" || '|' || "));
  const [row] = await rowsOf<{ rows: number; checksum: string }>(
    tx,
    sql`select count(*)::integer as rows, coalesce(sum(('x' || substr(md5(${text}), 1, 15))::bit(60)::bigint), 0)::text as checksum
      from ${sql.identifier(name)}`,
  );
  return { table: name, ...row! };
}
