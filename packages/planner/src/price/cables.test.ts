import fc from "fast-check";
import { expect, test } from "vitest";
import { CableSizing } from "./cables.ts";
import { itemisedPriceBook } from "./default-prices.ts";
import { PriceTable } from "./prices.ts";

const prices = new PriceTable(itemisedPriceBook);
const four = new CableSizing({ strandsPerVillage: 4, reservePct: 20, slackPct: 2 }, prices);

test("a span has strands for the villages beyond it and the reserve, in the smallest cable that holds them", () => {
  expect([1, 2, 5, 20, 30].map((villages) => [four.strandsFor(villages), four.cablesFor(villages)])).toEqual([
    [5, [{ strands: 8, count: 1 }]],
    [10, [{ strands: 12, count: 1 }]],
    [24, [{ strands: 24, count: 1 }]],
    [96, [{ strands: 96, count: 1 }]],
    [144, [{ strands: 144, count: 1 }]],
  ]);
});

test("more strands than the largest cable has take a second one beside it, and as many as it needs", () => {
  expect(four.cablesFor(31)).toEqual([
    { strands: 144, count: 1 },
    { strands: 8, count: 1 },
  ]);
  expect(four.cablesFor(60)).toEqual([{ strands: 144, count: 2 }]);
  expect(four.cablesFor(100)).toEqual([
    { strands: 144, count: 3 },
    { strands: 48, count: 1 },
  ]);
});

test("a sheath is longer than its span by the slack, rounded up to the centimetre", () => {
  expect([0, 100, 101].map((cm) => four.sheathCm(cm))).toEqual([0, 102, 104]);
});

test("the floor of the price lies below it for every number of villages, and touches it somewhere", () => {
  const counting = fc.record({
    strandsPerVillage: fc.integer({ min: 1, max: 200 }),
    reservePct: fc.nat({ max: 100 }),
    slackPct: fc.nat({ max: 10 }),
  });
  fc.assert(
    fc.property(
      counting,
      fc.integer({ min: 1, max: 300 }),
      fc.double({ min: 1, max: 300, noNaN: true }),
      (one, most, mean) => {
        const sizing = new CableSizing(one, prices);
        const { atLeastFen, perVillageFen } = sizing.floor(most, mean);
        expect(atLeastFen).toBeGreaterThanOrEqual(0);
        let least = Infinity;
        for (let k = 1; k <= most; k++) {
          const above = sizing.fenPerHundredMetres(k) - atLeastFen - perVillageFen * k;
          expect(above).toBeGreaterThanOrEqual(0);
          least = Math.min(least, above / k);
        }
        expect(least).toBeLessThan(1);
      },
    ),
  );
});
