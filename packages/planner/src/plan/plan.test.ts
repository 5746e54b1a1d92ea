import type { Proposal } from "@cuntong/network";
import { edgeFlags } from "@cuntong/network";
import { expect, test } from "vitest";
import {
  defaultPriceBook,
  defaultSettings,
  itemisedCounting,
  itemisedPriceBook,
  type PlanInput,
  type PlanProgress,
  plan,
} from "../index.ts";
import { expectToHold } from "../testing/promises.ts";
import { at, corridorsOf, headend, planInput, village } from "../testing/sketch.ts";

function planned(input: PlanInput): Proposal {
  const answer = plan(input);
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
  return answer.proposal;
}

function refusedCodes(input: PlanInput): string[] {
  const answer = plan(input);
  return answer.ok ? [] : answer.issues.map(({ code }) => code);
}

//   R-----+-----+-----A     3 km of road, a branch of 1 km to B
//               |
//               B
const comb = corridorsOf([
  { points: [at(0, 0), at(1000, 0)] },
  { points: [at(1000, 0), at(2000, 0)] },
  { points: [at(2000, 0), at(3000, 0)] },
  { points: [at(2000, 0), at(2000, -1000)] },
]);
const root = headend("N1", at(0, 0));

test("two villages share the road up to where they part, and a closure is built there", () => {
  const proposal = planned(
    planInput({ corridors: comb, nodes: [root], villages: [village("A", at(3000, 0)), village("B", at(2000, -1000))] }),
  );
  expect(
    proposal.spans.map(({ from, to, villagesBeyond, corridorClass }) => [from, to, villagesBeyond, corridorClass]),
  ).toEqual([
    ["N1", "P-N-000001", 2, "minor"],
    ["P-N-000001", "P-N-000002", 1, "minor"],
    ["P-N-000001", "P-N-000003", 1, "minor"],
  ]);
  expect(proposal.nodes.map(({ id, kind, existing }) => [id, kind, existing])).toEqual([
    ["N1", "headend", true],
    ["P-N-000001", "closure", false],
    ["P-N-000002", "village", false],
    ["P-N-000003", "village", false],
  ]);
  expect(proposal.totals.lengthM).toBeCloseTo(4000, -1);
  expect(proposal.bill.map(({ code, quantity }) => [code, quantity])).toEqual([
    ["span.aerial.flat", Math.round(proposal.totals.lengthM * 100)],
    ["class.minor", Math.round(proposal.totals.lengthM * 100)],
    ["node.closure", 1],
    ["village.drop", 2],
  ]);
  expectToHold(proposal);
});

test("villages beside one road edge split it, and each gets an access link of class offroad", () => {
  const corridors = corridorsOf([{ points: [at(0, 0), at(1500, 0), at(3000, 0)] }]);
  const villages = [
    village("C", at(2500, 120)),
    village("A", at(700, 80)),
    village("B", at(700, -80)),
    village("D", at(2500, 120)),
    village("E", at(1500, 0)),
  ];
  const proposal = planned(planInput({ corridors, nodes: [root], villages }));
  const offroad = proposal.spans.filter((span) => span.corridorClass === "offroad");
  expect(offroad.map(({ lengthM }) => Math.round(lengthM)).sort()).toEqual([120, 80, 80]);
  expect(proposal.totals.lengthM).toBeCloseTo(2500 + 280, -1);
  const [c, , , d, e] = proposal.villages;
  expect(c.state === "connected" && d.state === "connected" && c.nodeId === d.nodeId).toBe(true);
  expect(e.state === "connected" && Math.round(e.pathM)).toBe(1500);
  expectToHold(proposal);
});

test("a village on top of the root costs its drop and not a metre", () => {
  const proposal = planned(
    planInput({ corridors: comb, nodes: [headend("N1", at(0, 300))], villages: [village("A", at(0, 300))] }),
  );
  expect(proposal.spans).toEqual([]);
  expect(proposal.totals).toMatchObject({ lengthM: 0, costFen: 150000, connected: 1, lowerBoundFen: 150000 });
  expect(proposal.villages[0]).toMatchObject({ nodeId: "N1", rootNodeId: "N1", pathM: 0, shareFen: 150000 });
  expectToHold(proposal);
});

test("a village nearer to an existing node than to any road is joined to it straight", () => {
  const proposal = planned(
    planInput({ corridors: comb, nodes: [headend("N1", at(0, 800))], villages: [village("A", at(50, 800))] }),
  );
  expect(proposal.spans.map(({ from, corridorClass, lengthM }) => [from, corridorClass, Math.round(lengthM)])).toEqual([
    ["N1", "offroad", 50],
  ]);
  expectToHold(proposal);
});

