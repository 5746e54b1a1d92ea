import type { DesignDifference } from "@cuntong/contract";
import { expect, test } from "vitest";
import { designIdFrom } from "./design-id.ts";
import { differenceGroups, differenceName } from "./difference-groups.ts";

const one = (table: string, id: string, kind: DesignDifference["kind"], name?: string): DesignDifference => ({
  object: { table, id } as DesignDifference["object"],
  kind,
  fields: name === undefined ? [] : [{ field: "name", after: name }],
});

test("a design's differences stand kind by kind: nodes before spans, and what is made before what is removed", () => {
  const groups = differenceGroups([
    one("spans", "s1", "removed"),
    one("spans", "s2", "made"),
    one("nodes", "n1", "changed"),
    one("spans", "s3", "made"),
  ]);
  expect(groups.map(({ table, kind, differences }) => `${table} ${kind} ${differences.length}`)).toEqual([
    "nodes changed 1",
    "spans made 2",
    "spans removed 1",
  ]);
});

test("an object is called by the name that the design gives it, where it gives one", () => {
  expect([one("nodes", "n1", "changed", "北门"), one("nodes", "n1", "changed")].map(differenceName)).toEqual([
    "北门",
    undefined,
  ]);
});

test("a design's id is plain whatever its name", () => {
  expect(designIdFrom("Ring East 2", "a1-b2c3d4")).toBe("ring-east-2-a1b2c3");
  expect(designIdFrom("东环", "9f8e7d6c")).toBe("design-9f8e7d");
});
