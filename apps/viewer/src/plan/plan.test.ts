import type { PlanProgress } from "@cuntong/contract";
import { expect, test } from "vitest";
import { turned } from "../controls/order.ts";
import { type CountyColumn, sortCounties } from "./county-order.ts";
import { addSample, frameOf, gapOf, type Sample, stairs } from "./samples.ts";

const rows = [
  { countyCode: "2", name: "乙县", connected: 5, unreachable: 0, leftOut: 0, shareFen: 10 },
  { countyCode: "1", name: "甲县", connected: 5, unreachable: 2, leftOut: 0, shareFen: 30 },
  { countyCode: "3", name: "丙县", connected: 1, unreachable: 1, leftOut: 0, shareFen: 20 },
];

test("counties sort by any column both ways, equal ones by code or its reverse alike", () => {
  const order = (column: "name" | "connected" | "share", direction: "ascending" | "descending") =>
    sortCounties(rows, { column, direction }).map(({ countyCode }) => countyCode);
  expect(order("share", "descending")).toEqual(["1", "3", "2"]);
  expect(order("connected", "descending")).toEqual(["1", "2", "3"]);
  expect(order("name", "ascending")).toEqual(["3", "1", "2"]);
});

test("counties sort by how far they are over the quota that they are nearest to, those without one at the end", () => {
  const quota = (of: "villages" | "people", atLeast: number, got: number) => ({ of, atLeast, got });
  const [first, second, third] = rows;
  const asked = [
    { ...first!, quotas: [quota("villages", 3, 5), quota("people", 100, 101)] },
    second!,
    { ...third!, quotas: [quota("villages", 1, 1)] },
  ];
  const order = sortCounties(asked, { column: "quota", direction: "ascending" });
  expect(order.map(({ countyCode }) => countyCode)).toEqual(["3", "2", "1"]);
});

test("a heading clicked again turns its order; figures begin with the largest, names with the first", () => {
  const first = turned<CountyColumn>({ column: "share", direction: "descending" }, "name");
  expect([first, turned(first, "name")]).toEqual([
    { column: "name", direction: "ascending" },
    { column: "name", direction: "descending" },
  ]);
  expect(turned(first, "unreachable").direction).toBe("descending");
});

const search: readonly PlanProgress[] = [
  { phase: "snap", fraction: 0.1 },
  { phase: "tree", fraction: 0.4, costFen: 90 },
  { phase: "tree", fraction: 0.5, costFen: 90 },
  { phase: "bound", fraction: 0.8, costFen: 60, lowerBoundFen: 50 },
  { phase: "bound", fraction: 0.8, costFen: 60, lowerBoundFen: 57 },
  { phase: "proposal", fraction: 1, costFen: 61, lowerBoundFen: 57 },
];

test("the chart of a search keeps every moment at which cost or bound were news", () => {
  const samples = search.reduce<readonly Sample[]>((all, progress, second) => addSample(all, progress, second), []);
  expect(samples).toEqual([
    { at: 1, costFen: 90 },
    { at: 3, costFen: 60, lowerBoundFen: 50 },
    { at: 4, costFen: 60, lowerBoundFen: 57 },
  ]);
  expect(search.map(gapOf)).toEqual([undefined, undefined, undefined, 10 / 60, 0.05, 4 / 61]);
  const frame = frameOf(samples, 5, { width: 100, height: 40 });
  expect(frame.x).toEqual([1, 5]);
  expect(frame.y.map((fen) => fen.toFixed(2))).toEqual(["53.23", "64.37"]);
});

test("cost and bound hold until there is a better one, and go on to the present", () => {
  const samples: Sample[] = [
    { at: 1, costFen: 90 },
    { at: 3, costFen: 60, lowerBoundFen: 50 },
  ];
  expect(stairs(samples, 5, ({ costFen }) => costFen)).toEqual([
    [1, 90],
    [3, 90],
    [3, 60],
    [5, 60],
  ]);
  expect(stairs(samples, 5, ({ lowerBoundFen }) => lowerBoundFen)).toEqual([
    [3, 50],
    [5, 50],
  ]);
  expect(stairs([], 5, ({ costFen }) => costFen)).toEqual([]);
});
