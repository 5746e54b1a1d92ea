import type { Area, Issue, Price, PriceBook } from "@cuntong/network";
import { anyCable, priceCode, strandsOf, unitsOf } from "./price-codes.ts";

/**
 * Looks prices up by code. Only codes that {@link checkPrices} found may be asked for, the fen per metre of expensive areas, and
 * surcharges, which are per cent of another price rounded half up to the fen.
 */
export class PriceTable {
  readonly #prices: Map<string, Price>;

  constructor(book: PriceBook, areas: readonly Area[] = []) {
    this.#prices = new Map([...book.prices, ...pricesOfAreas(areas)].map((price) => [price.code, price]));
  }

  price(code: string): Price {
    const price = this.#find(code);
    if (!price) throw new Error(`price ${code} was not among those needed`);
    return price;
  }

  /** Fen of a code, NaN where the book has none: a price that turns out to be needed all the same then shows. */
  fen(code: string): number {
    return this.#find(code)?.priceFen ?? Number.NaN;
  }

  /** True for a price per metre. */
  isPerMetre(code: string): boolean {
    return this.#find(code)?.unit === "m";
  }

  /** Numbers of strands that the book has a cable for, ascending. */
  cableSizes(): number[] {
    const sizes = [...this.#prices.keys()].map(strandsOf).filter((strands) => strands !== undefined);
    return sizes.sort((a, b) => a - b);
  }

  #find(code: string): Price | undefined {
    const known = this.#prices.get(code);
    if (known) return known;
    const [, pct, surcharged] = /^surcharge\.(\d+)\.(.+)$/.exec(code) ?? [];
    const base = surcharged === undefined ? undefined : this.#prices.get(surcharged);
    if (!base) return undefined;
    const priceFen = Math.floor((base.priceFen * Number(pct)) / 100 + 0.5);
    const price = { ...base, code, priceFen, source: `${pct} % of ${base.code}: ${base.source}` };
    this.#prices.set(code, price);
    return price;
  }
}

function pricesOfAreas(areas: readonly Area[]): Price[] {
  return areas.flatMap((area) => {
    if (area.kind !== "expensive" || !("fenPerM" in area.surcharge)) return [];
    const { fenPerM } = area.surcharge;
    return [{ code: priceCode.area(area.id), unit: "m", priceFen: fenPerM, source: `area ${area.name}`, date: "" }];
  });
}

/** What keeps a price book from pricing a plan: prices missing, given twice, in the wrong unit, or no whole number of fen. */
export function checkPrices(book: PriceBook, needed: readonly string[]): Issue[] {
  const wanted = new Set(needed);
  const found = new Set<string>();
  const issues: Issue[] = [];
  for (const price of book.prices) {
    const isCable = strandsOf(price.code) !== undefined && wanted.has(anyCable);
    if (!wanted.has(price.code) && !isCable) continue;
    if (found.has(price.code))
      issues.push(refusePrice("PRICE_DUPLICATE", price, `the price book has ${price.code} twice`));
    found.add(price.code);
    if (isCable) found.add(anyCable);
    issues.push(...checkPrice(price));
  }
  const missing = needed.filter((code) => !found.has(code));
  if (missing.length > 0) issues.push(missingPrices(book, missing));
  return issues;
}

function checkPrice(price: Price): Issue[] {
  const issues: Issue[] = [];
  const units = unitsOf(price.code);
  if (!units.includes(price.unit)) {
    const message = `${price.code} is priced per ${price.unit}; it is counted per ${units.join(" or ")}`;
    issues.push(refusePrice("PRICE_UNIT", price, message));
  }
  if (!Number.isSafeInteger(price.priceFen) || price.priceFen < 0) {
    issues.push(refusePrice("PRICE_INVALID", price, `${price.code} is not a whole number of fen, zero or more`));
  }
  return issues;
}

function refusePrice(code: string, price: Price, message: string): Issue {
  return {
    severity: "error",
    code,
    place: { field: price.code },
    value: `${price.priceFen} fen per ${price.unit}`,
    message,
    params: { price: price.code },
  };
}

function missingPrices(book: PriceBook, missing: readonly string[]): Issue {
  const codes = missing.join(", ");
  return {
    severity: "error",
    code: "PRICE_MISSING",
    place: {},
    message: `the price book "${book.name}" lacks ${missing.length} price(s) that this plan needs: ${codes}`,
    suggestion: "Add them, each with its source and date; a price of 0 is accepted.",
    params: { codes, count: missing.length, priceBook: book.name },
  };
}
