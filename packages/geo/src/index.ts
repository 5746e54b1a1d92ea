export type { Elevation } from "./elevation.ts";
export type { Extent, Line, MultiPolygon, Position } from "./position.ts";
