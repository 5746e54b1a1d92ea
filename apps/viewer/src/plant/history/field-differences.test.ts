import { expect, test } from "vitest";
import { fieldDifferences } from "./field-differences.ts";

test("only what is not alike is told, a field that came or went too", () => {
  const before = { id: "C1", name: "K1", status: "planned", slack: [{ nodeId: "N1", sheathM: 10 }] };
  const after = { id: "C1", status: "operational", slack: [{ nodeId: "N1", sheathM: 10 }], drum: { number: "7" } };
  expect(fieldDifferences(before, after)).toEqual([
    { field: "name", before: "K1", after: undefined },
    { field: "status", before: "planned", after: "operational" },
    { field: "drum", before: undefined, after: { number: "7" } },
  ]);
});

test("what was made has all its fields, and what is the same none", () => {
  expect(fieldDifferences(undefined, { id: "N1", kind: "pole" })).toEqual([
    { field: "kind", before: undefined, after: "pole" },
  ]);
  expect(fieldDifferences({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] })).toEqual([]);
});
