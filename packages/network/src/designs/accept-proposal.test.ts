import { metresPerDegree, type Position } from "@cuntong/geo";
import { expect, test } from "vitest";
import type { Proposal, ProposedSpan } from "../proposal.ts";
import type { SpanId } from "../records/ids.ts";
import { checkPlant } from "../rules/check.ts";
import { counter, done, refusal } from "../testing/edit.ts";
import { sketch } from "../testing/sketch.ts";
import { acceptProposal } from "./accept-proposal.ts";

const frame = metresPerDegree(23);

/** A plan for village V9: a tee off the middle of OLT1-SC1, a new closure, and a line to the village that crosses itself. */
function planned() {
  const { network, at } = sketch("OLT1 ==24== SC1");
  const [from, to] = network.get("spans", at("OLT1", "SC1"))!.line;
  const tee: Position = [(from[0] + to[0]) / 2, from[1]];
  const off = (eastM: number, northM: number): Position => [tee[0] + eastM / frame.lonM, tee[1] + northM / frame.latM];
  const village = { code: "V9", name: "V9", position: off(300, 700), status: "unconnected" };
  const span = (id: string, ends: [string, string], line: Position[]): ProposedSpan =>
    ({ id, from: ends[0], to: ends[1], support: "aerial", line, cables: [{ strands: 12, count: 1 }] }) as never;
  const proposal = {
    totals: { connected: 1 },
    nodes: [
      { id: "P1", kind: "closure", position: tee, existing: false },
      { id: "P2", kind: "closure", position: off(0, 400), existing: false },
      { id: "P3", kind: "village", position: village.position, existing: false, villageCode: "V9" },
    ],
    spans: [
      span("a", ["P1", "P2"], [tee, off(0, 400)]),
      span("b", ["P2", "P3"], [off(0, 400), off(200, 500), off(200, 400), off(50, 500), village.position]),
    ],
    villages: [{ ...village, state: "connected" }],
  } as unknown as Proposal;
  const plant = network.apply({ note: "", put: { villages: [village as never] }, remove: {} });
  return { plant, proposal };
}

test("an accepted plan becomes planned plant that keeps every rule and tees off the span it meets", () => {
  const { plant, proposal } = planned();
  const after = done(plant, acceptProposal(plant, proposal, counter()));
  expect(checkPlant(after)).toEqual([]);
  const made = [...after.records("spans")].filter(({ status }) => status === "planned");
  expect(made.length).toBe(3);
  expect(after.get("cables", "OLT1-SC1")!.spanIds.length).toBe(2);
  const cables = [...after.records("cables")].filter(({ status }) => status === "planned");
  expect(cables.map(({ typeId, spanIds }) => [typeId, spanIds.length]).sort()).toEqual([
    ["gyta-12", 1],
    ["gyta-12", 2],
  ]);
  expect(after.get("villages", "V9")?.status).toBe("planned");
});

test("a plan is refused where a node it starts from is gone or the catalogue lacks a cable", () => {
  const { plant, proposal } = planned();
  const gone = { ...proposal, nodes: [{ ...proposal.nodes[0], existing: true }] };
  expect(refusal(acceptProposal(plant, gone, counter()))).toEqual(["NODE_UNKNOWN"]);
  const odd = { ...proposal, spans: [{ ...proposal.spans[0], cables: [{ strands: 13, count: 1 }] }] };
  expect(refusal(acceptProposal(plant, odd, counter()))).toEqual(["OBJECT_UNKNOWN"]);
});

test("cable along an existing span is laid on it, over both parts where the plan tees off it", () => {
  const { plant, proposal } = planned();
  const existing = plant.get("spans", "OLT1-SC1" as SpanId)!;
  const ends = (id: string, position: Position) => ({ id, kind: "closure", position, existing: true });
  const along = { ...proposal.spans[0], id: "c", from: "SC1", to: "OLT1", reuses: existing.id, line: existing.line };
  const reusing = {
    ...proposal,
    nodes: [ends("OLT1", existing.line[0]), ends("SC1", existing.line.at(-1)!), ...proposal.nodes],
    spans: [along, ...proposal.spans],
  } as unknown as Proposal;
  const after = done(plant, acceptProposal(plant, reusing, counter()));
  expect(checkPlant(after)).toEqual([]);
  const [before, now] = [plant, after].map((network) => [...network.records("spans")].length);
  expect(now - before).toBe(4);
  const laid = [...after.records("cables")].find(({ status, spanIds }) => {
    return status === "planned" && spanIds.includes(existing.id);
  })!;
  expect([laid.startNodeId, laid.spanIds.length, laid.spanIds[1]]).toEqual(["SC1", 2, existing.id]);
  const gone = { ...reusing, spans: [{ ...along, reuses: "S404" }] } as unknown as Proposal;
  expect(refusal(acceptProposal(plant, gone, counter()))).toEqual(["SPAN_UNKNOWN"]);
});
