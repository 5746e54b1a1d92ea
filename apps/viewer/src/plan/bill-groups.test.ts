import { expect, test } from "vitest";
import { groupBill } from "./bill-groups.ts";

const line = (code: string, costFen: number) =>
  ({ code, unit: "each", quantity: 1, priceFen: costFen, costFen, source: "", date: "" }) as const;

test("a bill is grouped by kind of work in the order of building, each with its sum, and nothing is lost", () => {
  const lines = [
    ...[line("span.aerial.flat", 5), line("crossing.river", 3), line("class.track", 2), line("village.drop", 1)],
    ...[line("permit.road", 4), line("forest.aerial", 6), line("new.kind", 7)],
  ];
  expect(groupBill(lines).map(({ group, costFen }) => [group, costFen])).toEqual([
    ["spans", 7],
    ["ground", 6],
    ["crossings", 3],
    ["permits", 4],
    ["villages", 1],
    ["other", 7],
  ]);
});
