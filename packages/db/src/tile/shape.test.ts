import type { Line } from "@cuntong/geo";
import { expect, test } from "vitest";
import { encodeEwkb } from "../geometry.ts";
import { TileGrid, tileExtent } from "./grid.ts";
import { featureOf, merged } from "./shape.ts";

const world = new TileGrid({ z: 0, x: 0, y: 0 });
const degree = tileExtent / 360;
const line = (coordinates: Line, properties = {}) => ({
  geom: encodeEwkb({ type: "LineString", coordinates }),
  properties,
});

test("the world's tile runs from 180 W to 180 E and to 85.05 N and S", () => {
  expect(world.box(0).map((edge) => Math.round(edge * 100) / 100)).toEqual([-180, -85.05, 180, 85.05]);
  expect(world.project([0, 0])).toEqual([2_048, 2_048]);
  expect(world.flat([[-180, 85.0511287798]])).toEqual([0, 0]);
});

test("a tile's box holds exactly what projects inside it", () => {
  const grid = new TileGrid({ z: 12, x: 3_278, y: 1_771 });
  const [west, south, east, north] = grid.box(0);
  const corner = grid.project([west, north]).map(Math.round);
  expect([corner, grid.project([east, south]).map(Math.round)]).toEqual([[0, 0].map((n) => n + 0), [4_096, 4_096]]);
});

test("outer rings turn one way and holes the other, however they were drawn", () => {
  const ring = (half: number) =>
    [
      [-half, -half],
      [half, -half],
      [half, half],
      [-half, half],
      [-half, -half],
    ] as const;
  const drawn = (rings: readonly Line[]) =>
    featureOf({ geom: encodeEwkb({ type: "Polygon", coordinates: rings }), properties: {} }, world)!.parts;
  const turned = (flat: readonly number[]) => {
    let area = 0;
    for (let i = 0; i < flat.length; i += 2) {
      const [nextX, nextY] = [flat[(i + 2) % flat.length]!, flat[(i + 3) % flat.length]!];
      area += flat[i]! * nextY - nextX * flat[i + 1]!;
    }
    return Math.sign(area);
  };
  const [outer, hole] = [ring(40), ring(10)];
  const ways = [
    [outer, hole],
    [[...outer].reverse(), hole],
    [outer, [...hole].reverse()],
  ].map((rings) => drawn(rings).map(turned));
  expect(ways).toEqual([
    [1, -1],
    [1, -1],
    [1, -1],
  ]);
});

test("lines that run along each other are drawn once, kind by kind", () => {
  const along: Line = [
    [0, 0],
    [10, 0],
    [20, 0],
  ];
  const features = merged(
    [
      line(along, { support: "aerial" }),
      line([...along].reverse(), { support: "aerial" }),
      line(along, { support: "duct" }),
    ],
    world,
    1,
  );
  const x = (lon: number) => Math.round(2_048 + lon * degree);
  const once = [[x(0), 2_048, x(10), 2_048, x(20), 2_048]];
  expect(features.map(({ parts, properties }) => ({ parts, properties }))).toEqual([
    { parts: once, properties: { support: "aerial" } },
    { parts: once, properties: { support: "duct" } },
  ]);
});

test("a line that branches off another is drawn from the fork on", () => {
  const features = merged(
    [
      line([
        [0, 0],
        [10, 0],
      ]),
      line([
        [0, 0],
        [10, 0],
        [10, 10],
      ]),
    ],
    world,
    1,
  );
  expect(features[0]!.parts.map((part) => part.length / 2)).toEqual([2, 2]);
});

test("what is smaller than a step of the grid is gone", () => {
  expect(
    merged(
      [
        line([
          [0, 0],
          [0.01, 0.01],
        ]),
      ],
      world,
      8,
    ),
  ).toEqual([]);
});
