import { nearestSources, type SearchSpace } from "@cuntong/graph";
import type { PlanProblem } from "../plan/steiner-problem.ts";
import type { CableFloor, CableSizing } from "./cables.ts";
import { type Counts, lengthCmOf } from "./price-stretches.ts";

/**
 * Puts the price of cable into what the search minimises, so that it is never above the bill. A metre of span with k villages beyond it
 * costs at least a + b k (a line below the prices of all sizes). Over a whole plan the b k add up, village by village, to b times the metres
 * of its path, and no path is shorter than the shortest. So a metre weighs a, and every village bears b times its shortest way:
 *
 *     sum over spans of metres x price(k)  >=  a x (metres of the tree)  +  b x sum over villages of (shortest way)
 *
 * Adds to the weights of `counts` and `problem`, and gives back what each village bears, by index, and the line.
 */
export function addCableFloor(
  counts: Counts,
  { graph, problem, stretchOf, villageVertex }: PlanProblem,
  cables: CableSizing,
): { readonly shares: Float64Array; readonly floor: CableFloor } {
  const lengthCm = Float64Array.from(stretchOf, (stretch) => lengthCmOf(counts, stretch));
  const ways = nearestSources(graph, lengthCm, [problem.root]);
  const reached = villageVertex.filter((vertex) => vertex >= 0);
  const floor = cables.floor(Math.max(1, reached.length), meanBeyond(graph, ways, lengthCm, reached));
  const { atLeastFen, perVillageFen } = floor;
  for (let e = 0; e < stretchOf.length; e++) {
    counts.weight[stretchOf[e]] += Math.floor((lengthCm[e] * atLeastFen) / 100);
    problem.weight[e] = counts.weight[stretchOf[e]];
  }
  const shares = Float64Array.from(villageVertex, (vertex) =>
    vertex < 0 ? 0 : Math.floor((ways.distance[vertex] * perVillageFen) / 100),
  );
  return { shares, floor };
}

/** Villages beyond a metre of the tree that all shortest ways make together, on the mean: at least 1. */
function meanBeyond(
  { from, to }: PlanProblem["graph"],
  { distance, viaEdge }: SearchSpace,
  lengthCm: Float64Array,
  villages: Int32Array,
): number {
  const walked = new Uint8Array(from.length);
  let treeCm = 0;
  let pathsCm = 0;
  for (const village of villages) {
    pathsCm += distance[village];
    for (let v = village, e = viaEdge[v]; e >= 0 && !walked[e]; e = viaEdge[v]) {
      walked[e] = 1;
      treeCm += lengthCm[e];
      v = from[e] === v ? to[e] : from[e];
    }
  }
  return treeCm > 0 ? Math.max(1, pathsCm / treeCm) : 1;
}
