import { buildGraph } from "@cuntong/graph";
import type { LockedGraph } from "../locks/locked-graph.ts";
import { lockedProblem } from "../locks/locked-problem.ts";
import type { ResolvedLocks } from "../locks/resolved-locks.ts";
import type { PreparedPlan } from "../plan/prepared-plan.ts";
import type { PlanSolution } from "../plan/solution.ts";
import { dualAscent } from "../steiner/bound/dual-ascent.ts";
import { reduceByDegree } from "../steiner/reduce/reduce.ts";
import type { TreeEdges } from "../steiner/tree/tree.ts";
import { joinUp } from "./join-up.ts";
import { nearestTerminal } from "./nearest-terminal.ts";

/**
 * A lower bound under other locks: the base's own where it still holds, and that of one dual ascent where it does not. Undefined where the
 * base has none.
 */
export function boundAgain(
  prepared: PreparedPlan,
  locked: LockedGraph,
  locks: ResolvedLocks,
  { base, tree, check }: { readonly base: PlanSolution; readonly tree: TreeEdges; readonly check: () => void },
): number | undefined {
  if (base.lowerBound === undefined) return undefined;
  const holding = boundUnder(prepared, locked, locks, { ...base, lowerBound: base.lowerBound });
  return holding ?? locked.fixedWeight + ascend(prepared, locked, tree, check);
}

/**
 * What is left of the base's bound under other locks; undefined where nothing can be said. It goes on to hold where only more is asked for:
 * another mandatory or avoided stretch, another village. A village less: the lightest tree without it and its way to the nearest other
 * terminal are a tree with it, so the optimum falls by no more than that way. Where a mandatory or avoided stretch is let go, the
 * optimum may fall by anything.
 */
function boundUnder(
  { problem: { villageVertex } }: PreparedPlan,
  { steiner }: LockedGraph,
  locks: ResolvedLocks,
  base: { readonly locks: ResolvedLocks; readonly lowerBound: number },
): number | undefined {
  const used = new Set(locks.use);
  const keepsAll =
    base.locks.use.every((stretch) => used.has(stretch)) &&
    (base.locks.avoid?.every((flag, stretch) => flag === 0 || locks.avoid?.[stretch] === 1) ?? true);
  if (!keepsAll) return undefined;
  const less = new Set([...locks.leftOut.keys()].filter((village) => !base.locks.leftOut.has(village)));
  const vertices = new Set([...less].map((village) => villageVertex[village]));
  let bound = base.lowerBound;
  // Ways under the new locks, which leave no more open than the base's did. A mandatory edge, free here, would be paid for: it is counted in.
  for (const vertex of vertices) if (!steiner.terminal[vertex]) bound -= nearestTerminal(steiner, vertex);
  return bound;
}

function ascend(prepared: PreparedPlan, locked: LockedGraph, tree: TreeEdges, check: () => void): number {
  const { problem, placesOf } = lockedProblem(prepared, locked);
  const { core, fixedWeight, project } = reduceByDegree(problem);
  const steiner = { ...core, graph: buildGraph(core) };
  const guide = joinUp(steiner, project(placesOf(tree)));
  return fixedWeight + dualAscent(steiner, check, { guide }).lowerBound;
}
