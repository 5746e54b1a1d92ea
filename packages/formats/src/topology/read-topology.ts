import type { Position } from "@cuntong/geo";
import type { Issue, IssuePlace } from "@cuntong/network";
import type { Layer } from "../feature/feature.ts";
import { preferLayers } from "../feature/prefer-layers.ts";
import { IssueLog } from "../file/issue-log.ts";
import { defaultLimits, type Limits } from "../file/limits.ts";
import { openFile } from "../file/open-file.ts";
import { isGraphml, readGraphml } from "../graphml/read-graphml.ts";
import type { NodeRecord, PlantRecords, SpanRecord } from "../plant/plant-record.ts";
import { recordsOfLayers } from "../plant/records-of-layers.ts";
import { isOfds, recordsOfOfds } from "../plant/records-of-ofds.ts";
import { type FreeLine, type LaidNode, layLines } from "./lay-lines.ts";
import { type Topology, TopologyBuilder } from "./topology.ts";

export interface ReadTopologyOptions {
  readonly fileName: string;
  readonly limits?: Partial<Limits>;
}

export interface ReadTopology {
  readonly topology: Topology;
  readonly issues: readonly Issue[];
}

/**
 * What is joined to what in a GraphML, GeoJSON, GeoPackage, Shapefile, KML or OFDS file. Points are vertices and lines are edges; a line
 * that names its end nodes joins those, any other is split and joined where it shares positions. Never throws on bad data.
 */
export async function readTopology(bytes: Uint8Array, options: ReadTopologyOptions): Promise<ReadTopology> {
  const limits = { ...defaultLimits, ...options.limits };
  const log = new IssueLog(options.fileName, limits.maxIssues);
  const topology = await read(bytes, options.fileName, limits, log);
  if (topology.vertexIds.length === 0 && log.isEmpty("error")) {
    log.error("NO_TOPOLOGY", {}, "The file has neither nodes nor lines.");
  }
  return { topology, issues: log.list() };
}

async function read(bytes: Uint8Array, fileName: string, limits: Limits, log: IssueLog): Promise<Topology> {
  if (bytes.length <= limits.maxBytes && isGraphml(bytes, fileName)) return readGraphml(bytes, limits, log);
  const content = await openFile(bytes, fileName, limits, log);
  if (content?.kind === "layers") return ofLayers(content.layers, log);
  if (content?.kind === "json" && isOfds(content.document)) {
    const records = recordsOfOfds(content.document, limits, log);
    return topologyOf(records, ({ line }) => (line ? [line] : []), log);
  }
  if (content) {
    const message =
      "A topology is read from GraphML, GeoJSON, GeoPackage, Shapefile, KML or OFDS; this file is none of them.";
    log.error("NO_TOPOLOGY", {}, message);
  }
  return new TopologyBuilder().build();
}

function ofLayers(layers: readonly Layer[], log: IssueLog): Topology {
  const meant = preferLayers(layers, /^(nodes?|spans?|edges?|links?|节点|段落)$/i, log).map((layer) =>
    onlyPointsAndLines(layer, log),
  );
  // A record has one line; a feature of several is as many edges.
  const lines = new Map<string, readonly (readonly Position[])[]>();
  for (const { name, features } of meant)
    for (const { number, shape } of features) lines.set(keyOf(name, number), shape.lines);
  const linesOf = ({ place }: SpanRecord) => lines.get(keyOf(place.layer, place.feature)) ?? [];
  return topologyOf(recordsOfLayers(meant, log), linesOf, log);
}

const keyOf = (layer: string | undefined, feature: number | undefined) => `${feature} ${layer ?? ""}`;

function onlyPointsAndLines(layer: Layer, log: IssueLog): Layer {
  const features = layer.features.filter(({ shape }) => shape.points.length + shape.lines.length > 0);
  const others = layer.features.length - features.length;
  if (others > 0) {
    const place = layer.name === undefined ? {} : { layer: layer.name };
    log.warning("GEOMETRY_TYPE", place, `${others} features are neither points nor lines, and are left out.`, {
      params: { features: others },
    });
  }
  return { ...layer, features };
}

function topologyOf(
  { nodes, spans }: PlantRecords,
  linesOf: (span: SpanRecord) => readonly (readonly Position[])[],
  log: IssueLog,
): Topology {
  const topology = new TopologyBuilder();
  const laid = nodes.flatMap((node) => layNode(node, topology, log));
  const free: FreeLine[] = [];
  for (const span of spans) {
    const { id, from, to, place } = span;
    // Names of ends mean something only where the file has nodes to be named.
    if (topology.vertexCount > 0 && laidByName(span)) joinByName(topology, span, log);
    else if (linesOf(span).length === 0) {
      log.error("SPAN_LINE_MISSING", place, "There is no line, and no two nodes are named.", {
        value: id ?? from ?? to,
      });
    } else {
      for (const positions of linesOf(span)) {
        if (areDegrees(positions, place, log)) free.push({ id, feature: place.feature ?? 0, positions });
      }
    }
  }
  layLines(free, laid, topology, log);
  return topology.build();
}

const laidByName = ({ from, to }: SpanRecord) => from !== undefined && to !== undefined;

/** Lays a node; what comes back is where lines can meet it. */
function layNode({ id, position, place }: NodeRecord, topology: TopologyBuilder, log: IssueLog): LaidNode[] {
  const name = id ?? position?.join(",");
  if (name === undefined) {
    log.error("POSITION_MISSING", place, "A node has neither id nor position.");
    return [];
  }
  if (position && !areDegrees([position], place, log)) return [];
  const vertex = topology.addVertex(name, position?.[0], position?.[1]);
  if (vertex !== undefined) return position ? [{ vertex, position }] : [];
  if (id !== undefined) log.error("NODE_DUPLICATE", place, "A node with this id was already read.", { value: id });
  return [];
}

function joinByName(topology: TopologyBuilder, { id, from, to, place }: SpanRecord, log: IssueLog): void {
  const ends = [from!, to!].map((name) => topology.find(name));
  if (ends[0] !== undefined && ends[1] !== undefined) {
    topology.addEdge(ends[0], ends[1], id);
    return;
  }
  const isStart = ends[0] === undefined;
  const field = isStart ? "start" : "end";
  const message = `The span's ${field} names a node that the file does not have.`;
  log.error("SPAN_NODE_UNKNOWN", { ...place, field }, message, { value: isStart ? from : to });
}

/** Positions are joined to a centimetre of degrees; metres would fall together or apart at random. */
function areDegrees(positions: readonly Position[], place: IssuePlace, log: IssueLog): boolean {
  const bad = positions.find(([lon, lat]) => !(Math.abs(lon) <= 180 && Math.abs(lat) <= 90));
  if (!bad) return true;
  log.error("POSITION_NOT_DEGREES", place, "A position lies beyond 180 or 90 degrees.", { value: bad.join(",") });
  return false;
}
