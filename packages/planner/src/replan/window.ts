import { DisjointSets, SpreadSearch } from "@cuntong/graph";
import { steinerTree } from "../steiner/steiner-tree.ts";
import { type SteinerGraph, type TreeEdges, weightOf } from "../steiner/tree/tree.ts";

/** Edges of a tree that were exchanged for others, and what that saves. */
export interface WindowAnswer {
  readonly edges: TreeEdges;
  readonly weight: number;
}

/**
 * The `most` vertices nearest to some seeds by weight, 1 for each. The root is taken but not passed through: it is the whole existing
 * plant, and everywhere near is near to it.
 */
export function windowAround({ graph, weight, root }: SteinerGraph, seeds: Iterable<number>, most: number): Uint8Array {
  const inside = new Uint8Array(graph.vertexCount);
  const length = weight.map((w) => Math.max(0, w));
  let left = most;
  if (left <= 0) return inside;
  new SpreadSearch(graph).run(length, seeds, (v) => {
    inside[v] = 1;
    if (--left === 0) return "end";
    return v === root ? "off" : "on";
  });
  return inside;
}

/**
 * Solves again what lies inside a window while the tree outside stays as it is: its parts outside are one terminal each. The answer is
 * never heavier than the tree given.
 */
export function solveWindow(
  steiner: SteinerGraph,
  tree: TreeEdges,
  inside: Uint8Array,
  check: () => void,
): WindowAnswer {
  const { graph, weight, terminal, root } = steiner;
  const { from, to } = graph;
  const isFree = (e: number) => inside[from[e]] === 1 && inside[to[e]] === 1;
  const fixed = tree.filter((e) => !isFree(e));
  const sets = new DisjointSets(graph.vertexCount);
  for (const e of fixed) sets.join(from[e], to[e]);
  // A window that the root's part of the tree does not touch holds nothing of the tree at all.
  const edges = edgesInside(steiner, inside).filter((e) => sets.find(from[e]) !== sets.find(to[e]));
  const before = weightOf(weight, tree);
  const rootSet = sets.find(root);
  if (!edges.some((e) => sets.find(from[e]) === rootSet || sets.find(to[e]) === rootSet))
    return { edges: tree, weight: before };
  const number = new Map<number, number>();
  const place = (v: number) => {
    const set = sets.find(v);
    const known = number.get(set);
    if (known !== undefined) return known;
    number.set(set, number.size);
    return number.size - 1;
  };
  const problem = {
    from: Uint32Array.from(edges, (e) => place(from[e])),
    to: Uint32Array.from(edges, (e) => place(to[e])),
    weight: Float64Array.from(edges, (e) => weight[e]),
    root: place(root),
  };
  const wanted = new Uint8Array(number.size);
  for (const e of fixed) for (const v of [from[e], to[e]]) if (inside[v]) wanted[place(v)] = 1;
  for (const e of edges) for (const v of [from[e], to[e]]) if (terminal[v]) wanted[place(v)] = 1;
  wanted[problem.root] = 1;
  const answer = steinerTree({ ...problem, vertexCount: number.size, terminal: wanted }, "quick", check);
  const again = Uint32Array.from([...fixed, ...answer.edges.map((e) => edges[e])]).sort();
  const after = weightOf(weight, again);
  return after < before ? { edges: again, weight: after } : { edges: tree, weight: before };
}

/** Edges that may be built with both ends inside, in order of their number. */
function edgesInside({ graph, weight }: SteinerGraph, inside: Uint8Array): number[] {
  const edges: number[] = [];
  for (let e = 0; e < graph.edgeCount; e++) {
    if (inside[graph.from[e]] && inside[graph.to[e]] && weight[e] < Infinity) edges.push(e);
  }
  return edges;
}
