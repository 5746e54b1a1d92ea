import type { IssuePlace } from "@cuntong/network";
import type { IssueLog } from "../file/issue-log.ts";
import type { Limits } from "../file/limits.ts";
import { crsOfGeoJson } from "./crs.ts";
import { type Feature, type FieldValue, type Layer, setField } from "./feature.ts";
import { alreadyDegrees, FeatureBudget, ShapeBuilder, type ToDegrees } from "./shape-builder.ts";

/** A JSON object whose members nobody has checked. */
export type JsonObject = { readonly [key: string]: unknown };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Deepest GeometryCollection inside GeometryCollection that is followed; RFC 7946 asks for none. */
const maxCollectionDepth = 4;

/** Features of a parsed GeoJSON document (RFC 7946): a FeatureCollection, a Feature or a bare geometry. A feature's number is its place. */
export function readGeoJson(document: unknown, limits: Limits, log: IssueLog): Layer[] {
  const members = featureList(document, log);
  if (!members) return [];
  const crs = isJsonObject(document) ? crsOfGeoJson(document.crs, log) : { toDegrees: alreadyDegrees };
  if (!crs) return [];
  const budget = new FeatureBudget(limits, log);
  const features: Feature[] = [];
  for (const [index, member] of members.entries()) {
    // A line that is empty or was broken; JSON itself has no such value.
    if (member === undefined) continue;
    if (!budget.takeFeature()) break;
    const feature = readFeature(member, index + 1, crs.toDegrees, budget, log);
    if (feature) features.push(feature);
  }
  return [{ features, ...("datum" in crs && crs.datum ? { datumHint: crs.datum } : {}) }];
}

function featureList(document: unknown, log: IssueLog): readonly unknown[] | undefined {
  if (isJsonObject(document)) {
    const { type } = document;
    if (type === "FeatureCollection") {
      if (Array.isArray(document.features)) return document.features;
      log.error("GEOJSON_INVALID", { field: "features" }, "A FeatureCollection needs a list of features.");
      return undefined;
    }
    if (type === "Feature") return [document];
    if (typeof type === "string" && (Array.isArray(document.coordinates) || Array.isArray(document.geometries)))
      return [{ type: "Feature", properties: {}, geometry: document }];
  }
  log.error(
    "GEOJSON_INVALID",
    { field: "type" },
    "This JSON is not GeoJSON: its type is neither FeatureCollection nor Feature nor a geometry.",
    {
      value: isJsonObject(document) ? document.type : typeof document,
    },
  );
  return undefined;
}

function readFeature(
  member: unknown,
  number: number,
  toDegrees: ToDegrees,
  budget: FeatureBudget,
  log: IssueLog,
): Feature | undefined {
  const place = { feature: number };
  if (!isJsonObject(member) || member.type !== "Feature") {
    log.error("GEOJSON_INVALID", place, "This member of features is not a Feature.");
    return undefined;
  }
  const builder = new ShapeBuilder(log, place, toDegrees);
  addGeometry(builder, member.geometry, { place, budget, log, depth: 0 });
  const id = member.id;
  return {
    number,
    ...(typeof id === "string" || typeof id === "number" ? { id: String(id) } : {}),
    fields: readFields(member.properties),
    shape: builder.shape(),
  };
}

/** Properties as plain values; lists and objects as their JSON text, null left out. */
function readFields(properties: unknown): Record<string, FieldValue> {
  const fields: Record<string, FieldValue> = {};
  if (!isJsonObject(properties)) return fields;
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
      setField(fields, key, value);
    else if (value !== null && value !== undefined) setField(fields, key, JSON.stringify(value));
  }
  return fields;
}

interface GeometryContext {
  readonly place: IssuePlace;
  readonly budget: FeatureBudget;
  readonly log: IssueLog;
  readonly depth: number;
}

/** Adds a GeoJSON geometry to a shape; what is wrong with it is an issue at its feature. */
export function addGeometry(builder: ShapeBuilder, geometry: unknown, context: GeometryContext): void {
  const { place } = context;
  if (geometry === null || geometry === undefined) return;
  if (!isJsonObject(geometry)) {
    context.log.error("GEOMETRY_INVALID", place, "The geometry is not an object.");
    return;
  }
  const type = geometry.type;
  if (type === "GeometryCollection") addCollection(builder, geometry.geometries, context);
  else if (!addCoordinates(builder, type, geometry.coordinates, context.budget))
    context.log.error("GEOMETRY_INVALID", place, `The coordinates are not those of a ${String(type).slice(0, 40)}.`, {
      value: type,
    });
}

function addCollection(builder: ShapeBuilder, members: unknown, context: GeometryContext): void {
  if (!Array.isArray(members) || context.depth >= maxCollectionDepth) {
    context.log.error(
      "GEOMETRY_INVALID",
      context.place,
      "A GeometryCollection needs a list of geometries, not nested deeply.",
    );
    return;
  }
  for (const member of members) addGeometry(builder, member, { ...context, depth: context.depth + 1 });
}

/** False when the type is unknown or the coordinates are not nested as the type asks. */
function addCoordinates(builder: ShapeBuilder, type: unknown, coordinates: unknown, budget: FeatureBudget): boolean {
  if (!Array.isArray(coordinates)) return false;
  switch (type) {
    case "Point":
      if (coordinates.length > 0) builder.point(coordinates[0], coordinates[1]);
      return true;
    case "MultiPoint":
      if (!areLists(coordinates) || !budget.takePositions(coordinates.length)) return false;
      for (const point of coordinates) builder.point(point[0], point[1]);
      return true;
    case "LineString":
      return addLine(builder, coordinates, budget);
    case "MultiLineString":
      return areLists(coordinates) && coordinates.every((line) => addLine(builder, line, budget));
    case "Polygon":
      return addPolygon(builder, coordinates, budget);
    case "MultiPolygon":
      return areLists(coordinates) && coordinates.every((polygon) => addPolygon(builder, polygon, budget));
    default:
      return false;
  }
}

function addLine(builder: ShapeBuilder, coordinates: readonly unknown[], budget: FeatureBudget): boolean {
  if (!areLists(coordinates) || !budget.takePositions(coordinates.length)) return false;
  builder.line(coordinates.map((position) => [position[0], position[1]] as const));
  return true;
}

function addPolygon(builder: ShapeBuilder, rings: readonly unknown[], budget: FeatureBudget): boolean {
  if (!areLists(rings) || !rings.every(areLists)) return false;
  if (!budget.takePositions(rings.reduce((sum, ring) => sum + ring.length, 0))) return false;
  builder.polygon(rings.map((ring) => ring.map((position) => [position[0], position[1]] as const)));
  return true;
}

function areLists(values: readonly unknown[]): values is readonly (readonly unknown[])[] {
  return values.every(Array.isArray);
}
