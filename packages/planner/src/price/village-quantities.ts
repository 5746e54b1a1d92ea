import type { Counting, Quantity } from "@cuntong/network";
import { priceCode } from "./price-codes.ts";

/** What so many connected villages need at their own ends. */
export function piecesOfVillages(counting: Counting, villages: number): Quantity[] {
  return [
    { code: priceCode.drop, unit: "village", quantity: villages },
    { code: priceCode.cabinet, unit: "each", quantity: villages * counting.cabinetsPerVillage },
    { code: priceCode.splitter, unit: "each", quantity: villages * counting.splittersPerVillage },
    { code: priceCode.fixed, unit: "village", quantity: counting.fixedPerVillage ? villages : 0 },
  ];
}
