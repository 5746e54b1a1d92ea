// The graph itself.

export { type Components, components } from "./components.ts";
// Connectivity: what holds the network together, and what each failure takes.
export { type BlockCutTree, type Blocks, blockCutTree, findBlocks, noBlock } from "./connectivity/blocks.ts";
export {
  type Bridges,
  type BridgesOptions,
  findBridges,
  noComponent,
  type TwoEdgeComponents,
  twoEdgeComponents,
} from "./connectivity/bridges.ts";
export { cutOff, type FailedSet, type ReachTree, reachTree, setCutsOff } from "./connectivity/cut-off.ts";
export { cuttingGroups } from "./connectivity/cutting-groups.ts";
export { type DepthSpace, depthSpace } from "./connectivity/depth-space.ts";
export {
  edgeCutsOff,
  type Failures,
  findFailures,
  type Impacts,
  impacts,
  vertexCutsOff,
} from "./connectivity/failures.ts";
export { type SingleThreats, singleThreats } from "./connectivity/single-threats.ts";
// Disjoint paths, cuts and flows.
export {
  type DisjointPair,
  type DisjointPairOptions,
  type DisjointSpace,
  disjointPair,
  disjointPairsTo,
  disjointSpace,
} from "./disjoint/disjoint-pair.ts";
export type { Path } from "./disjoint/residual-search.ts";
export { type RiskDisjointOptions, type RiskDisjointPair, riskDisjointPair } from "./disjoint/risk-disjoint-pair.ts";
export { type RiskGroups, riskGroups } from "./disjoint/risk-groups.ts";
export { DisjointSets } from "./disjoint-sets.ts";
export type { FlowPath } from "./flow/flow-paths.ts";
export { type MinCostFlow, type MinCostFlowInput, minCostFlow } from "./flow/min-cost-flow.ts";
export { type EdgeCut, type MinCutOptions, minEdgeCut, minVertexCut, type VertexCut } from "./flow/min-cut.ts";
export { graphFromBuffer } from "./frozen.ts";
export { buildGraph, type Graph, type GraphInput, innerValues } from "./graph.ts";
export {
  fromGraphology,
  type NamedGraph,
  type ReadableGraphology,
  toGraphology,
  type WritableGraphology,
} from "./graphology.ts";
// Shortest paths.
export { type Hierarchy, prepareHierarchy, type WeighedHierarchy, weighHierarchy } from "./hierarchy/hierarchy.ts";
export { hierarchyDistances } from "./hierarchy/one-to-all.ts";
export { hierarchyPaths } from "./hierarchy/paths.ts";
export { HierarchySearch } from "./hierarchy/search.ts";
export { hierarchyTable } from "./hierarchy/table.ts";
export { type Mask, type MaskInput, maskOf } from "./mask.ts";
export { nearestSources, pathToSource, type SearchSpace, searchSpace, shortestPaths } from "./nearest.ts";
export { breadthFirstOrder, hilbertOrder } from "./order.ts";
// Rings.
export { type EarDecomposition, earDecomposition } from "./rings/ear-decomposition.ts";
export { type Ring, type RingFinder, ringFinder } from "./rings/shortest-ring.ts";
export { distanceTable } from "./routes/distance-table.ts";
export { type AlternativesSpace, alternativesSpace, kShortest } from "./routes/k-shortest.ts";
export { type Landmarks, landmarkBound, prepareLandmarks } from "./routes/landmarks.ts";
export { type ArcSearchOptions, nearestSourcesByArc } from "./routes/nearest-by-arc.ts";
export { type Bound, PointSearch } from "./routes/point-search.ts";
export type { Route, RouteOptions } from "./routes/route.ts";
export { type AfterSettling, SpreadSearch } from "./routes/spread-search.ts";
export { minimumSpanningForest } from "./spanning-tree.ts";
export { VertexHeap } from "./vertex-heap.ts";
// Cancelling the long ones, and hearing how far they are.
export { type Cancel, Cancelled, type OnProgress, type Watch } from "./watch.ts";
export { checkWeights, type Weights } from "./weights.ts";
