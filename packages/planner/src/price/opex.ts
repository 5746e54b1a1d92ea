import type { Counting, Quantity } from "@cuntong/network";
import { opexCodeOf, unitOf } from "./price-codes.ts";

/** What it takes to run for some years what was counted once: metres of support, pieces and villages, times the years. */
export function opexOf(quantities: readonly Quantity[], years: number): Quantity[] {
  return quantities.flatMap(({ code, quantity }) => {
    const opex = opexCodeOf(code);
    return opex === undefined ? [] : [{ code: opex, unit: unitOf(opex), quantity: quantity * years }];
  });
}

/** The quantities, and what running them takes where the settings count that into the cost. */
export function withOpex({ opex }: Counting, quantities: readonly Quantity[]): Quantity[] {
  return [...quantities, ...(opex?.inCost ? opexOf(quantities, opex.years) : [])];
}
