import { AreaIndex, type Position } from "@cuntong/geo";
import type { Area } from "@cuntong/network";
import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultSettings } from "../plan/settings.ts";
import { at, corridorsOf } from "../testing/sketch.ts";
import { openCorridors } from "./open-corridors.ts";
import { corridorLines } from "./stretches.ts";

const point = fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 3000 })).map(([x, y]) => at(x, y));
const road = fc.array(point, { minLength: 2, maxLength: 5 });
const ring = fc.array(point, { minLength: 3, maxLength: 7 }).map((points): Position[] => [...points, points[0]]);

/** Metres of all lines, and of those inside the area. */
function measured(lines: ReturnType<typeof corridorLines>, index: AreaIndex) {
  let insideM = 0;
  for (let i = 0; i + 1 < lines.start.length; i++)
    for (const { fromM, toM } of index.along(lines, i)) insideM += toM - fromM;
  return insideM;
}

const all: Position[] = [at(-9e3, -9e3), at(9e3, -9e3), at(9e3, 9e3), at(-9e3, 9e3), at(-9e3, -9e3)];

test("what stays open of the corridors is what lies outside the forbidden areas, to the centimetre", () => {
  fc.assert(
    fc.property(
      fc.array(road, { minLength: 1, maxLength: 6 }),
      fc.array(ring, { minLength: 1, maxLength: 3 }),
      (roads, rings) => {
        const corridors = corridorsOf(roads.map((points) => ({ points })));
        const areas = rings.map((one, i): Area => ({ id: `${i}`, name: `${i}`, kind: "forbidden", shape: [[one]] }));
        const open = openCorridors(corridors, areas, defaultSettings);
        const whole = new AreaIndex([[[all]]]);
        const union = areas.map(({ shape }) => new AreaIndex([shape]));
        const cut = open.edgeFrom.length + corridors.edgeFrom.length + 1;
        for (const one of union) expect(measured(corridorLines(open), one)).toBeLessThan(0.01 * cut);
        const [beforeM, afterM] = [corridors, open].map((one) => measured(corridorLines(one), whole));
        const leastInsideM = Math.max(...union.map((one) => measured(corridorLines(corridors), one)));
        expect(afterM).toBeLessThanOrEqual(beforeM - leastInsideM + 0.01 * cut);
        if (areas.length === 1) expect(Math.abs(beforeM - leastInsideM - afterM)).toBeLessThan(0.02 * cut);
        expect(openCorridors(open, areas, defaultSettings).edgeFrom.length).toBe(open.edgeFrom.length);
        for (const edge of open.edgeSource.keys()) expect(open.edgeSource[edge]).toBeGreaterThan(0);
      },
    ),
  );
});

test("where nothing is forbidden the corridors are the very same", () => {
  const corridors = corridorsOf([{ points: [at(0, 0), at(1000, 0)] }]);
  const far: Area = {
    id: "A",
    name: "A",
    kind: "forbidden",
    shape: [[[at(0, 50), at(50, 50), at(50, 90), at(0, 50)]]],
  };
  expect(openCorridors(corridors, [far], defaultSettings)).toBe(corridors);
});
