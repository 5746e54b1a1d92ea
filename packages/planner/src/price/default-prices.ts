import {
  type CorridorClass,
  type CrossingKind,
  type Price,
  type PriceBook,
  type SlopeBand,
  type SoilClass,
  type Support,
  soilClasses,
  supports,
} from "@cuntong/network";
import { priceCode, unitOf } from "./price-codes.ts";

const collected = "2026-11-23";
const assumed = "Assumption of the default price book, to be replaced by the project's own";

/** A price per metre of span on flat ground. */
interface SpanRate {
  readonly support: Support;
  readonly fen: number;
  readonly source: string;
  readonly date: string;
}

/** Yuan per metre by support, from programme averages found in public (docs/numbers: Money). No default exists for submarine. */
const perMetre: readonly SpanRate[] = [
  {
    support: "aerial",
    fen: 2780,
    source: "Guangxi village programme, all-in average of 64,800 km of new cable: 2.78 wan yuan per km",
    date: collected,
  },
  {
    support: "buried",
    fen: 6250,
    source: "Chengmai county 2012, buried cable: 6.25 wan yuan per km",
    date: "2012-12-31",
  },
  { support: "duct", fen: 39500, source: "Taizhou, town ducts: 39.5 wan yuan per route-km", date: collected },
  { support: "wall", fen: 2780, source: `${assumed}: as aerial`, date: collected },
];

/** What sloping ground adds, per cent. The programme averages name no slope; these are assumptions. */
const slopeSurchargePct: Readonly<Record<SlopeBand, number>> = { flat: 0, rolling: 15, steep: 40 };

/** Access surcharge in fen per metre: what it costs extra to work along a corridor of this class. */
const accessFen: Readonly<Record<CorridorClass, number>> = {
  motorway: 0,
  trunk: 0,
  primary: 0,
  secondary: 0,
  tertiary: 0,
  minor: 0,
  residential: 0,
  service: 0,
  track: 200,
  path: 500,
  powerline: 300,
  other: 0,
  offroad: 1000,
};

const supportsOnGround = ["aerial", "buried", "duct", "wall"] as const;
type SupportOnGround = (typeof supportsOnGround)[number];

/** Fen per metre that digging or setting poles takes more than in ordinary ground. */
const soilFen: Readonly<Record<SupportOnGround, Readonly<Record<SoilClass, number>>>> = {
  aerial: { soft: 0, hard: 50, gravel: 80, rock: 600, wetland: 300 },
  buried: { soft: 0, hard: 800, gravel: 1000, rock: 6000, wetland: 2500 },
  duct: { soft: 0, hard: 1500, gravel: 2000, rock: 8000, wetland: 4000 },
  wall: { soft: 0, hard: 0, gravel: 0, rock: 0, wetland: 0 },
};

/** Fen per metre for clearing, and for compensation, in a forest. */
const forestFen: Readonly<Record<SupportOnGround, number>> = { aerial: 400, buried: 600, duct: 600, wall: 0 };

/** Fen per metre for hanging, pulling or blowing further cable along plant that is there: the work alone. Under water it is laid anew. */
const overlashFen: Readonly<Record<Support, number>> = {
  ...{ aerial: 300, duct: 400, buried: 600, wall: 300, submarine: 30000 },
};

const crossingFen: Readonly<Record<CrossingKind, number>> = {
  river: 300000,
  railway: 800000,
  road: 100000,
  powerline: 50000,
};

/** Unit prices to start from (fen, each with its source and date). The price book is the user's own: replace them. */
export const defaultPriceBook: PriceBook = {
  name: "Default prices (public programme averages and assumptions)",
  currency: "CNY",
  prices: [
    ...spanPrices(perMetre),
    ...overlashPrices(200),
    ...accessPrices(),
    ...groundPrices(),
    ...crossingPrices(),
    ...piecePrices(),
  ],
};

/**
 * Prices for settings that count poles, cable, joints, cabinets and splitters on their own: a metre of span is the work alone. With the
 * usual 12 to 24 strands and a pole every 50 m the sums come to the averages of {@link defaultPriceBook}.
 */
export const itemisedPriceBook: PriceBook = {
  name: "Itemised prices (assumptions that sum to public programme averages)",
  currency: "CNY",
  prices: [
    ...spanPrices(workPerMetre()),
    ...overlashPrices(0),
    ...accessPrices(),
    ...groundPrices(),
    ...crossingPrices(),
    ...cablePrices(),
    ...piecePrices(),
    ...itemPrices(),
    ...opexPrices(),
  ],
};

