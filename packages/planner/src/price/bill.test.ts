import type { Quantity } from "@cuntong/network";
import fc from "fast-check";
import { expect, test } from "vitest";
import { billOf, costOf, roundFen, shareOut, Tally } from "./bill.ts";
import { PriceTable } from "./prices.ts";

const price = (code: string, unit: "m" | "each", priceFen: number) => ({
  code,
  unit,
  priceFen,
  source: "test",
  date: "2026-01-01",
});
const prices = new PriceTable({
  name: "test",
  currency: "CNY",
  prices: [price("span.aerial.flat", "m", 333), price("class.track", "m", 1), price("crossing.river", "each", 7)],
});

test("a metre is a hundred centimetres, and half a fen is rounded up once for the whole bill", () => {
  const quantities: Quantity[] = [
    { code: "span.aerial.flat", unit: "m", quantity: 50 },
    { code: "class.track", unit: "m", quantity: 50 },
    { code: "crossing.river", unit: "each", quantity: 2 },
  ];
  expect(quantities.map((quantity) => costOf(quantity, prices))).toEqual([16650, 50, 1400]);
  const { lines, costFen } = billOf(quantities, prices);
  expect(costFen).toBe(181);
  expect(lines.map((line) => line.costFen)).toEqual([167, 0, 14]);
});

test("a bill adds up to its total whatever is counted", () => {
  const codes = ["span.aerial.flat", "class.track"] as const;
  const quantity = fc.record({
    code: fc.constantFrom(...codes),
    unit: fc.constant("m" as const),
    quantity: fc.nat({ max: 1e9 }),
  });
  fc.assert(
    fc.property(fc.array(quantity, { maxLength: 9 }), (counted) => {
      const tally = new Tally();
      for (const one of counted) tally.add(one);
      const { lines, costFen } = billOf(tally.quantities(), prices);
      expect(lines.reduce((sum, line) => sum + line.costFen, 0)).toBe(costFen);
      expect(costFen).toBe(roundFen(counted.reduce((sum, one) => sum + costOf(one, prices), 0)));
    }),
  );
});

test("shares are whole, differ from what is due by less than one, and add up", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 40 }), (due) => {
      const total = Math.round(due.reduce((sum, share) => sum + share, 0));
      const shares = shareOut(due, total);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(total);
      for (const [i, share] of shares.entries()) expect(Math.abs(share - due[i])).toBeLessThan(1.01);
    }),
  );
});

test("a plan dearer than exact arithmetic holds is refused, not rounded", () => {
  expect(() => billOf([{ code: "span.aerial.flat", unit: "m", quantity: 2 ** 52 }], prices)).toThrow(
    "exact arithmetic",
  );
});
