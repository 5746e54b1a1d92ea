import type { TreeEdges } from "./tree.ts";
import type { TreeShape } from "./tree-shape.ts";

/** A way to make a tree lighter: paths out, paths in. */
export interface TreeMove {
  readonly gain: number;
  /** The tree's edges that go, each named by its lower end. */
  readonly removed: readonly number[];
  /** Edges that come. */
  readonly added: readonly number[];
  /** Tree vertices that the new paths join, two by two. */
  readonly joined: readonly number[];
}

/**
 * Makes the moves, best first, whose cycles share no edge of the tree with one made before. Such moves cannot disturb one another: the
 * tree path that each new path closes into a cycle is still there when its turn comes.
 */
export function applyMoves(tree: TreeEdges, shape: TreeShape, moves: readonly TreeMove[]): TreeEdges {
  if (moves.length === 0) return tree;
  const taken = new Uint8Array(shape.place.length);
  const removed = new Set<number>();
  const added: number[] = [];
  for (const move of moves.toSorted((a, b) => b.gain - a.gain)) {
    const cycle = cycleOf(shape, move);
    if (cycle.some((v) => taken[v])) continue;
    for (const v of cycle) taken[v] = 1;
    for (const v of move.removed) removed.add(shape.parentEdge[v]);
    added.push(...move.added);
  }
  const edges = new Set(added);
  for (const e of tree) if (!removed.has(e)) edges.add(e);
  return Uint32Array.from(edges).sort();
}

/** The tree edges, each named by its lower end, between the ends of every new path. */
function cycleOf({ depth, parent }: TreeShape, { joined }: TreeMove): number[] {
  const cycle: number[] = [];
  for (let i = 0; i < joined.length; i += 2) {
    let [a, b] = [joined[i], joined[i + 1]];
    while (a !== b) {
      if (depth[a] >= depth[b]) {
        cycle.push(a);
        a = parent[a];
      } else {
        cycle.push(b);
        b = parent[b];
      }
    }
  }
  return cycle;
}
