export { type Components, components } from "./components.ts";
export { DisjointSets } from "./disjoint-sets.ts";
export { buildGraph, type Graph, type GraphInput, graphFromBuffer, innerValues } from "./graph.ts";
export { nearestSources, pathToSource, type SearchSpace, searchSpace, shortestPaths } from "./nearest.ts";
export { breadthFirstOrder } from "./order.ts";
export { minimumSpanningForest } from "./spanning-tree.ts";
export { VertexHeap } from "./vertex-heap.ts";
