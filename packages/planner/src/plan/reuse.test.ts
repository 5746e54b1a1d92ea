import type { NodeId, PlanSettings, PlantNode, Proposal, Span, SpanId, Support } from "@cuntong/network";
import { expect, test } from "vitest";
import { itemisedCounting, itemisedPriceBook, type PlanInput, plan } from "../index.ts";
import { expectToHold } from "../testing/promises.ts";
import { at, corridorsOf, headend, planInput, type Road, village } from "../testing/sketch.ts";
import { defaultSettings } from "./settings.ts";

const reuse: PlanSettings = { ...defaultSettings, existingSpans: "reuse" };

function closure(id: string, eastM: number, northM: number): PlantNode {
  return { id: id as NodeId, kind: "closure", position: at(eastM, northM), status: "operational" };
}

function span(from: PlantNode, to: PlantNode, support: Support = "aerial"): Span {
  const line = [from.position, to.position] as const;
  const id = `${from.id}-${to.id}` as SpanId;
  return { id, from: from.id, to: to.id, support, line, lengthM: 1, status: "operational" };
}

function planned(given: Pick<PlanInput, "corridors" | "villages" | "nodes"> & Partial<PlanInput>): Proposal {
  const answer = plan(planInput({ settings: reuse, ...given }));
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
  expectToHold(answer.proposal);
  return answer.proposal;
}

const codesOf = (given: Parameters<typeof planned>[0]) =>
  plan(planInput({ settings: reuse, ...given })).issues.map(({ code, params }) => [code, params?.codes]);

//   N------------M       existing poles: 1,500 m up, 2,000 m along, 1,500 m down to the village
//   |            |
//   H - - - - - -A       road: 2,000 m
const root = headend("H", at(0, 0));
const [n, m, end] = [closure("N", 0, 1500), closure("M", 2000, 1500), closure("E", 2000, 0)];
const around = [span(root, n), span(n, m), span(m, end)];
const road: Road = { points: [at(0, 0), at(2000, 0)] };
const square = { corridors: corridorsOf([road]), villages: [village("A", at(2000, 0))], nodes: [root, n, m, end] };

test("a longer way on poles that are there is preferred to a shorter one that is built", () => {
  const { totals, bill, spans, nodes } = planned({ ...square, spans: around });
  expect(totals.lengthM).toBeCloseTo(5000, -1);
  expect(bill.map(({ code }) => code)).toEqual(["overlash.aerial", "village.drop"]);
  expect(spans.map(({ reuses, villagesBeyond }) => [reuses, villagesBeyond])).toEqual([
    ["H-N", 1],
    ["N-M", 1],
    ["M-E", 1],
  ]);
  expect(nodes.map(({ id, existing }) => [id, existing])).toEqual([
    ["H", true],
    ["N", true],
    ["M", true],
    ["E", true],
  ]);
});

test("it is built where that is cheaper, or where existing nodes have strands to spare", () => {
  const dear = {
    ...planInput(square).priceBook,
    prices: planInput(square).priceBook.prices.map((price) =>
      price.code === "overlash.aerial" ? { ...price, priceFen: 1200 } : price,
    ),
  };
  const built = planned({ ...square, spans: around, priceBook: dear });
  expect(built.spans.map(({ reuses, lengthM }) => [reuses, Math.round(lengthM)])).toEqual([[undefined, 2000]]);
  const spare = planned({ ...square, spans: around, settings: defaultSettings });
  expect([spare.spans.length, spare.totals.costFen]).toEqual([0, 150000]);
});

test("cable leaves the poles at a node, with a closure only where it branches, and is sized by the villages beyond", () => {
  //   H=====N=====M     poles
  //         |     |
  //         A     B     roads down to the villages
  const [p, q] = [closure("N", 1000, 0), closure("M", 2000, 0)];
  const { bill, spans, nodes } = planned({
    corridors: corridorsOf([{ points: [at(1000, 0), at(1000, -800)] }, { points: [at(2000, 0), at(2000, -800)] }]),
    villages: [village("A", at(1000, -800)), village("B", at(2000, -800))],
    nodes: [root, p, q],
    spans: [span(root, p, "duct"), span(p, q)],
    priceBook: itemisedPriceBook,
    settings: { ...reuse, counting: itemisedCounting },
  });
  const found = Object.fromEntries(spans.map(({ reuses, to, cables }) => [reuses ?? to, cables?.[0].strands]));
  expect([found["H-N"], found["N-M"], spans.length]).toEqual([12, 8, 4]);
  expect(nodes.filter(({ existing }) => existing).map(({ id, kind }) => [id, kind])).toEqual([
    ["H", "headend"],
    ["N", "closure"],
    ["M", "closure"],
  ]);
  const quantity = (code: string) => bill.find((line) => line.code === code)?.quantity;
  expect([quantity("node.closure"), quantity("node.pole")]).toEqual([1, 32]);
  expect([quantity("overlash.duct"), quantity("overlash.aerial")]).toEqual([
    expect.closeTo(100000, -3),
    expect.closeTo(100000, -3),
  ]);
});

test("poles that no span joins to a headend carry cable where roads lead to them, and villages beside them are reached", () => {
  //   H - - -N=====M A      road to N, poles from there on, the village by the last pole
  const [p, q] = [closure("N", 1000, 0), closure("M", 6000, 0)];
  const input = {
    corridors: corridorsOf([{ points: [at(0, 0), at(1000, 0)] }]),
    villages: [village("A", at(6100, 0))],
    nodes: [root, p, q],
    spans: [span(p, q)],
  };
  const { totals, spans, villages } = planned(input);
  expect([totals.connected, villages.map((v) => v.state === "connected" && v.rootNodeId)]).toEqual([1, ["H"]]);
  expect(spans.map(({ from, to, reuses }) => [from, to, reuses])).toEqual([
    ["H", "N", undefined],
    ["N", "M", "N-M"],
    ["M", "P-N-000003", undefined],
  ]);
  const apart = planned({ ...input, corridors: corridorsOf([{ points: [at(0, 0), at(0, 900)] }]), spans: [] });
  expect(apart.totals.unreachable).toBe(1);
});

test("without a headend, or without a price for what carries the cable, it is refused", () => {
  expect(codesOf({ ...square, nodes: [n, m, end], spans: around })).toEqual([["NO_HEADEND", undefined]]);
  const { priceBook } = planInput(square);
  const poor = { ...priceBook, prices: priceBook.prices.filter(({ code }) => code !== "overlash.duct") };
  const spans = [...around, span(root, end, "duct")];
  expect(codesOf({ ...square, spans, priceBook: poor })).toEqual([["PRICE_MISSING", "overlash.duct"]]);
});

test("no cable is laid along poles that stand in a forbidden area", () => {
  const ring = [at(500, 1000), at(1500, 1000), at(1500, 2000), at(500, 2000), at(500, 1000)];
  const { spans } = planned({
    ...square,
    spans: around,
    areas: [{ id: "F", name: "reserve", shape: [[ring]], kind: "forbidden" }],
  });
  expect(spans.map(({ reuses }) => reuses)).toEqual([undefined]);
});
