import { expect, test } from "vitest";
import { type GradeColumn, gradeRows, sortGradeRows } from "./grade-rows.ts";

const grades = (onePath: number, dualHomed: number) => ({ none: 0, onePath, sharedRisk: 0, twoDisjoint: 0, dualHomed });
const counties = [
  { countyCode: "", villages: grades(9, 0), people: grades(900, 0) },
  { countyCode: "1", villages: grades(2, 5), people: grades(20, 50) },
  { countyCode: "2", villages: grades(3, 0), people: grades(10, 0) },
];
const nameOf = (code: string) => ({ 1: "甲县", 2: "丙县" })[code] ?? "";

test("counties sort by grade, by all and by name; villages without a county stay at the end", () => {
  const order = (column: GradeColumn, counted: "villages" | "people" = "villages") =>
    sortGradeRows(gradeRows({ counties }, counted, nameOf), { column, direction: "descending" }).map(
      ({ countyCode }) => countyCode,
    );
  expect(order("onePath")).toEqual(["2", "1", ""]);
  expect(order("onePath", "people")).toEqual(["1", "2", ""]);
  expect(order("all")).toEqual(["1", "2", ""]);
  expect(order("name")).toEqual(["1", "2", ""]);
});
