export { type ReadAreas, type ReadAreasOptions, readAreas } from "./area/read-areas.ts";
export {
  type ReadCorridorLines,
  type ReadCorridorLinesOptions,
  readCorridorLines,
} from "./corridor/read-corridor-lines.ts";
export * from "./corridor-file/index.ts";
export { chooseDatum, type DatumChoice, type DatumFinding, isDatumChoice } from "./datum/choose-datum.ts";
export { corridorPoints } from "./datum/corridor-points.ts";
export { detectShift, detectShiftByCounties, type ReferencePoints, type ShiftFinding } from "./datum/detect-shift.ts";
export { IssueLog } from "./file/issue-log.ts";
export { defaultLimits, type Limits } from "./file/limits.ts";
export * from "./hgt/index.ts";
export * from "./osm/index.ts";
export { type ReadPlant, type ReadPlantOptions, readPlant } from "./plant/read-plant.ts";
export {
  type ReadPriceBook,
  type ReadPriceBookOptions,
  readPriceBook,
  writePriceBookCsv,
} from "./price-book/read-price-book.ts";
export * from "./proposal/index.ts";
export { type DrawnRoute, type ReadRoutesOptions, readRoutes } from "./route/read-routes.ts";
export * from "./sor/index.ts";
export {
  type ReadSteinlib,
  readSteinlib,
  type SteinlibLimits,
  type SteinlibProblem,
} from "./steinlib/read-steinlib.ts";
export { type ReadTopology, type ReadTopologyOptions, readTopology } from "./topology/read-topology.ts";
export type { Topology } from "./topology/topology.ts";
export type { CountyShape } from "./village/county-shape.ts";
export { type ReadVillages, type ReadVillagesOptions, readVillages } from "./village/read-villages.ts";
export { type CellValue, type WriteColumn, writeCsv } from "./write/write-csv.ts";
export { type WriteFeature, writeGeoJson } from "./write/write-geojson.ts";
export { sheetOf, type WriteSheet, writeXlsx } from "./write/write-xlsx.ts";
