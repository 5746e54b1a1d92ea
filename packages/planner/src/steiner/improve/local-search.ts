import { type SearchSpace, searchSpace } from "@cuntong/graph";
import { type SteinerGraph, spanAndPrune, type TreeEdges, weightOf } from "../tree/tree.ts";
import { applyMoves } from "../tree/tree-move.ts";
import { shapeOf } from "../tree/tree-shape.ts";
import { InsertionMoves } from "./insertion-moves.ts";
import { KeyMoves } from "./key-moves.ts";
import { Voronoi } from "./voronoi.ts";

export interface LocalSearchOptions {
  readonly passes: number;
  /** A pass that gains less than this part of the weight is the last one. */
  readonly leastGain: number;
  /** Called after each pass with the weight so far, and now and then in between without; may throw to stop. */
  readonly onPass: (weight?: number) => void;
  readonly space?: SearchSpace;
}

/**
 * Improves a tree by key-path exchange, key-vertex elimination and Steiner-vertex insertion until a pass finds too little or the passes are used up. Each pass
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
    const check = () => options.onPass();
    const moves = [
      ...new KeyMoves(steiner, shape, voronoi, space).find(check),
      ...new InsertionMoves(steiner, shape, space).find(check),
    ];
    if (moves.length === 0) break;
    const next = spanAndPrune(steiner, applyMoves(tree, shape, moves));
    const lighter = weightOf(steiner.weight, next);
    if (lighter >= weight) break;
    const gain = weight - lighter;
    tree = next;
    weight = lighter;
    options.onPass(weight);
    if (gain < options.leastGain * weight) break;
  }
  return tree;
}
