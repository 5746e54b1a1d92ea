import { expect, test } from "vitest";
import {
  boundStairs,
  type CurvePoint,
  curveFrame,
  envelope,
  foundPoints,
  measureOfWeight,
  measuresOf,
} from "./curve-lines.ts";

const curve: readonly CurvePoint[] = [
  { costFen: 100, villages: 2, people: 20, weight: 20, weightBound: 22, onEnvelope: true },
  { costFen: 200, villages: 3, people: 25, weight: 25, weightBound: 30, onEnvelope: false },
  { costFen: 300, villages: 5, people: 44, weight: 44, weightBound: 44, onEnvelope: true },
];

test("between two plans no plan is above the bound of the dearer one", () => {
  expect(boundStairs(curve)).toEqual([
    [100, 22],
    [100, 30],
    [200, 30],
    [200, 44],
    [300, 44],
  ]);
});

test("plans found and their envelope are drawn in what is asked for", () => {
  expect(foundPoints(curve, "villages")).toEqual([
    [100, 2],
    [200, 3],
    [300, 5],
  ]);
  expect(envelope(curve, "people")).toEqual([
    [100, 20],
    [300, 44],
  ]);
  expect(curveFrame([foundPoints(curve, "people")], 400, { width: 10, height: 10 })).toMatchObject({
    x: [0, 412],
    y: [0, 46.64],
  });
});

test("weight goes by the name of what it counts alone, and is points otherwise", () => {
  const alone = [{ people: 1 }, { village: 1 }, { people: 1, services: { tv: 0 } }];
  expect(alone.map(measureOfWeight)).toEqual(["people", "villages", "people"]);
  const mixed = [{ people: 1, village: 2 }, { people: 0.5 }, { priority: 1 }, { people: 1, services: { tv: 1 } }];
  expect(mixed.map(measureOfWeight)).toEqual(Array(4).fill("weight"));
  expect(measuresOf(curve, { people: 1 })).toEqual(["villages", "people"]);
  expect(measuresOf(curve, { people: 2 })).toEqual(["villages", "people", "weight"]);
});
