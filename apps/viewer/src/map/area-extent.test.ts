import { expect, test } from "vitest";
import { areaExtent } from "./area-extent.ts";

test("an area of two polygons reaches around both", () => {
  const shape: [number, number][][][] = [
    [
      [
        [108, 23],
        [109, 23],
        [109, 24],
        [108, 23],
      ],
    ],
    [
      [
        [107.5, 22],
        [107.6, 22],
        [107.6, 22.1],
        [107.5, 22],
      ],
    ],
  ];
  expect(areaExtent({ shape })).toEqual([107.5, 22, 109, 24]);
});
