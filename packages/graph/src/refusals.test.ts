import { expect, test } from "vitest";
import {
  alternativesSpace,
  components,
  disjointPair,
  disjointSpace,
  findFailures,
  impacts,
  innerValues,
  kShortest,
  landmarkBound,
  minimumSpanningForest,
  nearestSourcesByArc,
  PointSearch,
  pathToSource,
  prepareLandmarks,
  riskDisjointPair,
  riskGroups,
  searchSpace,
  shortestPaths,
} from "./index.ts";
import { edgeList } from "./testing/drawn-graph.ts";

const line = edgeList("0-1 1-2");
const single = edgeList("0-0");
const one = Float64Array.of(1, 1);

test.each<[wrong: string, ask: () => unknown, said: string]>([
  [
    "a spanning tree by NaN",
    () => minimumSpanningForest(line, Float64Array.of(1, Number.NaN)),
    "edge 1 has weight NaN",
  ],
  ["a spanning tree by less than nothing", () => minimumSpanningForest(line, Float64Array.of(1, -1)), "negative"],
  [
    "a spanning tree by too few weights",
    () => minimumSpanningForest(line, Float64Array.of(1)),
    "1 weights for 2 edges",
  ],
  [
    "a spanning tree of an edge that is none",
    () => minimumSpanningForest(line, one, Uint32Array.of(7)),
    "edge 7 is not",
  ],
  ["too few values", () => innerValues(line, Float64Array.of(1)), "1 values for 2 edges"],
  [
    "an edge that ends nowhere",
    () => components({ vertexCount: 1, from: Uint32Array.of(0), to: Uint32Array.of(5) }),
    "vertex 5",
  ],
  ["an impact of NaN", () => impacts(findFailures(line, [0]), [1, Number.NaN, 1]), "vertex 1 has weight NaN"],
  [
    "a penalty below nothing",
    () => new PointSearch(line).route(one, 0, 2, { penalty: Float64Array.of(0, -1) }),
    "negative",
  ],
  ["a space of another graph", () => shortestPaths(line, one, 0, searchSpace(single)), "the space is for 1 vertices"],
  [
    "such a space for arcs",
    () => nearestSourcesByArc(line, new Float64Array(4), [0], { space: searchSpace(single) }),
    "1 vertices",
  ],
  [
    "such a space for routes",
    () => kShortest(line, one, [0, 2], 1, { space: alternativesSpace(single) }),
    "1 vertices",
  ],
  ["such a space for pairs", () => disjointPair(line, one, 0, 2, { space: disjointSpace(single) }), "1 vertices"],
  ["fewer landmarks than none", () => prepareLandmarks(line, one, { count: -1 }), "count is -1"],
  ["a landmark bound to nowhere", () => landmarkBound(prepareLandmarks(line, one), 9), "end 9 is not a vertex"],
  ["a way back from nowhere", () => pathToSource(line, shortestPaths(line, one, 0), 9), "vertex 9 is not a vertex"],
  [
    "a search of NaN searches",
    () => riskDisjointPair(line, one, 0, 2, riskGroups(line, [[0]]), { mostSearches: Number.NaN }),
    "mostSearches is NaN",
  ],
])("%s is refused in words", (_, ask, said) => {
  expect(ask).toThrow(RangeError);
  expect(ask).toThrow(said);
});
