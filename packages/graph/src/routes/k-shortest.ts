import type { Graph } from "../graph.ts";
import { type SearchSpace, searchSpace, shortestPaths } from "../nearest.ts";
import { report, type Watch } from "../watch.ts";
import type { Weights } from "../weights.ts";
import { Reach } from "./reach.ts";
import { type Route, type RouteOptions, routeWeights } from "./route.ts";

/** Arrays that {@link kShortest} uses again: make one per graph. */
export interface AlternativesSpace {
  readonly tree: SearchSpace;
  readonly reach: Reach;
  /** 1 = on the kept beginning of the route that is being left. */
  readonly onRoot: Uint8Array;
}

export function alternativesSpace(graph: Graph): AlternativesSpace {
  return { tree: searchSpace(graph), reach: new Reach(graph), onRoot: new Uint8Array(graph.vertexCount) };
}

/**
 * The `k` shortest routes that visit no vertex twice, shortest first (J. Yen 1971, with E. Lawler's rule of 1972); fewer when there are no
 * more. Routes that differ by a parallel edge are different routes. One search from the end gives the exact distance from everywhere,
 * which leads every deviation straight to the end and tells beforehand which ones cannot be among the best.
 */
export function kShortest(
  graph: Graph,
  weight: Weights,
  [from, to]: readonly [from: number, to: number],
  k: number,
  options: RouteOptions & Watch & { readonly space?: AlternativesSpace } = {},
): Route[] {
  if (!Number.isInteger(k) || k < 0) throw new RangeError(`k is ${k}: not a whole number from 0 on`);
  const by = routeWeights(graph, weight, [from, to], options);
  const space = options.space ?? alternativesSpace(graph);
  shortestPaths(graph, by.weight, to, space.tree, options.without);
  if (k === 0 || space.tree.distance[from] === Infinity) return [];
  const yen = new Yen(graph, by.weight, by.closed, space, [from, to]);
  const found: Route[] = [];
  for (let next = yen.first(k); next; next = yen.next()) {
    report(options, found.length / k);
    found.push({ distance: next.distance, edges: next.edges });
    if (found.length === k) break;
    yen.leave(next, k - found.length);
  }
  report(options, 1);
  return found;
}

interface Candidate extends Route {
  /** Edges it shares with the route that it left: deviations before that point were seen to already. */
  readonly shared: number;
}

class Yen {
  readonly #graph: Graph;
  readonly #weight: Weights;
  readonly #closed: Uint8Array | null;
  readonly #space: AlternativesSpace;
  readonly #from: number;
  readonly #to: number;
  readonly #found: Candidate[] = [];
  /** Best candidates, the best first; never more than are still wanted. */
  #candidates: Candidate[] = [];

  constructor(
    graph: Graph,
    weight: Weights,
    closed: Uint8Array | null,
    space: AlternativesSpace,
    [from, to]: readonly [from: number, to: number],
  ) {
    this.#graph = graph;
    this.#weight = weight;
    this.#closed = closed;
    this.#space = space;
    this.#from = from;
    this.#to = to;
  }

  first(wanted: number): Candidate | undefined {
    this.#deviate(this.#from, { edges: [], length: 0 }, new Set(), wanted);
    return this.next();
  }

  /** Takes the best candidate. */
  next(): Candidate | undefined {
    return this.#candidates.shift();
  }

  /** Finds the best ways that leave the route after each of its vertices. */
  leave(route: Candidate, wanted: number): void {
    this.#found.push(route);
    this.#candidates.length = Math.min(this.#candidates.length, wanted);
    const { onRoot } = this.#space;
    const { edges } = route;
    let at = this.#from;
    let length = 0;
    const rootVertices: number[] = [];
    // Routes found before that begin as this one does, up to the vertex at hand.
    let alike = this.#found;
    for (let i = 0; i < edges.length; i++) {
      if (i >= route.shared) {
        const used = new Set(alike.map((other) => other.edges[i]));
        this.#deviate(at, { edges: edges.slice(0, i), length }, used, wanted);
      }
      onRoot[at] = 1;
      rootVertices.push(at);
      length += this.#weight[edges[i]];
      at = this.#other(edges[i], at);
      alike = alike.filter((other) => other.edges[i] === edges[i]);
    }
    for (const v of rootVertices) onRoot[v] = 0;
  }

  #other(edge: number, end: number): number {
    return this.#graph.from[edge] === end ? this.#graph.to[edge] : this.#graph.from[edge];
  }

  /** Adds the shortest way on from `spur` that touches neither the root's vertices nor, as its first step, the used edges. */
  #deviate(spur: number, root: { edges: number[]; length: number }, used: Set<number>, wanted: number): void {
    const limit = this.#candidates.length < wanted ? Infinity : this.#candidates[wanted - 1].distance;
    const tail = this.#shortestOn(spur, used, limit - root.length);
    if (!tail) return;
    const edges = [...root.edges, ...tail];
    let distance = 0;
    for (const e of edges) distance += this.#weight[e];
    const place = this.#candidates.findIndex((other) => comesBefore(distance, edges, other));
    const candidate = { distance, edges, shared: root.edges.length };
    if (place < 0) this.#candidates.push(candidate);
    else this.#candidates.splice(place, 0, candidate);
    this.#candidates.length = Math.min(this.#candidates.length, wanted);
  }

  /** A* on the exact distances to the end; gives up once nothing shorter than `limit` can come. */
  #shortestOn(spur: number, used: Set<number>, limit: number): number[] | undefined {
    const { reach, onRoot, tree } = this.#space;
    const { arcStart, arcHead, arcEdge } = this.#graph;
    const toEnd = tree.distance;
    const { heap, distance } = reach;
    reach.begin(spur, toEnd[spur]);
    while (heap.size > 0) {
      const v = heap.pop();
      if (v === this.#to) {
        const edges: number[] = [];
        reach.trace(this.#graph, v, edges);
        return edges.reverse();
      }
      const d = distance[v];
      for (let a = arcStart[v]; a < arcStart[v + 1]; a++) {
        const e = arcEdge[a];
        const head = arcHead[a];
        if (onRoot[head] === 1 || (this.#closed !== null && this.#closed[e] === 1)) continue;
        const along = d + this.#weight[e];
        const key = along + toEnd[head];
        if (!(key < limit) || along >= reach.at(head) || (v === spur && used.has(e))) continue;
        reach.label(head, along, e);
        heap.push(head, key);
      }
    }
    return undefined;
  }
}

/** By distance, then by the first edge in which they differ. */
function comesBefore(distance: number, edges: number[], other: Candidate): boolean {
  if (distance !== other.distance) return distance < other.distance;
  const i = edges.findIndex((e, at) => e !== other.edges[at]);
  return i >= 0 && edges[i] < (other.edges[i] ?? -1);
}
