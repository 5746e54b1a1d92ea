import { checkVertex } from "../weights.ts";
import { Climb } from "./climb.ts";
import type { WeighedHierarchy } from "./hierarchy.ts";

/**
 * Distance of every vertex from `source`, by inner number, Infinity where no way leads; `into` is filled and returned. After the source's
 * climb it is one pass over the arcs from the roots down (PHAST: Delling, Goldberg, Nowatzyk and Werneck 2011). The labels of all places
 * above the one at hand are those last written at each lesser depth, so beside the arcs themselves everything stays in cache.
 */
export function hierarchyDistances(
  weighed: WeighedHierarchy,
  source: number,
  into: Float64Array = new Float64Array(weighed.graph.vertexCount),
): Float64Array {
  const { graph, chordal, length } = weighed;
  checkVertex(graph, source, "source");
  if (into.length !== graph.vertexCount) {
    throw new RangeError(`room for ${into.length} distances, and ${graph.vertexCount} vertices`);
  }
  const { placeOf, vertexAt, depth, depthCount, upStart, upDepth } = chordal;
  const climb = new Climb(depthCount);
  const climbedAt = new Int32Array(depthCount).fill(-1);
  climb.begin(depth[placeOf[source]]);
  for (let p = placeOf[source]; p >= 0; ) {
    climbedAt[depth[p]] = p;
    p = climb.scan(weighed, p, Infinity);
  }
  const label = new Float64Array(depthCount);
  for (let p = graph.vertexCount - 1; p >= 0; p--) {
    const d = depth[p];
    let best = climbedAt[d] === p ? climb.distance[d] : Infinity;
    const end = upStart[p + 1];
    for (let k = upStart[p]; k < end; k++) {
      const along = label[upDepth[k]] + length[k];
      if (along < best) best = along;
    }
    label[d] = best;
    into[vertexAt[p]] = best;
  }
  return into;
}
