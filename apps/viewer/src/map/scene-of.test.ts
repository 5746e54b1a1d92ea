import { expect, test } from "vitest";
import { openWorkspace, reduceWorkspace } from "../state/workspace.ts";
import { type Known, sceneOf } from "./scene-of.ts";

const plan = "0191d2b0-5e6f-7c3a-8b1d-1f2e3d4c5b6a";
const village = {
  code: "v1",
  name: "那百",
  pinyin: "na bai",
  position: [108, 24],
  people: 1,
  households: 1,
  status: "unconnected",
  ...{ countyCode: null, services: null, priority: null, dueDate: null },
} satisfies Known["village"];
const known: Known = {
  origin: "http://h",
  workspace: openWorkspace({ project: "p", plan, village: "v1" }),
  projectId: "p",
  counties: [
    {
      code: "1",
      name: "甲",
      pinyin: "jia",
      extent: [107, 23, 109, 25],
      villages: { unconnected: 1, planned: 0, underConstruction: 0, connected: 0, accepted: 0 },
    },
  ],
  areas: [],
  detail: null,
  village,
  path: null,
  span: undefined,
  object: null,
  design: [],
  trace: null,
  fault: null,
  plantTick: 0,
  way: null,
  subject: null,
  past: undefined,
  ...{ basemap: null, language: "en" },
};

test("a county without a place for its label is named in the middle of its extent", () => {
  expect(sceneOf(known).labels).toEqual([{ code: "1", name: "甲", position: [108, 24] }]);
});

test("no proposal is drawn while there is none, and the village of an older choice is not marked", () => {
  expect(sceneOf(known)).toMatchObject({ planId: null, village: { code: "v1" }, path: [], gaps: [] });
  expect(sceneOf({ ...known, workspace: openWorkspace({ project: "p", village: "v2" }) }).village).toBeNull();
});

test("the polygon of the next plan is drawn while it is asked for, and its locks until another plan is shown", () => {
  const polygon = [
    [108, 23],
    [109, 23],
    [109, 24],
  ] as const;
  const line = [
    [108, 23],
    [109, 23],
  ] as const;
  const asking = reduceWorkspace(reduceWorkspace(known.workspace, { type: "planning", open: true }), {
    type: "draft",
    change: { choice: "polygon", polygon },
  });
  const locked = reduceWorkspace(asking, { type: "drawn", task: "avoid", line });
  expect(sceneOf({ ...known, workspace: locked })).toMatchObject({
    polygon,
    locks: [{ id: "A1", kind: "avoid", line }],
  });
  expect(sceneOf({ ...known, workspace: { ...locked, planning: false } })).toMatchObject({ polygon: null });
});