test("each village starts from the existing node that is cheapest, not from the first", () => {
  const nodes = [headend("N2", at(0, 0)), headend("N1", at(3000, 0))];
  const villages = [village("A", at(2600, 0)), village("B", at(400, 0))];
  const proposal = planned(planInput({ corridors: comb, nodes, villages }));
  expect(proposal.villages.map((v) => v.state === "connected" && [v.rootNodeId, Math.round(v.pathM)])).toEqual([
    ["N1", 400],
    ["N2", 400],
  ]);
  expectToHold(proposal);
});

test("a village with no road near is listed too far, one on a cut-off road is listed as an island, each with its gap", () => {
  const corridors = corridorsOf([
    { points: [at(0, 0), at(3000, 0)] },
    { points: [at(1000, 4000), at(1000, 9000)] },
    { points: [at(500, 7000), at(1500, 7000)], class: "motorway" },
  ]);
  const villages = [village("far", at(2000, -2500)), village("island", at(1200, 7000)), village("near", at(1000, 10))];
  const proposal = planned(planInput({ corridors, nodes: [root], villages }));
  const [far, island, near] = proposal.villages;
  expect(far).toMatchObject({ state: "unreachable", reason: "too-far" });
  expect(far.state === "unreachable" && Math.round(far.gapM)).toBe(2500);
  expect(far).toMatchObject({ joins: { corridorClass: "minor", source: 1 } });
  expect(island).toMatchObject({ state: "unreachable", reason: "island" });
  expect(island.state === "unreachable" && Math.abs(island.gapM - 4000)).toBeLessThan(1);
  expect(island).toMatchObject({ joins: { corridorClass: "minor", source: 1 } });
  expect(near.state).toBe("connected");
  expect(proposal.totals).toMatchObject({ villages: 3, connected: 1, unreachable: 2 });
  expectToHold(proposal);
});

test("the gap of an island is measured between the roads, not between their ends, and is nothing where they cross", () => {
  const tee = corridorsOf([{ points: [at(0, 0), at(9000, 0)] }, { points: [at(4400, 600), at(4400, 5000)] }]);
  const over = corridorsOf([{ points: [at(0, 0), at(9000, 0)] }, { points: [at(4400, -600), at(4400, 5000)] }]);
  const gaps = [tee, over].map((corridors) => {
    const [only] = planned(planInput({ corridors, nodes: [root], villages: [village("A", at(4300, 4000))] })).villages;
    return only.state === "unreachable" && [only.reason, Math.round(only.gapM)];
  });
  expect(gaps).toEqual([
    ["island", 600],
    ["island", 0],
  ]);
});

test("a village beside a cut-off path is joined to the road behind it when that is within the limit", () => {
  const corridors = corridorsOf([{ points: [at(0, 0), at(3000, 0)] }, { points: [at(500, 400), at(900, 400)] }]);
  const proposal = planned(planInput({ corridors, nodes: [root], villages: [village("A", at(700, 390))] }));
  expect(proposal.villages[0]).toMatchObject({ state: "connected" });
});

test("a river is paid for where a road fords it and not where a bridge spans it", () => {
  const river = { kind: "river", points: [at(500, -2000), at(500, 2000)] } as const;
  const ford = corridorsOf([{ points: [at(0, 0), at(1000, 0)] }], [river]);
  const bridge = corridorsOf([{ points: [at(0, 0), at(1000, 0)], flags: edgeFlags.bridge }], [river]);
  const villages = [village("A", at(1000, 0))];
  const wet = planned(planInput({ corridors: ford, nodes: [root], villages }));
  const dry = planned(planInput({ corridors: bridge, nodes: [root], villages }));
  expect(wet.spans[0]).toMatchObject({ support: "aerial", crossings: { river: 1 } });
  expect(wet.bill.find((line) => line.code === "crossing.river")).toMatchObject({ quantity: 1, costFen: 300000 });
  expect(dry.spans[0]).toMatchObject({ support: "wall", crossings: {} });
  expectToHold(wet);
  expectToHold(dry);
});

