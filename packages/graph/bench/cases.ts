import { connectivityCases } from "./connectivity.ts";
import { type PathCase, pathCases } from "./paths.ts";

/** All tasks that are measured, in the order of the table. */
export const cases: readonly PathCase[] = [
  ...pathCases,
  ...connectivityCases
    .filter(({ name }) => !name.includes("for comparison"))
    .map((one): PathCase => ({ ...one, prepare: (input) => ({ run: one.prepare(input) }) })),
];
