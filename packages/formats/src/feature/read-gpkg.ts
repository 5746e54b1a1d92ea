import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync, type SQLOutputValue } from "node:sqlite";
import type { IssueLog } from "../file/issue-log.ts";
import type { Limits } from "../file/limits.ts";
import { BytesError } from "./byte-reader.ts";
import { type Crs, crsOfEpsg, crsOfWkt } from "./crs.ts";
import { type Feature, type FieldValue, type Layer, setField } from "./feature.ts";
import { readWkbOfGpkg } from "./gpkg-blob.ts";
import { alreadyDegrees, FeatureBudget, ShapeBuilder } from "./shape-builder.ts";

/**
 * Feature layers of a GeoPackage (OGC 12-128r18). The bytes are hostile until read: they are copied to a private temporary file, opened
 * read-only without extensions, with the schema not trusted and cell sizes checked; only plain tables are read, no views, virtual tables
 * or computed columns.
 */
export function readGpkg(bytes: Uint8Array, limits: Limits, log: IssueLog): Layer[] {
  const folder = mkdtempSync(join(tmpdir(), "cuntong-gpkg-"));
  try {
    const path = join(folder, "copy.gpkg");
    writeFileSync(path, bytes, { mode: 0o600 });
    return readDatabase(path, limits, log);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ERR_SQLITE_ERROR")) throw error;
    const cut = /malformed|disk I\/O|short read/i.test(error.message);
    log.error(cut ? "GPKG_DAMAGED" : "GPKG_INVALID", {}, `The GeoPackage cannot be read: ${error.message}.`, {
      suggestion: "Copy or export the file again and compare its size.",
    });
    return [];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readDatabase(path: string, limits: Limits, log: IssueLog): Layer[] {
  const database = new DatabaseSync(path, { readOnly: true, allowExtension: false });
  try {
    database.exec(
      "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA query_only = ON; PRAGMA mmap_size = 0;",
    );
    const budget = new FeatureBudget(limits, log);
    return featureTables(database, log).flatMap((table) => readLayer(database, table, budget, log) ?? []);
  } finally {
    database.close();
  }
}

interface FeatureTable {
  readonly name: string;
  readonly geometryColumn: string;
  readonly srsId: number;
}

const ownTables = ["gpkg_contents", "gpkg_geometry_columns", "gpkg_spatial_ref_sys"] as const;

function featureTables(database: DatabaseSync, log: IssueLog): FeatureTable[] {
  const plain = database.prepare(
    "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ? AND sql NOT LIKE 'CREATE VIRTUAL%'",
  );
  const lacking = ownTables.find((name) => plain.get(name) === undefined);
  if (lacking) {
    log.error("GPKG_INVALID", {}, `This SQLite file is no GeoPackage: it has no table ${lacking}.`);
    return [];
  }
  const rows = database
    .prepare(
      `SELECT c.table_name AS name, g.column_name AS geometryColumn, g.srs_id AS srsId,
              (SELECT m.sql FROM sqlite_master m WHERE m.type = 'table' AND m.name = c.table_name) AS sql
         FROM gpkg_contents c JOIN gpkg_geometry_columns g ON g.table_name = c.table_name
        WHERE c.data_type = 'features' ORDER BY c.rowid LIMIT 1000`,
    )
    .all();
  if (rows.length === 0) log.error("GPKG_INVALID", {}, "The GeoPackage has no feature layers.");
  return rows.flatMap((row) => {
    const table = { name: String(row.name), geometryColumn: String(row.geometryColumn), srsId: Number(row.srsId) };
    if (typeof row.sql === "string" && !/^\s*CREATE\s+VIRTUAL/i.test(row.sql)) return [table];
    log.warning("GPKG_LAYER_SKIPPED", { layer: table.name }, "The layer is no plain table and is not read.");
    return [];
  });
}

function readLayer(
  database: DatabaseSync,
  table: FeatureTable,
  budget: FeatureBudget,
  log: IssueLog,
): Layer | undefined {
  const crs = crsOfSrs(database, table, log);
  if (!crs) return undefined;
  const columns = plainColumns(database, table.name);
  if (!columns.includes(table.geometryColumn)) {
    return void log.error("GPKG_INVALID", { layer: table.name }, `The layer has no column ${table.geometryColumn}.`);
  }
  const select = database.prepare(`SELECT ${columns.map(quoted).join(", ")} FROM ${quoted(table.name)}`);
  select.setReadBigInts(true);
  const features: Feature[] = [];
  for (const row of select.iterate()) {
    if (!budget.takeFeature()) break;
    features.push(toFeature(row, features.length + 1, table, crs, budget, log));
  }
  return { name: table.name, features, ...(crs.datum ? { datumHint: crs.datum } : {}) };
}

function crsOfSrs(database: DatabaseSync, table: FeatureTable, log: IssueLog): Crs | undefined {
  if (table.srsId === 0 || table.srsId === -1) return { toDegrees: alreadyDegrees };
  const srs = database
    .prepare(
      "SELECT organization, organization_coordsys_id AS code, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?",
    )
    .get(table.srsId);
  const isEpsg = String(srs?.organization ?? "EPSG").toUpperCase() === "EPSG";
  if (isEpsg) return crsOfEpsg(Number(srs?.code ?? table.srsId), log, table.name);
  return crsOfWkt(String(srs?.definition ?? ""), log, table.name);
}

/** Columns that hold what was stored; computed ones (hidden 2 and 3) could cost anything to compute. */
function plainColumns(database: DatabaseSync, table: string): string[] {
  return database
    .prepare("SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0 ORDER BY cid LIMIT 500")
    .all(table)
    .map((row) => String(row.name));
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function toFeature(
  row: Record<string, SQLOutputValue>,
  number: number,
  table: FeatureTable,
  crs: Crs,
  budget: FeatureBudget,
  log: IssueLog,
): Feature {
  const place = { layer: table.name, feature: number };
  const builder = new ShapeBuilder(log, place, crs.toDegrees);
  const blob = row[table.geometryColumn];
  try {
    if (blob instanceof Uint8Array) readWkbOfGpkg(builder, blob, budget);
  } catch (error) {
    if (!(error instanceof BytesError)) throw error;
    log.error("GEOMETRY_INVALID", { ...place, offset: error.offset }, `The geometry is damaged: ${error.message}.`);
  }
  return { number, fields: toFields(row, table.geometryColumn), shape: builder.shape() };
}

function toFields(row: Record<string, SQLOutputValue>, geometryColumn: string): Record<string, FieldValue> {
  const fields: Record<string, FieldValue> = {};
  for (const [name, value] of Object.entries(row)) {
    if (name === geometryColumn || value === null || value instanceof Uint8Array) continue;
    setField(fields, name, typeof value === "bigint" ? fromBigInt(value) : value);
  }
  return fields;
}

function fromBigInt(value: bigint): FieldValue {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}
