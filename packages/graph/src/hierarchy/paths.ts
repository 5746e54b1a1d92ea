import type { Graph } from "../graph.ts";
import { type SearchSpace, searchSpace, shortestPaths } from "../nearest.ts";
import type { WeighedHierarchy } from "./hierarchy.ts";
import { hierarchyDistances } from "./one-to-all.ts";

/**
 * One to all with its tree, in two thirds of the time that `shortestPaths` takes and with the same answer, ties included: the distances
 * by one pass over the hierarchy, then the last edge of every way by one pass over the edges. Where sums of weights are rounded the ways
 * may differ from the search's by that rounding; each distance is the sum along its way all the same.
 */
export function hierarchyPaths(
  weighed: WeighedHierarchy,
  source: number,
  space: SearchSpace = searchSpace(weighed.graph),
): SearchSpace {
  const { graph } = weighed;
  const { distance, owner, viaEdge } = space;
  hierarchyDistances(weighed, source, distance);
  viaEdge.fill(-1);
  const isExact = joinNearer(weighed, space);
  owner.fill(source);
  const left: number[] = [];
  for (let v = 0; v < graph.vertexCount; v++) {
    if (viaEdge[v] >= 0 || v === source) continue;
    if (distance[v] === Infinity) owner[v] = -1;
    else left.push(v);
  }
  if (isExact) joinLevel(weighed, space, source, left);
  // Where rounding hides which of two vertices is nearer, only a search can tell.
  if (left.some((v) => viaEdge[v] < 0)) return shortestPaths(graph, weighed.weight, source, space);
  if (!isExact) sumUp(weighed, space);
  return space;
}

/** Hierarchy and search add the same weights in different order; over ten thousand edges the sums differ by less than this share. */
const rounding = 2 ** -38;

/**
 * Gives every vertex the edge from its nearest neighbour that a shortest way comes by, of equals the one at the smaller vertex, then the
 * smaller edge; false when a sum was rounded. Steps that bring nothing nearer are left to {@link joinLevel}.
 */
function joinNearer({ graph, weight }: WeighedHierarchy, { distance, viaEdge }: SearchSpace): boolean {
  const { from, to, edgeCount } = graph;
  let isExact = true;
  for (let e = 0; e < edgeCount; e++) {
    const a = from[e];
    const b = to[e];
    const isThere = distance[a] < distance[b];
    const tail = isThere ? a : b;
    const head = isThere ? b : a;
    const along = distance[tail] + weight[e];
    const isLate = along > distance[head] * (1 + rounding) || along === Infinity;
    if (isLate || distance[tail] === distance[head]) continue;
    if (along !== distance[head]) isExact = false;
    const other = viaEdge[head];
    if (other < 0 || comesBefore(graph, distance, along, e, other, head, weight)) viaEdge[head] = e;
  }
  return isExact;
}

/** Is the way to `head` by edge `e`, which is `along` long, better than that by a smaller edge? */
function comesBefore(
  { from, to }: Graph,
  distance: Float64Array,
  along: number,
  e: number,
  other: number,
  head: number,
  weight: Float64Array,
): boolean {
  const tail = from[e] === head ? to[e] : from[e];
  const otherTail = from[other] === head ? to[other] : from[other];
  const otherAlong = distance[otherTail] + weight[other];
  if (along !== otherAlong) return along < otherAlong;
  return distance[tail] === distance[otherTail] ? tail < otherTail : distance[tail] < distance[otherTail];
}

/** Joins the vertices that no nearer neighbour leads to: their ways end in steps of weight 0. */
function joinLevel(
  { graph, weight }: WeighedHierarchy,
  { distance, viaEdge }: SearchSpace,
  source: number,
  left: readonly number[],
): void {
  const { arcStart, arcHead, arcEdge } = graph;
  const isJoined = (v: number) => v === source || viaEdge[v] >= 0;
  const leads = (a: number, from: number, to: number) =>
    distance[to] < Infinity && distance[from] + weight[arcEdge[a]] === distance[to];
  const joined: number[] = [];
  for (const v of left) {
    for (let a = arcStart[v]; a < arcStart[v + 1] && viaEdge[v] < 0; a++) {
      if (isJoined(arcHead[a]) && leads(a, arcHead[a], v)) viaEdge[v] = arcEdge[a];
    }
    if (viaEdge[v] >= 0) joined.push(v);
  }
  for (const v of joined) {
    for (let a = arcStart[v]; a < arcStart[v + 1]; a++) {
      const head = arcHead[a];
      if (isJoined(head) || !leads(a, v, head)) continue;
      viaEdge[head] = arcEdge[a];
      joined.push(head);
    }
  }
}

/** Distances anew as sums along the ways, in their order. */
function sumUp({ graph, weight }: WeighedHierarchy, { distance, viaEdge, entries }: SearchSpace): void {
  const { from, to, vertexCount } = graph;
  const isSummed = new Uint8Array(vertexCount);
  const way = entries.vertex;
  for (let v = 0; v < vertexCount; v++) {
    let length = 0;
    let at = v;
    for (
      ;
      viaEdge[at] >= 0 && isSummed[at] === 0;
      at = from[viaEdge[at]] === at ? to[viaEdge[at]] : from[viaEdge[at]]
    ) {
      way[length++] = at;
    }
    let along = distance[at];
    while (length > 0) {
      const next = way[--length];
      along += weight[viaEdge[next]];
      distance[next] = along;
      isSummed[next] = 1;
    }
  }
}
