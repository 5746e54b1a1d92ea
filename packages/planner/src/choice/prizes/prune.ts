import type { TreeEdges } from "../../steiner/tree/tree.ts";
import { shapeOf } from "../../steiner/tree/tree-shape.ts";
import { type PrizeGraph, steinerOf } from "./prize-graph.ts";

/** A tree with the vertex that it hangs from; a tree of one vertex has no edges. */
export interface RootedTree {
  readonly edges: TreeEdges;
  readonly root: number;
}

/**
 * The part of a tree that gains most (strong pruning): every branch that costs as much as its prizes, or more, goes. The root stays,
 * unless `anywhere`: then the tree may hang from any of its vertices.
 */
export function pruneToGain(prizes: PrizeGraph, edges: TreeEdges, anywhere = false): RootedTree {
  const { graph, weight, prize } = prizes;
  const shape = shapeOf(steinerOf(prizes, new Uint8Array(graph.vertexCount)), edges);
  const { preorder, parent, parentEdge } = shape;
  const gain = new Float64Array(graph.vertexCount);
  for (const v of preorder) gain[v] = prize[v];
  for (let i = preorder.length - 1; i > 0; i--) {
    const v = preorder[i];
    const net = gain[v] - weight[parentEdge[v]];
    if (net > 0) gain[parent[v]] += net;
  }
  const root = anywhere ? preorder.reduce((best, v) => (gain[v] > gain[best] ? v : best), prizes.root) : prizes.root;
  const kept = new Uint8Array(graph.vertexCount);
  kept[root] = 1;
  const left: number[] = [];
  for (const v of preorder) {
    if (v === root || parent[v] < 0 || !kept[parent[v]] || gain[v] <= weight[parentEdge[v]]) continue;
    kept[v] = 1;
    left.push(parentEdge[v]);
  }
  return { edges: Uint32Array.from(left).sort(), root };
}
