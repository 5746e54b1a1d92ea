import type { SearchSpace } from "@cuntong/graph";
import type { DualAscent } from "../steiner/bound/dual-ascent.ts";
import { spanAndPrune, type TreeEdges } from "../steiner/tree/tree.ts";
import type { BoundLines } from "./bound-lines.ts";
import type { ChoiceProblem } from "./choice-problem.ts";
import type { Effort } from "./effort.ts";
import { type Multipliers, priced } from "./multiplier.ts";
import { joinWhatPays } from "./prizes/join.ts";
import { prizeAscent } from "./prizes/prize-ascent.ts";
import { type PrizeGraph, prizesWithin, steinerOf } from "./prizes/prize-graph.ts";
import { pruneToGain } from "./prizes/prune.ts";
import { searchWithin } from "./prizes/search-within.ts";
import { type Selection, selectionOf } from "./selection.ts";

interface Surroundings {
  /** Takes the line that each choice of multipliers proves. */
  readonly bounds: BoundLines;
  readonly check: () => void;
  readonly space: SearchSpace;
}

/** A choice problem with multipliers in place of its cap and quotas: trees with prizes (Lagrange). */
export class Relaxation {
  readonly #problem: ChoiceProblem;
  readonly #effort: Effort;
  readonly #around: Surroundings;

  constructor(problem: ChoiceProblem, effort: Effort, around: Surroundings) {
    this.#problem = problem;
    this.#effort = effort;
    this.#around = around;
  }

  /** A selection by multipliers, whatever the quotas, found from a tree; the line that they prove is added to the bounds. */
  at(multipliers: Multipliers, start: TreeEdges): Selection {
    const { bounds, check } = this.#around;
    check();
    const { prizes, constant, pays } = priced(this.#problem, multipliers);
    const spare = constant - this.#slack(multipliers);
    let tree = pruneToGain(prizes, this.#joined(prizes, start)).edges;
    for (let ascents = 0; ascents < this.#effort.ascents; ascents++) {
      const ascent = prizeAscent(prizes, check, tree);
      bounds.add({ perWeight: multipliers.perWeight, least: ascent.lowerBound + spare });
      tree = this.#within(prizes, ascent, tree);
    }
    return this.#served(prizes, tree, pays);
  }

  /** A light tree that serves every village. */
  everything(): Selection {
    const { quotas, villages } = this.#problem;
    const { prizes } = priced(this.#problem, { perWeight: Infinity, perAmount: quotas.map(() => 0) });
    for (const { vertex } of villages) prizes.prize[vertex] = Infinity;
    const guide = this.#joined(prizes, new Uint32Array());
    const found = this.#within(prizes, prizeAscent(prizes, this.#around.check, guide), guide);
    return selectionOf(this.#problem, found, new Uint8Array(villages.length).fill(1));
  }

  /** A tree with what pays to be joined to it, as light as its vertices allow. */
  #joined(prizes: PrizeGraph, start: TreeEdges): TreeEdges {
    const joined = joinWhatPays(prizes, start, this.#around.space);
    return spanAndPrune(steinerOf(prizes, prizesWithin(prizes, joined)), joined);
  }

  /** A tree within what dual ascent saturated and the tree that guided it. */
  #within(prizes: PrizeGraph, { reduced }: DualAscent, guide: TreeEdges): TreeEdges {
    const flags = Uint8Array.from(prizes.weight, (_, e) => (reduced[2 * e] === 0 || reduced[2 * e + 1] === 0 ? 1 : 0));
    for (const e of guide) flags[e] = 1;
    const edges = Uint32Array.from(flags.keys()).filter((e) => flags[e]);
    return searchWithin(prizes, edges, guide, { ...this.#effort.within, check: this.#around.check });
  }

  /** What the quotas' multipliers give to villages that may be left out with every quota kept. */
  #slack({ perAmount }: Multipliers): number {
    return this.#problem.quotas.reduce((sum, { amount, atLeast }, q) => {
      return sum + perAmount[q] * (amount.reduce((all, part) => all + part, 0) - atLeast);
    }, 0);
  }

  #served(prizes: PrizeGraph, edges: TreeEdges, pays: Uint8Array): Selection {
    const within = prizesWithin(prizes, edges);
    const served = Uint8Array.from(this.#problem.villages, ({ vertex }, i) => (pays[i] && within[vertex] ? 1 : 0));
    return selectionOf(this.#problem, edges, served);
  }
}
