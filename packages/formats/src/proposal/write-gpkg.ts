import { DatabaseSync } from "node:sqlite";
import type { Position } from "@cuntong/geo";
import type { Proposal } from "@cuntong/network";
import { generatedNote } from "./about.ts";
import { extentOf, lineBlob, pointBlob, srsId } from "./gpkg-geometry.ts";
import { baseTables, rtreeTriggers } from "./gpkg-schema.ts";
import { type FieldValue, type ProposalLayer, proposalLayers } from "./layers.ts";

/**
 * `proposal.gpkg`: a GeoPackage 1.3 with the layers nodes, spans and villages, each with an R-tree. The same proposal gives the same
 * bytes: it is built in memory in one order, and its dates are the proposal's, not the clock's.
 */
export function writeProposalGpkg(proposal: Proposal): Uint8Array {
  const database = new DatabaseSync(":memory:");
  try {
    const changed = lastChange(proposal);
    database.exec(baseTables);
    database.exec("BEGIN");
    writeLayer(database, proposalLayers.nodes, proposal, changed);
    writeLayer(database, proposalLayers.spans, proposal, changed);
    writeLayer(database, proposalLayers.villages, proposal, changed);
    writeMetadata(database, proposal, changed);
    database.exec("COMMIT");
    return database.serialize();
  } finally {
    database.close();
  }
}

/** The newest price's date: a plan cannot be older, and it is the same in every run. */
function lastChange({ bill }: Proposal): string {
  const dates = bill.map(({ date }) => date).filter((date) => /^\d{4}-\d{2}-\d{2}$/.test(date));
  return `${dates.sort().at(-1) ?? "1970-01-01"}T00:00:00.000Z`;
}

const sqlTypes = { text: "TEXT", integer: "INTEGER", real: "DOUBLE", boolean: "BOOLEAN" } as const;

function writeLayer<Row>(database: DatabaseSync, layer: ProposalLayer<Row>, proposal: Proposal, changed: string): void {
  const { name, geometry, fields } = layer;
  const columns = fields.map((field) => `"${field.name}" ${sqlTypes[field.type]}`);
  database.exec(`
    CREATE TABLE "${name}" ("fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "geom" ${geometry}, ${columns.join(", ")});
    CREATE VIRTUAL TABLE "rtree_${name}_geom" USING rtree(id, minx, maxx, miny, maxy);
  `);
  const extent = extentOf(writeRows(database, layer, layer.rows(proposal)));
  describeLayer(database, layer, { changed, extent, generated: proposal.generated });
  database.exec(rtreeTriggers(name));
}

/** Inserts rows and index entries; answers every position, for the layer's extent. */
function writeRows<Row>(database: DatabaseSync, { name, fields, shape }: ProposalLayer<Row>, rows: readonly Row[]) {
  const places = ["?", "?", ...fields.map(() => "?")].join(", ");
  const insert = database.prepare(`INSERT INTO "${name}" VALUES (${places})`);
  const index = database.prepare(`INSERT INTO "rtree_${name}_geom" VALUES (?, ?, ?, ?, ?)`);
  const positions: Position[] = [];
  for (const [i, row] of rows.entries()) {
    const geometry = shape(row);
    const line = "line" in geometry ? geometry.line : [geometry.point];
    const [west, south, east, north] = extentOf(line);
    const blob = "line" in geometry ? lineBlob(geometry.line) : pointBlob(geometry.point);
    insert.run(i + 1, blob, ...fields.map((field) => sqlValue(field.value(row))));
    index.run(i + 1, west, east, south, north);
    positions.push([west, south], [east, north]);
  }
  return positions;
}

/** `undefined` is NULL and a boolean 0 or 1; the column's affinity makes integers of whole numbers. */
function sqlValue(value: FieldValue): string | number | null {
  if (typeof value === "boolean") return value ? 1 : 0;
  return value ?? null;
}

function describeLayer(
  database: DatabaseSync,
  { name, geometry, description }: Pick<ProposalLayer<unknown>, "name" | "geometry" | "description">,
  { changed, extent, generated }: { changed: string; extent: readonly number[]; generated: boolean },
): void {
  const bounds = extent.every(Number.isFinite) ? extent : [null, null, null, null];
  const text = generated ? `${description}. ${generatedNote}` : description;
  database
    .prepare("INSERT INTO gpkg_contents VALUES (?, 'features', ?, ?, ?, ?, ?, ?, ?, ?)")
    .run(name, name, text, changed, ...bounds, srsId);
  database.prepare("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)").run(name, geometry, srsId);
  database
    .prepare("INSERT INTO gpkg_extensions VALUES (?, 'geom', 'gpkg_rtree_index', ?, 'write-only')")
    .run(name, "http://www.geopackage.org/spec130/#extension_rtree");
}

/** Where the proposal comes from, as the file's own metadata: a GIS shows it, and no fourth layer is needed. */
function writeMetadata(database: DatabaseSync, proposal: Proposal, changed: string): void {
  const { seed, priceBookName, totals, inputs, settings, credits, generated } = proposal;
  const text = JSON.stringify({ generated, credits, totals, seed, priceBookName, inputs, settings });
  database
    .prepare("INSERT INTO gpkg_metadata VALUES (1, 'dataset', 'https://schema.org/Dataset', 'application/json', ?)")
    .run(text);
  database
    .prepare("INSERT INTO gpkg_metadata_reference VALUES ('geopackage', NULL, NULL, NULL, ?, 1, NULL)")
    .run(changed);
}
