import type { PreparedPlan } from "../plan/prepared-plan.ts";
import type { PlanProblem } from "../plan/steiner-problem.ts";
import { type SteinerGraph, spanAndPrune, type TreeEdges } from "../steiner/tree/tree.ts";
import type { ResolvedLocks } from "./resolved-locks.ts";

/** A prepared plan's graph under locks. */
export interface LockedGraph {
  /**
   * Mandatory edges weigh nothing and both their ends are terminals, so that every tree can take them in without weighing more; avoided
   * ones weigh Infinity; villages left out are no terminals.
   */
  readonly steiner: SteinerGraph;
  readonly mandatory: readonly number[];
  /** Weight of the mandatory edges: the optimum of `steiner` and this are the optimum under the locks. */
  readonly fixedWeight: number;
}

export function lockedGraph(prepared: PreparedPlan, locks: ResolvedLocks): LockedGraph {
  const { graph, problem, edgeOf, stretchOf } = prepared.problem;
  const { use, avoid, leftOut } = locks;
  const mandatory = use.map((stretch) => edgeOf[stretch]);
  const weight = problem.weight.slice();
  if (avoid) for (let e = 0; e < weight.length; e++) if (avoid[stretchOf[e]]) weight[e] = Infinity;
  for (const e of mandatory) weight[e] = 0;
  const isAsBefore = leftOut.size === 0 && use.length === 0;
  const terminal = isAsBefore ? problem.terminal : terminalsUnder(prepared.problem, locks, mandatory);
  return {
    steiner: { graph, weight, terminal, root: problem.root },
    mandatory,
    fixedWeight: mandatory.reduce((sum, e) => sum + problem.weight[e], 0),
  };
}

function terminalsUnder(
  { problem, villageVertex }: PlanProblem,
  { leftOut }: ResolvedLocks,
  mandatory: readonly number[],
): Uint8Array {
  const terminal = new Uint8Array(problem.vertexCount);
  terminal[problem.root] = 1;
  villageVertex.forEach((vertex, i) => {
    if (vertex >= 0 && !leftOut.has(i)) terminal[vertex] = 1;
  });
  for (const e of mandatory) terminal[problem.from[e]] = terminal[problem.to[e]] = 1;
  return terminal;
}

/** The tree with every mandatory edge: below zero they come before all others, and what closes a loop with them leaves the tree. */
export function withMandatory({ steiner, mandatory }: LockedGraph, tree: TreeEdges): TreeEdges {
  if (mandatory.length === 0) return tree;
  const weight = steiner.weight.slice();
  for (const e of mandatory) weight[e] = -1;
  return spanAndPrune({ ...steiner, weight }, Uint32Array.from([...tree, ...mandatory]));
}

/** Vertices of the problem that the root reaches without the stretches avoided. */
export function reachedFromRoot({ graph, problem: { root }, stretchOf }: PlanProblem, avoid: Uint8Array): Uint8Array {
  const { arcStart, arcHead, arcEdge } = graph;
  const reached = new Uint8Array(graph.vertexCount);
  reached[root] = 1;
  const open = [root];
  for (let v = open.pop(); v !== undefined; v = open.pop()) {
    for (let a = arcStart[v]; a < arcStart[v + 1]; a++) {
      if (reached[arcHead[a]] || avoid[stretchOf[arcEdge[a]]]) continue;
      reached[arcHead[a]] = 1;
      open.push(arcHead[a]);
    }
  }
  return reached;
}
