import type { Position } from "@cuntong/geo";
import type { IssuePlace } from "@cuntong/network";
import { type Feature, fieldText, type Layer } from "../feature/feature.ts";
import { isJsonObject, type JsonObject } from "../feature/read-geojson.ts";
import type { IssueLog } from "../file/issue-log.ts";
import { matchColumns, type Synonyms } from "../table/find-header.ts";
import { cleanText } from "../text/clean.ts";
import { parseNumber } from "../text/number.ts";
import type { NodeRecord, PlantRecords, SpanRecord } from "./plant-record.ts";
import { ofdsSpanFields } from "./records-of-ofds.ts";

const plantFields = ["id", "name", "kind", "status", "support", "from", "to", "fibreLength", "medium"] as const;
type PlantField = (typeof plantFields)[number];

const synonyms: Synonyms<PlantField> = {
  id: ["id", "nodeid", "spanid", "code", "编号", "编码", "代码", "资源编码", "fid"],
  name: ["name", "名称", "节点名称", "段落名称", "资源名称"],
  kind: ["kind", "type", "nodetype", "类型", "节点类型", "设施类型"],
  status: ["status", "state", "状态", "使用状态", "建设状态"],
  support: ["support", "deployment", "敷设方式", "铺设方式", "敷设"],
  from: [
    "from",
    "fromnode",
    "fromnodeid",
    "start",
    "startnode",
    "startid",
    "anode",
    "a端",
    "起点",
    "起始节点",
    "始端",
    "起点编号",
  ],
  to: [
    "to",
    "tonode",
    "tonodeid",
    "end",
    "endnode",
    "endid",
    "znode",
    "bnode",
    "z端",
    "b端",
    "终点",
    "终止节点",
    "末端",
    "终点编号",
  ],
  fibreLength: ["fibrelength", "fiberlength"],
  medium: ["transmissionmedium"],
};

/** Nodes (point features) and spans (line features) of geographic layers, by geometry and not by layer name; OFDS GeoJSON as well. */
export function recordsOfLayers(layers: readonly Layer[], log: IssueLog): PlantRecords {
  const nodes: NodeRecord[] = [];
  const spans: SpanRecord[] = [];
  for (const layer of layers) {
    const read = fieldReader(layer);
    for (const feature of layer.features) {
      const place: IssuePlace = { ...(layer.name === undefined ? {} : { layer: layer.name }), feature: feature.number };
      const { points, lines } = feature.shape;
      if (lines.length > 0) {
        spans.push(spanRecord(feature, place, read));
        nodes.push(...embeddedNodes(feature, place));
      } else if (points.length > 0) nodes.push(nodeRecord(feature, place, read));
      else log.error("GEOMETRY_TYPE", place, "A piece of plant is a point or a line; this feature is neither.");
    }
  }
  return { nodes: uniqueEmbedded(nodes), spans };
}

type ReadField = (feature: Feature, field: PlantField) => string;

function fieldReader(layer: Layer): ReadField {
  const keys = [...new Set(layer.features.slice(0, 500).flatMap((feature) => Object.keys(feature.fields)))];
  const columns = matchColumns(keys, synonyms);
  return (feature, field) => {
    const column = columns.get(field);
    return column === undefined ? "" : cleanText(fieldText(feature.fields[keys[column]!]));
  };
}

function nodeRecord(feature: Feature, place: IssuePlace, read: ReadField): NodeRecord {
  return {
    place,
    id: read(feature, "id") || feature.id,
    name: read(feature, "name") || undefined,
    kinds: wordsOf(read(feature, "kind")),
    status: read(feature, "status"),
    position: feature.shape.points[0],
  };
}

function spanRecord(feature: Feature, place: IssuePlace, read: ReadField): SpanRecord {
  const ofds = ofdsProperties(feature);
  const { lines } = feature.shape;
  const geometry = { place, line: lines[0], otherLines: lines.length - 1 };
  if (ofds) return { ...ofdsSpanFields(ofds, ""), ...geometry };
  const medium = wordsOf(read(feature, "medium"));
  return {
    ...geometry,
    id: read(feature, "id") || feature.id,
    from: read(feature, "from") || undefined,
    to: read(feature, "to") || undefined,
    supports: wordsOf(read(feature, "support")),
    status: read(feature, "status"),
    fibreLengthKm: parseNumber(read(feature, "fibreLength")),
    isFibre: medium.length === 0 || medium.some((word) => /fib(re|er)|光/i.test(word)),
  };
}

/** A list in a field (`["pop","tower"]`, as GeoPackage and OFDS GeoJSON write it) as its words, anything else as one word. */
function wordsOf(text: string): string[] {
  const parsed = text.startsWith("[") ? parseObject(text) : undefined;
  if (Array.isArray(parsed)) return parsed.filter((word): word is string => typeof word === "string");
  return text === "" ? [] : [text];
}

/** Properties of an OFDS GeoJSON span with its lists and objects restored; `undefined` for other features. */
function ofdsProperties(feature: Feature): JsonObject | undefined {
  if (feature.fields.featureType !== "span") return undefined;
  return Object.fromEntries(
    Object.entries(feature.fields).map(([key, value]) => [
      key,
      typeof value === "string" && /^[[{]/.test(value) ? (parseObject(value) ?? value) : value,
    ]),
  );
}

/** The end nodes that an OFDS GeoJSON span carries with their locations. */
function embeddedNodes(feature: Feature, place: IssuePlace): NodeRecord[] {
  const ofds = ofdsProperties(feature);
  if (!ofds) return [];
  return [ofds.start, ofds.end].flatMap((end) => {
    if (!isJsonObject(end) || end.id === undefined) return [];
    return [
      {
        place: { ...place, field: "start/end" },
        id: String(end.id),
        name: typeof end.name === "string" ? end.name : undefined,
        kinds: wordsOf(JSON.stringify(end.type ?? [])),
        status: String(end.status ?? ""),
        position: pointOf(end.location),
      },
    ];
  });
}

function pointOf(location: unknown): Position | undefined {
  const coordinates = isJsonObject(location) ? location.coordinates : undefined;
  if (!Array.isArray(coordinates)) return undefined;
  const [lon, lat] = coordinates as unknown[];
  return typeof lon === "number" && typeof lat === "number" ? [lon, lat] : undefined;
}

/** Embedded nodes are said once for each span that ends at them: only the first is kept, and none that the file has as a feature. */
function uniqueEmbedded(nodes: readonly NodeRecord[]): NodeRecord[] {
  const own = new Set(nodes.filter((node) => node.place.field === undefined).map((node) => node.id));
  const seen = new Set<string | undefined>();
  return nodes.filter((node) => {
    if (node.place.field === undefined) return true;
    if (own.has(node.id) || seen.has(node.id)) return false;
    seen.add(node.id);
    return true;
  });
}

function parseObject(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
