import type { PlanSettings } from "@cuntong/network";
import type { SteinerProblem } from "./reduce/reduce.ts";
import { Search, type SearchLimits, type SearchState } from "./search.ts";

/** What is known at one moment of the search. */
export interface SteinerProgress {
  readonly stage: "tree" | "improve" | "bound";
  /** 0..1 over the whole search. */
  readonly fraction: number;
  readonly weight: number;
  readonly lowerBound?: number;
}

export interface SteinerAnswer {
  /** Edges of the tree, in order of their number. */
  readonly edges: readonly number[];
  readonly weight: number;
  /** No tree weighs less. Absent when `effort` is `instant`. */
  readonly lowerBound?: number;
}

/** A plan's efforts, and `quick`: a small part of a plan that somebody waits for. */
type Effort = PlanSettings["effort"] | "quick";

/** Work that depends on the problem alone, so that a plan is the same on every machine. */
const efforts: Readonly<Record<Effort, SearchLimits>> = {
  instant: {
    passes: 0,
    leastGain: 0,
    windowWork: 0,
    rounds: 0,
    patience: 1,
    ascents: 1,
    ascentEdges: 0,
    treeSteps: 0,
    edgesForTreeTests: 0,
    edgesForCuts: 0,
    cutRounds: 0,
    levels: 0,
  },
  quick: {
    passes: 3,
    leastGain: 5e-5,
    windowWork: 200_000,
    rounds: 1,
    patience: 1,
    ascents: 4,
    ascentEdges: 1_000_000,
    treeSteps: 200_000,
    edgesForTreeTests: 150_000,
    edgesForCuts: 0,
    cutRounds: 0,
    levels: 0,
  },
  standard: {
    passes: 3,
    leastGain: 5e-5,
    windowWork: 6_000_000,
    rounds: 6,
    patience: 3,
    ascents: 16,
    ascentEdges: 6_000_000,
    treeSteps: 4_000_000,
    edgesForTreeTests: 150_000,
    edgesForCuts: 1500,
    cutRounds: 40,
    levels: 0,
  },
  thorough: {
    passes: 12,
    leastGain: 5e-5,
    windowWork: 30_000_000,
    rounds: 12,
    patience: 5,
    ascents: 40,
    ascentEdges: 10_000_000,
    treeSteps: 40_000_000,
    edgesForTreeTests: 700_000,
    edgesForCuts: 5000,
    cutRounds: 200,
    levels: 0,
  },
};

/** Thrown within the search when its time is over. */
class Over extends Error {}

/**
 * The same search under limits of work alone, for plans. `onProgress` may throw to stop. Where `isOver` is given and comes true, the best
 * so far is the answer: another machine may then answer otherwise.
 */
export function steinerTree(
  problem: SteinerProblem,
  effort: Effort,
  onProgress: (progress: SteinerProgress) => void,
  isOver: () => boolean = () => false,
): SteinerAnswer {
  const report = ({ stage, fraction, cost, lowerBound }: SearchState) =>
    onProgress({ stage, fraction, weight: cost, ...(lowerBound === undefined ? {} : { lowerBound }) });
  let hasTree = false;
  const check = () => {
    report(search.state);
    if (hasTree && isOver()) throw new Over();
  };
  const search: Search = new Search(problem, efforts[effort], { check, onBetter: report });
  search.begin();
  hasTree = true;
  try {
    if (effort !== "instant") search.run();
  } catch (error) {
    if (!(error instanceof Over)) throw error;
  }
  const { edges, cost } = search.result();
  const { lowerBound } = search.state;
  return { edges, weight: cost, ...(lowerBound === undefined ? {} : { lowerBound }) };
}
