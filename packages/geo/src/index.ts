export { AreaIndex, type Inside } from "./area-index.ts";
export { type Datum, datums, fromWgs84, toWgs84 } from "./datum.ts";
export type { Elevation } from "./elevation.ts";
export { ElevationGrid, type ElevationSamples, ElevationTiles, voidHeight } from "./elevation-grid.ts";
export { distanceM, lineLengthM, metresPerDegree } from "./geodesic.ts";
export { ParallelFinder, type ParallelRun } from "./parallel-runs.ts";
export type { Extent, Line, MultiPolygon, Position } from "./position.ts";
export { type Foot, LineIndex, type Lines, type NearestLineQuery } from "./snap.ts";
