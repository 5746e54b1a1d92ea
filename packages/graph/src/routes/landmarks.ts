import type { Graph } from "../graph.ts";
import { searchSpace, shortestPaths } from "../nearest.ts";
import { report, type Watch } from "../watch.ts";
import type { Weights } from "../weights.ts";
import type { Bound } from "./point-search.ts";

/** Distances to a few far vertices, which bound the distance between any two by the triangle (ALT: Goldberg and Harrelson 2005). */
export interface Landmarks {
  readonly vertices: readonly number[];
  /** Distance of vertex `v` to landmark `i` at `v * vertices.length + i`. */
  readonly distance: Float64Array;
}

/**
 * Chooses `count` landmarks, each as far as can be from those before it, in every piece's turn the smallest vertex first. Takes one
 * one-to-all search a landmark and 8 bytes for each vertex and landmark. The bounds hold for these weights, and for any that are
 * nowhere less: edges may be closed or penalized without preparing again.
 */
export function prepareLandmarks(
  graph: Graph,
  weight: Weights,
  { count = 16, ...watch }: Watch & { readonly count?: number } = {},
): Landmarks {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`count is ${count}: not a whole number from 0 on`);
  const vertices: number[] = [];
  const most = Math.min(count, graph.vertexCount);
  const space = searchSpace(graph);
  const distance = new Float64Array(graph.vertexCount * most);
  report(watch, 0);
  // To the nearest landmark; the first is far from vertex 0, which may lie in the middle.
  const nearest = most > 0 ? shortestPaths(graph, weight, 0, space).distance.slice() : new Float64Array();
  for (let i = 0; i < most; i++) {
    report(watch, i / most);
    const next = farthest(nearest);
    if (i === 0) nearest.fill(Infinity);
    vertices.push(next);
    const row = shortestPaths(graph, weight, next, space).distance;
    for (let v = 0; v < row.length; v++) {
      distance[v * most + i] = row[v];
      if (row[v] < nearest[v]) nearest[v] = row[v];
    }
  }
  report(watch, 1);
  return { vertices, distance };
}

/** The vertex of greatest distance, the first of equals; Infinity, a piece without a landmark, comes before all. */
function farthest(distance: Float64Array): number {
  let best = 0;
  for (let v = 1; v < distance.length; v++) if (distance[v] > distance[best]) best = v;
  return best;
}

/** A bound of the distance to `to` for `routeWithBound`; Infinity for vertices of other pieces. */
export function landmarkBound({ vertices, distance }: Landmarks, to: number): Bound {
  const count = vertices.length;
  if (!(to >= 0 && (to + 1) * count <= distance.length))
    throw new RangeError(`end ${to} is not a vertex of the landmarks' graph`);
  const target = distance.slice(to * count, (to + 1) * count);
  return (v) => {
    let bound = 0;
    const first = v * count;
    for (let i = 0; i < count; i++) {
      const here = distance[first + i];
      const there = target[i];
      if (here === Infinity && there === Infinity) continue;
      const apart = here < there ? there - here : here - there;
      if (apart > bound) bound = apart;
    }
    return bound;
  };
}
