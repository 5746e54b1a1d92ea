import type { SteinerProblem } from "../steiner/reduce/reduce.ts";

/**
 * Weight of a lightest Steiner tree by trying every set of further vertices: the tree is a minimum spanning tree of the vertices it uses.
 * Shares nothing with the planner. Infinity when the terminals do not hang together. For a dozen vertices.
 */
export function exactSteinerWeight(problem: SteinerProblem): number {
  const optional = [...problem.terminal.keys()].filter((v) => !problem.terminal[v]);
  const required = [...problem.terminal.keys()].filter((v) => problem.terminal[v]);
  let best = Infinity;
  for (let choice = 0; choice < 2 ** optional.length; choice++) {
    const used = new Set([...required, ...optional.filter((_, bit) => choice & (1 << bit))]);
    best = Math.min(best, spanningWeight(problem, used));
  }
  return best;
}

/** Prim's spanning tree of the vertices given; Infinity when they do not hang together. */
function spanningWeight({ from, to, weight }: SteinerProblem, used: ReadonlySet<number>): number {
  const reached = new Set([used.values().next().value!]);
  let total = 0;
  while (reached.size < used.size) {
    let best = -1;
    for (let e = 0; e < from.length; e++) {
      const leads = reached.has(from[e])
        ? !reached.has(to[e]) && used.has(to[e])
        : reached.has(to[e]) && used.has(from[e]);
      if (leads && (best < 0 || weight[e] < weight[best])) best = e;
    }
    if (best < 0) return Infinity;
    total += weight[best];
    reached.add(from[best]).add(to[best]);
  }
  return total;
}
