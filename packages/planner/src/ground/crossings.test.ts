import { crossingKinds } from "@cuntong/network";
import { expect, test } from "vitest";
import { at, corridorsOf } from "../testing/sketch.ts";
import { BarrierIndex, kindCount } from "./crossings.ts";
import { corridorLines } from "./stretches.ts";

/** Crossings of one road, as the planner counts them, by kind. */
function countOn(road: readonly (readonly [number, number])[], barriers: Parameters<typeof corridorsOf>[1], skip = -1) {
  const corridors = corridorsOf([{ points: road.map(([x, y]) => at(x, y)) }], barriers);
  const counts = new Uint16Array(kindCount);
  new BarrierIndex(corridors.barriers).count(corridorLines(corridors), 0, counts, skip);
  return Object.fromEntries(crossingKinds.map((kind, i) => [kind, counts[i]]).filter(([, pieces]) => pieces));
}

const river = { kind: "river" as const, points: [at(0, -500), at(0, 0), at(0, 500)] };

test("a road through a river's own vertex crosses once", () => {
  expect(
    countOn(
      [
        [-100, 0],
        [100, 0],
      ],
      [river],
    ),
  ).toEqual({ river: 1 });
});

test("a road whose bend lies on the river crosses once when it goes on, and an even number of times when it turns back", () => {
  expect(
    countOn(
      [
        [-100, 50],
        [0, 50],
        [100, 80],
      ],
      [river],
    ),
  ).toEqual({ river: 1 });
  expect(
    (countOn(
      [
        [-100, 50],
        [0, 50],
        [-100, 80],
      ],
      [river],
    ).river ?? 0) % 2,
  ).toBe(0);
  expect(
    (countOn(
      [
        [100, 50],
        [0, 50],
        [100, 80],
      ],
      [river],
    ).river ?? 0) % 2,
  ).toBe(0);
});

test("a winding road pays for every crossing, and for each kind apart", () => {
  const railway = { kind: "railway" as const, points: [at(30, -500), at(30, 500)] };
  expect(
    countOn(
      [
        [-100, 0],
        [50, 20],
        [-100, 40],
        [20, 60],
      ],
      [river, railway],
    ),
  ).toEqual({ river: 3, railway: 2 });
});

test("a kind that does not matter to a corridor is left out", () => {
  const powerline = { kind: "powerline" as const, points: river.points };
  expect(
    countOn(
      [
        [-100, 5],
        [100, 5],
      ],
      [powerline, river],
      crossingKinds.indexOf("powerline"),
    ),
  ).toEqual({ river: 1 });
});

test("a road along the river, or far from it, crosses nothing", () => {
  expect(
    countOn(
      [
        [10, -400],
        [10, 400],
      ],
      [river],
    ),
  ).toEqual({});
  expect(
    countOn(
      [
        [5000, 0],
        [6000, 0],
      ],
      [river],
    ),
  ).toEqual({});
});
