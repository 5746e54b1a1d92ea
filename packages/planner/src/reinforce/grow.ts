import { protectTarget } from "./protect-target.ts";
import { Choice, type SurvivableProblem } from "./survivable-problem.ts";
import { impossibleTargets, safeTargets, unsafeTargets } from "./unsafe-targets.ts";

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
  /** Targets that no choice protects. */
  readonly hopeless: ReadonlySet<number>;
  readonly curve: CurvePoint[];
}

/** Protects target after target, the cheapest for its weight first; prices are asked again when something was built. */
export function grow(problem: SurvivableProblem, budget: number, { isCancelled, onProgress }: SearchWatch): Grown {
  let choice = new Choice(problem);
  const hopeless = new Set(impossibleTargets(problem));
  let open = unsafeTargets(choice).filter((t) => !hopeless.has(t));
  const count = open.length;
  const safe = new Set(safeTargets(choice));
  const curve: CurvePoint[] = [{ cost: 0, newlySafe: [...safe] }];
  const offers = new Map<number, Offer>();
  while (open.length > 0 && !isCancelled?.()) {
    const best = bestOffer(choice, open, offers, budget - choice.cost());
    if (!best) break;
    choice = choice.with(best.edges);
    const unsafe = new Set(unsafeTargets(choice));
    const newlySafe = open.filter((t) => !unsafe.has(t));
    if (unsafe.has(best.target)) throw new Error(`target ${best.target} is not safe with what was built for it`);
    for (const t of newlySafe) safe.add(t);
    curve.push({ cost: choice.cost(), newlySafe });
    open = open.filter((t) => unsafe.has(t));
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
): Offer | undefined {
  const { targets } = choice.problem;
  const spent = choice.cost();
  const ask = (target: number): Offer => {
    const edges = protectTarget(choice, targets[target]);
    const offer = { target, edges, cost: choice.with(edges).cost() - spent, madeAt: spent };
    offers.set(target, offer);
    return offer;
  };
  for (const target of open) if (!offers.has(target)) ask(target);
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
  ask: (target: number) => Offer,
  spent: number,
  money: number,
): Offer | undefined {
  const stale = open.filter((target) => offers.has(target) && offers.get(target)!.madeAt !== spent);
  for (const target of stale) {
    const offer = ask(target);
    if (offer.cost <= money) return offer;
  }
  return undefined;
}
