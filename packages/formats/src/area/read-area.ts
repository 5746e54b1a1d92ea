import { type Datum, type MultiPolygon, type Position, toWgs84 } from "@cuntong/geo";
import { type Area, areaKinds, type IssuePlace, soilClasses } from "@cuntong/network";
import type { Feature, Polygon } from "../feature/feature.ts";
import type { IssueLog } from "../file/issue-log.ts";
import { parseNumber } from "../text/number.ts";
import { type AreaField, areaFields, areaKindOf, soilClassOf } from "./area-words.ts";

/** Positions of one area at most: more is a map of everything, not a plan's area. */
const mostPositions = 200_000;

export interface AreaContext {
  readonly layer: string | undefined;
  readonly datum: Datum;
  readonly log: IssueLog;
}

/** Reads an area; `undefined` when an error keeps it from being one. */
export function readArea(feature: Feature, fallbackId: string, context: AreaContext): Area | undefined {
  const { layer, datum, log } = context;
  const place = { ...(layer === undefined ? {} : { layer }), feature: feature.number };
  const shape = readShape(feature.shape.polygons, datum, place, log);
  if (!shape) return undefined;
  const field = areaFields(feature.fields);
  const id = field("id") || feature.id || fallbackId;
  const base = { id: id.slice(0, 64), name: field("name") || id, shape };
  const kind = areaKindOf(field("kind"), feature.folder ?? layer, feature.fields);
  if (!kind) {
    return void log.error("AREA_KIND_UNKNOWN", { ...place, field: "kind" }, "It is not said what this area means.", {
      value: field("kind"),
      suggestion: `Known kinds: ${areaKinds.join(", ")}; a layer or KML folder may be named so instead.`,
    });
  }
  switch (kind) {
    case "forbidden":
    case "forest":
      return { ...base, kind };
    case "soil":
      return withSoil(base, field, place, log);
    case "permit":
      return withPermit(base, field, place, log);
    case "expensive":
      return withSurcharge(base, field, place, log);
  }
}

type Base = Pick<Area, "id" | "name" | "shape">;
type Read = (field: AreaField) => string;

function withSoil(base: Base, field: Read, place: IssuePlace, log: IssueLog): Area | undefined {
  const soil = soilClassOf(field("soil"));
  if (soil) return { ...base, kind: "soil", soil };
  return void log.error("SOIL_UNKNOWN", { ...place, field: "soil" }, "The class of the soil is not known.", {
    value: field("soil"),
    suggestion: `Known: ${soilClasses.join(", ")}.`,
  });
}

/** The type is part of a price's code: one word without dots. */
function withPermit(base: Base, field: Read, place: IssuePlace, log: IssueLog): Area | undefined {
  const permit = field("permit") || "general";
  if (/^[\p{L}\p{N}_-]{1,40}$/u.test(permit)) return { ...base, kind: "permit", permit };
  return void log.error("PERMIT_INVALID", { ...place, field: "permit" }, "The type of a permit is one short word.", {
    value: permit,
  });
}

function withSurcharge(base: Base, field: Read, place: IssuePlace, log: IssueLog): Area | undefined {
  const [pct, fen, yuan] = (["pct", "fen", "yuan"] as const).map((name) => field(name).replace(/%$/, ""));
  const given = [pct, fen, yuan].filter((text) => text !== "");
  const value = given.join(" and ");
  if (given.length !== 1) {
    return void log.error("SURCHARGE_INVALID", place, "A dear area has one surcharge: per cent, fen or yuan a metre.", {
      value,
    });
  }
  const [number, scale] = yuan === "" ? [parseNumber(given[0]!), 1] : [parseNumber(yuan!), 100];
  const whole = number === undefined ? Number.NaN : Math.round(number * scale * 1e6) / 1e6;
  if (!Number.isSafeInteger(whole) || whole < 0 || (pct !== "" && whole > 10_000)) {
    return void log.error(
      "SURCHARGE_INVALID",
      place,
      "A surcharge is a whole number of per cent (up to 10,000) or of fen a metre, zero or more.",
      { value },
    );
  }
  return { ...base, kind: "expensive", surcharge: pct === "" ? { fenPerM: whole } : { pct: whole } };
}

function readShape(
  polygons: readonly Polygon[],
  datum: Datum,
  place: IssuePlace,
  log: IssueLog,
): MultiPolygon | undefined {
  if (polygons.length === 0) {
    return void log.error("GEOMETRY_TYPE", place, "An area is a polygon; this feature has none.");
  }
  const positions = polygons.flat().reduce((sum, ring) => sum + ring.length, 0);
  if (positions > mostPositions) {
    const message = `The area has ${positions} positions; at most ${mostPositions} are read. Simplify its outline.`;
    return void log.error("LIMIT_POSITIONS", place, message, { value: positions });
  }
  const bad = polygons
    .flat()
    .flat()
    .find(([lon, lat]) => Math.abs(lon) > 180 || Math.abs(lat) > 90);
  if (bad) {
    const message =
      "A position is beyond 180 or 90 degrees: the file is not in degrees, or longitude and latitude are exchanged.";
    return void log.error("POSITION_NOT_DEGREES", place, message, { value: bad.join(",") });
  }
  const shape = polygons.flatMap((polygon) => closedRings(polygon, datum));
  if (shape.length > 0) return shape;
  return void log.error("AREA_EMPTY", place, "The area encloses nothing: a ring needs three different positions.");
}

/** The polygon with its rings closed, in WGS 84; none where its outside encloses nothing. */
function closedRings(polygon: Polygon, datum: Datum): Position[][][] {
  const rings = polygon.map((ring) => ring.map((position) => toWgs84(position, datum)));
  const [outside, ...holes] = rings.map((ring) => (enclosesNothing(ring) ? [] : [...ring, ring[0]!]));
  return outside === undefined || outside.length === 0 ? [] : [[outside, ...holes.filter((hole) => hole.length > 0)]];
}

function enclosesNothing(ring: readonly Position[]): boolean {
  const [a] = ring;
  const b = ring.find((position) => position[0] !== a![0] || position[1] !== a![1]);
  return !b || !ring.some((c) => (b[0] - a![0]) * (c[1] - a![1]) !== (b[1] - a![1]) * (c[0] - a![0]));
}
