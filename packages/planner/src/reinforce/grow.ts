import { protectTarget } from "./protect-target.ts";
import { Choice, type SurvivableProblem } from "./survivable-problem.ts";
import { safeTargets, unsafeTargets } from "./unsafe-targets.ts";

/** What the money buys on the way: built for so much, so many targets are safe. */
export interface CurvePoint {
  readonly cost: number;
  /** Targets, by number, that are safe then and were not at the point before. */
  readonly newlySafe: readonly number[];
}

/** How a long search is watched. */
export interface SearchWatch {
  readonly isCancelled?: () => boolean;
  readonly onProgress?: (fraction: number) => void;
}

export interface Grown {
  readonly choice: Choice;
  readonly safe: ReadonlySet<number>;
  readonly hopeless: ReadonlySet<number>;
  readonly curve: CurvePoint[];
}

/** Protects target after target, the cheapest for its weight first; prices are asked again when something was built. */
export function grow(problem: SurvivableProblem, budget: number, { isCancelled, onProgress }: SearchWatch): Grown {
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
