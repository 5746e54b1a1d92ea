import { expect, test } from "vitest";
import { priceGroups } from "./price-groups.ts";

test("prices of a bill are asked about by family, pieces on their own, and what follows others not at all", () => {
  const codes = ["span.aerial.flat", "span.wall.flat", "crossing.river", "node.pole", "surcharge.30.span.aerial.flat"];
  expect(priceGroups(codes)).toEqual(["span.aerial", "span", "crossing", "node.pole"]);
});
