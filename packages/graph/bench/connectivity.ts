import { pathToFileURL } from "node:url";
import {
  blockCutTree,
  buildGraph,
  depthSpace,
  disjointPair,
  disjointPairsTo,
  disjointSpace,
  earDecomposition,
  edgeCutsOff,
  findBlocks,
  findBridges,
  findFailures,
  type Graph,
  impacts,
  innerValues,
  minEdgeCut,
  minVertexCut,
  reachTree,
  ringFinder,
  riskDisjointPair,
  riskGroups,
  searchSpace,
  setCutsOff,
  shortestPaths,
  twoEdgeComponents,
  type Weights,
} from "../src/index.ts";
import { randomFrom, roadLike } from "../src/testing/road-like.ts";

/** What a case runs on: a frozen graph in Hilbert order, its weights in inner order. */
export interface BenchInput {
  readonly graph: Graph;
  readonly weight: Weights;
}

/** One figure of the table. `prepare` is not measured; `run` is, once per repetition, with the number of the repetition. */
export interface BenchCase {
  readonly name: string;
  /** The peers' name for the same task. */
  readonly task?: string;
  /** CPU milliseconds asked for at a million edges, where the issue says. */
  readonly goalMs?: number;
  prepare(input: BenchInput): (repetition: number) => unknown;
}

/** Ends of questions, the same in every run. */
function vertexPairs({ graph }: BenchInput, count: number): [source: number, target: number][] {
  const random = randomFrom(11);
  const vertex = () => Math.floor(random() * graph.vertexCount);
  return Array.from({ length: count }, () => [vertex(), vertex()]);
}

const roots = ({ graph }: BenchInput, count: number): number[] =>
  Array.from({ length: count }, (_, i) => Math.floor((i * graph.vertexCount) / count));

function pairCase(name: string, by: "edges" | "vertices"): BenchCase {
  return {
    name,
    ...(by === "edges" && { task: "disjoint pair" }),
    prepare(input) {
      const pairs = vertexPairs(input, 50);
      const space = disjointSpace(input.graph);
      return (i) => {
        const [source, target] = pairs[i % pairs.length]!;
        return disjointPair(input.graph, input.weight, source, target, { by, space });
      };
    },
  };
}

