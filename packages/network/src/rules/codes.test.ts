import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { operationCodes } from "../operations/operation.ts";
import { traceCodes } from "../trace/trace.ts";
import { ruleCodes } from "./violation.ts";

test("every code of a rule, an operation and a trace is explained in docs/plant.md", () => {
  const documented = readFileSync(new URL("../../../../docs/plant.md", import.meta.url), "utf8");
  const codes = [...ruleCodes, ...operationCodes, ...traceCodes];
  expect(codes.filter((code) => !documented.includes(`\`${code}\``))).toEqual([]);
});
