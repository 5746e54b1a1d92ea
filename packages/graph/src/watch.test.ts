import { expect, test } from "vitest";
import {
  blockCutTree,
  buildGraph,
  Cancelled,
  disjointPair,
  distanceTable,
  findBlocks,
  findFailures,
  type Graph,
  hierarchyTable,
  impacts,
  kShortest,
  minCostFlow,
  prepareHierarchy,
  prepareLandmarks,
  riskDisjointPair,
  riskGroups,
  type Watch,
  weighHierarchy,
} from "./index.ts";

const side = 40;
const list = lattice();
const graph: Graph = buildGraph(list);
const weight = Float64Array.from({ length: graph.edgeCount }, (_, e) => 1 + (e % 7));

/** A square lattice with its coordinates. */
function lattice() {
  const ends: [number, number][] = [];
  for (let v = 0; v < side * side; v++) {
    if (v % side < side - 1) ends.push([v, v + 1]);
    if (v + side < side * side) ends.push([v, v + side]);
  }
  return {
    vertexCount: side * side,
    from: Uint32Array.from(ends, ([a]) => a),
    to: Uint32Array.from(ends, ([, b]) => b),
    x: Float64Array.from({ length: side * side }, (_, v) => v % side),
    y: Float64Array.from({ length: side * side }, (_, v) => Math.floor(v / side)),
  };
}

const weighed = weighHierarchy(prepareHierarchy(graph, list), weight);
const some = Uint32Array.of(0, 7, 90);
const supply = Float64Array.from({ length: side * side }, (_, v) => (v === 0 ? 3 : v === 1500 ? -3 : 0));
const far = graph.vertexCount - 1;
const { paths } = disjointPair(graph, weight, 0, far)!;
const groups = riskGroups(graph, [[paths[0].edges[9], paths[1].edges[9]]]);

const longWork: Record<string, (watch: Watch) => unknown> = {
  buildGraph: (watch) => buildGraph({ ...list, ...watch }),
  prepareHierarchy: (watch) => prepareHierarchy(graph, { ...list, ...watch }),
  weighHierarchy: (watch) => weighHierarchy(weighed, weight, watch),
  hierarchyTable: (watch) => hierarchyTable(weighed, some, some, watch),
  prepareLandmarks: (watch) => prepareLandmarks(graph, weight, { count: 4, ...watch }),
  distanceTable: (watch) => distanceTable(graph, weight, some, some, watch),
  kShortest: (watch) => kShortest(graph, weight, [0, far], 4, watch),
  findFailures: (watch) => findFailures(graph, [0], undefined, watch),
  impacts: (watch) => impacts(findFailures(graph, [0]), new Float64Array(graph.vertexCount), watch),
  findBlocks: (watch) => findBlocks(graph, undefined, watch),
  blockCutTree: (watch) => blockCutTree(graph, undefined, watch),
  minCostFlow: (watch) => minCostFlow(graph, { weight, capacity: weight, supply, ...watch }),
  riskDisjointPair: (watch) => riskDisjointPair(graph, weight, 0, far, groups, watch),
};

test.each(Object.keys(longWork))("%s says how far it is, and stops where its caller cancels", (name) => {
  const shares: number[] = [];
  longWork[name]({ onProgress: (share) => shares.push(share) });
  expect(shares.at(-1)).toBe(1);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares[0]).toBeGreaterThanOrEqual(0);
  const cancel = { aborted: false };
  const stopAtOnce = () => {
    cancel.aborted = true;
  };
  expect(() => longWork[name]({ cancel: { aborted: true } })).toThrow(Cancelled);
  if (shares.length > 1) expect(() => longWork[name]({ cancel, onProgress: stopAtOnce })).toThrow(Cancelled);
});
