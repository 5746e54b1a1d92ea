import { shapeOf, type TreeShape } from "../steiner/tree/tree-shape.ts";
import type { ChoiceProblem } from "./choice-problem.ts";
import { amountsOf, neededBy, type Selection, selectionOf } from "./selection.ts";

/** What goes with a branch: the subtree of a vertex with the edge above it, or one village alone. */
interface Load {
  cost: number;
  value: number;
  /** Things in it that must stay. */
  locked: number;
  readonly amounts: number[];
}

/**
 * Takes branches out of a selection, those first that give least for what they cost, until at least `excess` is saved or nothing more may
 * go: what must be connected stays, and so do villages that a quota needs. `value` is what a village gives.
 */
export function drop(
  problem: ChoiceProblem,
  selection: Selection,
  excess: number,
  value: (village: number) => number,
): Selection {
  const pruning = new Pruning(problem, selection, value);
  let left = excess;
  while (left > 0) {
    const saved = pruning.dropWorst(left);
    if (saved === undefined) break;
    left -= saved;
  }
  return pruning.selection;
}

/** The selection without one branch: the `rank`-th of those that give least for what they cost; undefined where there are not so many. */
export function dropOne(
  problem: ChoiceProblem,
  selection: Selection,
  rank: number,
  value: (village: number) => number,
): Selection | undefined {
  const pruning = new Pruning(problem, selection, value);
  return pruning.dropAt(rank) ? pruning.selection : undefined;
}

class Pruning {
  readonly #problem: ChoiceProblem;
  readonly #shape: TreeShape;
  readonly #served: Uint8Array;
  readonly #amounts: number[];
  /** Loads of the tree's vertices, by place in preorder, then of the villages. */
  readonly #loads: Load[];
  readonly #gone: Uint8Array;
  /** Branches to choose from: of those along one way the longest is always the worst, so only that one is here; then the villages. */
  readonly #candidates: readonly number[];
  readonly #villagesAt = new Map<number, number[]>();

  constructor(problem: ChoiceProblem, { edges, served }: Selection, value: (village: number) => number) {
    const { graph, weight, root, villages, quotas } = problem;
    this.#problem = problem;
    this.#served = served.slice();
    this.#amounts = amountsOf(problem, served);
    this.#shape = shapeOf({ graph, weight, root, terminal: neededBy(problem, served) }, edges);
    const { preorder, parent, parentEdge, place } = this.#shape;
    this.#loads = Array.from(preorder, (v) => ({
      cost: v === root ? 0 : weight[parentEdge[v]],
      value: 0,
      locked: problem.mandatory[v] || v === root ? 1 : 0,
      amounts: quotas.map(() => 0),
    }));
    villages.forEach((village, i) => {
      const load = {
        cost: village.base,
        value: value(i),
        locked: village.must ? 1 : 0,
        amounts: quotas.map(({ amount }) => amount[i]),
      };
      this.#loads.push(load);
      if (!served[i]) return;
      addTo(this.#loads[place[village.vertex]], load, 1);
      const here = this.#villagesAt.get(village.vertex);
      if (here) here.push(i);
      else this.#villagesAt.set(village.vertex, [i]);
    });
    for (let at = preorder.length - 1; at > 0; at--)
      addTo(this.#loads[place[parent[preorder[at]]]], this.#loads[at], 1);
    this.#gone = new Uint8Array(this.#loads.length);
    for (let i = 0; i < villages.length; i++) if (!served[i]) this.#gone[preorder.length + i] = 1;
    this.#candidates = this.#branches();
  }

  #branches(): number[] {
    const { preorder, parent, place } = this.#shape;
    const children = new Int32Array(preorder.length);
    for (let at = 1; at < preorder.length; at++) children[place[parent[preorder[at]]]]++;
    const isStop = (v: number) => {
      return (
        v === this.#problem.root ||
        children[place[v]] > 1 ||
        this.#villagesAt.has(v) ||
        this.#problem.mandatory[v] === 1
      );
    };
    const tops = [...preorder.keys()].filter((at) => at > 0 && isStop(parent[preorder[at]]));
    return [...tops, ...this.#problem.villages.map((_, i) => preorder.length + i)];
  }

  get selection(): Selection {
    const { preorder, parentEdge } = this.#shape;
    const edges: number[] = [];
    for (let at = 1; at < preorder.length; at++) if (!this.#gone[at]) edges.push(parentEdge[preorder[at]]);
    return selectionOf(this.#problem, Uint32Array.from(edges).sort(), this.#served);
  }

  /** What dropping the worst branch saved; undefined where none may go. Of equal ones the largest goes. */
  dropWorst(excess: number): number | undefined {
    let worst = -1;
    for (const at of this.#candidates) {
      if (this.#mayGo(at) && (worst < 0 || this.#isWorse(at, worst, excess))) worst = at;
    }
    if (worst < 0) return undefined;
    const saved = this.#loads[worst].cost;
    this.#take(worst);
    return saved;
  }

  dropAt(rank: number): boolean {
    const branches = this.#candidates.filter((at) => this.#mayGo(at));
    branches.sort((a, b) => (this.#isWorse(a, b, Infinity) ? -1 : 1));
    const at = branches[rank];
    if (at === undefined) return false;
    this.#take(at);
    return true;
  }

  #mayGo(at: number): boolean {
    const { locked, cost, amounts } = this.#loads[at];
    if (this.#gone[at] || locked > 0 || cost <= 0) return false;
    return amounts.every((amount, q) => amount === 0 || this.#amounts[q] - amount >= this.#problem.quotas[q].atLeast);
  }

  /** What a branch saves beyond the excess is of no use. */
  #isWorse(a: number, b: number, excess: number): boolean {
    const [x, y] = [this.#loads[a], this.#loads[b]];
    const first = x.value * Math.min(y.cost, excess);
    const second = y.value * Math.min(x.cost, excess);
    return first < second || (first === second && x.cost > y.cost);
  }

  #take(at: number): void {
    const { preorder, parent, place, end } = this.#shape;
    const load = { ...this.#loads[at] };
    const isVillage = at >= preorder.length;
    const village = at - preorder.length;
    const top = isVillage ? this.#problem.villages[village].vertex : preorder[at];
    for (let v = isVillage ? top : parent[top]; v >= 0; v = parent[v]) addTo(this.#loads[place[v]], load, -1);
    load.amounts.forEach((amount, q) => {
      this.#amounts[q] -= amount;
    });
    if (isVillage) this.#unserve(village);
    else for (let i = place[top]; i < end[top]; i++) this.#clear(i);
  }

  #clear(at: number): void {
    if (this.#gone[at]) return;
    this.#gone[at] = 1;
    for (const village of this.#villagesAt.get(this.#shape.preorder[at]) ?? []) this.#unserve(village);
  }

  #unserve(village: number): void {
    this.#served[village] = 0;
    this.#gone[this.#shape.preorder.length + village] = 1;
  }
}

function addTo(sum: Load, part: Load, sign: 1 | -1): void {
  sum.cost += sign * part.cost;
  sum.value += sign * part.value;
  sum.locked += sign * part.locked;
  part.amounts.forEach((amount, q) => {
    sum.amounts[q] += sign * amount;
  });
}
