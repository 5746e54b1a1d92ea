import type { IssueLog } from "../file/issue-log.ts";
import type { Limits } from "../file/limits.ts";
import type { ZipEntries } from "../zip/read-zip.ts";
import { type Crs, crsOfWkt } from "./crs.ts";
import type { Layer } from "./feature.ts";
import { readDbf } from "./read-dbf.ts";
import { readShp } from "./read-shp.ts";
import { alreadyDegrees, FeatureBudget } from "./shape-builder.ts";

/** Entries that belong to a shapefile. */
export function isShapefilePart(name: string): boolean {
  return /\.(shp|dbf|prj|cpg)$/i.test(name) && !/(^|\/)(__MACOSX\/|\._)/.test(name);
}

/** Every shapefile of a zip, one layer each, named after its file. */
export function readShapefiles(entries: ZipEntries, limits: Limits, log: IssueLog): Layer[] {
  const budget = new FeatureBudget(limits, log);
  const parts = new Map([...entries].map(([name, bytes]) => [name.toLowerCase(), bytes]));
  return [...entries].flatMap(([name, bytes]) => {
    if (!/\.shp$/i.test(name)) return [];
    const base = name.slice(0, -4);
    const part = (ending: string) => parts.get(`${base}.${ending}`.toLowerCase());
    const layerName = base.split("/").at(-1)!;
    const crs = readPrj(part("prj"), layerName, log);
    if (!crs) return [];
    const dbf = part("dbf");
    if (!dbf) log.warning("SHAPEFILE_ALONE", { layer: layerName }, "There is no .dbf: features have no fields.");
    const records = dbf ? readDbf(dbf, asciiText(part("cpg")), log) : [];
    return readShp(bytes, { name: layerName, records, crs, budget, log }) ?? [];
  });
}

/** A `.shp` by itself: shapes without fields, in degrees unless they cannot be. */
export function readLoneShp(bytes: Uint8Array, fileName: string, limits: Limits, log: IssueLog): Layer[] {
  log.warning("SHAPEFILE_ALONE", {}, "A .shp alone has no fields and no reference system.", {
    suggestion: "Zip the .shp with its .dbf, .shx, .prj and .cpg and read the zip.",
  });
  const name = fileName.replace(/^.*[\\/]/, "").replace(/\.shp$/i, "");
  const budget = new FeatureBudget(limits, log);
  const layer = readShp(bytes, { name, records: [], crs: { toDegrees: alreadyDegrees }, budget, log });
  return layer ? [layer] : [];
}

function readPrj(bytes: Uint8Array | undefined, layer: string, log: IssueLog): Crs | undefined {
  if (bytes) return crsOfWkt(asciiText(bytes) ?? "", log, layer);
  log.warning("CRS_MISSING", { layer }, "There is no .prj: coordinates are taken as degrees.");
  return { toDegrees: alreadyDegrees };
}

function asciiText(bytes: Uint8Array | undefined): string | undefined {
  return bytes && new TextDecoder("latin1").decode(bytes.subarray(0, 20_000));
}
