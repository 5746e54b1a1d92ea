import { DisjointSets } from "@cuntong/graph";
import type { PrizeProblem } from "../choice/prizes/reduce-prizes.ts";

/** Every tree's vertices and weight: for each set of vertices that hangs together, its lightest spanning tree. For a dozen vertices. */
export function* everyTree({
  vertexCount,
  from,
  to,
  weight,
}: Omit<PrizeProblem, "prize">): Generator<readonly [ReadonlySet<number>, number]> {
  const byWeight = [...from.keys()].sort((a, b) => weight[a] - weight[b]);
  for (let choice = 1; choice < 2 ** vertexCount; choice++) {
    const used = new Set(Array.from({ length: vertexCount }, (_, v) => v).filter((v) => choice & (1 << v)));
    const sets = new DisjointSets(vertexCount);
    const tree = byWeight.filter((e) => used.has(from[e]) && used.has(to[e]) && sets.join(from[e], to[e]));
    if (tree.length === used.size - 1) yield [used, tree.reduce((sum, e) => sum + weight[e], 0)];
  }
}

/** The least weight and lost prizes that a tree can have. Shares nothing with the planner. */
export function exactPrizeCost(problem: PrizeProblem): number {
  let best = Infinity;
  for (const [used, weight] of everyTree(problem)) {
    if (problem.root >= 0 && !used.has(problem.root)) continue;
    best = Math.min(
      best,
      problem.prize.reduce((sum, p, v) => (used.has(v) ? sum : sum + p), weight),
    );
  }
  return best;
}
