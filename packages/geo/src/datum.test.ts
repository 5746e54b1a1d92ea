import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Datum, datums, fromWgs84, toWgs84 } from "./datum.ts";

const inChina = fc.tuple(
  fc.double({ min: 73.5, max: 135, noNaN: true }),
  fc.double({ min: 3.5, max: 53.5, noNaN: true }),
);

describe("datums", () => {
  test.each(datums)("a position in %s and back is the same to 0.2 mm, anywhere in China", (datum) => {
    fc.assert(
      fc.property(inChina, ([lon, lat]) => {
        const back = toWgs84(fromWgs84([lon, lat], datum), datum);
        expect(Math.abs(back[0] - lon)).toBeLessThan(2e-9);
        expect(Math.abs(back[1] - lat)).toBeLessThan(2e-9);
      }),
      { numRuns: 300 },
    );
  });

  test.each<[Datum, number, number]>([
    ["WGS84", 0, 0],
    ["CGCS2000", 0, 0],
    ["GCJ02", 450, 650],
    ["BD09", 900, 1500],
  ])("over Guangxi %s is shifted by %d-%d m", (datum, least, most) => {
    const [lon, lat] = fromWgs84([108.3, 23.8], datum);
    const shiftM = Math.hypot((lon - 108.3) * 111_320 * Math.cos((23.8 * Math.PI) / 180), (lat - 23.8) * 110_800);
    expect(shiftM).toBeGreaterThanOrEqual(least);
    expect(shiftM).toBeLessThanOrEqual(most);
  });

  test("outside China GCJ-02 is WGS 84, and positions far from the earth come back as numbers", () => {
    expect(toWgs84([1.52, 42.5], "GCJ02")).toEqual([1.52, 42.5]);
    for (const datum of datums)
      for (const position of [
        [0, 0],
        [180, 90],
        [-180, -90],
        [72.004, 0.8293],
        [137.83, 55.82],
      ] as const)
        expect(toWgs84(position, datum).every(Number.isFinite)).toBe(true);
  });
});
