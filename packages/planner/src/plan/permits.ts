import type { Quantity } from "@cuntong/network";
import { priceCode } from "../price/price-codes.ts";
import type { Forest } from "./forest.ts";
import type { Outcome } from "./outcome.ts";

/** Permits that are paid once per area: each is counted on the first chain that enters it. By chain. */
export function permitsOf(outcome: Outcome, { chains }: Forest): ReadonlyMap<number, Quantity[]> {
  const { counts, input, prices } = outcome;
  const permits = new Map<number, Quantity[]>();
  const { areas } = counts;
  if (!areas) return permits;
  const entered = new Set<number>();
  chains.forEach(({ stretches }, chain) => {
    for (const { index } of stretches) {
      for (const area of areas.area.subarray(areas.start[index], areas.start[index + 1])) {
        const of = input.areas![area];
        if (of.kind !== "permit" || entered.has(area) || prices.isPerMetre(priceCode.permit(of.permit))) continue;
        entered.add(area);
        const paid: Quantity = { code: priceCode.permit(of.permit), unit: "each", quantity: 1 };
        permits.set(chain, [...(permits.get(chain) ?? []), paid]);
      }
    }
  });
  return permits;
}
