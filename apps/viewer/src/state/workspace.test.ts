import { expect, test } from "vitest";
import { openWorkspace, reduceWorkspace, type Workspace, type WorkspaceAction } from "./workspace.ts";

const after = (state: Workspace, ...actions: WorkspaceAction[]) => actions.reduce(reduceWorkspace, state);
const open = openWorkspace({ project: "guangxi", plan: "p1", village: "v1", county: "451224" });

test("another project forgets plan, village and county, and keeps what the legend hides", () => {
  const next = after(open, { type: "toggle", group: "rivers" }, { type: "project", projectId: "andorra" });
  expect(next).toMatchObject({ projectId: "andorra", planId: null, villageCode: null, countyCode: null });
  expect([...next.hidden].sort()).toEqual(["nodes", "rivers"]);
});

test("the same project again changes nothing", () => {
  expect(after(open, { type: "project", projectId: "guangxi" })).toBe(open);
});

test("asking for a new plan closes the village, and choosing a plan ends the asking", () => {
  const asking = after(open, { type: "planning", open: true });
  expect(asking).toMatchObject({ planning: true, planId: "p1", villageCode: null });
  expect(after(asking, { type: "plan", planId: "p2" })).toMatchObject({ planning: false, planId: "p2" });
});

test("drawing drops the last polygon, and a finished polygon ends the drawing", () => {
  const ring = [
    [108, 23],
    [109, 23],
    [109, 24],
  ] as const;
  const drawn = after(open, { type: "draw", on: true }, { type: "polygon", ring });
  expect(drawn).toMatchObject({ drawing: false, polygon: ring });
  expect(after(drawn, { type: "draw", on: true }).polygon).toBeNull();
  expect(after(drawn, { type: "draw", on: false }).polygon).toBe(ring);
});

test("two flights to the same place are two turns", () => {
  const extent = [107, 23, 109, 25] as const;
  expect(after(open, { type: "fly", extent }, { type: "fly", extent }).flight).toEqual({ turn: 2, extent });
});

test("a group that is hidden twice is shown again", () => {
  expect([...after(open, { type: "toggle", group: "nodes" }).hidden]).toEqual([]);
  expect(after(open, { type: "toggle", group: "spans" }, { type: "toggle", group: "spans" }).hidden).toEqual(
    open.hidden,
  );
});
