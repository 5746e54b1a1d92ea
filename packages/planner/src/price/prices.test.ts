import { corridorClasses, edgeFlags } from "@cuntong/network";
import { expect, test } from "vitest";
import { checkPrices, defaultPriceBook, defaultSettings, priceCodesNeeded } from "../index.ts";
import { at, corridorsOf } from "../testing/sketch.ts";

const points = [at(0, 0), at(1000, 0)];

test("only what the corridors can need is asked for", () => {
  const corridors = corridorsOf([
    { points, class: "track" },
    { points, class: "motorway" },
  ]);
  expect(priceCodesNeeded({ corridors, settings: defaultSettings, hasElevation: false })).toEqual([
    "span.aerial.flat",
    "class.track",
    "class.offroad",
    "crossing.road",
    "node.closure",
    "village.drop",
  ]);
});

test("bridges, slopes and barriers ask for their own prices", () => {
  const river = { kind: "river" as const, points };
  const corridors = corridorsOf([{ points, class: "track", flags: edgeFlags.bridge }], [river]);
  expect(
    priceCodesNeeded({ corridors, settings: { ...defaultSettings, bridgeSupport: "duct" }, hasElevation: true }),
  ).toEqual([
    "span.aerial.flat",
    "span.aerial.rolling",
    "span.aerial.steep",
    "span.duct.flat",
    "span.duct.rolling",
    "span.duct.steep",
    "class.track",
    "class.offroad",
    "crossing.river",
    "node.closure",
    "village.drop",
  ]);
});

test("the default book has every price that the default settings can need, each with its source and date", () => {
  const corridors = corridorsOf(
    corridorClasses.flatMap((name) => [
      { points, class: name },
      { points, class: name, flags: edgeFlags.bridge },
    ]),
    (["river", "railway", "road", "powerline"] as const).map((kind) => ({ kind, points })),
  );
  expect(
    checkPrices(defaultPriceBook, priceCodesNeeded({ corridors, settings: defaultSettings, hasElevation: true })),
  ).toEqual([]);
  for (const { source, date, priceFen } of defaultPriceBook.prices) {
    expect([source.length > 20, /^\d{4}-\d\d-\d\d$/.test(date), Number.isSafeInteger(priceFen)]).toEqual([
      true,
      true,
      true,
    ]);
  }
});
