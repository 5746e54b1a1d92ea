import { type Line, toWgs84 } from "@cuntong/geo";
import type { Issue } from "@cuntong/network";
import { orientLines } from "../corridor/orient-lines.ts";
import { chooseDatum, type DatumChoice } from "../datum/choose-datum.ts";
import { detectShift, type ReferencePoints } from "../datum/detect-shift.ts";
import { type Feature, fieldText } from "../feature/feature.ts";
import { IssueLog } from "../file/issue-log.ts";
import { defaultLimits, type Limits } from "../file/limits.ts";
import { openFile } from "../file/open-file.ts";

export interface ReadRoutesOptions {
  readonly fileName: string;
  /** Datum of the lines; `auto` (the default) takes what the file names, else what strong evidence shows, else WGS 84. */
  readonly datum?: DatumChoice;
  /** Positions known to be WGS 84 near the lines, to detect a shifted datum. */
  readonly reference?: ReferencePoints;
  readonly limits?: Partial<Limits>;
}

/** A line as it was drawn; the id is unique in its file. */
export interface DrawnRoute {
  readonly id: string;
  readonly line: Line;
}

/** Routes of one file at most. */
const mostRoutes = 1_000;

/**
 * Routes drawn by hand, from the lines of a GeoJSON, GeoPackage, Shapefile or KML/KMZ file, in WGS 84. A feature's id is its field `id`, else
 * its own id, else the file's name and its number. Never throws on bad data.
 */
export async function readRoutes(
  bytes: Uint8Array,
  options: ReadRoutesOptions,
): Promise<{ readonly routes: readonly DrawnRoute[]; readonly issues: readonly Issue[] }> {
  const limits = { ...defaultLimits, maxFeatures: mostRoutes, ...options.limits };
  const log = new IssueLog(options.fileName, limits.maxIssues);
  const content = await openFile(bytes, options.fileName, limits, log);
  const layers = content?.kind === "layers" ? content.layers : [];
  const stem = options.fileName.replace(/^.*[\\/]/, "").replace(/\.[^.]+$/, "");
  const drawn = layers.flatMap((layer) =>
    orientLines(layer, log).flatMap(({ feature, lines }) => lines.map((line) => ({ id: idOf(feature, stem), line }))),
  );
  if (drawn.length === 0) {
    if (log.isEmpty("error")) log.error("NO_ROUTES", {}, "The file has no lines to take as routes.");
    return { routes: [], issues: log.list() };
  }
  const { datum = "auto", reference } = options;
  const hint = layers.find(({ datumHint }) => datumHint)?.datumHint;
  const supposed = datum === "auto" ? (hint ?? "WGS84") : datum;
  const sample = drawn.map(({ line }) => line[line.length >> 1]!);
  const { used } = chooseDatum(datum, hint, reference ? [detectShift(sample, reference, supposed)] : [], log);
  const isWgs84 = used === "WGS84" || used === "CGCS2000";
  const inWgs84 = (line: Line) => (isWgs84 ? line : line.map((position) => toWgs84(position, used)));
  return { routes: numbered(drawn).map(({ id, line }) => ({ id, line: inWgs84(line) })), issues: log.list() };
}

function idOf({ fields, id, number }: Feature, stem: string): string {
  return fieldText(fields.id).trim() || id || `${stem}-${number}`;
}

/** Lines that share an id, as those of one feature do, are told apart by a number. */
function numbered(routes: readonly DrawnRoute[]): DrawnRoute[] {
  const seen = new Map<string, number>();
  return routes.map(({ id, line }) => {
    const times = (seen.get(id) ?? 0) + 1;
    seen.set(id, times);
    return { id: times === 1 ? id : `${id} (${times})`, line };
  });
}
