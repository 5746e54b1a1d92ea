import type { Issue, Price, PriceBook } from "@cuntong/network";
import { anyCable, strandsOf, unitOf } from "./price-codes.ts";

/** Looks prices up by code. Only codes that {@link checkPrices} found may be asked for. */
export class PriceTable {
  readonly #prices: ReadonlyMap<string, Price>;

  constructor(book: PriceBook) {
    this.#prices = new Map(book.prices.map((price) => [price.code, price]));
  }

  price(code: string): Price {
    const price = this.#prices.get(code);
    if (!price) throw new Error(`price ${code} was not among those needed`);
    return price;
  }

  /** Fen of a code, NaN where the book has none: a price that turns out to be needed all the same then shows. */
  fen(code: string): number {
    return this.#prices.get(code)?.priceFen ?? Number.NaN;
  }

  /** Numbers of strands that the book has a cable for, ascending. */
  cableSizes(): number[] {
    const sizes = [...this.#prices.keys()].map(strandsOf).filter((strands) => strands !== undefined);
    return sizes.sort((a, b) => a - b);
  }
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
  const unit = unitOf(price.code);
  if (price.unit !== unit) {
    issues.push(
      refusePrice("PRICE_UNIT", price, `${price.code} is priced per ${price.unit}; it is counted per ${unit}`),
    );
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
