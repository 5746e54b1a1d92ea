import { maskOf, SpreadSearch } from "@cuntong/graph";
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
  const { graph, weight, terminal } = steiner;
  const { from, to } = graph;
  const near = nearSide(steiner, tree, gone);
  const far = new Set<number>();
  for (const e of tree) if (!gone.has(e) && !near.has(from[e])) far.add(from[e]).add(to[e]);
  // The far side may be one village alone, at the end of what is gone.
  for (const e of gone) for (const v of [from[e], to[e]]) if (terminal[v] && !near.has(v)) far.add(v);
  const search = new SpreadSearch(graph);
  let length = 0;
  const arrive = (v: number, distance: number) => {
    length = distance;
    return near.has(v) ? "end" : "on";
  };
  const end = search.run(weight, far, arrive, maskOf(graph, { withoutEdges: gone }));
  return end === undefined ? undefined : { weight: length, edges: search.wayBack(end) };
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
