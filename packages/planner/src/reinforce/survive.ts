import { type Need, needsOf } from "./failures-to-survive.ts";
import { protectTarget } from "./protect-target.ts";
import { Choice, type SurvivableProblem } from "./survivable-problem.ts";
import { CutPacking } from "./survival-bound.ts";
import { unsafeTargets } from "./unsafe-targets.ts";

/** What the money buys on the way: built for so much, so many targets are safe. */
export interface CurvePoint {
  readonly cost: number;
  /** Targets, by number, that are safe then and were not at the point before. */
  readonly newlySafe: readonly number[];
}

export interface Survival {
  /** Edges to build, by inner number, ascending. */
  readonly edges: readonly number[];
  readonly cost: number;
  /** No choice that protects the same targets costs less. */
  readonly lowerBound: number;
  /** Targets that are safe with it, by number; those that were before too. */
  readonly safe: readonly number[];
  /** Targets that nothing found here protects, by number. */
  readonly hopeless: readonly number[];
  /** Of all targets that could be protected, the weight that no choice within the budget can exceed. */
  readonly mostWeight: number;
  readonly curve: readonly CurvePoint[];
}

export interface SurviveOptions {
  readonly budget?: number;
  /** Rounds of taking parts of the answer out and mending it. */
  readonly rounds?: number;
  readonly isCancelled?: () => boolean;
  readonly onProgress?: (fraction: number) => void;
}

/**
 * Builds so that the targets survive: within a budget those that are cheapest for their weight, one after the other; then takes out what others made
 * needless, and each part that can be mended for less. What is proven comes from a packing of cuts.
 */
export function survive(problem: SurvivableProblem, options: SurviveOptions = {}): Survival {
  const { budget = Infinity, rounds = 2 } = options;
  const needs = needsOf(problem);
  const grown = grow(problem, budget, options);
  let choice = trimmed(grown.choice, grown.safe);
  for (let round = 0; round < rounds && !options.isCancelled?.(); round++) {
    const mended = mend(choice, grown.safe, options);
    if (mended.cost() >= choice.cost()) break;
    choice = mended;
    options.onProgress?.(0.5 + (0.4 * (round + 1)) / rounds);
  }
  const safe = safeTargets(choice);
  const cost = choice.cost();
  const possible = needs.filter(({ target }) => !grown.hopeless.has(target));
  const isSafe = new Set(safe);
  const bound = bestBound(
    problem,
    possible.filter(({ target }) => isSafe.has(target)),
  );
  return {
    ...{ edges: choice.edges(), cost, safe, lowerBound: Math.min(bound, cost) },
    hopeless: [...grown.hopeless].sort((a, b) => a - b),
    mostWeight: mostWeight(problem, possible, grown.hopeless, budget),
    curve: grown.curve,
  };
}

function safeTargets(choice: Choice): number[] {
  const unsafe = new Set(unsafeTargets(choice));
  return [...choice.problem.targets.keys()].filter((t) => !unsafe.has(t));
}

interface Grown {
  readonly choice: Choice;
  readonly safe: ReadonlySet<number>;
  readonly hopeless: ReadonlySet<number>;
  readonly curve: CurvePoint[];
}

/** Protects target after target, the cheapest for its weight first; prices are asked again when something was built. */
function grow(problem: SurvivableProblem, budget: number, { isCancelled, onProgress }: SurviveOptions): Grown {
  let choice = new Choice(problem);
  let open = unsafeTargets(choice);
  const count = open.length;
  let safe = new Set(safeTargets(choice));
  const hopeless = new Set<number>();
  const curve: CurvePoint[] = [{ cost: 0, newlySafe: [...safe] }];
  const offers = new Map<number, Offer>();
  while (open.length > 0 && !isCancelled?.()) {
    const best = bestOffer(choice, open, offers, budget - choice.cost(), hopeless);
    if (!best) break;
    choice = choice.with(best.edges);
    offers.delete(best.target);
    const unsafe = new Set(unsafeTargets(choice));
    const newlySafe = open.filter((t) => !unsafe.has(t));
    // Two ways that share no risk are always safe; whoever is not is left, so that this ends.
    if (unsafe.has(best.target)) hopeless.add(best.target);
    curve.push({ cost: choice.cost(), newlySafe });
    open = open.filter((t) => unsafe.has(t) && !hopeless.has(t));
    safe = new Set(safeTargets(choice));
    onProgress?.(0.5 * (1 - open.length / count));
  }
  return { choice, safe, hopeless, curve };
}

