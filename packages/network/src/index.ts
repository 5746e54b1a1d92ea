export * from "./area.ts";
export * from "./budget.ts";
// The plant at one revision, what changes it, and what is asked of it.
export { canonicalJson, changeJson } from "./change/canonical.ts";
export { type Change, ChangeBuilder, combine, isEmpty, type Puts, type Removes } from "./change/change.ts";
export { difference, invert } from "./change/invert.ts";
export * from "./corridor.ts";
export * from "./corridors-builder.ts";
export { acceptProposal } from "./designs/accept-proposal.ts";
export { historyOf, networkAt, type ObjectVersion } from "./designs/history.ts";
export { type Conflict, isMerged, type Merge, mergeDesign, rebaseDesign } from "./designs/merge.ts";
export * from "./issue.ts";
export { type CableLengths, type Chainage, cableLengths, type Lengths } from "./lengths/cable-lengths.ts";
export { type CablePath, cablePath, endNode } from "./lengths/cable-path.ts";
export * from "./locks.ts";
export { type AddCircuitArgs, type AddServiceArgs, addCircuit, addService } from "./operations/add-circuit.ts";
export { attach } from "./operations/attach.ts";
export { changeStatus, changeVillageStatus, retire, type StatusArgs } from "./operations/change-status.ts";
export { type ConnectDropArgs, connectDrop } from "./operations/connect-drop.ts";
export { type CutCableArgs, cutCable } from "./operations/cut-cable.ts";
export { type DrawSpanArgs, drawSpan } from "./operations/draw-span.ts";
export { type InsertClosureArgs, insertClosure } from "./operations/insert-closure.ts";
export { joinSpans } from "./operations/join-spans.ts";
export { type LayCableArgs, layCable } from "./operations/lay-cable.ts";
export { moveNode } from "./operations/move-node.ts";
export { type Answer, type OperationCode, operationCodes } from "./operations/operation.ts";
export { type PatchArgs, patchPorts } from "./operations/patch-ports.ts";
export { type PlaceDuctArgs, placeDuct } from "./operations/place-duct.ts";
export {
  type PlaceEquipmentArgs,
  type PlaceSplitterArgs,
  placeEquipment,
  placeSplitter,
} from "./operations/place-equipment.ts";
export { type PlaceNodeArgs, placeNode } from "./operations/place-node.ts";
export { type NamedTable, namedTables, rename } from "./operations/rename.ts";
export { rerouteCable, rerouteSpan } from "./operations/reroute.ts";
export { type SpliceRangeArgs, type StrandRange, spliceRange } from "./operations/splice-range.ts";
export { type SpliceArgs, spliceStrands } from "./operations/splice-strands.ts";
export { type SplitSpanArgs, splitSpan } from "./operations/split-span.ts";
export { unpatch, unsplice } from "./operations/unsplice.ts";
export { untangleSpan } from "./operations/untangle-span.ts";
export * from "./plan-settings.ts";
export * from "./plant.ts";
export * from "./price-book.ts";
export * from "./proposal.ts";
export * from "./result.ts";
export { type CheckOptions, checkChange, checkPlant } from "./rules/check.ts";
export { issueOf, placeOf } from "./rules/issue-of.ts";
export { type RuleCode, ruleCodes, type Violation } from "./rules/violation.ts";
export { Network } from "./snapshot/network.ts";
export { findRoute, type PlantRoute, type RouteQuery } from "./topology/find-route.ts";
export { frozenTopologyOf, type Topology, topologyOf } from "./topology/topology.ts";
export * from "./trace/hop.ts";
export { type LightPath, pathTo, reversed, through } from "./trace/line.ts";
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
