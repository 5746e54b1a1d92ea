import { expect, test } from "vitest";
import { polygonsOf } from "./rings.ts";

const clockwise = (west: number, south: number, size: number): [number, number][] => [
  [west, south],
  [west, south + size],
  [west + size, south + size],
  [west + size, south],
];
const hole = (west: number, south: number, size: number) => clockwise(west, south, size).reverse();

test("a hole belongs to the smallest outside around it, wherever it comes in the file", () => {
  const [big, small, inBig, inSmall] = [clockwise(0, 0, 100), clockwise(20, 20, 20), hole(15, 15, 40), hole(25, 25, 5)];
  expect(polygonsOf([inSmall, big, inBig, small])).toEqual([
    [big, inBig],
    [small, inSmall],
  ]);
});

test("rings drawn the wrong way round are outsides when nothing is around them", () => {
  expect(polygonsOf([hole(0, 0, 5), hole(10, 0, 5)])).toEqual([[hole(0, 0, 5)], [hole(10, 0, 5)]]);
});
