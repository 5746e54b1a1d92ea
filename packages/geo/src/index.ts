export { type Datum, datums, fromWgs84, toWgs84 } from "./datum.ts";
export type { Elevation } from "./elevation.ts";
export type { Extent, Line, MultiPolygon, Position } from "./position.ts";
