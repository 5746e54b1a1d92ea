import type { Plan, Project } from "@cuntong/contract";
import { expect, test } from "vitest";
import { firstProject, newestDone } from "./first-view.ts";

const project = (id: string, demo: string | null, createdAt: string): Project => ({
  ...{ id, name: id, nameZh: null, generated: false, demo, credits: [], extent: null, services: [] },
  ...{ villages: { unconnected: 0, planned: 0, underConstruction: 0, connected: 0, accepted: 0 } },
  ...{ nodes: 0, spans: 0, corridorEdges: 0, hasElevation: false, createdAt },
});

const plan = (id: string, state: Plan["state"], createdAt: string): Plan => ({
  ...{ id, projectId: "guangxi", name: "", state, progress: { phase: "save", fraction: 1 }, revision: 1, totals: null },
  request: { projectId: "guangxi", name: "", villages: { select: "all" }, effort: "standard", seed: 1 },
  ...{ seconds: null, issues: [], createdAt, finishedAt: null },
});

test("the page opens on the Guangxi demonstration, else on a demonstration, else on the newest project", () => {
  const own = project("own", null, "2026-03-01T00:00:00Z");
  const older = project("older", null, "2026-01-01T00:00:00Z");
  const andorra = project("andorra", "andorra", "2026-01-01T00:00:00Z");
  const guangxi = project("guangxi", "guangxi", "2025-01-01T00:00:00Z");
  expect(firstProject([own, andorra, guangxi])?.id).toBe("guangxi");
  expect(firstProject([own, andorra])?.id).toBe("andorra");
  expect(firstProject([older, own])?.id).toBe("own");
  expect(firstProject([])).toBeUndefined();
});

test("the plan shown first is the newest that is done, of that project", () => {
  const plans = [
    plan("old", "done", "2026-01-01T00:00:00Z"),
    plan("new", "done", "2026-02-01T00:00:00Z"),
    plan("running", "running", "2026-03-01T00:00:00Z"),
  ];
  expect(newestDone(plans, "guangxi")?.id).toBe("new");
  expect(newestDone(plans, "andorra")).toBeUndefined();
});
