import { ProjectId } from "@cuntong/contract";
import { expect, test } from "vitest";
import { projectIdFrom } from "./project-id.ts";
import { nextActive } from "./search-keys.ts";

test("a project's short name is made of what its name has in Latin letters", () => {
  const names = ["Hechi 2026 (draft)", "  Café du Mékong ", "河池 Donglan", "a".repeat(80)];
  const ids = names.map(projectIdFrom);
  expect(ids).toEqual(["hechi-2026-draft", "cafe-du-mekong", "donglan", "a".repeat(40)]);
  expect(ids.filter((id) => !ProjectId.safeParse(id).success)).toEqual([]);
  expect(projectIdFrom("河池")).toBe("");
});

test("arrows walk the list of results round its ends, and stay in an empty one", () => {
  expect([nextActive(2, 3, "ArrowDown"), nextActive(0, 3, "ArrowUp"), nextActive(0, 3, "ArrowDown")]).toEqual([
    0, 2, 1,
  ]);
  expect(nextActive(0, 0, "ArrowDown")).toBe(0);
});
