import type { Budget, BudgetTotals, CurvePoint, Issue, LeftOutReason, PlanSettings } from "@cuntong/network";
import { type LockedGraph, lockedGraph, withMandatory } from "../locks/locked-graph.ts";
import { type LockedProblem, lockedProblem } from "../locks/locked-problem.ts";
import type { ResolvedLocks } from "../locks/resolved-locks.ts";
import type { PreparedPlan } from "../plan/prepared-plan.ts";
import { roundFen } from "../price/bill.ts";
import { hundredthsPerFen } from "../price/price-stretches.ts";
import { spanAndPrune } from "../steiner/tree/tree.ts";
import { inUnits } from "./bound-lines.ts";
import { type CheckedBudget, checkBudget } from "./check-budget.ts";
import { type ChoiceCore, choiceCore } from "./choice-problem.ts";
import { ChoiceSearch } from "./choice-search.ts";
import { type BilledSelection, curveOf } from "./curve.ts";
import { better, type Selection } from "./selection.ts";

/** Villages and tree chosen under a budget. */
export interface Chosen {
  /** Edges of the prepared problem. */
  readonly edges: readonly number[];
  /** Every village that could be reached and is not connected, by index. */
  readonly leftOut: ReadonlyMap<number, LeftOutReason>;
  /** Estimate of what each of those not chosen would cost on top, fen, by index. */
  readonly addedFen: ReadonlyMap<number, number>;
  readonly totals: BudgetTotals;
}

/** What a choice under a budget has come to while it goes on. */
export interface ChoiceSoFar {
  /** The best plan so far that keeps the cap. */
  readonly best: CurvePoint;
  /** Plans found along the curve, cheapest first. */
  readonly curve: readonly CurvePoint[];
}

export interface Choosing {
  readonly prepared: PreparedPlan;
  readonly locks: ResolvedLocks;
  readonly budget: Budget;
  readonly effort: PlanSettings["effort"];
  /** The bill of a plan, fen. */
  readonly billFen: (edges: readonly number[], leftOut: ReadonlyMap<number, LeftOutReason>) => number;
  /** Called now and then with how far it is, and with what is found when that is news; may throw to stop. */
  readonly onProgress: (fraction: number, choice?: ChoiceSoFar) => void;
}

/** Bills written to come as near to the cap as the search can, at most. */
const mostBills = 14;

/**
 * Chooses the villages that are worth most under the cap, with all locks, quotas and dates kept, and the tree that joins them. The cap is
 * compared with the bill itself, to the fen; what no plan can be worth more than is proven.
 *
 * Refuses with the codes of {@link checkBudget}, `CAP_TOO_SMALL` and `QUOTA_INFEASIBLE`: the smallest cap found that would do, and one below
 * which none can, are in their `params`.
 */
export function chooseVillages(choosing: Choosing): Chosen | readonly Issue[] {
  const { prepared, locks, budget } = choosing;
  const { villageVertex } = prepared.problem;
  const canServe = (i: number) => villageVertex[i] >= 0 && !locks.leftOut.has(i);
  const { checked, issues } = checkBudget(budget, prepared.input.villages, canServe);
  if (issues.length > 0) return issues;
  const villages = [...villageVertex.keys()].filter(canServe);
  return new Chooser(choosing, checked, villages).choose();
}

class Chooser {
  readonly #choosing: Choosing;
  readonly #checked: CheckedBudget;
  /** Index of each village that may be chosen. */
  readonly #villages: readonly number[];
  readonly #core: ChoiceCore;
  readonly #locked: LockedGraph;
  readonly #within: LockedProblem;
  readonly #search: ChoiceSearch;
  readonly #bills = new Map<Selection, number>();
  #fraction = 0;

  constructor(choosing: Choosing, checked: CheckedBudget, villages: readonly number[]) {
    this.#choosing = choosing;
    this.#checked = checked;
    this.#villages = villages;
    this.#locked = lockedGraph(choosing.prepared, choosing.locks);
    this.#within = lockedProblem(choosing.prepared, this.#locked);
    this.#core = this.#makeCore();
    this.#search = new ChoiceSearch(this.#core.problem, choosing.effort, () => choosing.onProgress(this.#fraction));
  }

