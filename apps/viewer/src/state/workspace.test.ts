import type { Plan } from "@cuntong/contract";
import { expect, test } from "vitest";
import { emptyDraft } from "../draft/draft.ts";
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
  const line = [
    [108, 23],
    [109, 23],
    [109, 24],
  ] as const;
  const drawn = after(open, { type: "pen", task: "polygon" }, { type: "drawn", task: "polygon", line });
  expect([drawn.pen, drawn.draft.polygon]).toEqual([null, line]);
  expect(after(drawn, { type: "pen", task: "polygon" }).draft.polygon).toBeNull();
  expect(after(drawn, { type: "pen", task: "use" }, { type: "pen", task: null }).draft.polygon).toBe(line);
});

const shown = {
  id: "0191d2b0-5e6f-7c3a-8b1d-1f2e3d4c5b6a",
  request: {
    ...{ projectId: "guangxi", name: "", effort: "instant", seed: 7 },
    villages: { select: "county", countyCode: "451224" },
  },
} as Plan;
const line = [
  [108, 23],
  [109, 23],
] as const;

test("a lock set while a plan is shown changes that plan, and the changed plan remembers which", () => {
  const locked = after(
    open,
    { type: "lockLine", kind: "avoid", line, shown },
    { type: "lockVillage", code: "v9", lock: "forbid", shown },
  );
  expect(locked.draft).toMatchObject({ from: shown.id, seed: "7", avoid: [{ id: "A1", line }], forbid: ["v9"] });
  const begun = after(locked, { type: "started", planId: "p2" });
  expect(begun).toMatchObject({ planId: "p2", beforeId: shown.id, planning: false });
  expect(begun.draft).toBe(emptyDraft);
  expect(after(begun, { type: "plan", planId: "p1" }).beforeId).toBeNull();
});

test("a new plan goes on where it was left, and starts anew after a change of another plan was asked for", () => {
  const asking = after(open, { type: "planning", open: true }, { type: "draft", change: { name: "spring" } });
  const back = after(asking, { type: "planning", open: false }, { type: "planning", open: true });
  expect(back.draft).toMatchObject({ choice: "county", name: "spring" });
  const changed = after(open, { type: "revise", plan: shown }, { type: "planning", open: true });
  expect(changed.draft).toMatchObject({ from: null, seed: "1" });
});

test("a span and a village are not chosen together", () => {
  expect(after(open, { type: "span", id: "s1" })).toMatchObject({ spanId: "s1", villageCode: null });
  expect(after(open, { type: "span", id: "s1" }, { type: "village", code: "v1" }).spanId).toBeNull();
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

test("what is drawn into the plant waits to be stored, until something else is chosen", () => {
  const line = [
    [108, 23],
    [109, 23],
  ] as const;
  const sketched = after(open, { type: "pen", task: "span" }, { type: "drawn", task: "span", line });
  expect(sketched).toMatchObject({ pen: null, sketch: { task: "span", line } });
  const object = { table: "nodes", id: "N1" } as const;
  expect(after(sketched, { type: "object", object })).toMatchObject({ sketch: null, object, room: "plant" });
});

test("entering the plant's room closes the plan's cards and shows poles and closures", () => {
  const entered = after(open, { type: "room", room: "plant" });
  expect(entered).toMatchObject({ room: "plant", villageCode: null });
  expect(entered.hidden.has("nodes")).toBe(false);
});

test("a way for a cable is led on by what is clicked, stays while another object is looked at, and ends with another room", () => {
  const stop = (id: string): WorkspaceAction => ({ type: "stop", stop: { table: "nodes", id } });
  const begun = after(
    open,
    { type: "room", room: "plant" },
    { type: "way", way: { cableId: null, stops: [], end: null, status: "planned" } },
  );
  const led = after(begun, stop("A"), stop("B"), stop("B"), { type: "object", object: { table: "cables", id: "K" } });
  expect(led.way?.stops.map(({ id }) => id)).toEqual(["A", "B"]);
  expect(led.way?.turn).toBe(3);
  expect(after(led, { type: "pen", task: "node" }).way).toBeNull();
  expect(after(led, { type: "room", room: "faults" }).way).toBeNull();
  expect(after(open, stop("A")).way).toBeNull();
});
