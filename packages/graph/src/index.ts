export { type Components, components } from "./components.ts";
export { DisjointSets } from "./disjoint-sets.ts";
// The graph itself.
export { graphFromBuffer } from "./frozen.ts";
export { buildGraph, type Graph, type GraphInput, innerValues } from "./graph.ts";
export {
  fromGraphology,
  type NamedGraph,
  type ReadableGraphology,
  toGraphology,
  type WritableGraphology,
} from "./graphology.ts";
export { type Mask, type MaskInput, maskOf } from "./mask.ts";
// Shortest paths.
export { nearestSources, pathToSource, type SearchSpace, searchSpace, shortestPaths } from "./nearest.ts";
export { breadthFirstOrder, hilbertOrder } from "./order.ts";
export { minimumSpanningForest } from "./spanning-tree.ts";
export { VertexHeap } from "./vertex-heap.ts";
export { checkWeights, type Weights } from "./weights.ts";