  choose(): Chosen | readonly Issue[] {
    this.#fraction = 0.2;
    const { capFen, curvePoints = 0 } = this.#choosing.budget;
    const chosen = capFen === undefined ? this.#search.everything : this.#underCap(capFen);
    if (!chosen) return [this.#refusal(capFen!)];
    this.#tell(0.5, chosen, []);
    const along =
      curvePoints > 0
        ? this.#search.along(curvePoints, (done, found) => this.#tell(0.5 + 0.45 * done, chosen, found))
        : [];
    const best = along.reduce((a, b) => (capFen !== undefined && this.#bill(b) > capFen ? a : better(a, b)), chosen);
    return this.#answer(best, along);
  }

  /** Says how far it is, the best selection so far and the curve of what was found. */
  #tell(fraction: number, best: Selection, found: readonly Selection[]): void {
    this.#fraction = fraction;
    const [now] = this.#curve([best]);
    this.#choosing.onProgress(fraction, { best: now, curve: found.length > 0 ? this.#curve([...found, best]) : [] });
  }

  #makeCore(): ChoiceCore {
    const { prepared, locks } = this.#choosing;
    const { problem, villageVertex } = prepared.problem;
    const mandatory = new Uint8Array(problem.vertexCount);
    for (const e of this.#locked.mandatory) mandatory[problem.from[e]] = mandatory[problem.to[e]] = 1;
    return choiceCore(this.#within.problem, {
      mandatory,
      villages: this.#villages.map((i) => ({
        vertex: villageVertex[i],
        base: prepared.villageBase[i],
        worth: this.#checked.worth[i],
        must: locks.must.has(i) || this.#checked.due[i] === 1,
      })),
      quotas: this.#checked.quotas.map(({ quota, amount }) => ({
        atLeast: quota.atLeast,
        amount: Float64Array.from(this.#villages, (i) => amount[i]),
      })),
    });
  }

  /** The best selection whose bill keeps the cap; undefined where not even the cheapest does. */
  #underCap(capFen: number): Selection | undefined {
    const { everything, cheapest } = this.#search;
    if (this.#bill(everything) <= capFen) return everything;
    if (this.#bill(cheapest) > capFen) return undefined;
    let best = cheapest;
    const beside = this.#bill(everything) * hundredthsPerFen - everything.cost;
    let room = everything.cost > 0 ? Math.floor((limitOf(capFen) * everything.cost) / (everything.cost + beside)) : 0;
    let selection = this.#search.within(Math.max(room, cheapest.cost));
    for (let bills = 1; selection && bills <= mostBills; bills++) {
      const spare = limitOf(capFen) - this.#bill(selection) * hundredthsPerFen;
      const before = best;
      if (spare >= 0) best = better(best, selection);
      if (best !== before) this.#tell(0.2 + (0.3 * bills) / mostBills, best, []);
      if (spare >= 0 && bills > 1 && best === before) break;
      // What the bill holds beside tree and bases stays about the same from one selection to the next; a little less room each time ends it.
      room = selection.cost + spare - (spare < 0 ? Math.floor((bills * limitOf(capFen)) / 20_000) : 0);
      selection = room >= cheapest.cost ? this.#search.fitted(selection, room) : undefined;
    }
    return best;
  }

  #bill(selection: Selection): number {
    const known = this.#bills.get(selection);
    if (known !== undefined) return known;
    const { edges, leftOut } = this.#written(selection);
    const fen = this.#choosing.billFen(edges, leftOut);
    this.#bills.set(selection, fen);
    return fen;
  }

  /** A selection in the plan's own numbers. */
  #written({ edges, served }: Selection): Pick<Chosen, "edges" | "leftOut"> {
    const { prepared, locks } = this.#choosing;
    const left = this.#villages.filter((_, n) => !served[n]);
    const leftOut = new Map<number, LeftOutReason>([...locks.leftOut, ...left.map((i) => [i, "not-chosen"] as const)]);
    const tree = this.#within.edgesOf(this.#core.expand(edges));
    const locked = lockedGraph(prepared, { ...locks, leftOut });
    // What weighs nothing may lead to nobody: it is not built.
    const whole = locked.mandatory.length > 0 ? withMandatory(locked, tree) : spanAndPrune(locked.steiner, tree);
    return { edges: [...whole], leftOut };
  }

  #answer(selection: Selection, along: readonly Selection[]): Chosen {
    const { capFen } = this.#choosing.budget;
    const weight = inUnits(selection.worth);
    const weightBound = inUnits(this.#boundAt(capFen ?? this.#bill(this.#search.everything)));
    const prices = this.#search.pricesBeyond(selection);
    const added = this.#villages.flatMap((i, n) => (selection.served[n] ? [] : [[i, roundFen(prices[n])] as const]));
    return {
      ...this.#written(selection),
      addedFen: new Map(added),
      totals: {
        ...(capFen === undefined ? {} : { capFen }),
        ...{ weight, weightBound, gap: weightBound > 0 ? (weightBound - weight) / weightBound : 0 },
        ...(along.length > 0 ? { curve: this.#curve([...along, selection]) } : {}),
      },
    };
  }

  #curve(selections: readonly Selection[]) {
    const { villages } = this.#choosing.prepared.input;
    const billed = selections.map((selection): BilledSelection => {
      const served = this.#villages.filter((_, n) => selection.served[n]).map((i) => villages[i]);
      return { served, costFen: this.#bill(selection), worth: selection.worth };
    });
    return curveOf(billed, (costFen) => this.#boundAt(costFen));
  }

  #boundAt(costFen: number): number {
    return this.#search.bounds.at(limitOf(costFen) - this.#locked.fixedWeight);
  }

  #refusal(capFen: number): Issue {
    const neededFen = this.#bill(this.#search.cheapest);
    const least = this.#search.bounds.leastCost + this.#locked.fixedWeight;
    const leastFen = Math.min(neededFen, roundFen(least));
    const hasQuotas = this.#checked.quotas.length > 0;
    const kept = `what must be connected${hasQuotas ? " and the quotas" : ""}`;
    const message = `no plan was found that costs at most ${yuan(capFen)} and keeps ${kept}: ${yuan(neededFen)} would do, and no cap below ${yuan(leastFen)} can`;
    return {
      ...{ severity: "error", code: hasQuotas ? "QUOTA_INFEASIBLE" : "CAP_TOO_SMALL", place: {}, message },
      params: { capFen, neededFen, leastFen, neededYuan: neededFen / 100, leastYuan: leastFen / 100 },
    };
  }
}

function yuan(fen: number): string {
  return `${(fen / 100).toFixed(2)} yuan`;
}

/** The most a plan can cost exactly, hundredths of a fen, whose bill rounds to so many fen. */
function limitOf(fen: number): number {
  return fen * hundredthsPerFen + hundredthsPerFen / 2 - 1;
}