/** What of a metre is work: the average without cable (about 200 fen) and, on poles, without poles (500) and joints. */
function workPerMetre(): SpanRate[] {
  const withoutFen: Readonly<Partial<Record<Support, number>>> = { aerial: 730, buried: 230, duct: 230, wall: 230 };
  return perMetre.map(({ support, fen, source, date }) => {
    const less = withoutFen[support] ?? 0;
    return { support, fen: fen - less, source: `${source}; ${assumed}: less ${less} fen of material`, date };
  });
}

function cablePrices(): Price[] {
  const fenByStrands = { 4: 110, 8: 130, 12: 150, 24: 220, 48: 360, 96: 640, 144: 920 };
  return Object.entries(fenByStrands).map(([strands, priceFen]) => ({
    code: priceCode.cable(Number(strands)),
    unit: "m",
    priceFen,
    source: assumed,
    date: collected,
  }));
}

function itemPrices(): Price[] {
  const fenByCode = {
    [priceCode.pole]: 25000,
    [priceCode.joint]: 80000,
    [priceCode.cabinet]: 300000,
    [priceCode.splitter]: 40000,
    [priceCode.fixed]: 100000,
  };
  return pricesOf(fenByCode);
}

/** Running cost a year: repairs and pole rent per metre, visits and power per piece and village. */
function opexPrices(): Price[] {
  return pricesOf({
    "opex.span.aerial": 60,
    "opex.span.buried": 30,
    "opex.span.duct": 40,
    "opex.span.wall": 60,
    "opex.overlash.aerial": 40,
    "opex.overlash.buried": 20,
    "opex.overlash.duct": 30,
    "opex.overlash.wall": 40,
    "opex.overlash.submarine": 200,
    "opex.node.pole": 500,
    "opex.node.closure": 2000,
    "opex.node.joint": 2000,
    "opex.node.cabinet": 12000,
    "opex.node.splitter": 1000,
    "opex.village": 20000,
  });
}

function pricesOf(fenByCode: Readonly<Record<string, number>>): Price[] {
  return Object.entries(fenByCode).map(([code, priceFen]) => {
    return { code, unit: unitOf(code), priceFen, source: assumed, date: collected };
  });
}

function spanPrices(rates: readonly SpanRate[]): Price[] {
  return rates.flatMap(({ support, fen, source, date }) =>
    (["flat", "rolling", "steep"] as const).map((band) => ({
      code: `span.${support}.${band}`,
      unit: "m" as const,
      priceFen: Math.round((fen * (100 + slopeSurchargePct[band])) / 100),
      source: band === "flat" ? source : `${source}; ${assumed}: plus ${slopeSurchargePct[band]} % on ${band} ground`,
      date,
    })),
  );
}

function overlashPrices(cableFen: number): Price[] {
  const withCable = supports.map((support) => [priceCode.overlash(support), overlashFen[support] + cableFen] as const);
  return pricesOf(Object.fromEntries(withCable));
}

function accessPrices(): Price[] {
  return Object.entries(accessFen).map(([corridorClass, priceFen]) => ({
    code: `class.${corridorClass}`,
    unit: "m",
    priceFen,
    source: priceFen === 0 ? `${assumed}: ordinary access, included in the span price` : assumed,
    date: collected,
  }));
}

/** What a metre takes on top in areas of soil and forest, and a permit where an area asks for one. */
function groundPrices(): Price[] {
  const onSoil = supportsOnGround.flatMap((support) =>
    soilClasses.map((soil) => [priceCode.soil(support, soil), soilFen[support][soil]] as const),
  );
  const inForest = supportsOnGround.map((support) => [priceCode.forest(support), forestFen[support]] as const);
  return pricesOf(Object.fromEntries([...onSoil, ...inForest, [priceCode.permit("general"), 2000000]]));
}

function crossingPrices(): Price[] {
  return Object.entries(crossingFen).map(([kind, priceFen]) => ({
    code: `crossing.${kind}`,
    unit: "each",
    priceFen,
    source: assumed,
    date: collected,
  }));
}

function piecePrices(): Price[] {
  return [
    { code: "node.closure", unit: "each", priceFen: 80000, source: assumed, date: collected },
    { code: "village.drop", unit: "village", priceFen: 150000, source: assumed, date: collected },
  ];
}
