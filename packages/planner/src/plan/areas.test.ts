import type { Position } from "@cuntong/geo";
import type { Area, Proposal } from "@cuntong/network";
import { expect, test } from "vitest";
import { defaultPriceBook, type PlanInput, plan, reprice } from "../index.ts";
import { expectToHold } from "../testing/promises.ts";
import { at, corridorsOf, headend, planInput, village } from "../testing/sketch.ts";

function planned(input: PlanInput): Proposal {
  const answer = plan(input);
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
  expectToHold(answer.proposal);
  return answer.proposal;
}

const box = (west: number, south: number, east: number, north: number): Position[] => {
  return [at(west, south), at(east, south), at(east, north), at(west, north), at(west, south)];
};
const named = (id: string, ring: Position[]) => ({ id, name: `${id} name`, shape: [[ring]] });

//        .----- 1400 m -----.
//   R----+------ 1000 m ----+----A       a short road, and a longer one round it
const ring = corridorsOf([
  { points: [at(0, 0), at(500, 0)] },
  { points: [at(500, 0), at(1500, 0)] },
  { points: [at(500, 0), at(500, 200), at(1500, 200), at(1500, 0)] },
  { points: [at(1500, 0), at(2000, 0)] },
]);
const nodes = [headend("R", at(0, 0))];
const villages = [village("A", at(2000, 0))];
const onRing = (areas: readonly Area[]) => planned(planInput({ corridors: ring, nodes, villages, areas }));
const quantityIn = ({ bill }: Proposal, code: string) => bill.find((line) => line.code === code)?.quantity;

test("a start in a forbidden area is named as such, not as one that is far from every road", () => {
  const areas = [{ ...named("F", box(-3000, -3000, 3000, 3000)), kind: "forbidden" as const }];
  const answer = plan(planInput({ corridors: ring, nodes, villages: [village("A", at(2000, 0))], areas }));
  expect(answer.issues.map(({ code, params }) => [code, params?.area])).toContainEqual(["ROOT_IN_FORBIDDEN", "F name"]);
});

test("a plan goes round a forbidden area, and through it where it is only dear", () => {
  const closed = onRing([{ ...named("F", box(900, -50, 1000, 50)), kind: "forbidden" }]);
  expect(Math.round(closed.totals.lengthM)).toBe(2400);
  const dear = onRing([{ ...named("E", box(900, -50, 1000, 50)), kind: "expensive", surcharge: { pct: 50 } }]);
  expect(Math.round(dear.totals.lengthM)).toBe(2000);
  const dearer = onRing([{ ...named("E", box(900, -50, 1000, 50)), kind: "expensive", surcharge: { fenPerM: 20000 } }]);
  expect(Math.round(dearer.totals.lengthM)).toBe(2400);
});

test("per cent of an expensive area are a line of the bill: the metres inside at that part of their price", () => {
  const dear = onRing([{ ...named("E", box(900, -50, 1000, 50)), kind: "expensive", surcharge: { pct: 50 } }]);
  const line = dear.bill.find(({ code }) => code === "surcharge.50.span.aerial.flat")!;
  expect([line.priceFen, Math.round(line.quantity / 100)]).toEqual([1390, 100]);
  expect(line.source).toContain("50 % of span.aerial.flat");
});

test("a village in a forbidden area is named and left where it is, and the rest is planned", () => {
  const areas: Area[] = [{ ...named("F", box(1900, -500, 2500, 500)), kind: "forbidden" }];
  const two = [...villages, village("B", at(1000, 10))];
  const answer = plan(planInput({ corridors: ring, nodes, villages: two, areas }));
  expect(answer.issues.map(({ code, value }) => [code, value])).toEqual([
    ["VILLAGE_IN_FORBIDDEN", "A"],
    ["ELEVATION_ABSENT", undefined],
  ]);
  if (!answer.ok) throw new Error("not planned");
  expectToHold(answer.proposal);
  expect(answer.proposal.villages.map((v) => (v.state === "unreachable" ? v.reason : v.state))).toEqual([
    "forbidden-area",
    "connected",
  ]);
});

test("a village behind a forbidden area says that it is the area that keeps it away, and how wide the gap is", () => {
  const wall = { ...named("F", box(1600, -5000, 1700, 5000)), kind: "forbidden" as const };
  const [only] = onRing([wall]).villages;
  expect(only).toMatchObject({ state: "unreachable", reason: "forbidden-area" });
  expect(only.state === "unreachable" && Math.round(only.gapM)).toBe(100);
  const island = corridorsOf([{ points: [at(0, 0), at(500, 0)] }, { points: [at(3500, 0), at(4000, 0)] }]);
  const far = [village("A", at(4000, 0))];
  const [other] = planned(planInput({ corridors: island, nodes, villages: far, areas: [wall] })).villages;
  expect(other).toMatchObject({ state: "unreachable", reason: "island" });
});

test("a village whose straight way to the nearest road is forbidden is joined to another", () => {
  const roads = corridorsOf([{ points: [at(0, 0), at(1000, 0)] }, { points: [at(0, 0), at(0, 800), at(1000, 800)] }]);
  const areas: Area[] = [{ ...named("F", box(200, 100, 900, 150)), kind: "forbidden" }];
  const proposal = planned(planInput({ corridors: roads, nodes, villages: [village("A", at(600, 300))], areas }));
  expect(proposal.spans.map(({ corridorClass, lengthM }) => [corridorClass, Math.round(lengthM)])).toEqual([
    ["minor", 1400],
    ["offroad", 500],
  ]);
});

