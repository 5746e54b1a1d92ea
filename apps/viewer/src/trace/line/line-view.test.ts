import fc from "fast-check";
import { expect, test } from "vitest";
import { moved, placeLabels, showing, zoomed } from "./line-view.ts";

test("zooming keeps the metre under the pointer, and ends at the line's ends", () => {
  expect(zoomed({ fromM: 0, toM: 1000 }, 250, 0.5, 1000)).toEqual({ fromM: 125, toM: 625 });
  expect(zoomed({ fromM: 125, toM: 625 }, 250, 4, 1000)).toEqual({ fromM: 0, toM: 1000 });
  expect(zoomed({ fromM: 0, toM: 30 }, 10, 0.01, 1000).toM).toBeCloseTo(
    20 + zoomed({ fromM: 0, toM: 30 }, 10, 0.01, 1000).fromM,
  );
});

test("a view that is moved stays on the line, and one that shows a stretch moves no farther than it must", () => {
  expect(moved({ fromM: 100, toM: 200 }, -500, 1000)).toEqual({ fromM: 0, toM: 100 });
  expect(moved({ fromM: 100, toM: 200 }, 5000, 1000)).toEqual({ fromM: 900, toM: 1000 });
  expect(showing({ fromM: 100, toM: 200 }, 120, 150, 1000)).toEqual({ fromM: 100, toM: 200 });
  expect(showing({ fromM: 100, toM: 200 }, 400, 420, 1000)).toEqual({ fromM: 360, toM: 460 });
});

test("no two texts of the line overlap and none leaves it, the weightiest before others", () => {
  const wish = fc.record({
    x: fc.double({ min: 0, max: 800, noNaN: true }),
    width: fc.integer({ min: 10, max: 120 }),
    weight: fc.integer({ min: 0, max: 5 }),
  });
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 40 }), (wishes) => {
      const placed = placeLabels(wishes, 2, 800).map((at, i) => ({
        ...at,
        ...wishes[i],
        x: at.x,
        width: wishes[i]?.width ?? 0,
      }));
      const seen = placed.filter(({ level }) => level >= 0);
      for (const [i, one] of seen.entries()) {
        expect(one.x - one.width / 2).toBeGreaterThanOrEqual(-1e-9);
        expect(one.x + one.width / 2).toBeLessThanOrEqual(800 + 1e-9);
        for (const two of seen.slice(i + 1))
          if (one.level === two.level)
            expect(Math.abs(one.x - two.x)).toBeGreaterThanOrEqual((one.width + two.width) / 2);
      }
      const most = Math.max(...wishes.map(({ weight }) => weight));
      if (wishes.length > 0) expect(seen.some(({ weight }) => weight === most)).toBe(true);
    }),
  );
});
