import type { CorridorClass, CrossingKind, Price, PriceBook, SlopeBand, Support } from "@cuntong/network";

const collected = "2026-11-23";
const assumed = "Assumption of the default price book, to be replaced by the project's own";

/** Yuan per metre by support, from programme averages found in public (docs/numbers: Money). No default exists for submarine. */
const perMetre: readonly {
  readonly support: Support;
  readonly fen: number;
  readonly source: string;
  readonly date: string;
}[] = [
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
  prices: [...spanPrices(), ...accessPrices(), ...crossingPrices(), ...piecePrices()],
};

function spanPrices(): Price[] {
  return perMetre.flatMap(({ support, fen, source, date }) =>
    (["flat", "rolling", "steep"] as const).map((band) => ({
      code: `span.${support}.${band}`,
      unit: "m" as const,
      priceFen: Math.round((fen * (100 + slopeSurchargePct[band])) / 100),
      source: band === "flat" ? source : `${source}; ${assumed}: plus ${slopeSurchargePct[band]} % on ${band} ground`,
      date,
    })),
  );
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
