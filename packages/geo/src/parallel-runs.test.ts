import fc from "fast-check";
import { expect, test } from "vitest";
import { metresPerDegree } from "./geodesic.ts";
import { ParallelFinder } from "./parallel-runs.ts";

const { lonM, latM } = metresPerDegree(23);
type Point = readonly [eastM: number, northM: number];

function linesOf(lines: readonly (readonly Point[])[]) {
  const start = Uint32Array.from([0, ...lines.map((_, i) => lines.slice(0, i + 1).flat().length)]);
  const lon = Float64Array.from(lines.flat(), ([eastM]) => 108 + eastM / lonM);
  const lat = Float64Array.from(lines.flat(), ([, northM]) => 23 + northM / latM);
  return { start, lon, lat };
}

/** Runs of the first line beside the second, in whole metres; lines share an end where `meet` says so. */
function runs(lines: readonly (readonly Point[])[], meet: readonly [number, number][] = []): [number, number][] {
  const ends = meet.length > 0 ? meet : lines.map((_, i): [number, number] => [2 * i, 2 * i + 1]);
  const query = { withinM: 10, leastM: 50, from: ends.map(([a]) => a), to: ends.map(([, b]) => b) };
  const found = new ParallelFinder(linesOf(lines), query).runsOf(0);
  return found.map(({ fromM, toM }) => [Math.round(fromM), Math.round(toM)]);
}

const road: Point[] = [
  [0, 0],
  [400, 0],
];

test("lines beside each other run so for as long as they are near, and no longer", () => {
  expect(
    runs([
      road,
      [
        [100, 8],
        [300, 8],
      ],
    ]),
  ).toEqual([[94, 306]]);
  expect(
    runs([
      road,
      [
        [100, 12],
        [300, 12],
      ],
    ]),
  ).toEqual([]);
  expect(
    runs([
      road,
      [
        [100, 30],
        [150, 5],
        [250, 5],
        [300, 30],
      ],
    ]),
  ).toEqual([[138, 262]]);
});

test("a crossing is no run, and lines that leave one node are told apart at a distance from it", () => {
  expect(
    runs([
      road,
      [
        [200, -100],
        [200, 100],
      ],
    ]),
  ).toEqual([]);
  const fork: [number, number][] = [
    [0, 1],
    [0, 2],
  ];
  expect(
    runs(
      [
        road,
        [
          [0, 0],
          [300, 300],
        ],
      ],
      fork,
    ),
  ).toEqual([]);
  expect(
    runs(
      [
        road,
        [
          [0, 0],
          [20, 5],
          [380, 5],
        ],
      ],
      fork,
    ),
  ).toEqual([[50, 389]]);
});

test("short spans from pole to pole are beside each other where half of the shorter is", () => {
  expect(
    runs([
      [
        [0, 0],
        [50, 0],
      ],
      [
        [20, 6],
        [70, 6],
      ],
    ]),
  ).toEqual([[12, 50]]);
  expect(
    runs([
      [
        [0, 0],
        [50, 0],
      ],
      [
        [45, 6],
        [95, 6],
      ],
    ]),
  ).toEqual([]);
});

const metre = fc.integer({ min: 0, max: 300 });
const drawnLine = fc
  .array(fc.tuple(metre, fc.integer({ min: 0, max: 60 })), { minLength: 2, maxLength: 4 })
  .filter((points) => points.every(([x, y], i) => i === 0 || x !== points[i - 1]![0] || y !== points[i - 1]![1]));

test("every metre of a line is in a run exactly where the other is within reach of it", () => {
  fc.assert(
    fc.property(drawnLine, drawnLine, (one, two) => {
      const ends = { from: [0, 2], to: [1, 3] };
      const finder = new ParallelFinder(linesOf([one, two]), { withinM: 10, leastM: 0, ...ends });
      const found = finder.runsOf(0);
      let beforeM = 0;
      for (let i = 1; i < one.length; i++) {
        const [[ax, ay], [bx, by]] = [one[i - 1]!, one[i]!];
        const long = Math.hypot(bx - ax, by - ay);
        for (let m = 0.5; m < long; m += 1) {
          const at: Point = [ax + ((bx - ax) * m) / long, ay + ((by - ay) * m) / long];
          const gap = Math.min(...two.slice(1).map((end, k) => gapTo(at, two[k]!, end)));
          // At 10 m from the frame's parallel, metres of the two frames differ by less than this.
          if (Math.abs(gap - 10) < 0.05) continue;
          const isIn = found.some(({ fromM, toM }) => beforeM + m >= fromM - 0.05 && beforeM + m <= toM + 0.05);
          const isDeep = found.some(({ fromM, toM }) => beforeM + m >= fromM + 0.05 && beforeM + m <= toM - 0.05);
          if (gap < 10) expect(isIn).toBe(true);
          else expect(isDeep).toBe(false);
        }
        beforeM += long;
      }
    }),
    { numRuns: 200 },
  );
});

function gapTo([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const square = (bx - ax) ** 2 + (by - ay) ** 2;
  const t = Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / square));
  return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay));
}
