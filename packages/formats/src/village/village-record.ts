import type { Datum, Position } from "@cuntong/geo";
import type { IssuePlace } from "@cuntong/network";
import { fieldText, type Layer } from "../feature/feature.ts";
import type { IssueLog } from "../file/issue-log.ts";
import { cellOf, describeHeader, findHeader, isTotalsRow, matchColumns, repeatsHeader } from "../table/find-header.ts";
import { isBlank, type Table } from "../table/table.ts";
import { datumInHeader, isVillageHeader, type VillageField, villageSynonyms } from "./village-fields.ts";

/** One village as a file has it, before anything is believed: its texts by field, and its point where the format has geometry. */
export interface VillageRecord {
  readonly place: IssuePlace;
  /** Cell of a field as found; empty where there is none. */
  text(field: VillageField): string;
  readonly points?: readonly Position[];
  /** The source's own id of the feature. */
  readonly id?: string;
  /** What it has that is no point: lines, polygons. */
  readonly otherShapes?: number;
}

export interface VillageRecords {
  readonly records: readonly VillageRecord[];
  /** Rows or features that could have been a village. */
  readonly rows: number;
  readonly datumHint?: Datum;
}

/** Village rows of a table. Titles, repeated headers, blank rows and totals are left out and said; a header that lacks something is an error. */
export function villageRecordsOfTable(table: Table, log: IssueLog): VillageRecords {
  const sheet = table.sheet === undefined ? {} : { sheet: table.sheet };
  const header = findHeader(table, villageSynonyms, isVillageHeader);
  if (!header?.complete) {
    reportMissing(header?.columns ?? new Map(), header?.cells ?? [], sheet, log);
    return { records: [], rows: 0 };
  }
  if (header.titleRows > 0) {
    log.info("ROWS_BEFORE_HEADER", sheet, `${header.titleRows} rows above the header are not villages.`);
  }
  const { columns } = header;
  const body = table.rows.slice(header.bodyFrom);
  const records: VillageRecord[] = [];
  let blank = 0;
  for (const row of body) {
    const place = { ...sheet, row: row.row };
    if (isBlank(row)) blank++;
    else if (repeatsHeader(row, columns, villageSynonyms))
      log.info("HEADER_REPEATED", place, "The header is repeated; the row is left out.");
    else if (isTotalsRow(row)) log.info("TOTALS_ROW", place, "A row of totals is left out.");
    else records.push({ place, text: (field) => cellOf(row, columns, field) });
  }
  if (blank > 0) log.info("BLANK_ROWS", sheet, `${blank} blank rows are left out.`, { params: { rows: blank } });
  const hint = firstHint(
    [...columns].filter(([field]) => isAxis(field)).map(([, column]) => header.cells[column] ?? ""),
  );
  return { records, rows: records.length, ...(hint ? { datumHint: hint } : {}) };
}

const fieldNames: readonly [VillageField, string][] = [
  ["code", "code (代码)"],
  ["name", "name (村名)"],
  ["lon", "lon (经度)"],
  ["lat", "lat (纬度)"],
];

function reportMissing(
  columns: ReadonlyMap<VillageField, number>,
  cells: readonly string[],
  place: IssuePlace,
  log: IssueLog,
): void {
  const missing = fieldNames.filter(([field]) => !columns.has(field) && !(isAxis(field) && columns.has("position")));
  const words = missing.map(([, word]) => word).join(", ");
  log.error("HEADER_MISSING", place, `The header lacks ${words}; found: ${describeHeader(cells)}.`, {
    suggestion: "A table of villages needs the columns code, name, lon and lat (代码, 村名, 经度, 纬度).",
    params: { missing: missing.map(([field]) => field).join(","), found: describeHeader(cells) },
  });
}

function isAxis(field: VillageField): boolean {
  return field === "lon" || field === "lat" || field === "position";
}

function firstHint(headers: readonly string[]): Datum | undefined {
  for (const header of headers) {
    const datum = datumInHeader(header);
    if (datum) return datum;
  }
  return undefined;
}

/** Village features of a layer: fields are matched by name, the position is the feature's point. */
export function villageRecordsOfLayer(layer: Layer, log: IssueLog): VillageRecords {
  const keys = fieldKeys(layer);
  const columns = matchColumns(keys, villageSynonyms);
  const place = layer.name === undefined ? {} : { layer: layer.name };
  if (!columns.has("code") && layer.features.length > 0) {
    log.warning(
      "CODE_GENERATED",
      place,
      "The features have no code; their ids or numbers are used, which change with the file.",
      {
        suggestion: "Add a field code (代码).",
      },
    );
  }
  const records = layer.features.map(
    (feature): VillageRecord => ({
      place: { ...place, feature: feature.number },
      text: (field) => {
        const column = columns.get(field);
        return column === undefined ? "" : fieldText(feature.fields[keys[column]!]);
      },
      points: feature.shape.points,
      otherShapes: feature.shape.lines.length + feature.shape.polygons.length,
      ...(feature.id === undefined ? {} : { id: feature.id }),
    }),
  );
  return { records, rows: records.length, ...(layer.datumHint ? { datumHint: layer.datumHint } : {}) };
}

/** Field names used by the first features of a layer. */
function fieldKeys(layer: Layer): string[] {
  const keys = new Set<string>();
  for (const feature of layer.features.slice(0, 500)) for (const key of Object.keys(feature.fields)) keys.add(key);
  return [...keys];
}
