import { type SearchSpace, searchSpace } from "@cuntong/graph";
import type { PlanSettings } from "@cuntong/network";
import { localSearch } from "../steiner/improve/local-search.ts";
import { BoundLines } from "./bound-lines.ts";
import type { ChoiceProblem } from "./choice-problem.ts";
import { drop, dropOne } from "./drop.ts";
import { type Effort, effortFor } from "./effort.ts";
import { fill, pricesFrom } from "./fill.ts";
import { coarse } from "./multiplier.ts";
import { Relaxation } from "./relaxation.ts";
import { amountsOf, better, neededBy, type Selection, selectionOf, unmetQuotas } from "./selection.ts";

/** A selection that multipliers led to. */
interface Trial {
  readonly perWeight: number;
  readonly selection: Selection;
}

/**
 * Chooses villages and tree together. Multipliers turn weights into money: each gives a tree with prizes, which is a selection, and by dual
 * ascent a line that no plan can be above. What fits the cap is then filled up from the cheaper side and pruned from the dearer, improved, and
 * filled again. All selections keep the quotas; earlier ones are where later ones start from.
 */
export class ChoiceSearch {
  readonly #problem: ChoiceProblem;
  readonly #effort: Effort;
  readonly #check: () => void;
  readonly #space: SearchSpace;
  readonly #relaxation: Relaxation;
  readonly #trials: Trial[] = [];
  readonly #total: number;
  /** What a unit of each quota is worth where it is short of it, hundredths of a fen. */
  #perAmount: readonly number[];
  readonly #noAmounts: readonly number[];
  readonly bounds: BoundLines;
  /** The cheapest plan found that keeps locks and quotas, and the one that serves every village. */
  readonly cheapest: Selection;
  readonly everything: Selection;

  constructor(problem: ChoiceProblem, effort: PlanSettings["effort"], check: () => void) {
    this.#problem = problem;
    this.#effort = effortFor(effort, problem.villages.length);
    this.#check = check;
    this.#space = searchSpace(problem.graph);
    this.#total = problem.villages.reduce((sum, { worth }) => sum + worth, 0);
    this.#noAmounts = problem.quotas.map(() => 0);
    this.#perAmount = this.#noAmounts;
    this.bounds = new BoundLines(problem.villages.map(({ worth }) => worth));
    this.#relaxation = new Relaxation(problem, this.#effort, { bounds: this.bounds, check, space: this.#space });
    this.everything = this.#relaxation.everything();
    this.cheapest = this.#cheapest();
  }

