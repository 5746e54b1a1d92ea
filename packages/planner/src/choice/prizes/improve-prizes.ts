import type { SearchSpace } from "@cuntong/graph";
import { localSearch } from "../../steiner/improve/local-search.ts";
import { spanAndPrune, type TreeEdges } from "../../steiner/tree/tree.ts";
import { joinWhatPays } from "./join.ts";
import { type PrizeGraph, prizeCost, prizesWithin, steinerOf } from "./prize-graph.ts";
import { pruneToGain, type RootedTree } from "./prune.ts";

export interface ImproveOptions {
  /** Passes of Steiner local search between two changes of what is joined, at most. */
  readonly passes: number;
  /** A pass of local search that gains less than this part of the weight is the last one. */
  readonly leastGain: number;
  /** Rounds of all steps, at most. */
  readonly rounds: number;
  /** True where the tree may lie anywhere. */
  readonly anywhere: boolean;
  /** Called now and then; may throw to stop. */
  readonly check: () => void;
  readonly space: SearchSpace;
}

/**
 * Improves a tree with prizes until a round finds nothing: branches that do not pay go, Steiner local search makes what is left lighter,
 * prizes that pay their way from there are joined, and the lightest tree on the vertices reached is taken.
 */
export function improvePrizes(prizes: PrizeGraph, start: TreeEdges, options: ImproveOptions): RootedTree {
  let best = pruneToGain(prizes, start, options.anywhere);
  let cost = prizeCost({ ...prizes, root: best.root }, best.edges);
  for (let round = 0; round < options.rounds; round++) {
    const next = oneRound({ ...prizes, root: best.root }, best.edges, options);
    const nextCost = prizeCost({ ...prizes, root: next.root }, next.edges);
    if (nextCost >= cost) break;
    best = next;
    cost = nextCost;
  }
  return best;
}

function oneRound(prizes: PrizeGraph, tree: TreeEdges, options: ImproveOptions): RootedTree {
  const { passes, leastGain, check, space, anywhere } = options;
  const steiner = steinerOf(prizes, prizesWithin(prizes, tree));
  const lighter = localSearch(steiner, tree, { passes, leastGain, onPass: () => check(), space });
  const joined = joinWhatPays(prizes, lighter, space);
  check();
  return pruneToGain(prizes, spanAndPrune(steinerOf(prizes, prizesWithin(prizes, joined)), joined), anywhere);
}
