import type { Position } from "@cuntong/geo";
import { expect, test } from "vitest";
import type { VillageWaysAnswer } from "./use-village-ways.ts";
import { drawWays } from "./ways-drawing.ts";

const at: Record<string, Position> = {
  V: [0, 0],
  u: [0.5, 0],
  a: [1, 0],
  b: [2, 1],
  c: [2, -1],
  j: [3, 0],
  d: [4, 1],
  e: [4, -1],
  H: [5, 0],
};
const way = (nodes: string) => {
  const steps = [...nodes].slice(1).map((to, i) => [nodes[i]!, to] as const);
  return {
    nodeIds: [...nodes],
    spanIds: steps.map(([from, to]) => `${from}-${to}`),
    lines: steps.map(([from, to]) => [at[from]!, at[to]!] as Position[]),
    lengthM: nodes.length,
  };
};

test("each way is one line; what both share and what is at one risk are stretches; a shared node stands alone where no shared span leads to it", () => {
  const answer = {
    ways: [way("VuabjdH"), way("VuacjeH")],
    sharedSpanIds: ["V-u", "u-a"],
    sharedNodeIds: ["u", "a", "j"],
    sharedGroups: [{ kind: "named", id: "poles", spanIds: ["d-H", "e-H", "u-a", "elsewhere"] }],
  } as unknown as VillageWaysAnswer;
  const along = (nodes: string) => [...nodes].map((id) => at[id]);
  expect(drawWays(answer)).toEqual({
    first: [along("VuabjdH")],
    second: [along("VuacjeH")],
    shared: [along("Vua")],
    atRisk: [along("dH"), along("eH")],
    nodes: [at.j],
  });
});