interface Offer {
  readonly target: number;
  readonly edges: readonly number[];
  /** Cost when it was made, and by how much the choice had grown then. */
  readonly cost: number;
  readonly madeAt: number;
}

/** The offer of least cost for its weight that the money allows. What was offered on a smaller choice is asked again before it is taken. */
function bestOffer(
  choice: Choice,
  open: readonly number[],
  offers: Map<number, Offer>,
  money: number,
  hopeless: Set<number>,
): Offer | undefined {
  const { targets, cost } = choice.problem;
  const spent = choice.cost();
  const ask = (target: number): Offer | undefined => {
    const edges = protectTarget(choice, targets[target]);
    if (!edges || edges.some((e) => cost[e] === Infinity)) {
      hopeless.add(target);
      offers.delete(target);
      return undefined;
    }
    const more = choice.with(edges).cost() - spent;
    const offer = { target, edges, cost: more, madeAt: spent };
    offers.set(target, offer);
    return offer;
  };
  for (const target of open) if (!offers.has(target) && !hopeless.has(target)) ask(target);
  const ratio = ({ target, cost: price }: Offer) => price / Math.max(1, targets[target].weight);
  for (;;) {
    const waiting = open.flatMap((target) => offers.get(target) ?? []).filter(({ cost: price }) => price <= money);
    if (waiting.length === 0) return askAgain(open, offers, ask, spent, money);
    const best = waiting.reduce((a, b) => (ratio(b) < ratio(a) ? b : a));
    if (best.madeAt === spent) return best;
    ask(best.target);
  }
}

/** Offers that were too dear may have become cheaper by what was built since. */
function askAgain(
  open: readonly number[],
  offers: ReadonlyMap<number, Offer>,
  ask: (target: number) => Offer | undefined,
  spent: number,
  money: number,
): Offer | undefined {
  const stale = open.filter((target) => offers.has(target) && offers.get(target)!.madeAt !== spent);
  for (const target of stale) {
    const offer = ask(target);
    if (offer && offer.cost <= money) return offer;
  }
  return undefined;
}

/** Runs of built edges between vertices where something else meets: what can only go or stay together. */
function runsOf({ problem: { graph, stands }, built }: Choice): number[][] {
  const degree = new Uint32Array(graph.vertexCount);
  const meets = new Uint8Array(graph.vertexCount);
  for (let e = 0; e < graph.edgeCount; e++) {
    for (const v of [graph.from[e], graph.to[e]]) {
      if (built[e] === 1) degree[v]++;
      if (stands[e] === 1) meets[v] = 1;
    }
  }
  const taken = new Uint8Array(graph.edgeCount);
  const runs: number[][] = [];
  for (let e = 0; e < graph.edgeCount; e++) {
    if (built[e] === 0 || taken[e] === 1) continue;
    taken[e] = 1;
    const run = [e];
    for (let i = 0; i < run.length; i++) {
      for (const v of [graph.from[run[i]], graph.to[run[i]]]) {
        if (degree[v] !== 2 || meets[v] === 1) continue;
        for (let arc = graph.arcStart[v]; arc < graph.arcStart[v + 1]; arc++) {
          const next = graph.arcEdge[arc];
          if (built[next] === 0 || taken[next] === 1) continue;
          taken[next] = 1;
          run.push(next);
        }
      }
    }
    runs.push(run);
  }
  return runs;
}

