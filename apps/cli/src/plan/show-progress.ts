import type { OnPlanProgress, PlanProgress } from "@cuntong/planner";
import { type createProgress, formatYuan } from "../terminal.ts";

/** Shows a plan on its way: its phase, and what is known of it so far. */
export function showPlanProgress(progress: ReturnType<typeof createProgress>): OnPlanProgress {
  let choice: PlanProgress["choice"];
  return (now) => {
    choice = now.choice ?? choice;
    progress.show(`planning: ${now.phase}`, now.fraction, choice ? chosenText(choice) : costText(now));
  };
}

/** `176,000,000.00 yuan, at least 174,000,000.00 yuan (gap 1.14 %)`. */
export function costText({ costFen, lowerBoundFen }: Pick<PlanProgress, "costFen" | "lowerBoundFen">): string {
  if (costFen === undefined) return "";
  if (lowerBoundFen === undefined) return formatYuan(costFen);
  const gap = costFen > 0 ? ((costFen - lowerBoundFen) / costFen) * 100 : 0;
  return `${formatYuan(costFen)}, at least ${formatYuan(lowerBoundFen)} (gap ${gap.toFixed(2)} %)`;
}

/** `1,235 villages for 79,973,500.00 yuan, worth 1235 of at most 1247; 12 plans on the curve`. */
export function chosenText({ best, curve }: NonNullable<PlanProgress["choice"]>): string {
  const { villages, costFen, weight, weightBound } = best;
  const chosen = `${villages.toLocaleString("en")} villages for ${formatYuan(costFen)}, worth ${weight} of at most ${weightBound}`;
  return curve.length > 1 ? `${chosen}; ${curve.length} plans on the curve` : chosen;
}
