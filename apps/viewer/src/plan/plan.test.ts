import { PlanRequest } from "@cuntong/contract";
import { expect, test } from "vitest";
import { sortCounties, turned } from "./county-order.ts";
import { type PlanFields, planRequest } from "./plan-request.ts";
import { addSample, frameOf, polyline, type Sample } from "./samples.ts";

const fields: PlanFields = {
  ...{ projectId: "guangxi", choice: "all", countyCode: null, polygon: null },
  ...{ priceBook: "", effort: "standard", seed: "1", name: "  " },
};

test("the form makes a request that the contract takes", () => {
  const polygon = [
    [108, 23],
    [109, 23],
    [109, 24],
  ] as const;
  const requests = [
    planRequest(fields),
    planRequest({ ...fields, choice: "county", countyCode: "451224", priceBook: "2026" }),
    planRequest({ ...fields, choice: "polygon", polygon }),
  ];
  expect(requests.map((request) => PlanRequest.parse(request))).toEqual(requests);
});

test("a county, a polygon or a seed that is still to be chosen makes no request", () => {
  expect([
    planRequest({ ...fields, choice: "county" }),
    planRequest({ ...fields, choice: "polygon" }),
    planRequest({ ...fields, choice: "polygon", polygon: [[1, 1]] }),
    planRequest({ ...fields, seed: "x" }),
    planRequest({ ...fields, seed: "4294967296" }),
  ]).toEqual([null, null, null, null, null]);
});

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

test("a heading clicked again turns its order; figures begin with the largest, names with the first", () => {
  const first = turned({ column: "share", direction: "descending" }, "name");
  expect([first, turned(first, "name")]).toEqual([
    { column: "name", direction: "ascending" },
    { column: "name", direction: "descending" },
  ]);
  expect(turned(first, "unreachable").direction).toBe("descending");
});

test("a curve takes every moment with a cost once", () => {
  const samples = [
    { phase: "snap", fraction: 0.1 },
    { phase: "tree", fraction: 0.4, costFen: 90 },
    { phase: "tree", fraction: 0.4, costFen: 90 },
    { phase: "bound", fraction: 0.8, costFen: 60, lowerBoundFen: 50 },
  ] as const;
  const curve = samples.reduce<readonly Sample[]>(addSample, []);
  expect(curve).toEqual([
    { at: 0.4, costFen: 90 },
    { at: 0.8, costFen: 60, lowerBoundFen: 50 },
  ]);
  const frame = frameOf(curve, { width: 100, height: 40 });
  expect(frame).toMatchObject({ low: 50, high: 52.5, from: 0.4, to: 0.8 });
  const lines = [curve.map(({ at, costFen }) => ({ at, value: costFen })), [{ at: 0.8, value: 50 }]];
  expect(lines.map((line) => polyline(line, frame))).toEqual(["0.0,0.0 100.0,0.0", "100.0,40.0"]);
});
