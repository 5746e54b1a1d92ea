import { components } from "@cuntong/graph";
import type { Cancel } from "../plan/plan.ts";
import type { SteinerProblem } from "./reduce/reduce.ts";
import { Search, type SearchLimits, type SearchState } from "./search.ts";

/** A network of corridors with whole weights, zero or more, whose sum stays below 2^53. */
export type SteinerNetwork = Pick<SteinerProblem, "vertexCount" | "from" | "to" | "weight">;

/** A tree and what is proven of it. */
export interface SteinerProof {
  /** Edges of the tree, in order of their number. */
  readonly edges: readonly number[];
  readonly cost: number;
  /** No tree costs less. */
  readonly lowerBound: number;
  /** How much of the cost a better tree could save at most: `(cost - lowerBound) / cost`, 0 when the tree is optimal. */
  readonly gap: number;
  readonly optimal: boolean;
}

export interface SolveOptions {
  /** Stops at this gap or below; without it only an optimal tree stops the search before its time. */
  readonly gap?: number;
  /** Seconds on any clock that goes on, and the reading at which to stop. The first tree is always finished. */
  readonly clock?: () => number;
  readonly deadline?: number;
  /** Rounds of dual ascent, at most; 200 unless told. The only limit that does not depend on the machine. */
  readonly rounds?: number;
  /** Chooses the order of the roots. */
  readonly seed?: number;
  readonly onProgress?: (progress: Omit<SteinerProof, "edges">) => void;
  /** Once aborted, the best tree so far is given back. */
  readonly cancel?: Cancel;
}

/** No way joins the terminals. */
export class TerminalsApart extends Error {}

/** Thrown within the search when its time is over. */
class Stopped extends Error {}

/** As much of everything as time allows, the quick things first. */
const untilProven: SearchLimits = {
  passes: 40,
  leastGain: 0,
  windowWork: 10_000_000,
  rounds: 200,
  patience: 12,
  ascents: 16,
  ascentEdges: 6_000_000,
  treeSteps: Infinity,
  edgesForTreeTests: Infinity,
  edgesForCuts: 5000,
  cutRounds: 200,
  levels: 3,
};

/**
 * The lightest tree that joins the terminals, as far as time and rounds allow, with a proven lower bound: see {@link Search}. Throws
 * {@link TerminalsApart} when no way joins the terminals.
 */
export function solveSteiner(
  network: SteinerNetwork,
  terminals: ArrayLike<number>,
  root: number = terminals[0],
  options: SolveOptions = {},
): SteinerProof {
  const terminal = new Uint8Array(network.vertexCount);
  for (let i = 0; i < terminals.length; i++) terminal[terminals[i]] = 1;
  terminal[root] = 1;
  const { of } = components(network);
  if (terminal.some((flag, v) => flag === 1 && of[v] !== of[root])) throw new TerminalsApart("the terminals lie apart");
  const { clock, deadline = Infinity, cancel, onProgress, rounds = untilProven.rounds, seed, gap } = options;
  const limits = {
    ...untilProven,
    rounds,
    ...(gap === undefined ? {} : { gap }),
    ...(seed === undefined ? {} : { seed }),
  };
  const search = new Search({ ...network, terminal, root }, limits, {
    check: () => {
      if (cancel?.aborted || (clock && clock() >= deadline)) throw new Stopped();
    },
    onBetter: (state) => onProgress?.(proofOf(state)),
  });
  search.begin();
  try {
    search.run();
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
  const { edges, cost } = search.result();
  return { edges, ...proofOf({ ...search.state, cost }) };
}

function proofOf({ cost, lowerBound = 0 }: SearchState): Omit<SteinerProof, "edges"> {
  const optimal = lowerBound >= cost;
  return { cost, lowerBound: Math.min(lowerBound, cost), gap: optimal ? 0 : (cost - lowerBound) / cost, optimal };
}
