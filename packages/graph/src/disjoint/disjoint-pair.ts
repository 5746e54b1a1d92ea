import { lookUpBlocks } from "../connectivity/blocks.ts";
import { findBridges } from "../connectivity/bridges.ts";
import type { Graph } from "../graph.ts";
import { checkOpen, closedEdges, type Mask } from "../mask.ts";
import { type SearchSpace, searchSpace, shortestPaths } from "../nearest.ts";
import { once } from "../once.ts";
import { checkVertex, type Weights } from "../weights.ts";
import { type Necks, PairSpace, type Path, type Residual, type Step, secondPath } from "./residual-search.ts";

/** Two paths between the same ends that share as little as any two can. */
export interface DisjointPair {
  /** The lighter path first; vertices from source to target, edges between them. */
  readonly paths: readonly [Path, Path];
  /** Weight of each path, and of both. */
  readonly weights: readonly [number, number];
  readonly weight: number;
  /** Edges on both paths, ascending: bridges between the ends, which no pair avoids. Empty when the pair is disjoint. */
  readonly sharedEdges: readonly number[];
  /** Vertices on both paths but the ends, ascending. */
  readonly sharedVertices: readonly number[];
}

export interface DisjointPairOptions {
  /** Share no edge (the default), or neither edge nor vertex. */
  readonly by?: "edges" | "vertices";
  readonly mask?: Mask;
  /** Arrays to work in; made when absent. */
  readonly space?: DisjointSpace;
}

export interface DisjointSpace {
  readonly search: SearchSpace;
  readonly pair: PairSpace;
}

export function disjointSpace(graph: Graph): DisjointSpace {
  return { search: searchSpace(graph), pair: new PairSpace() };
}

/**
 * The pair of paths from source to target that share the fewest edges (or vertices), and of those the pair of least total weight:
 * exact. Undefined when there is no path at all. Throws a RangeError when an end is not in the graph or masked, or when the ends are one.
 */
export function disjointPair(
  graph: Graph,
  weight: Weights,
  source: number,
  target: number,
  options: DisjointPairOptions = {},
): DisjointPair | undefined {
  checkVertex(graph, source, "source");
  return disjointPairsTo(graph, weight, target, options)(source);
}

/**
 * {@link disjointPair} for many sources and one target: the tree towards the target is searched once, and each pair then costs what lies
 * near it. The function given is of use until the space serves another target.
 */
export function disjointPairsTo(
  graph: Graph,
  weight: Weights,
  target: number,
  { by = "edges", mask, space = disjointSpace(graph) }: DisjointPairOptions = {},
): (source: number) => DisjointPair | undefined {
  checkVertex(graph, target, "target");
  if (mask) checkOpen(mask, target, "target");
  const { distance, viaEdge } = shortestPaths(graph, weight, target, space.search, mask);
  const closed = closedEdges(graph, mask);
  const byVertices = by === "vertices";
  const necks = once(() => findNecks(graph, byVertices, mask));
  const residual: Residual = { graph, weight, closed, distance, byVertices, space: space.pair, necks };
  return (source) => {
    checkVertex(graph, source, "source");
    if (mask) checkOpen(mask, source, "source");
    if (source === target) throw new RangeError(`source and target are the same vertex, ${source}`);
    if (distance[source] === Infinity) return undefined;
    const first = follow(graph, viaEdge, source);
    return pairOf(weight, first, secondPath(residual, first));
  };
}

/** Bridges alone are found faster than blocks, which are asked for only where vertices count. */
function findNecks(graph: Graph, byVertices: boolean, mask: Mask | undefined): Necks {
  if (byVertices) {
    const blocks = lookUpBlocks(graph, mask);
    return { isBridge: blocks.isBridge, areParted: (edge, next) => !blocks.areTogether(edge, next) };
  }
  const bridges = new Set(findBridges(graph, mask && { mask }).bridges);
  return { isBridge: (edge) => bridges.has(edge), areParted: () => false };
}

/** The path along a tree from a vertex to the tree's root. */
function follow(graph: Graph, viaEdge: Int32Array, start: number): Path {
  const vertices = [start];
  const edges: number[] = [];
  for (let v = start; viaEdge[v] >= 0; ) {
    const e = viaEdge[v];
    v = graph.from[e] === v ? graph.to[e] : graph.from[e];
    edges.push(e);
    vertices.push(v);
  }
  return { vertices, edges };
}

/** Two paths from the first and the second: what the second walks backwards along the first is cancelled on both. */
function pairOf(weight: Weights, first: Path, second: readonly Step[]): DisjointPair {
  const [source, target] = [first.vertices[0]!, first.vertices.at(-1)!];
  const firstSteps = first.edges.map((edge, i) => ({ edge, from: first.vertices[i]!, to: first.vertices[i + 1]! }));
  const startOf = new Map(firstSteps.map((step) => [step.edge, step.from]));
  const cancelled = new Set(second.filter(({ edge, to }) => startOf.get(edge) === to).map(({ edge }) => edge));
  const onward = new Map<number, Step[]>();
  for (const step of [...second, ...firstSteps]) {
    if (cancelled.has(step.edge)) continue;
    const list = onward.get(step.from);
    if (list) list.push(step);
    else onward.set(step.from, [step]);
  }
  const a = walk(onward, source, target);
  const b = walk(onward, source, target);
  const sum = (path: Path) => path.edges.reduce((total, e) => total + weight[e], 0);
  const weights = [sum(a), sum(b)] as const;
  const inOrder = weights[0] < weights[1] || (weights[0] === weights[1] && isBefore(a, b));
  return describePair(inOrder ? [a, b] : [b, a], inOrder ? weights : [weights[1], weights[0]]);
}

/** What two paths between the same ends have in common, and what they weigh. */
export function describePair(paths: readonly [Path, Path], weights: readonly [number, number]): DisjointPair {
  const [a, b] = paths;
  return {
    paths,
    weights,
    weight: weights[0] + weights[1],
    sharedEdges: inBoth(a.edges, b.edges),
    sharedVertices: inBoth(a.vertices.slice(1, -1), b.vertices.slice(1, -1)),
  };
}

/** Takes one path out of the steps; a turn that comes back to itself costs nothing in an optimal pair, and is cut off. */
function walk(onward: Map<number, Step[]>, source: number, target: number): Path {
  const vertices = [source];
  const edges: number[] = [];
  const placeOf = new Map([[source, 0]]);
  for (let v = source; v !== target; ) {
    const step = onward.get(v)!.pop()!;
    v = step.to;
    const place = placeOf.get(v);
    if (place === undefined) {
      placeOf.set(v, vertices.length);
      vertices.push(v);
      edges.push(step.edge);
      continue;
    }
    for (const left of vertices.splice(place + 1)) placeOf.delete(left);
    edges.length = place;
  }
  return { vertices, edges };
}

function isBefore(a: Path, b: Path): boolean {
  for (const [i, e] of a.edges.entries()) if (e !== b.edges[i]) return e < b.edges[i]!;
  return true;
}

function inBoth(a: readonly number[], b: readonly number[]): number[] {
  const other = new Set(b);
  return a.filter((value) => other.has(value)).sort((x, y) => x - y);
}
