import type { Position } from "@cuntong/geo";
import type { Issue, PlantNode, Span } from "@cuntong/network";
import { chooseDatum, type DatumChoice, type DatumFinding } from "../datum/choose-datum.ts";
import { detectShift, type ReferencePoints } from "../datum/detect-shift.ts";
import { preferLayers } from "../feature/prefer-layers.ts";
import { IssueLog } from "../file/issue-log.ts";
import { defaultLimits, type Limits } from "../file/limits.ts";
import { type FileContent, openFile } from "../file/open-file.ts";
import { EndFinder } from "./end-finder.ts";
import type { PlantRecords } from "./plant-record.ts";
import { readNodes } from "./read-node.ts";
import { readSpan } from "./read-span.ts";
import { recordsOfLayers } from "./records-of-layers.ts";
import { isOfds, recordsOfOfds } from "./records-of-ofds.ts";

export interface ReadPlantOptions {
  readonly fileName: string;
  /** Datum of the positions; `auto` (the default) takes what the file names, else what strong evidence shows, else WGS 84. */
  readonly datum?: DatumChoice;
  /** Positions known to be WGS 84 near the plant (corridor vertices), to detect a shifted datum. */
  readonly reference?: ReferencePoints;
  /** Makes a closure at each span end without a node; no unless told, each such end is then an error. */
  readonly createNodes?: boolean;
  readonly limits?: Partial<Limits>;
}

export interface ReadPlant {
  readonly nodes: readonly PlantNode[];
  readonly spans: readonly Span[];
  readonly issues: readonly Issue[];
  readonly datum: DatumFinding;
}

/**
 * Existing plant of a GeoJSON, GeoPackage, Shapefile or KML file (points are nodes, lines are spans) or of an OFDS 0.3 document or OFDS
 * GeoJSON, in WGS 84. Every span given has both its nodes and begins and ends exactly at them. Never throws on bad data.
 */
export async function readPlant(bytes: Uint8Array, options: ReadPlantOptions): Promise<ReadPlant> {
  const limits = { ...defaultLimits, ...options.limits };
  const log = new IssueLog(options.fileName, limits.maxIssues);
  const content = await openFile(bytes, options.fileName, limits, log);
  const records = recordsOf(content, limits, log);
  const datum = datumOf(records, content, options, log);
  const nodes = readNodes(records.nodes, datum.used, log);
  const ends = new EndFinder(nodes, options.createNodes ?? false, log);
  const spans = new Map<string, Span>();
  for (const [index, record] of records.spans.entries()) {
    const span = readSpan(record, index + 1, datum.used, ends, log);
    if (!span) continue;
    if (spans.has(span.id))
      log.error("SPAN_DUPLICATE", record.place, "A span with this id was already read.", { value: span.id });
    else spans.set(span.id, span);
  }
  if (nodes.size === 0 && log.isEmpty("error")) log.error("NO_PLANT", {}, "The file has no nodes.");
  return { nodes: [...nodes.values()], spans: [...spans.values()], issues: log.list(), datum };
}

function recordsOf(content: FileContent | undefined, limits: Limits, log: IssueLog): PlantRecords {
  if (content?.kind === "layers")
    return recordsOfLayers(preferLayers(content.layers, /^(nodes?|spans?|节点|段落)$/i, log), log);
  if (content?.kind === "json" && isOfds(content.document)) return recordsOfOfds(content.document, limits, log);
  if (content)
    log.error(
      "NO_PLANT",
      {},
      "Plant is read from GeoJSON, GeoPackage, Shapefile, KML or OFDS; this file is none of them.",
    );
  return { nodes: [], spans: [] };
}

function datumOf(
  records: PlantRecords,
  content: FileContent | undefined,
  { datum: choice = "auto", reference }: ReadPlantOptions,
  log: IssueLog,
): DatumFinding {
  const sample = records.nodes.flatMap(({ position }): Position[] => (position ? [position] : []));
  if (sample.length === 0) return { used: choice === "auto" ? "WGS84" : choice, evidence: [] };
  const hint = content?.kind === "layers" ? content.layers.find((layer) => layer.datumHint)?.datumHint : undefined;
  const supposed = choice === "auto" ? (hint ?? "WGS84") : choice;
  return chooseDatum(choice, hint, reference ? [detectShift(sample, reference, supposed)] : [], log);
}
