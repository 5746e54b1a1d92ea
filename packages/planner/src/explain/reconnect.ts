import { VertexHeap } from "@cuntong/graph";
import type { SteinerGraph, TreeEdges } from "../steiner/tree/tree.ts";

/** The lightest way from one side of a cut tree to the other. */
export interface Reconnection {
  readonly edges: readonly number[];
  readonly weight: number;
}

/**
 * The lightest way to join a tree again of which some neighbouring edges are gone, all else left as it is (one Dijkstra search from all
 * of the far side at once); none of the edges gone is used. Undefined where no way is left.
 */
export function reconnect(steiner: SteinerGraph, tree: TreeEdges, gone: ReadonlySet<number>): Reconnection | undefined {
  const { graph, weight } = steiner;
  const { arcStart, arcHead, arcEdge, from, to } = graph;
  const near = nearSide(steiner, tree, gone);
  const distance = new Map<number, number>();
  const via = new Map<number, number>();
  const heap = new VertexHeap(graph.vertexCount);
  for (const e of tree) {
    if (gone.has(e) || near.has(from[e])) continue;
    for (const v of [from[e], to[e]]) if (!distance.has(v)) start(v);
  }
  // The far side may be one village alone, at the end of what is gone.
  for (const e of gone)
    for (const v of [from[e], to[e]]) if (steiner.terminal[v] && !near.has(v) && !distance.has(v)) start(v);
  while (heap.size > 0) {
    const v = heap.pop();
    const d = distance.get(v)!;
    if (near.has(v)) return { weight: d, edges: wayBack(v) };
    for (let a = arcStart[v]; a < arcStart[v + 1]; a++) {
      const along = d + weight[arcEdge[a]];
      if (gone.has(arcEdge[a]) || along >= (distance.get(arcHead[a]) ?? Infinity)) continue;
      distance.set(arcHead[a], along);
      via.set(arcHead[a], arcEdge[a]);
      heap.push(arcHead[a], along);
    }
  }
  return undefined;

  function start(v: number): void {
    distance.set(v, 0);
    heap.push(v, 0);
  }

  function wayBack(end: number): number[] {
    const edges: number[] = [];
    for (let v = end, e = via.get(v); e !== undefined; e = via.get(v)) {
      edges.push(e);
      v = from[e] === v ? to[e] : from[e];
    }
    return edges;
  }
}

/** Vertices of the tree that still reach the root. */
function nearSide({ graph, root }: SteinerGraph, tree: TreeEdges, gone: ReadonlySet<number>): ReadonlySet<number> {
  const at = new Map<number, number[]>();
  const put = (v: number, e: number) => {
    const here = at.get(v);
    if (here) here.push(e);
    else at.set(v, [e]);
  };
  for (const e of tree) {
    if (gone.has(e)) continue;
    put(graph.from[e], e);
    put(graph.to[e], e);
  }
  const near = new Set([root]);
  const open = [root];
  for (let v = open.pop(); v !== undefined; v = open.pop()) {
    for (const e of at.get(v) ?? []) {
      const other = graph.from[e] === v ? graph.to[e] : graph.from[e];
      if (near.has(other)) continue;
      near.add(other);
      open.push(other);
    }
  }
  return near;
}
