import { expect, test } from "vitest";
import { formatIssue, isClean } from "./issue.ts";

test("an issue is one line: severity, code, place, message, suggestion", () => {
  const place = { file: "v.csv", row: 3, field: "lon", lon: 108.5, lat: 23 };
  const issue = {
    severity: "error",
    code: "POSITION_ZERO",
    place,
    message: "No position.",
    suggestion: "Give one.",
  } as const;
  expect(formatIssue(issue)).toBe(
    "error POSITION_ZERO v.csv row 3 field lon at 108.500000,23.000000: No position. Give one.",
  );
  expect(formatIssue({ ...issue, place: {}, message: "no position" })).toBe(
    "error POSITION_ZERO: no position. Give one.",
  );
});

test("an issue without a place has no hole in its line", () => {
  expect(formatIssue({ severity: "info", code: "ELEVATION_ABSENT", place: {}, message: "Flat." })).toBe(
    "info ELEVATION_ABSENT: Flat.",
  );
});

test("only errors spoil a report", () => {
  const issue = { severity: "warning", code: "A", place: {}, message: "" } as const;
  expect([isClean([issue]), isClean([issue, { ...issue, severity: "error" }])]).toEqual([true, false]);
});
