import type { Issue, Village } from "@cuntong/network";
import { chooseDatum, type DatumChoice, type DatumFinding } from "../datum/choose-datum.ts";
import { detectShift, detectShiftByCounties, type ReferencePoints, type ShiftFinding } from "../datum/detect-shift.ts";
import { preferLayers } from "../feature/prefer-layers.ts";
import { IssueLog } from "../file/issue-log.ts";
import { defaultLimits, type Limits } from "../file/limits.ts";
import { openFile } from "../file/open-file.ts";
import { findHeader } from "../table/find-header.ts";
import type { Table } from "../table/table.ts";
import { checkCounties, pointsInCounties, rowToWgs84 } from "./check-counties.ts";
import { checkPositions } from "./check-positions.ts";
import type { CountyShape } from "./county-shape.ts";
import { isVillageHeader, villageSynonyms } from "./village-fields.ts";
import { type VillageRecords, villageRecordsOfLayer, villageRecordsOfTable } from "./village-record.ts";
import { readVillageRow, type VillageRow } from "./village-row.ts";

export interface ReadVillagesOptions {
  readonly fileName: string;
  /** Datum of the positions; `auto` (the default) takes what the file names, else what strong evidence shows, else WGS 84. */
  readonly datum?: DatumChoice;
  /** County areas (WGS 84): villages are checked against the county of their code, and the datum against them all. */
  readonly counties?: readonly CountyShape[];
  /** Positions known to be WGS 84 near the villages (corridor vertices, existing nodes), to detect a shifted datum. */
  readonly reference?: ReferencePoints;
  readonly limits?: Partial<Limits>;
}

export interface ReadVillages {
  readonly villages: readonly Village[];
  readonly issues: readonly Issue[];
  /** Rows or features that could have been a village, good or bad. */
  readonly rows: number;
  readonly datum: DatumFinding;
}

/**
 * Villages of a CSV, XLSX, GeoJSON, GeoPackage, Shapefile or KML/KMZ file, in WGS 84. Never throws on bad data: a row with an error is
 * left out and reported, the others are given.
 */
export async function readVillages(bytes: Uint8Array, options: ReadVillagesOptions): Promise<ReadVillages> {
  const limits = { ...defaultLimits, ...options.limits };
  const log = new IssueLog(options.fileName, limits.maxIssues);
  const records = await readRecords(bytes, options.fileName, limits, log);
  const rows = records.records.flatMap((record) => readVillageRow(record, log) ?? []);
  const placed = checkPositions(rows, log, options.reference);
  const counties = new Map((options.counties ?? []).map((county) => [county.code, county]));
  const datum =
    placed.length === 0
      ? nothingPlaced(options)
      : chooseDatum(options.datum ?? "auto", records.datumHint, weighEvidence(placed, counties, records, options), log);
  const inWgs84 = placed.map((row) => rowToWgs84(row, datum.used));
  const villages = keepFirst(checkCounties(inWgs84, counties, log), log);
  if (records.rows === 0 && log.isEmpty("error")) log.error("NO_VILLAGES", {}, "The file has no villages.");
  return { villages, issues: log.list(), rows: records.rows, datum };
}

/** The datum of no positions: what was named. */
function nothingPlaced({ datum }: ReadVillagesOptions): DatumFinding {
  return { used: datum === undefined || datum === "auto" ? "WGS84" : datum, evidence: [] };
}

async function readRecords(
  bytes: Uint8Array,
  fileName: string,
  limits: Limits,
  log: IssueLog,
): Promise<VillageRecords> {
  const content = await openFile(bytes, fileName, limits, log);
  if (content?.kind === "tables") return joinRecords(readTables(content.tables, log));
  if (content?.kind === "layers")
    return joinRecords(
      preferLayers(content.layers, /village|村/i, log).map((layer) => villageRecordsOfLayer(layer, log)),
    );
  if (content) log.error("GEOJSON_INVALID", { field: "type" }, "This JSON is not GeoJSON: it has no type.");
  return { records: [], rows: 0 };
}

/** Every sheet with a village header is read (often one a county); where none has one, the first says what it lacks. */
function readTables(tables: readonly Table[], log: IssueLog): VillageRecords[] {
  const withHeader = tables.filter((table) => findHeader(table, villageSynonyms, isVillageHeader)?.complete);
  const others = tables.filter((table) => !withHeader.includes(table));
  if (withHeader.length === 0) return tables.slice(0, 1).map((table) => villageRecordsOfTable(table, log));
  for (const { sheet = "" } of others)
    log.info("SHEET_SKIPPED", { sheet }, "The sheet has no header of villages and is left out.");
  return withHeader.map((table) => villageRecordsOfTable(table, log));
}

function joinRecords(parts: readonly VillageRecords[]): VillageRecords {
  const hint = parts.find((part) => part.datumHint)?.datumHint;
  return {
    records: parts.flatMap((part) => part.records),
    rows: parts.reduce((sum, part) => sum + part.rows, 0),
    ...(hint ? { datumHint: hint } : {}),
  };
}

function weighEvidence(
  rows: readonly VillageRow[],
  counties: ReadonlyMap<string, CountyShape>,
  records: VillageRecords,
  options: ReadVillagesOptions,
): ShiftFinding[] {
  const choice = options.datum ?? "auto";
  const supposed = choice === "auto" ? (records.datumHint ?? "WGS84") : choice;
  const positions = rows.map((row) => row.position);
  return [
    ...(options.reference ? [detectShift(positions, options.reference, supposed)] : []),
    ...(counties.size > 0 ? [detectShiftByCounties(pointsInCounties(rows, counties), supposed)] : []),
  ];
}

/** Villages of the rows; a code seen before is an error of the later row, a position seen before a warning. */
function keepFirst(rows: readonly VillageRow[], log: IssueLog): Village[] {
  const codes = new Map<string, VillageRow>();
  const positions = new Map<string, VillageRow>();
  const villages: Village[] = [];
  for (const row of rows) {
    const before = codes.get(row.code);
    if (before) {
      const where = before.place.row ?? before.place.feature ?? 0;
      const params = { firstAt: where };
      const message = `The code was already used by row or feature ${where} (${before.name}).`;
      log.error("CODE_DUPLICATE", { ...row.place, field: "code" }, message, { value: row.code, params });
      continue;
    }
    codes.set(row.code, row);
    const key = row.position.join(",");
    const twin = positions.get(key);
    if (twin)
      log.warning("POSITION_SHARED", row.place, `The position is the same as that of ${twin.name} (${twin.code}).`, {
        value: key,
      });
    else positions.set(key, row);
    const { place: _place, ...village } = row;
    villages.push(village);
  }
  return villages;
}
