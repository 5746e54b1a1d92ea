import {
  cuttingGroups,
  findFailures,
  type Mask,
  type RiskGroups,
  reachTree,
  riskGroups,
  setCutsOff,
  singleThreats,
} from "@cuntong/graph";
import { Choice, type FailingSet, type SurvivableProblem } from "./survivable-problem.ts";

/** Targets, by number, that some single failure still cuts off when the choice is built; exact. */
export function unsafeTargets(choice: Choice): number[] {
  const { problem } = choice;
  const mask = { edges: choice.closed() };
  const isUnsafe = problem.failures === "any" ? cutByAny(problem, mask) : cutByNamed(problem, problem.failures, mask);
  return problem.targets.flatMap(({ vertex }, t) => (isUnsafe[vertex] === 1 ? [t] : []));
}

/** Targets, by number, that survive everything when the choice is built. */
export function safeTargets(choice: Choice): number[] {
  const unsafe = new Set(unsafeTargets(choice));
  return [...choice.problem.targets.keys()].filter((t) => !unsafe.has(t));
}

/**
 * Targets, by number, that no choice protects: those that are not safe when all is built. More plant never makes anybody less safe, as a
 * new edge that fails leaves what there was without it.
 */
export function impossibleTargets(problem: SurvivableProblem): number[] {
  const possible = [...problem.cost.keys()].filter((e) => problem.cost[e] < Infinity);
  return unsafeTargets(new Choice(problem).with(possible));
}

/** 1 for each vertex that does not reach the hub, or that a single edge, vertex or group cuts off. */
function cutByAny({ graph, hub, groups }: SurvivableProblem, mask: Mask): Uint8Array {
  const { edge, vertex, isReached } = singleThreats(findFailures(graph, [hub], mask));
  const unsafe = isReached.map((reached, v) =>
    v !== hub && (reached === 0 || edge[v] >= 0 || (vertex[v] >= 0 && vertex[v] !== hub)) ? 1 : 0,
  );
  for (const lost of tolls(graph, hub, groups, mask)) for (const v of lost) unsafe[v] = 1;
  return unsafe;
}

function cutByNamed({ graph, hub }: SurvivableProblem, failures: readonly FailingSet[], mask: Mask): Uint8Array {
  const tree = reachTree(graph, [hub], mask);
  const unsafe = Uint8Array.from(tree.place, (place) => (place < 0 ? 1 : 0));
  for (const { edges, vertices } of failures) {
    const own = new Set(vertices);
    // What fails itself is not saved by any way to it.
    for (const v of setCutsOff(tree, { edges, vertices })) if (!own.has(v)) unsafe[v] = 1;
  }
  return unsafe;
}

/** What each group takes of what is open, where it takes anything. */
function tolls(graph: SurvivableProblem["graph"], hub: number, groups: RiskGroups, mask: Mask): Uint32Array[] {
  const open = groups.edgesOf
    .map((edges) => edges.filter((e) => mask.edges![e] === 0))
    .filter(({ length }) => length > 1);
  const tree = reachTree(graph, [hub], mask);
  return Array.from(cuttingGroups(graph, riskGroups(graph, open), mask), (g) => setCutsOff(tree, { edges: open[g] }));
}
