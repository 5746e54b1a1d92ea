import type { Graph } from "../graph.ts";
import { closedEdges } from "../mask.ts";
import { type Cancel, checkCancel, report, type Watch } from "../watch.ts";
import type { Weights } from "../weights.ts";
import {
  type DisjointPair,
  type DisjointPairOptions,
  describePair,
  disjointPair,
  disjointSpace,
} from "./disjoint-pair.ts";
import { LedSearch } from "./led-search.ts";
import { type FoundPath, isLess, pairOfFound, RiskBook } from "./risk-book.ts";
import { branchForPair } from "./risk-branching.ts";
import { groupsOf, type RiskGroups } from "./risk-groups.ts";

/** A pair of paths that share as few risks as was found, and whether anything better can exist. */
export interface RiskDisjointPair extends DisjointPair {
  /** Groups that both paths use, ascending. */
  readonly sharedGroups: readonly number[];
  /** True: proven that no pair shares fewer risks, and none that shares as few weighs less. False: a heuristic's answer. */
  readonly exact: boolean;
  /** No pair that shares as few risks weighs less than this. */
  readonly lowerBound: number;
}

export interface RiskDisjointOptions extends DisjointPairOptions, Watch {
  /** Path searches to spend before the heuristic's answer is given; 1,000 unless told. */
  readonly mostSearches?: number;
}

/**
 * Two paths that share the fewest risks - groups and edges, and with `by: "vertices"` vertices - and of those the pair of least total
 * weight. Undefined when there is no path.
 *
 * The problem is NP-hard (Hu 2003). What every path must use (a bridge, a group that holds a whole cut) is shared in any case and found
 * first; then pairs that share nothing else are searched exactly, by branching on which of two paths keeps off a risk that both use, until
 * `mostSearches`. If that ends early, or no such pair exists, the best pair known is given - in the second case by searching partners that
 * pay for each risk they share - and `exact` is false.
 */
export function riskDisjointPair(
  graph: Graph,
  weight: Weights,
  source: number,
  target: number,
  groups: RiskGroups,
  options: RiskDisjointOptions = {},
): RiskDisjointPair | undefined {
  const { by = "edges", mask, cancel, mostSearches = 1000, space = disjointSpace(graph) } = options;
  if (!(mostSearches >= 0)) throw new RangeError(`mostSearches is ${mostSearches}: not a number from 0 on`);
  const relaxed = disjointPair(graph, weight, source, target, { ...options, by, space });
  if (!relaxed) return undefined;
  report(options, 0);
  // The pair's search has left the distances from the target there.
  const { distance } = space.search;
  const search = new LedSearch(graph, weight, distance, closedEdges(graph, mask), space.pair);
  const book = new RiskBook(graph, groups, by === "vertices", search);
  for (const e of relaxed.sharedEdges) book.allowEdge(e);
  if (by === "vertices") for (const v of relaxed.sharedVertices) book.allowVertex(v);
  for (const g of commonGroups(groups, relaxed)) {
    checkCancel(cancel);
    if (isUnavoidable(book, g, source, target)) book.allowGroup(g);
  }
  const first = pairOfFound(book, foundPaths(relaxed));
  if (first.shared === 0) {
    report(options, 1);
    return answer(groups, relaxed, true, relaxed.weight);
  }
  const ends = { source, target };
  const branched = branchForPair(book, ends, { bound: relaxed.weight, mostSearches, watch: options });
  const best = branched.best ?? partnersThatPay(book, ends, [...foundPaths(relaxed), ...branched.seen], cancel);
  const pair = describePair([best.a.path, best.b.path], [best.a.weight, best.b.weight]);
  report(options, 1);
  const lowerBound = branched.best ? branched.lowerBound : 2 * distance[source];
  return answer(groups, pair, branched.best !== undefined && branched.isProven, lowerBound);
}

function answer(groups: RiskGroups, pair: DisjointPair, exact: boolean, lowerBound: number): RiskDisjointPair {
  return { ...pair, sharedGroups: commonGroups(groups, pair), exact, lowerBound };
}

function commonGroups(groups: RiskGroups, { paths: [a, b] }: DisjointPair): number[] {
  const other = new Set(groupsOf(groups, b.edges));
  return groupsOf(groups, a.edges).filter((g) => other.has(g));
}

const foundPaths = ({ paths, weights }: DisjointPair): [FoundPath, FoundPath] => [
  { path: paths[0], weight: weights[0] },
  { path: paths[1], weight: weights[1] },
];

/** True when no path keeps off the group. */
function isUnavoidable(book: RiskBook, group: number, source: number, target: number): boolean {
  book.close(group);
  const way = book.search.find(source, target);
  book.open(group);
  return way === undefined;
}

/** How many of the paths seen are tried with a partner that pays. */
const mostTried = 50;

/**
 * For each path a partner for which every risk in common costs more than any detour: least in risks along its way, which counts a group
 * once for each of its edges, so fewer may be possible.
 */
function partnersThatPay(
  book: RiskBook,
  { source, target }: { readonly source: number; readonly target: number },
  paths: readonly FoundPath[],
  cancel: Cancel | undefined,
) {
  let best = pairOfFound(book, [paths[0]!, paths[1]!]);
  const dear = 2 * (best.a.weight + best.b.weight) + 1;
  for (const a of paths.slice(0, mostTried)) {
    checkCancel(cancel);
    book.charge(a.path, dear);
    const b = book.search.find(source, target);
    book.search.extra.clear();
    if (!b) continue;
    const pair = pairOfFound(book, [a, b]);
    if (isLess(pair, best)) best = pair;
  }
  return best;
}