test("steep ground is priced steep, and the cheaper way round is taken", () => {
  const corridors = corridorsOf([
    { points: [at(0, 0), at(1000, 0)] },
    { points: [at(0, 0), at(0, 100), at(1000, 100), at(1000, 0)] },
  ]);
  // A ridge across the straight road only.
  const elevation = {
    heightM: (lon: number, lat: number) =>
      lat < at(0, 50)[1] && lon > at(400, 0)[0] && lon < at(600, 0)[0] ? 300 : 100,
  };
  const villages = [village("A", at(1000, 0))];
  const steep = planned(
    planInput({ corridors: corridorsOf([{ points: [at(0, 0), at(1000, 0)] }]), nodes: [root], villages, elevation }),
  );
  expect(steep.bill.map(({ code }) => code)).toContain("span.aerial.steep");
  const dear = defaultPriceBook.prices.map((price) =>
    price.code === "span.aerial.steep" ? { ...price, priceFen: 20000 } : price,
  );
  const round = planned(
    planInput({ corridors, nodes: [root], villages, elevation, priceBook: { ...defaultPriceBook, prices: dear } }),
  );
  expect(Math.round(round.totals.lengthM)).toBe(1200);
  expectToHold(round);
});

test("a void in the ground takes the nearest height along the line and is reported once", () => {
  const hole = { heightM: (lon: number) => (lon > at(400, 0)[0] ? undefined : 100) };
  const answer = plan(
    planInput({ corridors: comb, nodes: [root], villages: [village("A", at(3000, 0))], elevation: hole }),
  );
  expect(answer.issues.map(({ code, severity }) => [code, severity])).toEqual([["ELEVATION_VOID", "warning"]]);
  expect(answer.ok && answer.proposal.bill.some((line) => line.code === "span.aerial.steep")).toBe(false);
});

test("elevation of another place prices the ground as flat and says of how many samples", () => {
  const elsewhere = { heightM: () => undefined };
  const villages = [village("A", at(3000, 0))];
  const answer = plan(planInput({ corridors: comb, nodes: [root], villages, elevation: elsewhere }));
  const [found] = answer.issues;
  expect([found.code, found.params?.level]).toEqual(["ELEVATION_VOID", found.params?.samples]);
  expect(found.params?.samples).toBeGreaterThan(60);
  expect(found.message).toContain("count as flat");
});

test("a plan without elevation says so", () => {
  const answer = plan(planInput({ corridors: comb, nodes: [root], villages: [village("A", at(3000, 0))] }));
  expect(answer.issues.map(({ code, severity }) => [code, severity])).toEqual([["ELEVATION_ABSENT", "info"]]);
});

test("a price that the plan needs and the book lacks stops it, and every such price is named", () => {
  const prices = defaultPriceBook.prices.filter(({ code }) => code !== "span.aerial.flat" && code !== "village.drop");
  const answer = plan(
    planInput({
      corridors: comb,
      nodes: [root],
      villages: [village("A", at(3000, 0))],
      priceBook: { ...defaultPriceBook, prices },
    }),
  );
  expect(answer.ok).toBe(false);
  expect(answer.issues.map(({ code, params }) => [code, params?.codes])).toEqual([
    ["PRICE_MISSING", "span.aerial.flat, village.drop"],
  ]);
});

test("what the settings count on their own asks for its own prices, and each is named where the book has none", () => {
  const settings = { ...defaultSettings, counting: { ...itemisedCounting, opex: null } };
  const villages = [village("A", at(3000, 0))];
  const answer = plan(planInput({ corridors: comb, nodes: [root], villages, settings }));
  expect(answer.issues.map(({ code, params }) => [code, params?.codes])).toEqual([
    ["PRICE_MISSING", "cable.<strands>, node.pole, node.joint, node.cabinet, node.splitter, village.fixed"],
  ]);
});

test("an itemised plan counts whole poles, cable with its slack, joints, pieces and, apart, what running it costs", () => {
  const settings = { ...defaultSettings, counting: itemisedCounting };
  const villages = [village("A", at(3000, 0)), village("B", at(2000, -1000))];
  const proposal = planned(
    planInput({ corridors: comb, nodes: [root], villages, settings, priceBook: itemisedPriceBook }),
  );
  const quantity = (code: string) => proposal.bill.find((line) => line.code === code)?.quantity;
  expect(proposal.spans.map(({ cables, lengthM }) => [cables, Math.round(lengthM)])).toEqual([
    [[{ strands: 12, count: 1 }], 2000],
    [[{ strands: 8, count: 1 }], 1000],
    [[{ strands: 8, count: 1 }], 1000],
  ]);
  expect(quantity("cable.12")).toBe(Math.ceil(proposal.spans[0].lengthM * 102));
  const [trunk, on, off] = proposal.spans.map(({ lengthM }) => lengthM);
  expect(quantity("node.pole")).toBe(Math.ceil((trunk + on) / 50) + Math.ceil(off / 50));
  expect(["node.joint", "node.closure", "node.cabinet", "village.fixed"].map(quantity)).toEqual([undefined, 1, 2, 2]);
  expect(proposal.opex).toMatchObject({ years: 10 });
  expect(proposal.opex?.lines.find(({ code }) => code === "opex.village")).toMatchObject({
    quantity: 20,
    costFen: 400000,
  });
  expectToHold(proposal);
  const counted = planned(
    planInput({
      ...{ corridors: comb, nodes: [root], villages, priceBook: itemisedPriceBook },
      settings: { ...defaultSettings, counting: { ...itemisedCounting, opex: { years: 10, inCost: true } } },
    }),
  );
  expect(counted.totals.costFen).toBe(proposal.totals.costFen + proposal.totals.opexFen!);
  expectToHold(counted);
});

