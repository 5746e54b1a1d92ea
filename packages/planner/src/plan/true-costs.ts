import type { LockedGraph } from "../locks/locked-graph.ts";
import type { ResolvedLocks } from "../locks/resolved-locks.ts";
import { costOf } from "../price/bill.ts";
import { withOpex } from "../price/opex.ts";
import { priceCode } from "../price/price-codes.ts";
import { lengthCmOf } from "../price/price-stretches.ts";
import { moveBranches, type TrueCosts } from "./move-branches.ts";
import type { PreparedPlan } from "./prepared-plan.ts";
import { writeProposal } from "./proposal.ts";
import { outcomeOf } from "./write-answer.ts";

/**
 * The tree with its branches moved to where cables and closures cost less, if its whole bill is lower then; otherwise the tree itself. Where
 * cable is in the span price the weights leave out closures alone, and the tree stays.
 */
export function lowerBill(
  prepared: PreparedPlan,
  locked: LockedGraph,
  locks: ResolvedLocks,
  edges: readonly number[],
): readonly number[] {
  if (!prepared.sized) return edges;
  const moved = [...moveBranches(trueCostsOf(prepared, locked, locks), edges)];
  const billFen = (of: readonly number[]) =>
    writeProposal(outcomeOf(prepared, { edges: of, weight: 0, locks })).totals.costFen;
  return billFen(moved) < billFen(edges) ? moved : edges;
}

/** Poles and joints, which are whole only along runs of spans, are not in it. */
function trueCostsOf(
  prepared: PreparedPlan,
  { steiner, mandatory }: LockedGraph,
  { leftOut }: ResolvedLocks,
): TrueCosts {
  const { counts, problem, input, prices } = prepared;
  const villages = new Uint32Array(steiner.graph.vertexCount);
  let most = 0;
  problem.villageVertex.forEach((vertex, i) => {
    if (vertex < 0 || leftOut.has(i)) return;
    villages[vertex]++;
    most++;
  });
  const closures = withOpex(input.settings.counting, [{ code: priceCode.closure, unit: "each", quantity: 1 }]);
  return {
    ...{ graph: steiner.graph, root: steiner.root, terminal: steiner.terminal, weight: steiner.weight, villages },
    lengthCm: Float64Array.from(problem.stretchOf, (stretch) => lengthCmOf(counts, stretch)),
    perCm: cablePerCm(prepared, most),
    closure: closures.reduce((sum, quantity) => sum + costOf(quantity, prices), 0),
    fixed: new Set(mandatory),
  };
}

/** What a centimetre of span costs for the villages beyond it, on top of the part of its cable that is in the weights. */
function cablePerCm({ cables, sized }: PreparedPlan, most: number): Float64Array {
  const fen = Float64Array.from({ length: most + 1 }, (_, villages) => cables!.fenPerHundredMetres(villages));
  return fen.map((all) => (all - sized!.floor.atLeastFen) / 100);
}
