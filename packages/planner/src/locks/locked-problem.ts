import type { PreparedPlan } from "../plan/prepared-plan.ts";
import type { PlanProblem } from "../plan/steiner-problem.ts";
import type { SteinerProblem } from "../steiner/reduce/reduce.ts";
import { spanAndPrune } from "../steiner/tree/tree.ts";
import type { ResolvedLocks } from "./resolved-locks.ts";

/** A prepared plan's tree problem under locks, and the way back to its edges. */
export interface LockedProblem {
  readonly problem: SteinerProblem;
  /** Weight of the mandatory edges, which weigh nothing in `problem`: its optimum and this are the optimum under the locks. */
  readonly fixedWeight: number;
  /** Edges of the prepared problem that a tree of `problem` stands for, mandatory ones included, in order of their number. */
  whole(edges: Iterable<number>): number[];
}

/**
 * Mandatory edges weigh nothing and both their ends are terminals, so that every tree can take them in without weighing more; avoided
 * edges are not there; villages left out are no terminals.
 */
export function lockedProblem(prepared: PreparedPlan, locks: ResolvedLocks): LockedProblem {
  const { problem, edgeOf, stretchOf } = prepared.problem;
  const { use, avoid, leftOut } = locks;
  const mandatory = use.map((stretch) => edgeOf[stretch]);
  const weight = problem.weight.slice();
  for (const e of mandatory) weight[e] = 0;
  const kept = avoid ? Uint32Array.from(stretchOf.keys()).filter((e) => !avoid[stretchOf[e]]) : undefined;
  const terminal = leftOut.size > 0 || use.length > 0 ? terminalsUnder(prepared, locks, mandatory) : problem.terminal;
  return {
    problem: { ...(kept ? onEdges(problem, kept, weight) : { ...problem, weight }), terminal },
    fixedWeight: mandatory.reduce((sum, e) => sum + problem.weight[e], 0),
    whole: (edges) => {
      const tree = Uint32Array.from(kept ? Array.from(edges, (e) => kept[e]) : edges);
      return use.length > 0 ? withMandatory(prepared, { weight, terminal, mandatory, avoid }, tree) : [...tree];
    },
  };
}

function onEdges(problem: SteinerProblem, kept: Uint32Array, weight: Float64Array): SteinerProblem {
  const [from, to] = [kept.map((e) => problem.from[e]), kept.map((e) => problem.to[e])];
  return { ...problem, from, to, weight: Float64Array.from(kept, (e) => weight[e]) };
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

function terminalsUnder(prepared: PreparedPlan, { leftOut }: ResolvedLocks, mandatory: readonly number[]): Uint8Array {
  const { problem, villageVertex } = prepared.problem;
  const terminal = new Uint8Array(problem.vertexCount);
  terminal[problem.root] = 1;
  villageVertex.forEach((vertex, i) => {
    if (vertex >= 0 && !leftOut.has(i)) terminal[vertex] = 1;
  });
  for (const e of mandatory) terminal[problem.from[e]] = terminal[problem.to[e]] = 1;
  return terminal;
}

/** The tree with every mandatory edge: below zero they come before all others, and what closes a loop with them leaves the tree. */
function withMandatory(
  { problem: { graph, problem, stretchOf } }: PreparedPlan,
  locked: { weight: Float64Array; terminal: Uint8Array; mandatory: readonly number[]; avoid: Uint8Array | undefined },
  tree: Uint32Array,
): number[] {
  const { weight, terminal, mandatory, avoid } = locked;
  const first = avoid ? weight.map((w, e) => (avoid[stretchOf[e]] ? Infinity : w)) : weight.slice();
  for (const e of mandatory) first[e] = -1;
  return [
    ...spanAndPrune({ graph, weight: first, terminal, root: problem.root }, Uint32Array.from([...tree, ...mandatory])),
  ];
}
