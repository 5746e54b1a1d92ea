import type { NodeId, PlantNode, PlantStatus, Span, SpanId } from "@cuntong/network";
import { expect, test } from "vitest";
import { type PlanInput, plan } from "../index.ts";
import { at, corridorsOf, headend, planInput, village } from "../testing/sketch.ts";

//   H-----------N---A
const corridors = corridorsOf([{ points: [at(0, 0), at(3000, 0)] }]);
const villages = [village("A", at(3000, 0))];
const root = headend("H", at(0, 0));

function node(id: string, eastM: number, status: PlantStatus): PlantNode {
  return { id: id as NodeId, kind: "closure", position: at(eastM, 0), status };
}

function span(from: PlantNode, to: PlantNode, status: PlantStatus = "operational"): Span {
  const line = [from.position, to.position] as const;
  return { id: `${from.id}-${to.id}` as SpanId, from: from.id, to: to.id, support: "aerial", line, lengthM: 1, status };
}

function planned(given: Partial<PlanInput>) {
  const answer = plan(planInput({ corridors, villages, nodes: [root], ...given }));
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
  const codes = answer.issues.filter(({ severity }) => severity !== "info").map(({ code, params }) => [code, params]);
  return { proposal: answer.proposal, codes };
}

test.each(["proposed", "decommissioned"] as const)("fibre that is %s is no root that costs nothing", (status) => {
  const far = node("N", 2900, status);
  const { proposal, codes } = planned({ nodes: [root, far], spans: [span(root, far, status)] });
  expect(proposal.totals.lengthM).toBeCloseTo(3000, -1);
  expect(proposal.nodes.map(({ id }) => id)).not.toContain("N");
  expect(codes).toEqual([["NODE_NOT_THERE", { nodes: 1, of: 2 }]]);
});

test.each(["planned", "underConstruction", "operational", "inactive"] as const)("fibre that is %s is", (status) => {
  const far = node("N", 2900, status);
  const { proposal, codes } = planned({ nodes: [root, far], spans: [span(root, far, status)] });
  expect(proposal.totals.lengthM).toBeCloseTo(100, -1);
  expect(codes).toEqual([]);
});

test("a plant of which nothing is there is no root at all", () => {
  const answer = plan(planInput({ corridors, villages, nodes: [node("N", 0, "proposed")] }));
  expect([answer.ok, answer.issues.map(({ code }) => code)]).toEqual([false, ["NODE_NOT_THERE", "NO_ROOT"]]);
});

test("a part of the plant that no span joins to a headend is said, and a second headend is not", () => {
  const [far, farther] = [node("N", 1000, "operational"), node("M", 2000, "operational")];
  expect(planned({ nodes: [root, far, farther], spans: [span(far, farther)] }).codes).toEqual([
    ["PLANT_APART", { parts: 1 }],
  ]);
  expect(planned({ nodes: [far, farther], spans: [] }).codes).toEqual([["PLANT_APART", { parts: 1 }]]);
  expect(planned({ nodes: [root, headend("H2", at(2000, 0))], spans: [] }).codes).toEqual([]);
  expect(planned({ nodes: [root, far, farther], spans: [span(root, far), span(far, farther)] }).codes).toEqual([]);
});

test("plant that was built from a proposal keeps its ids, and the next proposal takes others", () => {
  const built = { ...node("P-N-000001", 1000, "operational") };
  const { proposal } = planned({ nodes: [root, built], spans: [{ ...span(root, built), id: "P-S-000001" as SpanId }] });
  expect(proposal.nodes.map(({ id, existing }) => [id, existing])).toEqual([
    ["P-N-000001", true],
    ["P2-N-000001", false],
  ]);
  expect(proposal.spans.map(({ id, from, to }) => [id, from, to])).toEqual([
    ["P2-S-000001", "P-N-000001", "P2-N-000001"],
  ]);
});
