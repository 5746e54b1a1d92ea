import {
  alternativesSpace,
  buildGraph,
  findBridges,
  HierarchySearch,
  hierarchyDistances,
  hierarchyPaths,
  hierarchyTable,
  innerValues,
  kShortest,
  landmarkBound,
  nearestSources,
  PointSearch,
  prepareHierarchy,
  prepareLandmarks,
  searchSpace,
  shortestPaths,
  weighHierarchy,
} from "../src/index.ts";
import { type RoadLike, randomFrom } from "../src/testing/road-like.ts";
import type { BenchInput } from "./connectivity.ts";

export interface PathInput extends BenchInput {
  /** The edge list as it came, in random order. */
  readonly road: RoadLike;
}

/** One figure of the table, and a number that every library must get alike. */
export interface PathCase {
  readonly name: string;
  /** The peers' name for the same task. */
  readonly task?: string;
  readonly goalMs?: number;
  prepare(input: PathInput): { readonly run: (repetition: number) => unknown; readonly answer?: () => number };
}

/** Ends of the questions that ours and the peers are asked alike, by inner number. */
export function questions(vertexCount: number): { pairs: [number, number][]; sources: number[] } {
  const random = randomFrom(17);
  const vertex = () => Math.floor(random() * vertexCount);
  return {
    pairs: Array.from({ length: 20 }, () => [vertex(), vertex()]),
    sources: [...new Set(Array.from({ length: Math.min(2000, vertexCount / 10) }, vertex))],
  };
}

/** A question of one pair in each repetition; the answer is the sum over all pairs. */
function eachPair(input: PathInput, ask: (from: number, to: number) => { distance: number } | undefined) {
  const { pairs } = questions(input.graph.vertexCount);
  return {
    run: (i: number) => ask(...pairs[i % pairs.length]),
    answer: () => pairs.reduce((sum, pair) => sum + (ask(...pair)?.distance ?? Infinity), 0),
  };
}

const total = (distance: Float64Array) => distance.reduce((sum, d) => sum + d, 0);

