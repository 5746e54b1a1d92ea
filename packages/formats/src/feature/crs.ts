import type { Datum } from "@cuntong/geo";
import proj4 from "proj4";
import type { IssueLog } from "../file/issue-log.ts";
import { alreadyDegrees, type ToDegrees } from "./shape-builder.ts";

/** How to read the coordinates of a layer: to degrees, and which datum its reference system names. */
export interface Crs {
  readonly toDegrees: ToDegrees;
  readonly datum?: Datum;
}

const supported =
  "Supported: WGS 84 (EPSG:4326), CGCS2000 (4490), CGCS2000 Gauss-Kruger zones (4491-4554), UTM on WGS 84 (326xx, 327xx), Web Mercator (3857).";

/** The reference system of an EPSG code; an issue and `undefined` where it is not one of those that can be undone exactly. */
export function crsOfEpsg(code: number, log: IssueLog, layer?: string): Crs | undefined {
  if (code === 4326 || code === 4979) return { toDegrees: alreadyDegrees, datum: "WGS84" };
  if (code === 4490 || code === 4480) return { toDegrees: alreadyDegrees, datum: "CGCS2000" };
  if (code === 3857 || code === 900913) return projected("+proj=merc +a=6378137 +b=6378137 +units=m +no_defs", "WGS84");
  const zone = gaussKruger(code) ?? utm(code);
  if (zone) return zone;
  return refuse(`EPSG:${code}`, log, layer);
}

/** CGCS2000 / Gauss-Kruger: 6-degree and 3-degree zones, with and without the zone number before the easting. */
function gaussKruger(code: number): Crs | undefined {
  if (code >= 4491 && code <= 4501)
    return transverse(75 + 6 * (code - 4491), 1, (13 + code - 4491) * 1e6 + 500_000, "CGCS2000");
  if (code >= 4502 && code <= 4512) return transverse(75 + 6 * (code - 4502), 1, 500_000, "CGCS2000");
  if (code >= 4513 && code <= 4533)
    return transverse(75 + 3 * (code - 4513), 1, (25 + code - 4513) * 1e6 + 500_000, "CGCS2000");
  if (code >= 4534 && code <= 4554) return transverse(75 + 3 * (code - 4534), 1, 500_000, "CGCS2000");
  return undefined;
}

function utm(code: number): Crs | undefined {
  const zone = code % 100;
  const south = code >= 32701 && code <= 32760;
  if (!south && !(code >= 32601 && code <= 32660)) return undefined;
  return projected(`+proj=utm +zone=${zone} ${south ? "+south " : ""}+ellps=WGS84 +units=m +no_defs`, "WGS84");
}

function transverse(centralDeg: number, scale: number, falseEastingM: number, datum: Datum, falseNorthingM = 0): Crs {
  // CGCS2000's ellipsoid differs from GRS 80 by less than a tenth of a millimetre.
  const ellipsoid = datum === "CGCS2000" ? "GRS80" : "WGS84";
  return projected(
    `+proj=tmerc +lat_0=0 +lon_0=${centralDeg} +k=${scale} +x_0=${falseEastingM} +y_0=${falseNorthingM} +ellps=${ellipsoid} +units=m +no_defs`,
    datum,
  );
}

function projected(definition: string, datum: Datum): Crs {
  const converter = proj4(definition);
  return {
    datum,
    toDegrees: (x, y) => {
      const [lon, lat] = converter.inverse([x, y]);
      // A hundredth of a millimetre: what is behind it is only the rounding of the formula.
      return [Math.round(lon! * 1e10) / 1e10, Math.round(lat! * 1e10) / 1e10];
    },
  };
}

function refuse(name: string, log: IssueLog, layer?: string): undefined {
  log.error("CRS_UNSUPPORTED", layer === undefined ? {} : { layer }, `Coordinates are in ${name}, which is not read.`, {
    value: name,
    suggestion: `Export the file in WGS 84 (EPSG:4326). ${supported}`,
  });
  return undefined;
}

/** The reference system that a GeoJSON of before RFC 7946 names in its `crs` member; WGS 84 without one. */
export function crsOfGeoJson(crs: unknown, log: IssueLog): Crs | undefined {
  if (crs === undefined || crs === null) return { toDegrees: alreadyDegrees };
  const name = typeof crs === "object" && "properties" in crs ? nameOf(crs.properties) : "";
  if (/CRS84$/i.test(name)) return { toDegrees: alreadyDegrees, datum: "WGS84" };
  const code = /EPSG:+(?:[\d.]*:)?(\d+)$/i.exec(name)?.[1];
  return code === undefined
    ? refuse(name.slice(0, 80) || "an unnamed reference system", log)
    : crsOfEpsg(Number(code), log);
}

function nameOf(properties: unknown): string {
  return typeof properties === "object" && properties !== null && "name" in properties ? String(properties.name) : "";
}

/**
 * The reference system of a `.prj` or GeoPackage definition (WKT 1 or 2). Only geographic and transverse Mercator systems on WGS 84 or
 * CGCS2000 are taken: Beijing 1954 and Xian 1980 need shifts that are not public.
 */
export function crsOfWkt(wkt: string, log: IssueLog, layer?: string): Crs | undefined {
  const name = /^\s*[A-Z_]+\s*\[\s*"([^"]{0,80})"/i.exec(wkt)?.[1] ?? wkt.slice(0, 40);
  const datum = datumOfWkt(wkt);
  if (!datum) return refuse(name, log, layer);
  if (!/^\s*(PROJCS|PROJCRS|PROJECTEDCRS|BOUNDCRS|COMPD)/i.test(wkt)) return { toDegrees: alreadyDegrees, datum };
  if (/Mercator_Auxiliary_Sphere|Popular Visualisation|Pseudo-Mercator/i.test(wkt)) return crsOfEpsg(3857, log, layer);
  if (!/(Transverse[_ ]Mercator|Gauss[_ -]Kr)/i.test(wkt) || !/UNIT\[\s*"met/i.test(wkt))
    return refuse(name, log, layer);
  const central = parameter(wkt, /central[_ ]meridian|longitude[_ ]of[_ ](?:natural[_ ]origin|center)/i);
  const easting = parameter(wkt, /false[_ ]easting/i);
  if (central === undefined || easting === undefined) return refuse(name, log, layer);
  const scale = parameter(wkt, /scale[_ ]factor[^"]*/i) ?? 1;
  return transverse(central, scale, easting, datum, parameter(wkt, /false[_ ]northing/i) ?? 0);
}

function datumOfWkt(wkt: string): Datum | undefined {
  const words = /(?:DATUM|ENSEMBLE)\s*\[\s*"([^"]{0,80})"/i.exec(wkt)?.[1] ?? "";
  if (/CGCS[_ ]?2000|China[_ ]2000|China[_ ]Geodetic[_ ]Coordinate[_ ]System[_ ]2000/i.test(words)) return "CGCS2000";
  if (/WGS[_ ]?(19)?84|World Geodetic System 1984/i.test(words)) return "WGS84";
  return undefined;
}

function parameter(wkt: string, word: RegExp): number | undefined {
  const match = new RegExp(`PARAMETER\\s*\\[\\s*"(?:${word.source})"\\s*,\\s*(-?[\\d.]+(?:e[+-]?\\d+)?)`, "i").exec(
    wkt,
  );
  return match ? Number(match[1]) : undefined;
}
