import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { plannerVersion } from "../index.ts";

test("the planner says the version of its package", () => {
  expect(plannerVersion).toBe(manifest.version);
});