test("settings that are no whole numbers within their limits are refused by name", () => {
  const counting = { ...itemisedCounting, drumM: 0, cabinetsPerVillage: 0.5 };
  const answer = plan(
    planInput({
      ...{ corridors: comb, nodes: [root] },
      villages: [village("A", at(0, 0))],
      settings: { ...defaultSettings, counting },
    }),
  );
  expect(answer.issues.map(({ code, place }) => [code, place.field])).toEqual([
    ["SETTING_INVALID", "counting.drumM"],
    ["SETTING_INVALID", "counting.cabinetsPerVillage"],
  ]);
});

test("a price in parts of a fen, or per the wrong unit, is refused", () => {
  const prices = defaultPriceBook.prices.map((price) => {
    if (price.code === "span.aerial.flat") return { ...price, priceFen: 2780.5 };
    return price.code === "node.closure" ? { ...price, unit: "m" as const } : price;
  });
  const villages = [village("A", at(3000, 0))];
  expect(
    refusedCodes(planInput({ corridors: comb, nodes: [root], villages, priceBook: { ...defaultPriceBook, prices } })),
  ).toEqual(["PRICE_INVALID", "PRICE_UNIT"]);
});

test("prices beyond exact arithmetic are refused, not rounded", () => {
  const prices = defaultPriceBook.prices.map((price) => ({ ...price, priceFen: 9_999_999_999_999 }));
  const villages = [village("A", at(3000, 0))];
  expect(
    refusedCodes(planInput({ corridors: comb, nodes: [root], villages, priceBook: { ...defaultPriceBook, prices } })),
  ).toEqual(["COST_TOO_LARGE"]);
});

test("no villages, no root, no usable corridor and a root far from all roads are each refused by name", () => {
  const villages = [village("A", at(3000, 0))];
  expect(refusedCodes(planInput({ corridors: comb, nodes: [root], villages: [] }))).toEqual(["NO_VILLAGES"]);
  expect(refusedCodes(planInput({ corridors: comb, nodes: [], villages }))).toEqual(["NO_ROOT"]);
  expect(refusedCodes(planInput({ corridors: corridorsOf([]), nodes: [root], villages }))).toEqual(["NO_CORRIDORS"]);
  expect(refusedCodes(planInput({ corridors: comb, nodes: [headend("N1", at(0, 90000))], villages }))).toEqual([
    "ROOT_TOO_FAR",
  ]);
});

test("nothing is built along a class that the settings forbid", () => {
  const corridors = corridorsOf([
    { points: [at(0, 0), at(1000, 0)], class: "motorway" },
    { points: [at(0, 0), at(500, 900), at(1000, 0)], class: "track" },
  ]);
  const proposal = planned(planInput({ corridors, nodes: [root], villages: [village("A", at(1000, 0))] }));
  expect(proposal.spans.map((span) => span.corridorClass)).toEqual(["track"]);
});

test("a change of support ends a span at a marker, without a closure", () => {
  const corridors = corridorsOf([
    { points: [at(0, 0), at(1000, 0)] },
    { points: [at(1100, 0), at(1000, 0)], flags: edgeFlags.bridge },
    { points: [at(1100, 0), at(2000, 0)] },
  ]);
  const proposal = planned(planInput({ corridors, nodes: [root], villages: [village("A", at(2000, 0))] }));
  expect(proposal.spans.map(({ support }) => support)).toEqual(["aerial", "wall", "aerial"]);
  expect(proposal.nodes.map(({ kind }) => kind)).toEqual(["headend", "marker", "marker", "village"]);
  expect(proposal.bill.some((line) => line.code === "node.closure")).toBe(false);
  const lines = proposal.spans.map(({ line }) => line);
  expect(lines[0].at(-1)).toEqual(lines[1][0]);
  expect(lines[1].at(-1)).toEqual(lines[2][0]);
});

