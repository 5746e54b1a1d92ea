/** Units a price can have. Money is integer fen per unit; what is paid every year is priced per unit and year. */
export const priceUnits = ["m", "each", "village", "m-year", "each-year", "village-year"] as const;
export type PriceUnit = (typeof priceUnits)[number];

/** True for units whose quantities are counted in centimetres. */
export function isPerMetre(unit: PriceUnit): boolean {
  return unit === "m" || unit === "m-year";
}

/** One unit price with its source and date. */
export interface Price {
  /** Stable code of the item, e.g. `span.aerial.flat`, `class.track`, `crossing.river`, `cable.24`, `node.closure`, `village.drop`. */
  readonly code: string;
  readonly unit: PriceUnit;
  readonly priceFen: number;
  readonly source: string;
  /** ISO date of the price. */
  readonly date: string;
}

/** Unit prices of one project. A price that a plan needs and the book lacks is an error naming the items. */
export interface PriceBook {
  readonly name: string;
  readonly currency: "CNY";
  readonly prices: readonly Price[];
}
