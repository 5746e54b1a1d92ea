import type { NodeId, PlanSettings, Proposal, ProposedSpan, SpanId, VillageCode } from "@cuntong/network";

const settings: PlanSettings = {
  snapLimitM: 2_000,
  offroadLimitM: 0,
  slopeFlatPct: 10,
  slopeRollingPct: 25,
  supportByClass: {
    motorway: null,
    trunk: "buried",
    primary: "aerial",
    secondary: "aerial",
    tertiary: "aerial",
    minor: "aerial",
    residential: "aerial",
    service: "aerial",
    track: "aerial",
    path: null,
    powerline: "aerial",
    other: "aerial",
    offroad: "aerial",
  },
  bridgeSupport: "duct",
  counting: {
    poles: null,
    cable: null,
    drumM: null,
    cabinetsPerVillage: 0,
    splittersPerVillage: 0,
    fixedPerVillage: false,
    opex: null,
  },
  effort: "standard",
};

const nodeId = (i: number) => `P${i}` as NodeId;
const positionOf = (i: number) => [108.1 + i * 0.001, 23.5] as const;
const spanCostFen = 3_050_000_000;

/**
 * A proposal in a row: the existing node P0, then `count` new spans with a village at the end of each, and one village out of reach:
 *
 *     P0 --- P1 --- P2 ... P(count)          U
 */
export function rowProposal(count: number): Proposal {
  const steps = Array.from({ length: count }, (_, i) => i + 1);
  return {
    format: "cuntong-proposal",
    formatVersion: 2,
    seed: 1,
    inputs: [{ role: "villages", name: "store", revision: 1 }],
    settings,
    priceBookName: "test",
    priceBook: { name: "test", currency: "CNY", prices: [] },
    madeBy: { planner: "0.0.0", deterministic: true },
    totals: {
      villages: count + 2,
      connected: count,
      unreachable: 1,
      leftOut: 1,
      lengthM: count * 102.4,
      lengthMBySupport: { aerial: count * 102.4 },
      costFen: count * spanCostFen,
    },
    bill: [],
    nodes: [0, ...steps].map((i) => ({
      id: nodeId(i),
      kind: i === 0 ? "headend" : "village",
      position: positionOf(i),
      existing: i === 0,
      ...(i > 0 && { villageCode: villageCode(i) }),
    })),
    spans: steps.map((i) => rowSpan(i, count)),
    villages: [...steps.map(connectedVillage), unreachableVillage, leftOutVillage],
    credits: ["made for a test"],
    generated: true,
  };
}

function villageCode(i: number): VillageCode {
  return `V${String(i).padStart(6, "0")}` as VillageCode;
}

function rowSpan(i: number, count: number): ProposedSpan {
  return {
    id: `X${i}` as SpanId,
    from: nodeId(i - 1),
    to: nodeId(i),
    support: "aerial",
    corridorClass: "minor",
    line: [positionOf(i - 1), [positionOf(i - 0.5)[0], 23.5001], positionOf(i)],
    lengthM: 102.4,
    costFen: spanCostFen,
    quantities: [{ code: "span.aerial.flat", unit: "m", quantity: 10_240 }],
    crossings: i === 1 ? { river: 1 } : {},
    villagesBeyond: count - i + 1,
  };
}

function connectedVillage(i: number) {
  return {
    state: "connected" as const,
    code: villageCode(i),
    name: `村${i}`,
    countyCode: "450103",
    position: positionOf(i),
    people: 100,
    nodeId: nodeId(i),
    rootNodeId: nodeId(0),
    pathM: i * 102.4,
    shareFen: spanCostFen,
  };
}

const unreachableVillage = {
  state: "unreachable" as const,
  code: "U000001" as VillageCode,
  name: "孤岛村",
  position: [108.9, 23.9] as const,
  reason: "island" as const,
  gapM: 1_234.5,
  nearest: [108.8, 23.8] as const,
};

const leftOutVillage = {
  state: "left-out" as const,
  code: "L000001" as VillageCode,
  name: "缓建村",
  position: [108.9, 23.8] as const,
  reason: "forbidden" as const,
};