test("a plan that is cancelled says so and answers nothing else", () => {
  let aborted = false;
  const cancel = {
    get aborted() {
      return aborted;
    },
  };
  const stopAt = (phase: PlanProgress["phase"]) => (progress: PlanProgress) => {
    if (progress.phase === phase) aborted = true;
  };
  for (const phase of ["corridors", "snap", "prices", "tree"] as const) {
    aborted = false;
    const answer = plan(
      planInput({ corridors: comb, nodes: [root], villages: [village("A", at(3000, 0))] }),
      stopAt(phase),
      cancel,
    );
    expect(answer.issues.map(({ code }) => code)).toEqual(["CANCELLED"]);
  }
});

test("progress never goes back and ends at one, with the cost", () => {
  const seen: PlanProgress[] = [];
  const input = planInput({
    corridors: comb,
    nodes: [root],
    villages: [village("A", at(3000, 0)), village("B", at(2000, -900))],
  });
  plan(input, (progress) => seen.push(progress));
  expect(seen.map(({ fraction }) => fraction)).toEqual(seen.map(({ fraction }) => fraction).toSorted((a, b) => a - b));
  expect(seen.at(-1)).toMatchObject({ phase: "proposal", fraction: 1, costFen: expect.any(Number) });
});

test("the same input gives the same bytes", () => {
  const input = planInput({
    corridors: comb,
    nodes: [root],
    villages: [village("A", at(3000, 50)), village("B", at(2000, -900))],
  });
  expect(JSON.stringify(plan(input))).toBe(JSON.stringify(plan(structuredClone(input))));
});

test("people and households are summed over the villages connected, where known", () => {
  const villages = [
    village("A", at(3000, 0), { people: 120 }),
    village("B", at(2000, -900), { people: 80, households: 30 }),
  ];
  const proposal = planned(
    planInput({ corridors: comb, nodes: [root], villages, settings: { ...defaultSettings, effort: "instant" } }),
  );
  expect(proposal.totals).toMatchObject({ people: 200, households: 30 });
  expect(proposal.totals.lowerBoundFen).toBeUndefined();
});

test("corridors that end near each other are joined off the road where that is allowed, and only so far", () => {
  const corridors = corridorsOf([
    { points: [at(0, 0), at(1000, 0)] },
    { points: [at(1060, 0), at(3000, 0)] },
    { points: [at(1500, 400), at(1500, 4000)] },
  ]);
  const villages = [village("A", at(3000, 0)), village("B", at(1500, 4000))];
  const within = (offroadLimitM: number) =>
    planned(planInput({ corridors, nodes: [root], villages, settings: { ...defaultSettings, offroadLimitM } }));
  const states = (proposal: Proposal) => proposal.villages.map((v) => (v.state === "unreachable" ? v.gapM : v.state));
  expect([0, 50, 61, 500].map((limitM) => states(within(limitM)))).toEqual([
    [60, 640.3],
    [60, 640.3],
    ["connected", 400],
    ["connected", "connected"],
  ]);
  const all = within(500);
  const links = all.spans.filter(({ corridorClass }) => corridorClass === "offroad");
  expect(links.map(({ lengthM }) => Math.round(lengthM)).sort()).toEqual([400, 60]);
  expectToHold(all);
});

test("a link off the road pays for the roads that it crosses, also those that no cable may follow, and not for those it ends at", () => {
  const corridors = corridorsOf([
    { points: [at(0, 0), at(3000, 0)] },
    { points: [at(0, 100), at(3000, 100)], class: "motorway" },
    { points: [at(0, 150), at(3000, 150)], class: "path" },
  ]);
  const settings = { ...defaultSettings, supportByClass: { ...defaultSettings.supportByClass, path: null } };
  const proposal = planned(planInput({ corridors, nodes: [root], villages: [village("A", at(1000, 300))], settings }));
  expect(proposal.spans.map(({ corridorClass, crossings }) => [corridorClass, crossings])).toEqual([
    ["minor", {}],
    ["offroad", { road: 1 }],
  ]);
  expectToHold(proposal);
});

test("corridors of no length, and loops, do no harm", () => {
  const corridors = corridorsOf([
    { points: [at(0, 0), at(1000, 0)] },
    { points: [at(1000, 0), at(1000, 0)] },
    { points: [at(1000, 0), at(1200, 300), at(1000, 0)] },
    { points: [at(1000, 0), at(2000, 0)] },
  ]);
  const proposal = planned(planInput({ corridors, nodes: [root], villages: [village("A", at(2000, 0))] }));
  expect(Math.round(proposal.totals.lengthM)).toBe(2000);
  expectToHold(proposal);
});