  /** Best selection found that costs at most so much, hundredths of a fen; undefined where none was found. */
  within(cost: number): Selection | undefined {
    if (this.everything.cost <= cost) return this.everything;
    if (this.cheapest.cost > cost) return undefined;
    if (this.#total === 0) return this.cheapest;
    const [below, above] = this.#bracket(cost);
    let best = this.fitted(below, cost);
    if (above) best = better(best, this.fitted(above, cost));
    for (const { selection } of this.#trials) best = better(best, selection.cost <= cost ? selection : best);
    return this.#exchanged(best, cost);
  }

  /** Selections along the curve: so many, evenly spread in cost between the cheapest and everything, as near as multipliers lead. */
  along(points: number, onPoint: (done: number, found: readonly Selection[]) => void): readonly Selection[] {
    const { cheapest, everything } = this;
    const found = () => [cheapest, ...this.#trials.map(({ selection }) => selection), everything];
    for (let point = 1; point < points; point++) {
      this.#try(this.#guess(cheapest.cost + ((everything.cost - cheapest.cost) * point) / points));
      onPoint(point / points, found());
    }
    return found();
  }

  /** A selection pruned and filled until it fits, and made cheaper and filled again as long as that gives more. */
  fitted(start: Selection, cost: number): Selection {
    const worth = (i: number) => this.#problem.villages[i].worth;
    const fill1 = (selection: Selection) => fill(this.#problem, selection, cost, this.#space, { value: worth });
    let best = fill1(start.cost > cost ? drop(this.#problem, start, start.cost - cost, worth) : start);
    for (let round = 0; round < this.#effort.whole.rounds; round++) {
      const next = fill1(this.#lighter(best));
      if (better(best, next) === best) break;
      best = next;
    }
    return best;
  }

  /** What each village would cost on top of a selection, hundredths of a fen. */
  pricesBeyond(selection: Selection): Float64Array {
    return pricesFrom(this.#problem, selection, this.#space);
  }

  /** Locks alone, then what the quotas need at the least price; the quotas' multipliers come of it. */
  #cheapest(): Selection {
    const { quotas } = this.#problem;
    const bare = this.#evaluate(0, this.#noAmounts);
    if (unmetQuotas(this.#problem, bare.served).length === 0) return bare;
    let best = this.#withQuotas(bare);
    const amount = quotas.reduce((sum, { atLeast }) => sum + atLeast, 0);
    const mean = (best.cost - bare.cost) / amount;
    for (const factor of this.#effort.quotaPrices) {
      const perAmount = quotas.map(() => Math.floor(mean * factor));
      const before = this.bounds.leastCost;
      const other = this.#withQuotas(this.#evaluate(0, perAmount));
      if (this.bounds.leastCost > before) this.#perAmount = perAmount;
      if (other.cost < best.cost) best = other;
    }
    return best;
  }

  /** A selection with what its quotas lack, at the least price, and without what they do not need. */
  #withQuotas(start: Selection): Selection {
    const { quotas } = this.#problem;
    const filled = this.#quotasFilled(start);
    const amount = (i: number) => quotas.reduce((sum, quota) => sum + quota.amount[i], 0);
    return this.#lighter(drop(this.#problem, filled, Infinity, amount));
  }

  /** A selection with villages added for what its quotas lack, those first that give most of it for their price. */
  #quotasFilled(start: Selection): Selection {
    const { quotas } = this.#problem;
    const amounts = amountsOf(this.#problem, start.served);
    const lack = quotas.map(({ atLeast }, q) => atLeast - amounts[q]);
    if (lack.every((amount) => amount <= 0)) return start;
    const filled = fill(this.#problem, start, Number.MAX_SAFE_INTEGER, this.#space, {
      value: (i) => {
        const part = (left: number, q: number) => Math.min(left, quotas[q].amount[i]) / quotas[q].atLeast;
        return lack.reduce((sum, left, q) => (left > 0 ? sum + part(left, q) : sum), 0);
      },
      onAdded: (i) => {
        for (let q = 0; q < lack.length; q++) lack[q] -= quotas[q].amount[i];
      },
    });
    if (lack.some((amount) => amount > 0)) throw new Error("a quota asks for more than there is");
    return filled;
  }

  /** Selections of two multipliers, close by, the one at most as dear as the cost and the other dearer; none where that is everything. */
  #bracket(cost: number): readonly [Selection, Selection | undefined] {
    let tried = -1;
    for (let trial = 0; trial < this.#effort.trials; trial++) {
      const perWeight = coarse(this.#guess(cost));
      if (Math.abs(perWeight - tried) <= 1e-3 * tried) break;
      tried = perWeight;
      this.#try(perWeight);
    }
    const below = this.#trials.filter(({ selection }) => selection.cost <= cost);
    const above = this.#trials.filter(({ selection }) => selection.cost > cost);
    const nearest = below.reduce((best, { selection }) => better(best, selection), this.cheapest);
    const dearer = above.reduce(
      (best: Selection, { selection }) => (selection.cost < best.cost ? selection : best),
      this.everything,
    );
    return [nearest, dearer];
  }

  /** A multiplier that should lead to such a cost: between those of the nearest trials on either side. */
  #guess(cost: number): number {
    const mean = this.everything.cost / this.#total;
    const tried = this.#trials.filter(({ perWeight }) => perWeight > 0);
    const below = tried.filter(({ selection }) => selection.cost <= cost).map(({ perWeight }) => perWeight);
    const above = tried.filter(({ selection }) => selection.cost > cost).map(({ perWeight }) => perWeight);
    const low = below.length > 0 ? Math.max(...below) : 0;
    const high = above.length > 0 ? Math.min(...above) : Infinity;
    if (low === 0 && high === Infinity) return mean;
    if (low === 0) return high / 2;
    if (high === Infinity) return low * 2;
    return Math.sqrt(low * high);
  }

  /** A selection by multiplier that keeps the quotas, kept to start from. A quota has a multiplier only where it does not come about by itself. */
  #try(perWeight: number): Selection {
    const free = this.#evaluate(perWeight, this.#noAmounts);
    const unmet = unmetQuotas(this.#problem, free.served);
    let selection = this.#quotasFilled(free);
    if (unmet.length > 0) {
      const some = this.#perAmount.map((price, q) => (unmet.includes(q) ? price : 0));
      const other = this.#quotasFilled(this.#evaluate(perWeight, some));
      const loss = (of: Selection) => of.cost - perWeight * of.worth;
      if (loss(other) < loss(selection)) selection = other;
    }
    this.#trials.push({ perWeight: coarse(perWeight), selection });
    return selection;
  }

  /** A selection by multipliers, whatever the quotas, from that of the nearest one tried. */
  #evaluate(perWeight: number, perAmount: readonly number[]): Selection {
    const distance = (trial: Trial) => Math.abs(Math.log((trial.perWeight + 1e-9) / (perWeight + 1e-9)));
    const nearest = this.#trials.reduce((best: Trial | undefined, trial) => {
      return !best || distance(trial) <= distance(best) ? trial : best;
    }, undefined);
    const start = nearest?.selection.edges ?? new Uint32Array();
    return this.#relaxation.at({ perWeight: coarse(perWeight), perAmount }, start);
  }

  /** The same villages for less. */
  #lighter({ edges, served, cost, worth }: Selection): Selection {
    const { passes, leastGain } = this.#effort.whole;
    const steiner = { ...this.#problem, terminal: neededBy(this.#problem, served) };
    const options = { passes, leastGain, onPass: () => this.#check(), space: this.#space };
    const lighter = selectionOf(this.#problem, localSearch(steiner, edges, options), served);
    return lighter.cost < cost ? lighter : { edges, served, cost, worth };
  }

  /** Takes branches out one at a time and fills up again, as long as one such exchange gives more. */
  #exchanged(start: Selection, cost: number): Selection {
    const worth = (i: number) => this.#problem.villages[i].worth;
    let best = start;
    for (let rank = 0; rank < this.#effort.exchanges && best.worth < this.bounds.at(cost); rank++) {
      this.#check();
      const less = dropOne(this.#problem, best, rank, worth);
      if (!less) break;
      const next = this.fitted(less, cost);
      if (better(best, next) === best) continue;
      best = next;
      rank = -1;
    }
    return best;
  }
}
