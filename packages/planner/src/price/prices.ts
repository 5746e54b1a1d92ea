import {
  type Corridors,
  corridorClasses,
  crossingKinds,
  edgeFlags,
  type Issue,
  type PlanSettings,
  type Price,
  type PriceBook,
  type Support,
  slopeBands,
  supports,
} from "@cuntong/network";
import { supportOf } from "../ground/stretches.ts";

/** Codes of the prices that each metre and piece is looked up by. */
export const priceCode = {
  span: (support: string, band: string) => `span.${support}.${band}`,
  corridorClass: (name: string) => `class.${name}`,
  crossing: (kind: string) => `crossing.${kind}`,
  closure: "node.closure",
  drop: "village.drop",
} as const;

/**
 * Codes of every price that a plan along these corridors could need, in the order of the bill: supports in use by slope band (only
 * `flat` without elevation), the corridor classes in use with `offroad`, the kinds of barrier present, closures and drops.
 */
export function priceCodesNeeded(corridors: Corridors, settings: PlanSettings, hasElevation: boolean): string[] {
  const inUse = new Set<Support>();
  const classes = new Set<number>([corridorClasses.indexOf("offroad")]);
  const kindsOfEdge = new Set<number>([corridorClasses.indexOf("offroad") << 8]);
  for (let e = 0; e < corridors.edgeClass.length; e++) {
    kindsOfEdge.add((corridors.edgeClass[e] << 8) | (corridors.edgeFlags[e] & edgeFlags.bridge));
  }
  for (const kind of kindsOfEdge) {
    const support = supportOf(settings, corridorClasses[kind >> 8], kind & 255);
    if (support === null) continue;
    inUse.add(support);
    classes.add(kind >> 8);
  }
  const bands = hasElevation ? slopeBands : slopeBands.slice(0, 1);
  const barriers = new Set(corridors.barriers.kind);
  return [
    ...supports.filter((s) => inUse.has(s)).flatMap((s) => bands.map((band) => priceCode.span(s, band))),
    ...corridorClasses.filter((_, i) => classes.has(i)).map(priceCode.corridorClass),
    ...crossingKinds.filter((_, i) => barriers.has(i)).map(priceCode.crossing),
    priceCode.closure,
    priceCode.drop,
  ];
}

const unitOf = (code: string) => (/^(span|class)\./.test(code) ? "m" : code === priceCode.drop ? "village" : "each");

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
}

/** What keeps a price book from pricing a plan: prices missing, given twice, in the wrong unit, or no whole number of fen. */
export function checkPrices(book: PriceBook, needed: readonly string[]): Issue[] {
  const wanted = new Set(needed);
  const found = new Set<string>();
  const issues: Issue[] = [];
  for (const price of book.prices) {
    if (!wanted.has(price.code)) continue;
    if (found.has(price.code))
      issues.push(refusePrice("PRICE_DUPLICATE", price, `the price book has ${price.code} twice`));
    found.add(price.code);
    const unit = unitOf(price.code);
    if (price.unit !== unit) {
      issues.push(
        refusePrice("PRICE_UNIT", price, `${price.code} is priced per ${price.unit}; it is counted per ${unit}`),
      );
    }
    if (!Number.isSafeInteger(price.priceFen) || price.priceFen < 0) {
      issues.push(refusePrice("PRICE_INVALID", price, `${price.code} is not a whole number of fen, zero or more`));
    }
  }
  const missing = needed.filter((code) => !found.has(code));
  if (missing.length > 0) issues.push(missingPrices(book, missing));
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
