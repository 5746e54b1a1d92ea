import type { Layer } from "../feature/feature.ts";
import { isJsonObject, readGeoJson } from "../feature/read-geojson.ts";
import { readGpkg } from "../feature/read-gpkg.ts";
import { readKml } from "../feature/read-kml.ts";
import { isShapefilePart, readLoneShp, readShapefiles } from "../feature/read-shapefile.ts";
import { isEmptyTable, readCsv } from "../table/read-csv.ts";
import { isWorkbook, readXlsx } from "../table/read-xlsx.ts";
import type { Table } from "../table/table.ts";
import { readZip } from "../zip/read-zip.ts";
import { detectFormat } from "./detect-format.ts";
import type { IssueLog } from "./issue-log.ts";
import type { Limits } from "./limits.ts";
import { parseJson } from "./parse-json.ts";

/** What is in a file: tables (one per sheet), geographic layers, or a JSON document that is no GeoJSON. */
export type FileContent =
  | { readonly kind: "tables"; readonly tables: readonly Table[] }
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
      return asTables([readCsv(bytes, limits, log) ?? []].flat(), log);
    case "json":
      return openJson(bytes, limits, log);
    case "gpkg":
    case "sqlite":
      return { kind: "layers", layers: readGpkg(bytes, limits, log) };
    case "xml":
      return { kind: "layers", layers: readKml(bytes, limits, log) };
    case "shp":
      return { kind: "layers", layers: readLoneShp(bytes, fileName, limits, log) };
    case "zip":
      return openZip(bytes, limits, log);
    default:
      return void log.error("FORMAT_UNSUPPORTED", {}, `This is ${format}, which is not read.`, {
        value: format,
        suggestion: "Save it as XLSX, CSV, GeoJSON or GeoPackage.",
      });
  }
}

function asTables(tables: readonly Table[], log: IssueLog): FileContent | undefined {
  const filled = tables.filter((table) => !isEmptyTable(table));
  if (filled.length > 0) return { kind: "tables", tables: filled };
  if (log.isEmpty("error")) log.error("FILE_EMPTY", {}, "The table has no rows.");
  return undefined;
}

/** A zip is an XLSX workbook, a KMZ or zipped Shapefiles, by what is in it. */
async function openZip(bytes: Uint8Array, limits: Limits, log: IssueLog): Promise<FileContent | undefined> {
  const isWanted = (name: string) => /\.(xml|rels|kml)$/i.test(name) || isShapefilePart(name);
  const entries = await readZip(bytes, isWanted, limits, log);
  if (!entries) return undefined;
  if (isWorkbook(entries.keys())) return asTables(await readXlsx(entries, limits, log), log);
  const kml = [...entries].find(([name]) => /\.kml$/i.test(name));
  if (kml) return { kind: "layers", layers: readKml(kml[1], limits, log) };
  if ([...entries.keys()].some((name) => /\.shp$/i.test(name))) {
    return { kind: "layers", layers: readShapefiles(entries, limits, log) };
  }
  return void log.error("FORMAT_UNSUPPORTED", {}, "The zip holds no workbook, KML or Shapefile.", {
    suggestion: "Zip the .shp with its .dbf, .shx, .prj and .cpg.",
  });
}

function openJson(bytes: Uint8Array, limits: Limits, log: IssueLog): FileContent | undefined {
  const parsed = parseJson(bytes, log);
  if (!parsed) return undefined;
  const { document } = parsed;
  if (isJsonObject(document) && document.type === undefined) return { kind: "json", document };
  return { kind: "layers", layers: readGeoJson(document, limits, log) };
}