test("a road is used up to where a forbidden area begins, and an existing node inside one does not stop the plan", () => {
  const road = corridorsOf([{ points: [at(0, 0), at(3000, 0)] }]);
  const areas: Area[] = [{ ...named("F", box(1000, -50, 9000, 50)), kind: "forbidden" }];
  const both = [...nodes, headend("S", at(2000, 0))];
  const proposal = planned(planInput({ corridors: road, nodes: both, villages: [village("A", at(900, 0))], areas }));
  expect(proposal.villages[0]).toMatchObject({ state: "connected", rootNodeId: "R" });
});

test("soil and forest are paid by the metre, once where two areas of a kind overlap, and not on a bridge", () => {
  const areas: Area[] = [
    { ...named("rock", box(100, -50, 400, 50)), kind: "soil", soil: "rock" },
    { ...named("wet", box(300, -50, 450, 50)), kind: "soil", soil: "wetland" },
    { ...named("wood", box(100, -50, 400, 50)), kind: "forest" },
    { ...named("wood too", box(200, -50, 450, 50)), kind: "forest" },
  ];
  const road = [at(0, 0), at(1000, 0)];
  const plain = corridorsOf([{ points: road }]);
  const bridge = corridorsOf([{ points: road, flags: 1 }]);
  const [paid, unpaid] = [plain, bridge].map((corridors) =>
    planned(planInput({ corridors, nodes, villages: [village("A", at(1000, 0))], areas })),
  );
  const metres = ["soil.aerial.rock", "soil.aerial.wetland", "forest.aerial"].map((code) =>
    Math.round(quantityIn(paid, code)! / 100),
  );
  expect(metres).toEqual([300, 50, 350]);
  expect(unpaid.bill.filter(({ code }) => /^(soil|forest)/.test(code))).toEqual([]);
});

test("a permit is paid once per area entered where the book prices it each, and by the metre where it prices metres", () => {
  const permit = (id: string, west: number): Area => {
    return { ...named(id, box(west, -50, west + 100, 50)), kind: "permit", permit: "reserve" };
  };
  // Two areas of one type, the first entered twice.
  const areas: Area[] = [
    {
      id: "two",
      name: "two",
      kind: "permit",
      permit: "reserve",
      shape: [[box(100, -50, 150, 50)], [box(200, -50, 250, 50)]],
    },
    permit("one", 1600),
    permit("off", 9000),
  ];
  const priced = (unit: "each" | "m") => {
    const price = { code: "permit.reserve", unit, priceFen: 500, source: "test", date: "2026-01-01" };
    const priceBook = { ...defaultPriceBook, prices: [...defaultPriceBook.prices, price] };
    return planned(planInput({ corridors: ring, nodes, villages, areas, priceBook }));
  };
  expect(quantityIn(priced("each"), "permit.reserve")).toBe(2);
  expect(Math.round(quantityIn(priced("m"), "permit.reserve")! / 100)).toBe(200);
});

test("a permit that every way to its villages needs is in the bound", () => {
  const areas: Area[] = [{ ...named("P", box(1400, -900, 9000, 900)), kind: "permit", permit: "general" }];
  const [free, asked] = [onRing([]), onRing(areas)];
  expect(asked.totals.costFen - free.totals.costFen).toBe(2000000);
  expect(asked.totals.lowerBoundFen! - free.totals.lowerBoundFen!).toBe(2000000);
});

test("what areas ask for and the book lacks is named", () => {
  const areas: Area[] = [
    { ...named("P", box(0, 0, 1, 1)), kind: "permit", permit: "railway" },
    { ...named("S", box(0, 0, 1, 1)), kind: "soil", soil: "rock" },
  ];
  const prices = defaultPriceBook.prices.filter(({ code }) => !code.startsWith("soil."));
  const priceBook = { ...defaultPriceBook, prices };
  const answer = plan(planInput({ corridors: ring, nodes, villages, areas, priceBook }));
  expect(answer.issues.map(({ code, params }) => [code, params?.codes])).toEqual([
    ["PRICE_MISSING", "permit.railway, soil.aerial.rock"],
  ]);
});

test("a plan in dear areas, priced anew by its own book, costs the same", () => {
  const dear = onRing([
    { ...named("E", box(900, -50, 1000, 50)), kind: "expensive", surcharge: { pct: 50 } },
    { ...named("M", box(1600, -50, 1700, 50)), kind: "expensive", surcharge: { fenPerM: 7 } },
  ]);
  const again = reprice(dear, defaultPriceBook);
  expect(again.ok && again.proposal.bill).toEqual(dear.bill);
});

test("a plan whose permits are counted per area is not priced by a book that prices them per metre", () => {
  const areas: Area[] = [{ ...named("P", box(1400, -900, 9000, 900)), kind: "permit", permit: "general" }];
  const prices = defaultPriceBook.prices.map((price) =>
    price.code === "permit.general" ? { ...price, unit: "m" as const } : price,
  );
  const again = reprice(onRing(areas), { ...defaultPriceBook, prices });
  expect(!again.ok && again.issues.map(({ code, place }) => [code, place.field])).toEqual([
    ["PRICE_UNIT", "permit.general"],
  ]);
});
