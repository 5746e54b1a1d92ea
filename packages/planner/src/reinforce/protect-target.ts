import { disjointPairsTo, type Path, PointSearch, riskDisjointPair } from "@cuntong/graph";
import type { Choice, FailingSet, Target } from "./survivable-problem.ts";

/** Searches spent on a pair of ways that share no risk before the best one found is taken. */
const mostSearches = 60;

/**
 * Edges, beyond those of a choice, that give one target what it needs, at a small price; undefined where nothing is found that does.
 *
 * Of two ways to the hub that share no edge and no vertex the cheapest pair, which is the least there is, where it shares no risk group; else the
 * cheapest way and the cheapest that keeps off all its risks, or a pair by a search that takes longer. For named failures a way round each.
 */
export function protectTarget(choice: Choice, { vertex }: Target): readonly number[] | undefined {
  const { problem } = choice;
  if (problem.failures !== "any") return roundEach(choice, vertex, problem.failures);
  const pair = pairsOf(choice)(vertex);
  if (!pair || pair.sharedEdges.length + pair.sharedVertices.length > 0) return undefined;
  const [one, two] = pair.paths.map((path) => new Set(groupsOn(problem.groups, path.edges)));
  if ([...one].every((group) => !two.has(group)))
    return missing(
      choice,
      pair.paths.flatMap((path) => path.edges),
    );
  return pairApart(choice, vertex, pair.paths[0]) ?? searchedPair(choice, vertex);
}

const pairs = new WeakMap<Choice, ReturnType<typeof disjointPairsTo>>();

/** Pairs of ways from any vertex, what is built being free: one search towards the hub serves them all. */
function pairsOf(choice: Choice): ReturnType<typeof disjointPairsTo> {
  const { graph, hub } = choice.problem;
  const known = pairs.get(choice) ?? disjointPairsTo(graph, choice.remainingCost(), hub, { by: "vertices" });
  pairs.set(choice, known);
  return known;
}

/** A way, and the cheapest that keeps off its edges, its vertices and every group that it touches. */
function pairApart(choice: Choice, vertex: number, way: Path): readonly number[] | undefined {
  const { graph, hub, groups } = choice.problem;
  const shut = [...way.edges, ...groupsOn(groups, way.edges).flatMap((group) => groups.edgesOf[group])];
  const without = {
    edges: flags(graph.edgeCount, shut),
    vertices: flags(graph.vertexCount, way.vertices.slice(1, -1)),
  };
  const route = new PointSearch(graph).route(choice.remainingCost(), vertex, hub, { without });
  return route && missing(choice, [...way.edges, ...route.edges]);
}

function searchedPair(choice: Choice, vertex: number): readonly number[] | undefined {
  const { graph, hub, groups } = choice.problem;
  const found = riskDisjointPair(graph, choice.remainingCost(), vertex, hub, groups, { by: "vertices", mostSearches });
  const isApart = found && found.sharedGroups.length + found.sharedEdges.length + found.sharedVertices.length === 0;
  return isApart
    ? missing(
        choice,
        found.paths.flatMap((path) => path.edges),
      )
    : undefined;
}

function groupsOn({ start, group }: Choice["problem"]["groups"], edges: readonly number[]): number[] {
  return edges.flatMap((e) => Array.from(group.subarray(start[e], start[e + 1])));
}

function missing({ problem, built }: Choice, edges: readonly number[]): number[] {
  return edges.filter((e) => problem.stands[e] === 0 && built[e] === 0);
}

/** For each failure in turn the cheapest way to the hub without what fails, what was taken for those before being free. */
function roundEach(choice: Choice, vertex: number, failures: readonly FailingSet[]): readonly number[] | undefined {
  const { graph, hub } = choice.problem;
  const search = new PointSearch(graph);
  let now = choice;
  for (const { edges, vertices } of failures) {
    if (vertices.includes(vertex)) continue;
    const without = { edges: flags(graph.edgeCount, edges), vertices: flags(graph.vertexCount, vertices) };
    const route = search.route(now.remainingCost(), vertex, hub, { without });
    if (!route || route.distance === Infinity) return undefined;
    now = now.with(route.edges);
  }
  return now.edges().filter((e) => choice.built[e] === 0);
}

function flags(count: number, ones: readonly number[]): Uint8Array {
  const list = new Uint8Array(count);
  for (const i of ones) list[i] = 1;
  return list;
}
