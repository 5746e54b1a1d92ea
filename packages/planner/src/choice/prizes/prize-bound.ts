import type { DualAscent } from "../../steiner/bound/dual-ascent.ts";
import { withinBound } from "../../steiner/reduce/reduce-edges.ts";
import type { TreeEdges } from "../../steiner/tree/tree.ts";
import { gated } from "./gates.ts";
import { type PrizeAscent, prizeAscent } from "./prize-ascent.ts";
import { type PrizeGraph, steinerOf } from "./prize-graph.ts";
import type { RootedTree } from "./prune.ts";

/** A lower bound with prizes, and what follows from it. */
export interface PrizeBound extends DualAscent {
  /** A tree without the vertex costs at least that much more than the bound. */
  readonly left: Float64Array;
  /** 1 for each edge that a tree of at most `limit` may hold. */
  edgesWithin(limit: number): Uint8Array;
}

/** Bound for trees that hold the root. */
export function rootedBound(prizes: PrizeGraph, guide: TreeEdges, check: () => void): PrizeBound {
  const ascent = prizeAscent(prizes, check, guide);
  return { ...ascent, edgesWithin: (limit) => edgesWithin(prizes, ascent, limit) };
}

/** Bound for trees anywhere, of which one of cost `known` is known: the toll is what that one gains. */
export function unrootedBound(prizes: PrizeGraph, guide: RootedTree, known: number, check: () => void): PrizeBound {
  const toll = Math.max(0, prizes.prize.reduce((sum, p) => sum + p, 0) - known);
  const gates = gated(prizes, toll, guide);
  const ascent = prizeAscent(gates.prizes, check, gates.guide, gates.arcWeight);
  return {
    ...ascent,
    lowerBound: ascent.lowerBound - toll,
    edgesWithin: (limit) => edgesWithin(gates.prizes, ascent, limit + toll).subarray(0, prizes.graph.edgeCount),
  };
}

function edgesWithin(prizes: PrizeGraph, ascent: PrizeAscent, limit: number): Uint8Array {
  const terminal = Uint8Array.from(prizes.prize, (p) => (p > 0 ? 1 : 0));
  return withinBound(steinerOf(prizes, terminal), ascent, limit);
}
