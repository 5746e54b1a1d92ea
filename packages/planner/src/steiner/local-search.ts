import { type SearchSpace, searchSpace } from "@cuntong/graph";
import { type KeyMove, KeyMoves } from "./key-moves.ts";
import { type SteinerGraph, spanAndPrune, type TreeEdges, weightOf } from "./tree.ts";
import { shapeOf, type TreeShape } from "./tree-shape.ts";
import { Voronoi } from "./voronoi.ts";

export interface LocalSearchOptions {
  readonly passes: number;
  /** Called after each pass with the weight so far, and now and then in between without; may throw to stop. */
  readonly onPass: (weight?: number) => void;
  readonly space?: SearchSpace;
}

/**
 * Improves a tree by key-path exchange and key-vertex elimination until a pass finds nothing or the passes are used up. Each pass
 * looks for all moves on one tree and then makes, best first, those whose cycles share no edge.
 */
export function localSearch(steiner: SteinerGraph, start: TreeEdges, options: LocalSearchOptions): TreeEdges {
  const space = options.space ?? searchSpace(steiner.graph);
  const voronoi = new Voronoi(steiner, space);
  let tree = start;
  let weight = weightOf(steiner.weight, tree);
  for (let pass = 0; pass < options.passes; pass++) {
    const shape = shapeOf(steiner, tree);
    voronoi.grow(shape);
    const moves = new KeyMoves(steiner, shape, voronoi, space).find(() => options.onPass());
    const next = spanAndPrune(steiner, applyMoves(tree, shape, moves));
    const lighter = weightOf(steiner.weight, next);
    if (lighter >= weight) break;
    tree = next;
    weight = lighter;
    options.onPass(weight);
  }
  return tree;
}

/**
 * Makes the moves whose cycles share no edge of the tree with one made before. Such moves cannot disturb one another: the tree path that
 * each new path closes into a cycle is still there when its turn comes.
 */
function applyMoves(tree: TreeEdges, shape: TreeShape, moves: readonly KeyMove[]): TreeEdges {
  const taken = new Uint8Array(shape.place.length);
  const removed = new Set<number>();
  const added = new Set<number>();
  for (const move of moves) {
    const cycle = cycleOf(shape, move);
    if (cycle.some((v) => taken[v])) continue;
    for (const v of cycle) taken[v] = 1;
    for (const lower of move.removed) {
      for (let v = lower; v !== shape.upperKey[lower]; v = shape.parent[v]) removed.add(shape.parentEdge[v]);
    }
    for (const e of move.added) added.add(e);
  }
  const kept = Array.from(tree).filter((e) => !removed.has(e));
  return Uint32Array.from(new Set([...kept, ...added])).sort();
}

/** The tree edges, each named by its lower end, between the ends of every new path. */
function cycleOf({ depth, parent }: TreeShape, { joined }: KeyMove): number[] {
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