/** Without the runs, the dearest first, that nobody needs. */
function trimmed(choice: Choice, keep: ReadonlySet<number>): Choice {
  let now = choice;
  for (const run of byCost(choice)) {
    const without = now.without(run);
    if (holds(without, keep)) now = without;
  }
  return now;
}

function byCost(choice: Choice): number[][] {
  const { cost } = choice.problem;
  const costOf = (run: readonly number[]) => run.reduce((sum, e) => sum + cost[e], 0);
  return runsOf(choice).sort((a, b) => costOf(b) - costOf(a));
}

function holds(choice: Choice, keep: ReadonlySet<number>): boolean {
  return unsafeTargets(choice).every((t) => !keep.has(t));
}

/** Takes each run out, protects those again that it had held, keeps what costs less, and at the end takes out what that made needless. */
function mend(choice: Choice, keep: ReadonlySet<number>, { isCancelled }: SurviveOptions): Choice {
  let best = choice;
  for (const run of byCost(choice)) {
    if (isCancelled?.()) break;
    const mended = protectedAgain(best.without(run), keep);
    if (mended && mended.cost() < best.cost()) best = mended;
  }
  return trimmed(best, keep);
}

function protectedAgain(choice: Choice, keep: ReadonlySet<number>): Choice | undefined {
  let now = choice;
  for (let left = Infinity; ; ) {
    const open = unsafeTargets(now).filter((t) => keep.has(t));
    if (open.length === 0) return now;
    if (open.length >= left) return undefined;
    left = open.length;
    const edges = protectTarget(now, now.problem.targets[open[0]]);
    if (!edges) return undefined;
    now = now.with(edges);
  }
}

/** The best of several packings: needs in the order they came in, by what they charge alone, both ways. */
function bestBound(problem: SurvivableProblem, needs: readonly Need[]): number {
  const probe = new CutPacking(problem);
  const alone = needs.map((need) => probe.chargeable(need));
  const order = [...needs.keys()];
  const orders = [
    order,
    order.toSorted((a, b) => alone[a] - alone[b] || a - b),
    order.toSorted((a, b) => alone[b] - alone[a] || a - b),
  ];
  return Math.max(
    ...orders.map((list) =>
      packed(
        problem,
        list.map((i) => needs[i]),
      ),
    ),
  );
}

function packed(problem: SurvivableProblem, needs: readonly Need[], cap?: (target: number) => number): number {
  const packing = new CutPacking(problem);
  for (const need of needs) packing.charge(need, cap?.(need.target));
  return packing.bound;
}

/** Prices of a unit of weight at which the budget is looked at. */
const priceSteps = 12;

/**
 * The weight that no choice within the budget exceeds. Who alone needs more than the budget is out. At a price for each unit of weight left
 * unprotected, cuts of a target may be charged up to its weight's worth, and cost and price together cannot be less than what was charged; so the
 * weight left unprotected is at least (charged - budget) / price.
 */
function mostWeight(
  problem: SurvivableProblem,
  needs: readonly Need[],
  hopeless: ReadonlySet<number>,
  budget: number,
): number {
  const { targets } = problem;
  const needsOfTarget = Map.groupBy(needs, ({ target }) => target);
  const isInReach = (target: number) =>
    !hopeless.has(target) && (budget === Infinity || packed(problem, needsOfTarget.get(target) ?? []) <= budget);
  const inReach = new Set([...targets.keys()].filter(isInReach));
  const total = targets.reduce((sum, { weight }, t) => (inReach.has(t) ? sum + weight : sum), 0);
  if (budget === Infinity) return total;
  const open = needs.filter(({ target }) => inReach.has(target));
  let most = total;
  let price = Math.max(1, Math.floor(budget / Math.max(1, total)));
  for (let step = 0; step < priceSteps; step++, price *= 2) {
    const charged = packed(problem, open, (target) => price * targets[target].weight);
    most = Math.min(most, total - Math.max(0, Math.ceil((charged - budget) / price)));
  }
  return most;
}
