import { type GradeCounts, type RedundancyGrade, redundancyGrades } from "@cuntong/network";
import type { Order } from "../controls/order.ts";
import type { RedundancyAnswer } from "./use-redundancy.ts";

/** What a table of grades counts. */
export type Counted = "villages" | "people";
export type GradeColumn = "name" | RedundancyGrade | "all";

/** A county's figures by grade. */
export interface GradeRow {
  /** Empty for villages whose county is not known. */
  readonly countyCode: string;
  readonly name: string;
  readonly grades: GradeCounts;
  readonly all: number;
}

/** A row for each county; `nameOf` says what a code is called. */
export function gradeRows(
  { counties }: Pick<RedundancyAnswer, "counties">,
  counted: Counted,
  nameOf: (countyCode: string) => string,
): GradeRow[] {
  return counties.map((county) => {
    const grades = county[counted];
    return { countyCode: county.countyCode, name: nameOf(county.countyCode), grades, all: sumOf(grades) };
  });
}

export function sumOf(grades: GradeCounts): number {
  return redundancyGrades.reduce((sum, grade) => sum + grades[grade], 0);
}

/** The rows in that order; equal ones by code, and villages whose county is not known always last. */
export function sortGradeRows(rows: readonly GradeRow[], { column, direction }: Order<GradeColumn>): GradeRow[] {
  const sign = direction === "ascending" ? 1 : -1;
  const figure = (row: GradeRow) => (column === "all" || column === "name" ? row.all : row.grades[column]);
  const compare = (a: GradeRow, b: GradeRow) =>
    column === "name" ? a.name.localeCompare(b.name, "zh-CN") : figure(a) - figure(b);
  return rows.toSorted(
    (a, b) =>
      Number(a.countyCode === "") - Number(b.countyCode === "") ||
      sign * compare(a, b) ||
      a.countyCode.localeCompare(b.countyCode),
  );
}