export const connectivityCases: readonly BenchCase[] = [
  {
    name: "one to all (for comparison)",
    prepare({ graph, weight }) {
      const space = searchSpace(graph);
      return (i) => shortestPaths(graph, weight, (i * 7919) % graph.vertexCount, space);
    },
  },
  {
    name: "bridges and articulation points",
    goalMs: 50,
    prepare({ graph }) {
      const space = depthSpace(graph);
      return () => findBridges(graph, { space });
    },
  },
  {
    name: "the same, with two-edge-connected labels",
    goalMs: 80,
    prepare({ graph }) {
      const space = depthSpace(graph);
      return () => twoEdgeComponents(graph, { space });
    },
  },
  {
    name: "the same, with 10,000 edges masked",
    prepare({ graph }) {
      const space = depthSpace(graph);
      const edges = new Uint8Array(graph.edgeCount);
      for (let i = 0; i < 10_000; i++) edges[(i * 7919) % graph.edgeCount] = 1;
      return () => twoEdgeComponents(graph, { space, mask: { edges } });
    },
  },
  {
    name: "biconnected components",
    prepare:
      ({ graph }) =>
      () =>
        findBlocks(graph),
  },
  {
    name: "block-cut tree",
    prepare:
      ({ graph }) =>
      () =>
        blockCutTree(graph),
  },
  {
    name: "single failures, 14 roots: preparation",
    prepare: (input) => () => findFailures(input.graph, roots(input, 14)),
  },
  {
    name: "single failures: impact of every edge and vertex",
    prepare(input) {
      const failures = findFailures(input.graph, roots(input, 14));
      const weight = new Float64Array(input.graph.vertexCount).fill(1);
      return () => {
        const impact = impacts(failures, weight);
        let worst = 0;
        for (let e = 0; e < input.graph.edgeCount; e++) worst = Math.max(worst, impact.edge(e));
        for (let v = 0; v < input.graph.vertexCount; v++) worst = Math.max(worst, impact.vertex(v));
        return worst;
      };
    },
  },
  {
    name: "single failures: 1,000 edges, what each cuts off",
    prepare(input) {
      const failures = findFailures(input.graph, roots(input, 14));
      return () => {
        let lost = 0;
        for (let i = 0; i < 1000; i++) lost += edgeCutsOff(failures, (i * 7919) % input.graph.edgeCount).length;
        return lost;
      };
    },
  },
  {
    name: "sets of failures, 14 roots: preparation",
    prepare: (input) => () => reachTree(input.graph, roots(input, 14)),
  },
  {
    name: "sets of failures: 100 sets of 5 edges",
    prepare(input) {
      const tree = reachTree(input.graph, roots(input, 14));
      const random = randomFrom(5);
      const edge = () => Math.floor(random() * input.graph.edgeCount);
      const sets = Array.from({ length: 100 }, () => ({ edges: Array.from({ length: 5 }, edge) }));
      return () => sets.reduce((lost, set) => lost + setCutsOff(tree, set).length, 0);
    },
  },
  {
    name: "sets of failures: one set of 10,000 edges",
    prepare(input) {
      const tree = reachTree(input.graph, roots(input, 14));
      const edges = Array.from({ length: 10_000 }, (_, i) => (i * 7919) % input.graph.edgeCount);
      return () => setCutsOff(tree, { edges });
    },
  },
  pairCase("min-sum pair, edge-disjoint", "edges"),
  pairCase("min-sum pair, vertex-disjoint", "vertices"),
  {
    name: "min-sum pair to a target already prepared",
    prepare(input) {
      const pairTo = disjointPairsTo(input.graph, input.weight, 0);
      const pairs = vertexPairs(input, 50);
      return (i) => pairTo(pairs[i % pairs.length]![0]);
    },
  },
  {
    name: "pair with shared-risk groups (groups of 3 edges side by side), at most 100 searches",
    prepare(input) {
      const { graph, weight } = input;
      const lists = Array.from({ length: graph.edgeCount / 50 }, (_, i) => [50 * i, 50 * i + 3, 50 * i + 6]);
      const groups = riskGroups(
        graph,
        lists.map((list) => list.filter((e) => e < graph.edgeCount)),
      );
      const pairs = vertexPairs(input, 50);
      const space = disjointSpace(graph);
      return (i) => {
        const [source, target] = pairs[i % pairs.length]!;
        return riskDisjointPair(graph, weight, source, target, groups, { space, mostSearches: 100 });
      };
    },
  },
  {
    name: "minimum edge cut",
    prepare(input) {
      const pairs = vertexPairs(input, 50);
      return (i) => minEdgeCut(input.graph, ...pairs[i % pairs.length]!);
    },
  },
  {
    name: "minimum vertex cut",
    prepare(input) {
      const pairs = vertexPairs(input, 50);
      return (i) => minVertexCut(input.graph, ...pairs[i % pairs.length]!);
    },
  },
  {
    name: "shortest rings through 1,000 edges and 1,000 vertices",
    prepare({ graph, weight }) {
      const rings = ringFinder(graph, weight);
      return () => {
        let found = 0;
        for (let i = 0; i < 1000; i++) {
          if (rings.throughEdge((i * 7919) % graph.edgeCount)) found++;
          if (rings.throughVertex((i * 7919) % graph.vertexCount)) found++;
        }
        return found;
      };
    },
  },
  {
    name: "ear decomposition",
    prepare:
      ({ graph }) =>
      () =>
        earDecomposition(graph),
  },
];

/** CPU milliseconds of the median and the slowest of `times` repetitions, after two that are not counted. */
export function measure(given: BenchCase, input: BenchInput, times: number): { medianMs: number; mostMs: number } {
  const run = given.prepare(input);
  const spent: number[] = [];
  for (let i = -2; i < times; i++) {
    const before = process.cpuUsage();
    run(i < 0 ? i + 2 : i);
    const { user, system } = process.cpuUsage(before);
    if (i >= 0) spent.push((user + system) / 1000);
  }
  spent.sort((a, b) => a - b);
  return { medianMs: spent[spent.length >> 1]!, mostMs: spent.at(-1)! };
}

/** A road-like graph as the cases want it. */
export function roadInput(edgeCount: number, seed: number): BenchInput {
  const { vertexCount, from, to, x, y, weight } = roadLike(edgeCount, seed);
  const graph = buildGraph({ vertexCount, from, to, x, y });
  return { graph, weight: innerValues(graph, weight) };
}

/** `node bench/connectivity.ts [edges] [part of a name]` */
if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const input = roadInput(Number(process.argv[2] ?? 1_037_000), 7);
  console.log(`${input.graph.vertexCount} vertices, ${input.graph.edgeCount} edges`);
  for (const one of connectivityCases.filter(({ name }) => name.includes(process.argv[3] ?? ""))) {
    const { medianMs, mostMs } = measure(one, input, 9);
    const goal = one.goalMs === undefined ? "" : ` (goal ${one.goalMs})`;
    console.log(`${one.name}: ${medianMs.toFixed(1)} ms CPU, slowest ${mostMs.toFixed(1)}${goal}`);
  }
}
