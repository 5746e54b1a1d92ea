import type { PlantNode } from "@cuntong/network";
import { expect, test } from "vitest";
import {
  inputsByCounty,
  type PlanInput,
  plan,
  planWithTree,
  preparePlan,
  solveTreeTask,
  treeTaskOf,
} from "../index.ts";
import { at, corridorsOf, headend, planInput, village } from "../testing/sketch.ts";

//   R ===== A1 ----- A2 -------- 60 km -------- B1      county 1 at the root, county 2 far to the east
const input: PlanInput = planInput({
  corridors: corridorsOf(
    [
      { points: [at(0, 0), at(1000, 0)] },
      { points: [at(1000, 0), at(2000, 0)] },
      { points: [at(2000, 0), at(62_000, 0)] },
      { points: [at(62_000, 0), at(63_000, 0), at(63_000, 500)] },
    ],
    [
      { kind: "river", points: [at(500, -100), at(500, 100)] },
      { kind: "river", points: [at(62_500, -100), at(62_500, 100)] },
    ],
  ),
  nodes: [headend("R", at(0, 0)), headend("S", at(62_000, 10))],
  villages: [
    village("B1", at(63_000, 500), { countyCode: "2" }),
    village("A1", at(1000, 0), { countyCode: "1" }),
    village("A2", at(2000, 0), { countyCode: "1" }),
  ],
});

test("each county has its own villages, the plant around them and the roads that reach into its surroundings", () => {
  const parts = [...inputsByCounty(input, 5000)].map(({ countyCode, input: part }) => ({
    countyCode,
    villages: part.villages.map(({ code }) => code),
    nodes: part.nodes.map(({ id }) => id),
    sources: [...part.corridors.edgeSource],
    rivers: part.corridors.barriers.kind.length,
    shape: [...part.corridors.shapeStart],
  }));
  expect(parts).toEqual([
    { countyCode: "1", villages: ["A1", "A2"], nodes: ["R"], sources: [1, 2, 3], rivers: 1, shape: [0, 0, 0, 0] },
    { countyCode: "2", villages: ["B1"], nodes: ["S"], sources: [3, 4], rivers: 1, shape: [0, 0, 1] },
  ]);
});

test("a county without plant of its own starts from the nearest", () => {
  const parts = [...inputsByCounty({ ...input, nodes: [headend("R", at(0, 0))] }, 5000)];
  expect(parts[1].input.nodes.map(({ id }) => id)).toEqual(["R"]);
  const answer = plan(parts[1].input);
  expect(answer.ok && answer.proposal.totals.connected).toBe(1);
});

test("a county whose plant has no headend starts from the nearest one where existing spans are reused", () => {
  const closure: PlantNode = { ...headend("C", at(62_500, 0)), kind: "closure" };
  const settings = { ...input.settings, existingSpans: "reuse" as const };
  const parts = [...inputsByCounty({ ...input, settings, nodes: [headend("R", at(0, 0)), closure] }, 5000)];
  expect(parts[1].input.nodes.map(({ id }) => id)).toEqual(["R", "C"]);
  const answer = plan(parts[1].input);
  expect(answer.ok && answer.proposal.villages.map((v) => v.state === "connected" && v.rootNodeId)).toEqual(["R"]);
});

test("a tree found in another thread gives the same bytes as one found here", () => {
  for (const { input: part } of inputsByCounty(input)) {
    const ready = preparePlan(part);
    if (!ready.ok) throw new Error(JSON.stringify(ready.issues));
    const elsewhere = planWithTree(ready.prepared, solveTreeTask(structuredClone(treeTaskOf(ready.prepared))));
    const here = plan(part);
    expect(elsewhere.ok && JSON.stringify(elsewhere.proposal)).toBe(here.ok && JSON.stringify(here.proposal));
  }
});