export const pathCases: readonly PathCase[] = [
  {
    name: "build from an edge list, Hilbert order",
    task: "build",
    goalMs: 200,
    prepare: ({ road }) => ({ run: () => buildGraph(road) }),
  },
  {
    name: "build from an edge list, breadth-first order",
    prepare({ road: { vertexCount, from, to } }) {
      return { run: () => buildGraph({ vertexCount, from, to, order: "breadth-first" }) };
    },
  },
  {
    name: "one to all with its tree",
    task: "one to all with its tree",
    goalMs: 60,
    prepare({ graph, weight }) {
      const space = searchSpace(graph);
      return {
        run: (i) => shortestPaths(graph, weight, (i * 1000) % graph.vertexCount, space),
        answer: () => total(shortestPaths(graph, weight, 0, space).distance),
      };
    },
  },
  {
    name: "nearest of 2,000 sources, with owner",
    task: "nearest source",
    prepare({ graph, weight }) {
      const space = searchSpace(graph);
      const { sources } = questions(graph.vertexCount);
      return {
        run: () => nearestSources(graph, weight, sources, space),
        answer: () => total(nearestSources(graph, weight, sources, space).distance),
      };
    },
  },
  {
    name: "one to one, from both ends, unprepared",
    task: "one to one",
    prepare(input) {
      const search = new PointSearch(input.graph);
      return eachPair(input, (from, to) => search.route(input.weight, from, to));
    },
  },
  {
    name: "one to one, A* with a geographic bound",
    task: "one to one",
    prepare(input) {
      const { graph, weight } = input;
      const search = new PointSearch(graph);
      return eachPair(input, (from, to) => search.routeWithBound(weight, from, to, straightLine(input, to)));
    },
  },
  {
    name: "landmarks: preparation",
    prepare: ({ graph, weight }) => ({ run: () => prepareLandmarks(graph, weight) }),
  },
  {
    name: "one to one, A* with 16 landmarks",
    task: "one to one",
    prepare(input) {
      const { graph, weight } = input;
      const search = new PointSearch(graph);
      const landmarks = prepareLandmarks(graph, weight);
      return eachPair(input, (from, to) => search.routeWithBound(weight, from, to, landmarkBound(landmarks, to)));
    },
  },
  {
    name: "hierarchy: preparation",
    goalMs: 3000,
    prepare: ({ graph, road }) => ({ run: () => prepareHierarchy(graph, road) }),
  },
  {
    name: "hierarchy: preparation without coordinates",
    prepare: ({ graph }) => ({ run: () => prepareHierarchy(graph) }),
  },
  {
    name: "hierarchy: new weights",
    goalMs: 3000,
    prepare({ graph, road, weight }) {
      const hierarchy = prepareHierarchy(graph, road);
      return { run: () => weighHierarchy(hierarchy, weight) };
    },
  },
  {
    name: "one to one, hierarchy, with its edges",
    task: "one to one",
    goalMs: 1,
    prepare(input) {
      const { graph, road, weight } = input;
      const search = new HierarchySearch(weighHierarchy(prepareHierarchy(graph, road), weight));
      return eachPair(input, (from, to) => search.route(from, to));
    },
  },
  {
    name: "one to all, distances alone, hierarchy",
    task: "one to all",
    prepare({ graph, road, weight }) {
      const weighed = weighHierarchy(prepareHierarchy(graph, road), weight);
      const distance = new Float64Array(graph.vertexCount);
      return {
        run: (i) => hierarchyDistances(weighed, (i * 1000) % graph.vertexCount, distance),
        answer: () => total(hierarchyDistances(weighed, 0, distance)),
      };
    },
  },
  {
    name: "one to all with its tree, hierarchy",
    task: "one to all with its tree",
    prepare({ graph, road, weight }) {
      const weighed = weighHierarchy(prepareHierarchy(graph, road), weight);
      const space = searchSpace(graph);
      return {
        run: (i) => hierarchyPaths(weighed, (i * 1000) % graph.vertexCount, space),
        answer: () => total(hierarchyPaths(weighed, 0, space).distance),
      };
    },
  },
  {
    name: "table of 300 x 300, hierarchy",
    prepare({ graph, road, weight }) {
      const weighed = weighHierarchy(prepareHierarchy(graph, road), weight);
      const ends = questions(graph.vertexCount).sources.slice(0, 300);
      return { run: () => hierarchyTable(weighed, ends, ends) };
    },
  },
  {
    name: "k = 5 shortest loopless",
    task: "k shortest",
    goalMs: 150,
    prepare({ graph, weight }) {
      const space = alternativesSpace(graph);
      const { pairs } = questions(graph.vertexCount);
      return { run: (i) => kShortest(graph, weight, pairs[i % pairs.length], 5, { space }) };
    },
  },
  {
    name: "bridges and articulation points, against peers",
    task: "bridges and articulation points",
    prepare({ graph }) {
      return { run: () => findBridges(graph), answer: () => findBridges(graph).bridges.length };
    },
  },
];

/** Length of the straight line to `to` in metres, at the cosine of the graph's northern edge, so that it never is too long. */
function straightLine({ graph, road }: PathInput, to: number): (vertex: number) => number {
  const { x, y } = road;
  const { outerVertex } = graph;
  const degree = (6371000 * Math.PI) / 180;
  const narrow = Math.cos((26 * Math.PI) / 180);
  const end = outerVertex[to];
  return (v) => {
    const outer = outerVertex[v];
    return 1.05 * degree * Math.hypot((x[outer] - x[end]) * narrow, y[outer] - y[end]);
  };
}

/** The same graph as the peers get it, and as ours has it: in Hilbert order. */
export function pathInput(road: RoadLike): PathInput {
  const graph = buildGraph(road);
  return { road, graph, weight: innerValues(graph, road.weight) };
}
