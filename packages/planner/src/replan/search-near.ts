import { type LockedGraph, withMandatory } from "../locks/locked-graph.ts";
import type { ResolvedLocks } from "../locks/resolved-locks.ts";
import type { PreparedPlan } from "../plan/prepared-plan.ts";
import type { PlanSolution } from "../plan/solution.ts";
import type { TreeEdges } from "../steiner/tree/tree.ts";
import { joinUp } from "./join-up.ts";
import { solveWindow, windowAround } from "./window.ts";

/** Vertices that are looked at again around what locks have moved: so many in all, and so many more for each vertex that was moved. */
const windowSize = { least: 10_000, perSeed: 20, most: 60_000 };

/**
 * The tree of another solution made to keep other locks: what was cut off or newly asked for is joined to the rest the shortest way,
 * then the surroundings of everything that changed are solved again. What lies farther off stays as it was.
 */
export function searchNear(
  prepared: PreparedPlan,
  locked: LockedGraph,
  locks: ResolvedLocks,
  base: PlanSolution,
  check: () => void,
): TreeEdges {
  const { steiner, mandatory } = locked;
  const joined = joinUp(steiner, [...base.edges.filter((e) => steiner.weight[e] < Infinity), ...mandatory]);
  check();
  const seeds = changedVertices(prepared, locks, base, joined);
  if (seeds.size === 0) return joined;
  const most = Math.min(windowSize.least + windowSize.perSeed * seeds.size, windowSize.most);
  const { edges } = solveWindow(steiner, joined, windowAround(steiner, seeds, most), check);
  return withMandatory(locked, edges);
}

/** Ends of every edge that has come or gone, that a lock has let go, and villages that were taken in or left out. */
function changedVertices(
  { problem: { problem, edgeOf, villageVertex } }: PreparedPlan,
  locks: ResolvedLocks,
  base: PlanSolution,
  tree: TreeEdges,
): Set<number> {
  const before = base.locks;
  const edges = inOneOnly(base.edges, tree);
  for (const stretch of inOneOnly(before.use, locks.use)) edges.add(edgeOf[stretch]);
  before.avoid?.forEach((flag, stretch) => {
    if (flag === 1 && !locks.avoid?.[stretch] && edgeOf[stretch] >= 0) edges.add(edgeOf[stretch]);
  });
  const seeds = new Set<number>();
  for (const e of edges) seeds.add(problem.from[e]).add(problem.to[e]);
  for (const i of inOneOnly(before.leftOut.keys(), locks.leftOut.keys())) {
    seeds.add(villageVertex[i]);
  }
  return seeds;
}

function inOneOnly(a: Iterable<number>, b: Iterable<number>): Set<number> {
  const only = new Set(a);
  for (const value of b) if (!only.delete(value)) only.add(value);
  return only;
}
