import type { CurvePoint, ProposalTotals } from "@cuntong/network";
import { formatYuan } from "../terminal.ts";

/** What a plan made of its budget, in lines for a terminal. */
export function budgetLines({ budget }: ProposalTotals): string[] {
  if (!budget) return [];
  const { capFen, weight, weightBound, gap, curve = [] } = budget;
  const under = capFen === undefined ? "without a cap" : `under the cap of ${formatYuan(capFen)}`;
  const proof = `no plan ${under} can be worth more than ${weightBound} (proven gap ${(100 * gap).toFixed(2)} %)`;
  return [`worth ${weight}; ${proof}`, ...(curve.length > 0 ? ["what money reaches:", ...curve.map(pointLine)] : [])];
}

function pointLine({ costFen, villages, people, weight, weightBound, onEnvelope }: CurvePoint): string {
  const who = people === undefined ? "" : `, ${people} people`;
  return `  ${formatYuan(costFen).padStart(20)}  ${villages} villages${who}, worth ${weight} (at most ${weightBound})${onEnvelope ? "" : "  below the envelope"}`;
}
