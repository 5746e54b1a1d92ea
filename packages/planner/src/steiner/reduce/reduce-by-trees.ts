import type { ReducedProblem, SteinerProblem } from "./reduce.ts";
import { ShrinkingNetwork } from "./shrinking-network.ts";
import { SpecialDistances } from "./special-distances.ts";
import { TreeTest } from "./tree-test.ts";

export interface TreeReductionOptions {
  /** Steps that one test may take, and all together. */
  readonly testSteps: number;
  readonly stepsLeft: number;
  /** Called now and then; may throw to stop. */
  readonly check: () => void;
}

/** Passes over the network, at most; one that loses fewer than this part of the vertices is the last. */
const passes = 5;
const leastLoss = 0.01;

/**
 * Takes away edges and vertices that {@link TreeTest} shows to be in no lightest tree, until a pass finds few or the steps are used up.
 * `stepsLeft` is what is left of them.
 */
export function reduceByTrees(
  problem: SteinerProblem,
  options: TreeReductionOptions,
): ReducedProblem & { readonly stepsLeft: number } {
  const network = new ShrinkingNetwork(problem);
  let { stepsLeft } = options;
  for (let pass = 0; pass < passes && stepsLeft > 0; pass++) {
    const test = new TreeTest(network, new SpecialDistances(network), options.testSteps);
    let lost = 0;
    for (let v = 0; v < network.vertexCount && test.steps < stepsLeft; v++) {
      if (v % 256 === 0) options.check();
      lost += dropEdges(network, test, v) + bypassVertex(network, test, v);
      network.settle();
    }
    stepsLeft -= test.steps;
    if (lost < leastLoss * network.vertexCount) break;
  }
  return { ...network.result(), stepsLeft };
}

function dropEdges(network: ShrinkingNetwork, test: TreeTest, v: number): number {
  let lost = 0;
  for (let half = network.first(v); half >= 0; half = network.next(half)) {
    if (network.head(half) < v) continue;
    if (!test.edgeIsOut(half)) continue;
    network.drop(half >> 1);
    lost++;
  }
  return lost;
}

/** A vertex of degree 3 or 4 that never branches gives way to edges between its neighbours, if they are no more than it had. */
function bypassVertex(network: ShrinkingNetwork, test: TreeTest, v: number): number {
  const degree = network.degree[v];
  if (network.terminal[v] || degree < 3 || degree > 4) return 0;
  const halves: number[] = [];
  for (let half = network.first(v); half >= 0; half = network.next(half)) halves.push(half);
  for (let choice = 0; choice < 1 << degree; choice++) {
    const star = halves.filter((_, bit) => choice & (1 << bit));
    if (star.length > 2 && !test.starIsOut(v, star)) return 0;
  }
  const pairs: [number, number][] = [];
  for (let i = 0; i < degree; i++) {
    for (let j = i + 1; j < degree; j++) {
      if (!test.starIsOut(v, [halves[i], halves[j]])) pairs.push([halves[i], halves[j]]);
    }
  }
  if (pairs.length > degree) return 0;
  network.bypass(v, pairs);
  return 1;
}
