import type { Graph } from "../graph.ts";
import type { Mask } from "../mask.ts";
import { report, type Watch } from "../watch.ts";
import { checkVertex } from "../weights.ts";
import { checkEdge } from "./check-edge.ts";
import { isBridge, opensBlock, type SearchTree, searchTree } from "./search-tree.ts";

/**
 * What hangs on every single edge and vertex, seen from the roots (headends): made in one pass, then each failure is answered in the
 * size of its answer.
 */
export interface Failures {
  readonly graph: Graph;
  readonly roots: Uint32Array;
  readonly mask: Mask | undefined;
  readonly tree: SearchTree;
  /** By place: the first place below it that its loss cuts off, and the next such one beside a place; -1 where there is none. */
  readonly firstCut: Int32Array;
  readonly nextCut: Int32Array;
}

/**
 * Prepares {@link edgeCutsOff}, {@link vertexCutsOff}, {@link impacts} and {@link setCutsOff}. A vertex is cut off when it no longer
 * reaches any root; what reached none before is in no answer. Throws a RangeError when a root is not in the graph or is masked.
 */
export function findFailures(graph: Graph, roots: ArrayLike<number>, mask?: Mask, watch: Watch = {}): Failures {
  report(watch, 0);
  const tree = searchTree(graph, roots, true, mask);
  report(watch, 0.9);
  const firstCut = new Int32Array(tree.count).fill(-1);
  const nextCut = new Int32Array(tree.count).fill(-1);
  for (let at = tree.count - 1; at >= 0; at--) {
    if ((tree.cut[at] & opensBlock) === 0) continue;
    const up = tree.parent[at];
    nextCut[at] = firstCut[up];
    firstCut[up] = at;
  }
  report(watch, 1);
  return { graph, roots: Uint32Array.from(roots), mask, tree, firstCut, nextCut };
}

/** Vertices that lose every root when `edge` alone fails, in the order of the search; a view of inner arrays, not to be written. */
export function edgeCutsOff({ graph, tree }: Failures, edge: number): Int32Array {
  const below = belowBridge(graph, tree, edge);
  return below < 0 ? tree.vertex.subarray(0, 0) : tree.vertex.subarray(below, tree.last[below] + 1);
}

/** Vertices that lose every root when `vertex` alone fails, itself first; empty when it reached none before. */
export function vertexCutsOff({ graph, tree, firstCut, nextCut }: Failures, vertex: number): Int32Array {
  checkVertex(graph, vertex, "vertex");
  const at = tree.place[vertex];
  if (at < 0) return new Int32Array(0);
  let size = 1;
  for (let cut = firstCut[at]; cut >= 0; cut = nextCut[cut]) size += tree.last[cut] + 1 - cut;
  const lost = new Int32Array(size);
  lost[0] = vertex;
  let filled = 1;
  for (let cut = firstCut[at]; cut >= 0; cut = nextCut[cut]) {
    const run = tree.vertex.subarray(cut, tree.last[cut] + 1);
    lost.set(run, filled);
    filled += run.length;
  }
  return lost;
}

/** What single failures cost, where every vertex has a weight (villages, people). */
export interface Impacts {
  /** Weight of {@link edgeCutsOff}. */
  edge(edge: number): number;
  /** Weight of {@link vertexCutsOff}, the vertex itself included. */
  vertex(vertex: number): number;
}

/**
 * Impact of every single failure as sums over runs of the search tree: one pass over the weights, then each edge in one step and each
 * vertex in as many as pieces fall off. Exact while sums stay whole numbers below 2^53. Throws a RangeError at a weight that is not finite.
 */
export function impacts(
  { graph, tree, firstCut, nextCut }: Failures,
  weight: ArrayLike<number>,
  watch: Watch = {},
): Impacts {
  if (weight.length !== graph.vertexCount) {
    throw new RangeError(`${weight.length} weights for ${graph.vertexCount} vertices`);
  }
  for (let v = 0; v < weight.length; v++) {
    if (!Number.isFinite(weight[v])) {
      throw new RangeError(`vertex ${graph.outerVertex[v]} has weight ${weight[v]}: not a finite number`);
    }
  }
  const before = new Float64Array(tree.count + 1);
  report(watch, 0);
  for (let at = 0; at < tree.count; at++) before[at + 1] = before[at] + weight[tree.vertex[at]];
  report(watch, 1);
  const run = (at: number) => before[tree.last[at] + 1] - before[at];
  return {
    edge(edge) {
      const below = belowBridge(graph, tree, edge);
      return below < 0 ? 0 : run(below);
    },
    vertex(vertex) {
      checkVertex(graph, vertex, "vertex");
      const at = tree.place[vertex];
      if (at < 0) return 0;
      let sum = weight[vertex];
      for (let cut = firstCut[at]; cut >= 0; cut = nextCut[cut]) sum += run(cut);
      return sum;
    },
  };
}

/** Place below the edge where it is a bridge towards the roots, -1 where its loss cuts nothing off. */
function belowBridge(graph: Graph, tree: SearchTree, edge: number): number {
  checkEdge(graph, edge);
  const { from, to } = graph;
  for (const end of [from[edge], to[edge]]) {
    const at = tree.place[end];
    if (at >= 0 && tree.viaEdge[at] === edge) return (tree.cut[at] & isBridge) > 0 ? at : -1;
  }
  return -1;
}
