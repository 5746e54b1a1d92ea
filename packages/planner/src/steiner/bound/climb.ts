import { type SteinerGraph, type TreeEdges, weightOf } from "../tree/tree.ts";
import { type AscentOptions, type DualAscent, dualAscent, type GuidedAscent } from "./dual-ascent.ts";

export interface Climb extends DualAscent {
  /** Reduced weights and bound are in units of which so many are one of weight. */
  readonly scale: number;
  /** No tree weighs less, in whole units of weight. */
  readonly weight: number;
}

export interface ClimbOptions {
  /** Called now and then; may throw to stop. */
  readonly check: () => void;
  /** Dual ascents, at most; one at least. */
  readonly ascents: number;
  /** Told of every better bound, in whole units of weight. */
  readonly onRaise?: (weight: number) => void;
}

/** Ascents in a row that raise nothing before the climb ends. */
const mostIdle = 4;

/** How far the patience of terminals goes apart from one ascent to the next: farther where they are a smaller share of the vertices than this. */
const rareShare = 0.02;
const narrowSpread = 0.5;
const wideSpread = 0.9;

/** What every dual is scaled by before the next ascent, in thirty-seconds: so few digits that the products are exact. */
const keptParts = 29;
const parts = 32;

/**
 * Dual ascent again and again (dual scaling and dual adjustment: M. Poggi de Aragão, E. Uchoa and R. F. Werneck 2001). In the best pair of
 * tree and duals only cuts that the tree crosses once have risen. So the duals of all others go back to nothing, those that are left are
 * scaled down, and the next ascent takes up the slack with its terminals in another order.
 *
 * What is scaled stays a feasible dual solution. It is counted in a fine unit: the bound is rounded down, and so is what it
 * leaves of every arc.
 */
export function climb(steiner: SteinerGraph, guide: TreeEdges, { check, ascents, onRaise }: ClimbOptions): Climb {
  const { graph, terminal } = steiner;
  const spread =
    terminal.reduce((sum, flag) => sum + flag, 0) < rareShare * graph.vertexCount ? wideSpread : narrowSpread;
  const finest = scaleFor(steiner.weight, guide);
  const scale = Math.max(1, finest);
  const most = finest < 1 ? 1 : ascents;
  const fine = { ...steiner, weight: steiner.weight.map((w) => w * scale) };
  let last = dualAscent(fine, check, { guide });
  let best: DualAscent = last;
  const weight = () => Math.ceil(best.lowerBound / scale);
  onRaise?.(weight());
  for (let round = 1, idle = 0; round < most && idle < mostIdle; round++) {
    const patience = (t: number) => 1 + spread * chance(t, round);
    last = ascendAgain(fine, last, check, { guide, patience });
    idle++;
    if (last.lowerBound <= best.lowerBound) continue;
    best = last;
    idle = 0;
    onRaise?.(weight());
  }
  return { lowerBound: best.lowerBound, reduced: best.reduced, scale, weight: weight() };
}

function ascendAgain(
  steiner: SteinerGraph,
  { lowerBound, reduced, crossed }: GuidedAscent,
  check: () => void,
  options: AscentOptions,
): GuidedAscent {
  const kept = Math.floor(((lowerBound - crossed.weight) * keptParts) / parts);
  const arcWeight = reduced.map((left, arc) => {
    const whole = steiner.weight[arc >> 1];
    return whole - Math.ceil(((whole - left - crossed.lowered[arc]) * keptParts) / parts);
  });
  const next = dualAscent({ ...steiner, arcWeight }, check, options);
  return { ...next, lowerBound: kept + next.lowerBound };
}

/** Between -1 and 1, as good as at random. */
function chance(terminal: number, round: number): number {
  let mixed = Math.imul(terminal ^ Math.imul(round, 0x9e3779b1), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 31 - 1;
}

/**
 * So many units for one of weight, at most 2^10, that sums over the network stay exact, and five more binary digits of any dual or bound do:
 * none exceeds the guide or the heaviest edge. Below 1 where one unit is too many for that.
 */
function scaleFor(weight: Float64Array, guide: TreeEdges): number {
  const sum = weight.reduce((total, w) => total + w, 1);
  const most = weight.reduce((heaviest, w) => Math.max(heaviest, w), weightOf(weight, guide) + 1);
  return 2 ** Math.min(10, Math.floor(52 - Math.log2(sum)), Math.floor(47 - Math.log2(most)));
}
