import { type Position, toWgs84 } from "@cuntong/geo";
import { type Corridors, CorridorsBuilder, corridorClasses, type Issue } from "@cuntong/network";
import { chooseDatum, type DatumChoice, type DatumFinding } from "../datum/choose-datum.ts";
import { detectShift, type ReferencePoints } from "../datum/detect-shift.ts";
import type { Layer } from "../feature/feature.ts";
import { IssueLog } from "../file/issue-log.ts";
import { defaultLimits, type Limits } from "../file/limits.ts";
import { openFile } from "../file/open-file.ts";
import { findGaps } from "./find-gaps.ts";
import { type LineUse, lineUse } from "./line-use.ts";
import { type CorridorLine, nodeLines } from "./node-lines.ts";
import { orientLines } from "./orient-lines.ts";

export interface ReadCorridorLinesOptions {
  readonly fileName: string;
  /** Datum of the lines; `auto` (the default) takes what the file names, else what strong evidence shows, else WGS 84. */
  readonly datum?: DatumChoice;
  /** Positions known to be WGS 84 near the lines, to detect a shifted datum. */
  readonly reference?: ReferencePoints;
  /** Loose ends up to this many metres from another vertex are reported; 5 unless told. */
  readonly gapM?: number;
  /** Gaps are also closed by a short straight edge; no unless told, as two roads may end apart on purpose. */
  readonly closeGaps?: boolean;
  readonly limits?: Partial<Limits>;
}

export interface ReadCorridorLines {
  readonly corridors: Corridors;
  readonly issues: readonly Issue[];
  /** Line features read. */
  readonly lines: number;
  readonly datum: DatumFinding;
}

/**
 * Corridors of the lines of a GeoJSON, GeoPackage, Shapefile or KML/KMZ file, in WGS 84, joined where they share a position. A line's class comes
 * from OSM tags or a class field, else `other`; rivers and railways become barriers. Never throws on bad data.
 */
export async function readCorridorLines(
  bytes: Uint8Array,
  options: ReadCorridorLinesOptions,
): Promise<ReadCorridorLines> {
  const limits = { ...defaultLimits, ...options.limits };
  const log = new IssueLog(options.fileName, limits.maxIssues);
  const content = await openFile(bytes, options.fileName, limits, log);
  const layers = content?.kind === "layers" ? content.layers : [];
  if (content && content.kind !== "layers") {
    log.error("NO_CORRIDORS", {}, "Corridors are lines; this file is a table or document without geometry.");
  }
  const drawn = layers.flatMap((layer) => drawLayer(layer, log));
  const datum = datumOf(drawn, layers, options, log);
  const builder = lay(drawn, datum, log);
  if (builder.edgeCount === 0 && log.isEmpty("error")) {
    log.error("NO_CORRIDORS", {}, "The file has no lines that could be corridors.");
  }
  const corridors = joinGaps(builder, options, log);
  return { corridors, issues: log.list(), lines: drawn.length, datum };
}

interface Drawn {
  readonly use: LineUse;
  readonly positions: readonly Position[];
  readonly source: number;
}

function drawLayer(layer: Layer, log: IssueLog): Drawn[] {
  const place = layer.name === undefined ? {} : { layer: layer.name };
  let others = 0;
  const drawn = orientLines(layer, log).flatMap(({ feature, lines }) => {
    if (feature.shape.lines.length === 0 && feature.shape.points.length + feature.shape.polygons.length > 0) others++;
    const use = lineUse(feature.fields);
    return lines.map((positions) => ({ use, positions, source: feature.number }));
  });
  if (others > 0) {
    const detail = { params: { features: others } };
    log.warning(
      "GEOMETRY_TYPE",
      place,
      `${others} features are points or areas, no corridors, and are left out.`,
      detail,
    );
  }
  reportUnknownClasses(drawn, place, log);
  return drawn;
}

function reportUnknownClasses(drawn: readonly Drawn[], place: { layer?: string }, log: IssueLog): void {
  const counts = new Map<string, number>();
  for (const { use } of drawn) {
    if (use.unknownClass !== undefined) counts.set(use.unknownClass, (counts.get(use.unknownClass) ?? 0) + 1);
  }
  for (const [word, count] of [...counts].slice(0, 50)) {
    log.warning("CLASS_UNKNOWN", place, `The class of ${count} lines is not known; they are taken as other.`, {
      value: word,
      params: { lines: count },
      suggestion: `Known: ${corridorClasses.filter((name) => name !== "offroad").join(", ")}.`,
    });
  }
}

function datumOf(
  drawn: readonly Drawn[],
  layers: readonly Layer[],
  { datum: choice = "auto", reference }: ReadCorridorLinesOptions,
  log: IssueLog,
): DatumFinding {
  if (drawn.length === 0) return { used: choice === "auto" ? "WGS84" : choice, evidence: [] };
  const hint = layers.find((layer) => layer.datumHint)?.datumHint;
  const supposed = choice === "auto" ? (hint ?? "WGS84") : choice;
  const sample = drawn.map((line) => line.positions[line.positions.length >> 1]!);
  return chooseDatum(choice, hint, reference ? [detectShift(sample, reference, supposed)] : [], log);
}

function lay(drawn: readonly Drawn[], { used }: DatumFinding, log: IssueLog): CorridorsBuilder {
  const builder = new CorridorsBuilder();
  const lines: CorridorLine[] = [];
  const isWgs84 = used === "WGS84" || used === "CGCS2000";
  for (const { use, positions, source } of drawn) {
    const inWgs84 = isWgs84 ? positions : positions.map((position) => toWgs84(position, used));
    if (use.corridor !== undefined) {
      lines.push({ positions: inWgs84, classIndex: corridorClasses.indexOf(use.corridor), flags: use.flags, source });
    }
    if (use.barrier !== undefined) {
      const [lon, lat] = [inWgs84.map((position) => position[0]), inWgs84.map((position) => position[1])];
      builder.addBarrier(use.barrier, lon, lat);
    }
  }
  nodeLines(lines, builder, ({ source }) => {
    log.warning("LINE_DUPLICATE", { feature: source }, "The line is drawn twice; the second is left out.");
  });
  return builder;
}

/** The corridors with their gaps reported and, where asked for, a short straight edge of class `other` over each. */
function joinGaps(builder: CorridorsBuilder, options: ReadCorridorLinesOptions, log: IssueLog): Corridors {
  const corridors = builder.build();
  const other = corridorClasses.indexOf("other");
  const gaps = findGaps(corridors, options.gapM ?? 5);
  for (const { vertex, nearVertex, gapM } of gaps) {
    const place = { lon: corridors.vertexLon[vertex]!, lat: corridors.vertexLat[vertex]! };
    const did = options.closeGaps ? "; it was joined" : "";
    log.warning("LINE_GAP", place, `A line ends ${gapM.toFixed(2)} m from another without meeting it${did}.`, {
      params: { gapM: Math.round(gapM * 100) / 100 },
      suggestion: options.closeGaps ? undefined : "Join the lines, or read the file with gaps closed.",
    });
    if (options.closeGaps) builder.addEdge(vertex, nearVertex, other);
  }
  return options.closeGaps && gaps.length > 0 ? builder.build() : corridors;
}
