export type { Areas } from "./areas.ts";
export type { Audit, AuditVerdict } from "./audit.ts";
export type { Imports } from "./imports.ts";
export type { AlarmBound, AlarmFilter, AlarmPhase, MatchedWord, WordOutcome } from "./incidents/alarms.ts";
export type { IncidentFilter, IncidentStep } from "./incidents/incidents.ts";
export {
  type Alarm,
  type AlarmObject,
  type AlarmWord,
  alarmSeverities,
  type Incident,
  type IncidentEvent,
  type IncidentState,
  incidentStates,
  type OtdrRecord,
  type OtdrSummary,
  type OutageRow,
} from "./incidents/records.ts";
export type { Applied, ApplyOptions } from "./inventory/apply.ts";
export type { PlantChange } from "./inventory/changes.ts";
export type { Design, Designs } from "./inventory/designs.ts";
export type { Inventory, ObjectHistory } from "./inventory/inventory.ts";
export type { AsOf } from "./inventory/read-objects.ts";
export { ConflictRefusal, RuleRefusal } from "./inventory/refusal.ts";
export type { Landscape } from "./landscape.ts";
export { type MovedTable, moveToServer } from "./move.ts";
export { openStore } from "./open-store.ts";
export type { PlanAnswer, Plans } from "./plans.ts";
export type { PlantRows } from "./plant.ts";
export type { PriceBooks } from "./price-books.ts";
export type { Projects } from "./projects.ts";
export type * from "./records.ts";
export { designStates, importStates, planStates } from "./records.ts";
export { RepeatableRequest, type RequestAnswers } from "./request-answers.ts";
export { type SearchKeys, searchKeys } from "./search-keys.ts";
export type { AtRevision, Layer } from "./session.ts";
export type { Engine, OpenProgress, OpenStoreOptions, Store } from "./store.ts";
export { encodeTile, type TileFeature, type TileLayer, type TileValue } from "./tile/encode.ts";
export { TileGrid, tileExtent } from "./tile/grid.ts";
export {
  type LayerOf,
  type Tile,
  type TileLayerName,
  type TileRequest,
  type Tiles,
  tileBytesLimit,
  tileLayers,
} from "./tiles.ts";
export { type StoreCode, StoreError, storeCodes } from "./trouble.ts";
export type { Page, Villages } from "./villages.ts";
