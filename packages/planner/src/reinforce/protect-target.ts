import { disjointPairsTo, type Path, PointSearch, riskDisjointPair } from "@cuntong/graph";
import { needsOf } from "./failures-to-survive.ts";
import type { Choice, Target } from "./survivable-problem.ts";

/** Searches spent on a pair of ways that share no risk before the best one found is taken. */
const mostSearches = 60;

/**
 * Edges, beyond those of a choice, that give one target what it needs, at a small price. Always found where anything does: see
 * {@link impossibleTargets}.
 *
 * Of two ways to the hub that share no edge and no vertex the cheapest pair, which is the least there is, where it shares no risk group; else the
 * cheapest way and the cheapest that keeps off all its risks, or a pair by a search that takes longer. For named failures, and where no pair shares
 * no risk, a way round each failure.
 */
export function protectTarget(choice: Choice, target: Target): readonly number[] {
  const { problem } = choice;
  const pair = problem.failures === "any" ? pairsOf(choice)(target.vertex) : undefined;
  if (!pair || pair.sharedEdges.length + pair.sharedVertices.length > 0) return roundEach(choice, target);
  const [one, two] = pair.paths.map((path) => new Set(groupsOn(problem.groups, path.edges)));
  if ([...one].every((group) => !two.has(group)))
    return missing(
      choice,
      pair.paths.flatMap((path) => path.edges),
    );
  return (
    pairApart(choice, target.vertex, pair.paths[0]) ?? searchedPair(choice, target.vertex) ?? roundEach(choice, target)
  );
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

/**
 * For each failure that cuts the target off the cheapest way to the hub without what fails, what was taken for those before being free;
 * and again while what was built for a target that reached nothing can fail itself.
 */
function roundEach(choice: Choice, target: Target): readonly number[] {
  const { graph, hub } = choice.problem;
  const search = new PointSearch(graph);
  let now = choice;
  for (let before: Choice | undefined; before !== now; ) {
    before = now;
    for (const { failure } of needsOf(now, [target])) {
      const without = {
        edges: flags(graph.edgeCount, failure.edges),
        vertices: flags(graph.vertexCount, failure.vertices),
      };
      const route = search.route(now.remainingCost(), target.vertex, hub, { without });
      if (route?.edges.some((e) => choice.problem.stands[e] === 0)) now = now.with(route.edges);
    }
  }
  return now.edges().filter((e) => choice.built[e] === 0);
}

function flags(count: number, ones: readonly number[]): Uint8Array {
  const list = new Uint8Array(count);
  for (const i of ones) list[i] = 1;
  return list;
}
