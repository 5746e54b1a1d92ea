import type { IssuePlace } from "@cuntong/network";
import type { Shape } from "../feature/feature.ts";
import { addGeometry, isJsonObject, type JsonObject } from "../feature/read-geojson.ts";
import { alreadyDegrees, FeatureBudget, ShapeBuilder } from "../feature/shape-builder.ts";
import type { IssueLog } from "../file/issue-log.ts";
import type { Limits } from "../file/limits.ts";
import type { NodeRecord, PlantRecords, SpanRecord } from "./plant-record.ts";

/** True for a JSON document that looks like the Open Fibre Data Standard: a network package, or one network. */
export function isOfds(document: unknown): document is JsonObject {
  return isJsonObject(document) && ["networks", "nodes", "spans"].some((key) => Array.isArray(document[key]));
}

/**
 * Nodes and spans of an OFDS 0.3 document (network package, single network, or the answer of a nodes or spans endpoint). Ids are prefixed
 * with the network's where there are several networks, as they are unique only within one.
 */
export function recordsOfOfds(document: JsonObject, limits: Limits, log: IssueLog): PlantRecords {
  const networks: readonly unknown[] = Array.isArray(document.networks) ? document.networks : [document];
  const context = { budget: new FeatureBudget(limits, log), log };
  const nodes: NodeRecord[] = [];
  const spans: SpanRecord[] = [];
  for (const [index, network] of networks.entries()) {
    if (!isJsonObject(network)) {
      log.error("OFDS_INVALID", { feature: index + 1 }, "A network is not an object.");
      continue;
    }
    const prefix = networks.length > 1 ? `${text(network.id) ?? index + 1}/` : "";
    for (const [i, node] of list(network, "nodes", log)) nodes.push(nodeRecord(node, i, prefix, context));
    for (const [i, span] of list(network, "spans", log)) spans.push(spanRecord(span, i, prefix, context));
    for (const link of Array.isArray(network.links) ? network.links : []) reportLink(link, log);
  }
  return { nodes, spans };
}

interface OfdsContext {
  readonly budget: FeatureBudget;
  readonly log: IssueLog;
}

/** Members of a list that are objects, numbered from 1; anything else is an issue. */
function* list(network: JsonObject, key: "nodes" | "spans", log: IssueLog): Generator<[number, JsonObject]> {
  const members = network[key];
  if (members === undefined) return;
  if (!Array.isArray(members))
    return void log.error("OFDS_INVALID", { layer: key }, `The member ${key} is not a list.`);
  for (const [i, member] of members.entries()) {
    if (isJsonObject(member)) yield [i + 1, member];
    else log.error("OFDS_INVALID", { layer: key, feature: i + 1 }, `A member of ${key} is not an object.`);
  }
}

/** A network may keep its nodes or spans elsewhere on the web; nothing is fetched. */
function reportLink(link: unknown, log: IssueLog): void {
  if (!isJsonObject(link) || !/nodes|spans/.test(String(link.rel))) return;
  log.warning("OFDS_LINK", {}, "The network keeps nodes or spans at a link, which is not followed.", {
    value: link.href,
  });
}

function nodeRecord(node: JsonObject, number: number, prefix: string, { budget, log }: OfdsContext): NodeRecord {
  const place: IssuePlace = { layer: "nodes", feature: number };
  const id = text(node.id);
  return {
    place,
    id: id === undefined ? undefined : prefix + id,
    name: text(node.name),
    kinds: words(node.type),
    status: text(node.status) ?? "",
    position: shapeOf(node.location, place, budget, log).points[0],
  };
}

function spanRecord(span: JsonObject, number: number, prefix: string, { budget, log }: OfdsContext): SpanRecord {
  const place: IssuePlace = { layer: "spans", feature: number };
  const { lines } = shapeOf(span.route, place, budget, log);
  return { place, ...ofdsSpanFields(span, prefix), line: lines[0], otherLines: Math.max(0, lines.length - 1) };
}

/** What an OFDS span says beside its geometry, in a JSON document and in the properties of OFDS GeoJSON alike. */
export function ofdsSpanFields(span: JsonObject, prefix: string): Omit<SpanRecord, "place" | "line" | "otherLines"> {
  const id = text(span.id);
  const medium = words(span.transmissionMedium);
  const details = isJsonObject(span.deploymentDetails) ? (text(span.deploymentDetails.description) ?? "") : "";
  // OFDS only knows above and below ground; the description often says that below means in ducts.
  const inDuct = /\bducts?\b|conduit|管道/i.test(details) ? ["duct"] : [];
  const fibreLength = span.fibreLength;
  return {
    id: id === undefined ? undefined : prefix + id,
    from: reference(span.start, prefix),
    to: reference(span.end, prefix),
    supports: [...inDuct, ...words(span.deployment)],
    status: text(span.status) ?? "",
    fibreLengthKm: typeof fibreLength === "number" ? fibreLength : undefined,
    isFibre: medium.length === 0 || medium.includes("fibre"),
  };
}

/** The id of a span's end: a text, or the whole node as OFDS GeoJSON embeds it. */
function reference(end: unknown, prefix: string): string | undefined {
  const id = text(isJsonObject(end) ? end.id : end);
  return id === undefined ? undefined : prefix + id;
}

function shapeOf(geometry: unknown, place: IssuePlace, budget: FeatureBudget, log: IssueLog): Shape {
  const builder = new ShapeBuilder(log, place, alreadyDegrees);
  if (budget.takeFeature()) addGeometry(builder, geometry, { place, budget, log, depth: 0 });
  return builder.shape();
}

function text(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

function words(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((word): word is string => typeof word === "string");
}
