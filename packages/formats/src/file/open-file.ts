import type { Layer } from "../feature/feature.ts";
import { isJsonObject, readGeoJson } from "../feature/read-geojson.ts";
import { isEmptyTable, readCsv } from "../table/read-csv.ts";
import type { Table } from "../table/table.ts";
import { detectFormat } from "./detect-format.ts";
import type { IssueLog } from "./issue-log.ts";
import type { Limits } from "./limits.ts";
import { parseJson } from "./parse-json.ts";

/** What is in a file: a table, geographic layers, or a JSON document that is no GeoJSON. */
export type FileContent =
  | { readonly kind: "table"; readonly table: Table }
  | { readonly kind: "layers"; readonly layers: readonly Layer[] }
  | { readonly kind: "json"; readonly document: unknown };

/** Opens any file this package reads, by its bytes first and its name second. `undefined` (with an issue) when nothing can be read. */
export async function openFile(
  bytes: Uint8Array,
  fileName: string,
  limits: Limits,
  log: IssueLog,
): Promise<FileContent | undefined> {
  if (bytes.length === 0) return void log.error("FILE_EMPTY", {}, "The file is empty.");
  if (bytes.length > limits.maxBytes) {
    return void log.error(
      "LIMIT_BYTES",
      {},
      `The file has ${bytes.length} bytes; at most ${limits.maxBytes} are read.`,
    );
  }
  const format = detectFormat(bytes, fileName);
  switch (format) {
    case "csv":
      return asTable(readCsv(bytes, limits, log), log);
    case "json":
      return openJson(bytes, limits, log);
    default:
      return void log.error("FORMAT_UNSUPPORTED", {}, `This is ${format}, which is not read.`, {
        value: format,
        suggestion: "Save it as XLSX, CSV, GeoJSON or GeoPackage.",
      });
  }
}

function asTable(table: Table | undefined, log: IssueLog): FileContent | undefined {
  if (!table) return undefined;
  if (isEmptyTable(table)) return void log.error("FILE_EMPTY", {}, "The table has no rows.");
  return { kind: "table", table };
}

function openJson(bytes: Uint8Array, limits: Limits, log: IssueLog): FileContent | undefined {
  const parsed = parseJson(bytes, log);
  if (!parsed) return undefined;
  const { document } = parsed;
  if (isJsonObject(document) && document.type === undefined) return { kind: "json", document };
  return { kind: "layers", layers: readGeoJson(document, limits, log) };
}
