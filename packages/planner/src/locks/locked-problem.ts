import type { PreparedPlan } from "../plan/prepared-plan.ts";
import type { SteinerProblem } from "../steiner/reduce/reduce.ts";
import type { LockedGraph } from "./locked-graph.ts";

/** A locked graph as a problem to solve from the ground up, and the way back to its edges. */
export interface LockedProblem {
  readonly problem: SteinerProblem;
  /** Edges of the graph that edges of `problem` are. */
  edgesOf(edges: Iterable<number>): Uint32Array;
  /** Edges of `problem` for edges of the graph, none of which is avoided. */
  placesOf(edges: Iterable<number>): Uint32Array;
}

/** Without the avoided edges, which a search from the ground up need not carry along. */
export function lockedProblem({ problem }: PreparedPlan, { steiner }: LockedGraph): LockedProblem {
  const { weight, terminal } = steiner;
  if (!weight.includes(Infinity)) {
    const same = (edges: Iterable<number>) => Uint32Array.from(edges);
    return { problem: { ...problem.problem, weight, terminal }, edgesOf: same, placesOf: same };
  }
  const kept = Uint32Array.from(weight.keys()).filter((e) => weight[e] < Infinity);
  const { from, to } = problem.problem;
  return {
    problem: {
      ...{ ...problem.problem, terminal, weight: weight.filter((w) => w < Infinity) },
      ...{ from: kept.map((e) => from[e]), to: kept.map((e) => to[e]) },
    },
    edgesOf: (edges) => Uint32Array.from(edges, (e) => kept[e]),
    placesOf: (edges) => {
      const place = new Uint32Array(weight.length);
      kept.forEach((e, i) => {
        place[e] = i;
      });
      return Uint32Array.from(edges, (e) => place[e]);
    },
  };
}
