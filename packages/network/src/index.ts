export * from "./area.ts";
export * from "./budget.ts";
// The plant at one revision, what changes it, and what is asked of it.
export { canonicalJson, changeJson } from "./change/canonical.ts";
export { type Change, ChangeBuilder, combine, isEmpty, type Puts, type Removes } from "./change/change.ts";
export { difference, invert, touchedIds } from "./change/invert.ts";
export * from "./corridor.ts";
export * from "./corridors-builder.ts";
export { acceptProposal } from "./designs/accept-proposal.ts";
export { historyOf, networkAt, type ObjectVersion } from "./designs/history.ts";
export { type Conflict, isMerged, type Merge, mergeDesign, rebaseDesign } from "./designs/merge.ts";
export {
  type DiagnoseOptions,
  type Diagnosis,
  diagnose,
  type FaultGroup,
  type NextMeasurement,
  type Sightings,
} from "./diagnose/diagnose.ts";
export {
  type AlarmExplanation,
  type AlarmGroup,
  type ExplainedAlarm,
  explainAlarms,
  type OpenAlarm,
  type OpenIncident,
} from "./diagnose/explain-alarms.ts";
export { type Element, type Endpoint, elementTables } from "./diagnose/model.ts";
export type { CutCode, Cuts } from "./impact/cuts.ts";
export { type Impact, impact, type VillageImpact } from "./impact/impact.ts";
export { type WorkWindow, workWindow } from "./impact/planned-work.ts";
export { type IncidentEventKind, incidentEventKinds } from "./incident.ts";
export * from "./issue.ts";
export { type CableLengths, type Chainage, cableLengths, type Lengths } from "./lengths/cable-lengths.ts";
export { type CablePath, cablePath, endNode } from "./lengths/cable-path.ts";
export { type Anchor, Calibration, type SectionFactor } from "./locate/calibration.ts";
export { glassLine } from "./locate/glass-line.ts";
export {
  type BeyondEnd,
  type LocateCode,
  type Located,
  type LocatedFault,
  type LocateOptions,
  locate,
  locateAlongRoute,
  type Reading,
  type WayEnd,
} from "./locate/locate.ts";
export type { Access, Landmark, Place, Surroundings } from "./locate/place.ts";
export * from "./locks.ts";
export * from "./operations/operations.ts";
export { acceptBaseline, type BaselineCode, baselineCodes, type TraceFile } from "./otdr/accept-baseline.ts";
export { type CompareOptions, compareTraces, type TraceChange } from "./otdr/compare-traces.ts";
export type { OtdrEvent } from "./otdr/event.ts";
export {
  type Calibrating,
  calibratingBy,
  jointsOf,
  type KeptTrace,
  type KnownJoint,
  knownBy,
} from "./otdr/kept-trace.ts";
export { type LaidTrace, layTrace } from "./otdr/lay-trace.ts";
export { locateEnd } from "./otdr/locate-end.ts";
export { eventsFor, metresFor, type OtdrTrace } from "./otdr/otdr-trace.ts";
export * from "./plan-settings.ts";
export * from "./plant.ts";
export * from "./price-book.ts";
export * from "./proposal.ts";
export type { ComparedWay } from "./redundancy/circuit-spans.ts";
export { compareWays, type WayComparison } from "./redundancy/compare-ways.ts";
export { drained } from "./redundancy/drained.ts";
export { type RedundancyOptions, redundancyOf, redundancySteps } from "./redundancy/redundancy.ts";
export {
  type CountyGrades,
  type GradeCounts,
  type Redundancy,
  type RedundancyGrade,
  type RiskPoint,
  redundancyGrades,
  type SinglePoint,
  type VillageGrade,
} from "./redundancy/redundancy-answer.ts";
export { defaultParallelWithinM, sharedRisks } from "./redundancy/shared-risks.ts";
export type { VillageWays } from "./redundancy/village-ways.ts";
export * from "./result.ts";
export { type CheckOptions, checkChange, checkObject, checkPlant } from "./rules/check.ts";
export { issueOf, placeOf } from "./rules/issue-of.ts";
export { type RuleCode, ruleCodes, type Violation } from "./rules/violation.ts";
export { around } from "./snapshot/around.ts";
export { Network } from "./snapshot/network.ts";
export { findRoute, type PlantRoute, type RouteQuery } from "./topology/find-route.ts";
export { type RouteStop, routeThrough } from "./topology/route-through.ts";
export { frozenTopologyOf, type Topology, topologyOf } from "./topology/topology.ts";
export * from "./trace/hop.ts";
export { type LightPath, pathTo, reversed, through } from "./trace/line.ts";
export { litStrands } from "./trace/lit-strands.ts";
export type { LossBasis } from "./trace/loss.ts";
export { judgeLoss, type LossBudget, type LossVerdict, lossBudgets } from "./trace/loss-budget.ts";
export {
  type Trace,
  type TraceCode,
  type TraceOptions,
  type TraceStart,
  trace,
  traceCodes,
  traceWavesNm,
} from "./trace/trace.ts";
export * from "./village.ts";
