import { findBlocks, type Graph, noBlock } from "@cuntong/graph";
import type { SteinerGraph, TreeEdges } from "../tree/tree.ts";
import type { SteinerProblem } from "./reduce.ts";

/** A part of a problem that can be solved alone: its optimum and those of the others add up. */
export interface Part {
  readonly problem: SteinerProblem;
  /** Edge of the whole for each edge of the part. */
  readonly edges: Uint32Array;
  /** The whole's tree within the part, in edges of the part. */
  readonly tree: TreeEdges;
}

/**
 * The blocks (parts that no single vertex separates) that a tree must pass through; `tree` is any without needless branches. Where it
 * goes on from one block to another, so must every tree, because terminals lie beyond: there the vertex is a terminal of both.
 */
export function partsOf(steiner: SteinerGraph, tree: TreeEdges): Part[] {
  const { graph } = steiner;
  const { count, ofEdge } = findBlocks(graph);
  const treeIn: number[][] = Array.from({ length: count }, () => []);
  for (const e of tree) treeIn[ofEdge[e]].push(e);
  const edgesIn: number[][] = Array.from({ length: count }, () => []);
  for (let e = 0; e < graph.edgeCount; e++) {
    if (ofEdge[e] !== noBlock && treeIn[ofEdge[e]].length > 0) edgesIn[ofEdge[e]].push(e);
  }
  const shared = verticesInTwoBlocks(graph, ofEdge, tree);
  return edgesIn.flatMap((edges, block) => (edges.length > 0 ? [part(steiner, edges, treeIn[block], shared)] : []));
}

/** 1 where edges of the tree lie in different blocks. */
function verticesInTwoBlocks({ vertexCount, from, to }: Graph, blockOf: Uint32Array, tree: TreeEdges): Uint8Array {
  const shared = new Uint8Array(vertexCount);
  const block = new Uint32Array(vertexCount).fill(noBlock);
  for (const e of tree) {
    for (const v of [from[e], to[e]]) {
      if (block[v] !== noBlock && block[v] !== blockOf[e]) shared[v] = 1;
      block[v] = blockOf[e];
    }
  }
  return shared;
}

function part({ graph, weight, terminal }: SteinerGraph, edges: number[], tree: number[], shared: Uint8Array): Part {
  const vertices = [...new Set(edges.flatMap((e) => [graph.from[e], graph.to[e]]))].sort((a, b) => a - b);
  const number = new Map(vertices.map((v, i) => [v, i]));
  const place = new Map(edges.map((e, i) => [e, i]));
  const isTerminal = Uint8Array.from(vertices, (v) => terminal[v] | shared[v]);
  return {
    problem: {
      vertexCount: vertices.length,
      from: Uint32Array.from(edges, (e) => number.get(graph.from[e])!),
      to: Uint32Array.from(edges, (e) => number.get(graph.to[e])!),
      weight: Float64Array.from(edges, (e) => weight[e]),
      terminal: isTerminal,
      root: isTerminal.indexOf(1),
    },
    edges: Uint32Array.from(edges),
    tree: Uint32Array.from(tree, (e) => place.get(e)!),
  };
}
