import type { Area, Issue } from "@cuntong/network";
import { chooseDatum, type DatumChoice, type DatumFinding } from "../datum/choose-datum.ts";
import { IssueLog } from "../file/issue-log.ts";
import { defaultLimits, type Limits } from "../file/limits.ts";
import { openFile } from "../file/open-file.ts";
import { readArea } from "./read-area.ts";

export interface ReadAreasOptions {
  readonly fileName: string;
  /** Datum of the outlines; `auto` (the default) takes what the file names, else WGS 84. */
  readonly datum?: DatumChoice;
  readonly limits?: Partial<Limits>;
}

export interface ReadAreas {
  readonly areas: readonly Area[];
  readonly issues: readonly Issue[];
  /** Features read, good or bad. */
  readonly rows: number;
  readonly datum: DatumFinding;
}

/** Areas of one plan at most. */
const mostAreas = 20_000;

/**
 * Areas that a plan keeps out of or pays for, from the polygons of a GeoJSON, GeoPackage, Shapefile or KML/KMZ file, in WGS 84. A field
 * `kind` (or the layer's name) says what an area means; `soil`, `permit` and `pct`, `fen_per_m` or `yuan_per_m` say the rest. Never
 * throws on bad data: an area with an error is left out and reported.
 */
export async function readAreas(bytes: Uint8Array, options: ReadAreasOptions): Promise<ReadAreas> {
  const limits = { ...defaultLimits, maxFeatures: mostAreas, ...options.limits };
  const log = new IssueLog(options.fileName, limits.maxIssues);
  const content = await openFile(bytes, options.fileName, limits, log);
  if (content && content.kind !== "layers") {
    log.error("NO_AREAS", {}, "Areas are polygons; this file is a table or document without geometry.");
  }
  const layers = content?.kind === "layers" ? content.layers : [];
  const rows = layers.reduce((sum, { features }) => sum + features.length, 0);
  const hint = layers.find(({ datumHint }) => datumHint)?.datumHint;
  const datum: DatumFinding =
    rows === 0 ? { used: "WGS84", evidence: [] } : chooseDatum(options.datum ?? "auto", hint, [], log);
  // Where features have no ids, those of several files must not be the same.
  const stem = options.fileName.replace(/^.*[\\/]/, "").replace(/\.[^.]+$/, "");
  const areas = new Map<string, Area>();
  for (const [l, { name: layer, features }] of layers.entries()) {
    for (const feature of features) {
      const fallbackId = [stem, ...(layers.length > 1 ? [layer ?? l + 1] : []), feature.number].join("-");
      const area = readArea(feature, fallbackId, { layer, datum: datum.used, log });
      if (!area) continue;
      const place = { ...(layer === undefined ? {} : { layer }), feature: feature.number };
      if (areas.has(area.id)) log.error("AREA_DUPLICATE", place, "Another area has this id.", { value: area.id });
      else areas.set(area.id, area);
    }
  }
  if (rows === 0 && log.isEmpty("error")) log.error("NO_AREAS", {}, "The file has no areas.");
  return { areas: [...areas.values()], issues: log.list(), rows, datum };
}
