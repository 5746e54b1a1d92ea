import { buildGraph, type Graph, innerValues } from "@cuntong/graph";
import type { PlanNetwork } from "../ground/split.ts";
import type { SteinerProblem } from "../steiner/reduce/reduce.ts";

/** The plan's network as a Steiner tree problem on renumbered vertices, and the way back. */
export interface PlanProblem {
  readonly problem: SteinerProblem;
  /** The problem's vertices and edges as a graph, in the same numbers. */
  readonly graph: Graph;
  /** Vertex of each village, by index; -1 where it cannot be reached. */
  readonly villageVertex: Int32Array;
  /** Stretch of each edge of the problem. */
  readonly stretchOf: Uint32Array;
  /** Edge of each stretch; -1 where it is not in the problem. */
  readonly edgeOf: Int32Array;
}

/**
 * All nodes that fibre starts from become one root that costs nothing to move about in; vertices follow a Hilbert curve. Stretches that may not be
 * built, and those inside the root, are left out.
 */
export function steinerProblem(
  { stretches, villageVertex, rootVertex }: PlanNetwork,
  weight: Float64Array,
): PlanProblem {
  const { vertexLon, vertexLat } = stretches;
  const root = rootVertex.find((v) => v >= 0)!;
  const contracted = Uint32Array.from(vertexLon, (_, v) => v);
  for (const v of rootVertex) if (v >= 0) contracted[v] = root;
  const stretch = keptStretches(stretches.from, stretches.to, contracted, weight);
  const graph = buildGraph({
    vertexCount: vertexLon.length,
    from: Uint32Array.from(stretch, (i) => contracted[stretches.from[i]]),
    to: Uint32Array.from(stretch, (i) => contracted[stretches.to[i]]),
    x: vertexLon,
    y: vertexLat,
  });
  const terminal = new Uint8Array(graph.vertexCount);
  terminal[graph.innerVertex[root]] = 1;
  const innerVillage = villageVertex.map((v) => (v < 0 ? -1 : graph.innerVertex[contracted[v]]));
  for (const v of innerVillage) if (v >= 0) terminal[v] = 1;
  const stretchOf = Uint32Array.from(graph.outerEdge, (edge) => stretch[edge]);
  return {
    graph,
    villageVertex: innerVillage,
    problem: {
      vertexCount: graph.vertexCount,
      from: graph.from,
      to: graph.to,
      weight: innerValues(
        graph,
        Float64Array.from(stretch, (i) => weight[i]),
      ),
      terminal,
      root: graph.innerVertex[root],
    },
    stretchOf,
    edgeOf: inverse(stretchOf, weight.length),
  };
}

function inverse(stretchOf: Uint32Array, count: number): Int32Array {
  const edgeOf = new Int32Array(count).fill(-1);
  for (let e = 0; e < stretchOf.length; e++) edgeOf[stretchOf[e]] = e;
  return edgeOf;
}

function keptStretches(from: Uint32Array, to: Uint32Array, contracted: Uint32Array, weight: Float64Array): Uint32Array {
  const kept: number[] = [];
  for (let i = 0; i < from.length; i++) {
    if (weight[i] < Infinity && contracted[from[i]] !== contracted[to[i]]) kept.push(i);
  }
  return Uint32Array.from(kept);
}
