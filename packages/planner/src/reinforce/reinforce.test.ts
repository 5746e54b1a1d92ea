import { lineLengthM, type Position } from "@cuntong/geo";
import {
  Network,
  type NodeId,
  type PlantNode,
  type Span,
  type SpanId,
  type Village,
  type VillageCode,
} from "@cuntong/network";
import { expect, test } from "vitest";
import { defaultSettings } from "../plan/settings.ts";
import { defaultPriceBook } from "../price/default-prices.ts";
import { at, corridorsOf } from "../testing/sketch.ts";
import { type ReinforceInput, reinforce } from "./reinforce.ts";
import type { ReinforceGoal, ReinforceOptions } from "./reinforcement.ts";

/**
 *   A ---- p ---- V ---- B     existing along the lower road, but no span from V to B
 *   |             |      |
 *   +----- q -----+      |     the upper road, 1 km north
 */
const places: Readonly<Record<string, Position>> = { A: at(0, 0), p: at(1000, 0), V: at(2000, 0), B: at(5000, 0) };
const kinds: Readonly<Record<string, PlantNode["kind"]>> = { A: "headend", B: "headend", p: "site", V: "village" };
const nodes = Object.entries(places).map(
  ([id, position]): PlantNode => ({ id: id as NodeId, kind: kinds[id]!, position, status: "operational" }),
);
const span = (from: string, to: string): Span => {
  const line = [places[from]!, places[to]!];
  const ends = { from: from as NodeId, to: to as NodeId };
  const shape = { line, lengthM: lineLengthM(line), support: "aerial", status: "operational" } as const;
  return { id: `${from}-${to}` as SpanId, ...ends, ...shape };
};
const village: Village = { code: "V" as VillageCode, name: "V", position: places.V!, people: 300, status: "connected" };
const network = Network.of({ nodes, spans: [span("A", "p"), span("p", "V")], villages: [village] });

const given: ReinforceInput = {
  corridors: corridorsOf([
    { points: [at(0, 0), at(1000, 0)] },
    { points: [at(1000, 0), at(2000, 0)] },
    { points: [at(2000, 0), at(5000, 0)] },
    { points: [at(0, 0), at(0, 1000), at(2000, 1000), at(2000, 0)] },
  ]),
  ...{ priceBook: defaultPriceBook, settings: defaultSettings, seed: 1, inputs: [], credits: [], generated: true },
};
const asked = (goal: ReinforceGoal, options?: ReinforceOptions) => {
  const answer = reinforce(network, given, goal, options);
  if (!answer.ok) throw new Error(answer.issues.map(({ code }) => code).join());
  return answer.reinforcement;
};
const villages = [village.code];

test("a second way is built over another road: one beside the existing spans would fail with them", () => {
  const { spans, costFen, lowerBoundFen, ...rest } = asked({ grade: "dualHomed", villages });
  expect(spans.map(({ line }) => line.at(-1))).toEqual([places.B]);
  expect(costFen).toBe(spans.reduce((sum, one) => sum + one.costFen, 0));
  expect(lowerBoundFen).toBe(costFen);
  expect(rest).toMatchObject({ newlyProtected: ["V"], protectedBefore: [], notPossible: [], weight: 1, gap: 0 });
});

test("to one headend the shorter of what leads round; against one span what leads round that", () => {
  // 4 km over the upper road to A, 3 km to B: any headend will do.
  expect(asked({ grade: "twoDisjoint", villages }).lengthM).toBeCloseTo(3000, -2);
  const point = { kind: "span", id: "p-V", spanIds: ["p-V" as SpanId] } as const;
  expect(asked({ points: [point] }).lengthM).toBeCloseTo(3000, -2);
  expect(asked({ grade: "twoDisjoint", villages: [], nodes: ["p" as NodeId] })).toMatchObject({
    newlyProtected: ["p"],
  });
});

test("what the money does not reach is left out, and how much weight it could reach is proven", () => {
  const poor = asked({ grade: "dualHomed", villages }, { budgetFen: 100_000, weigh: "people" });
  expect(poor).toMatchObject({ spans: [], costFen: 0, leftOut: ["V"], weight: 0, mostWeight: 0 });
  const rich = asked({ grade: "dualHomed", villages }, { budgetFen: 100_000_000, weigh: "people" });
  expect(rich).toMatchObject({ newlyProtected: ["V"], weight: 300, mostWeight: 300 });
  expect(rich.curve.map((point) => point.protected)).toEqual([0, 1]);
});

test("a village without a second road is said to be one, and what is not there is refused", () => {
  const lone = { ...given, corridors: corridorsOf([{ points: [at(0, 0), at(1000, 0), at(2000, 0)] }]) };
  const answer = reinforce(network, lone, { grade: "twoDisjoint", villages });
  expect(answer).toMatchObject({ ok: true, reinforcement: { spans: [], notPossible: ["V"] } });
  const refused = (goal: ReinforceGoal, plant = network) => {
    const no = reinforce(plant, given, goal);
    return no.ok ? [] : no.issues.map(({ code }) => code);
  };
  expect(refused({ grade: "dualHomed", villages: ["X" as VillageCode] })).toEqual(["VILLAGE_UNKNOWN"]);
  expect(refused({ grade: "dualHomed", villages: [] })).toEqual(["NO_VILLAGES"]);
  expect(refused({ grade: "dualHomed", villages }, Network.empty)).toEqual(["NO_HEADEND"]);
});
