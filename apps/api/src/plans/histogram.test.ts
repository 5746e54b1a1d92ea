import fc from "fast-check";
import { expect, test } from "vitest";
import { histogramOf } from "./histogram.ts";

test("shares from 30,000 to 150,000 yuan fall into nice bins of equal width", () => {
  const shares = Array.from({ length: 121 }, (_, i) => (30_000 + 1000 * i) * 100);
  const bins = histogramOf(shares);
  expect(bins.length).toBeGreaterThanOrEqual(10);
  expect(bins.length).toBeLessThanOrEqual(14);
  expect(bins[0]).toEqual({ fromFen: 3_000_000, toFen: 4_000_000, villages: 10 });
});

test("one very dear village does not squeeze all others into one bin", () => {
  const bins = histogramOf([...Array.from({ length: 100 }, (_, i) => 100_000 + i * 1000), 90_000_000]);
  expect(bins.filter((bin) => bin.villages > 0).length).toBeGreaterThan(8);
  expect(bins.at(-1)?.toFen).toBeGreaterThan(90_000_000);
});

test("nobody is left out, bins touch, and there are at most fourteen", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 10_000_000_000 }), { minLength: 1, maxLength: 300 }), (shares) => {
      const bins = histogramOf(shares);
      expect(bins.reduce((sum, bin) => sum + bin.villages, 0)).toBe(shares.length);
      expect(bins.length).toBeLessThanOrEqual(14);
      for (const [i, bin] of bins.entries()) {
        expect(bin.villages).toBe(shares.filter((share) => share >= bin.fromFen && share < bin.toFen).length);
        expect(Number.isSafeInteger(bin.fromFen) && bin.fromFen < bin.toFen).toBe(true);
        if (i > 0) expect(bin.fromFen).toBe(bins[i - 1]!.toFen);
      }
      const sorted = [...shares].sort((a, b) => a - b);
      if (sorted[Math.floor(0.98 * (sorted.length - 1))]! - sorted[0]! > 200)
        expect(bins.length).toBeGreaterThanOrEqual(9);
    }),
  );
});
