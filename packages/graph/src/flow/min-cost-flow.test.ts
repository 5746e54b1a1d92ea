import fc from "fast-check";
import { expect, test } from "vitest";
import { buildGraph } from "../graph.ts";
import { closedBy, drawnGraph, edgeList, openEdges } from "../testing/drawn-graph.ts";
import { Cancelled } from "../watch.ts";
import { minCostFlow } from "./min-cost-flow.ts";
import { minEdgeCut } from "./min-cut.ts";

const drawnShipment = drawnGraph(1, 8, 14).chain(({ graph, mask, weight }) =>
  fc.record({
    graph: fc.constant(graph),
    mask: fc.constant(mask),
    weight: fc.constant(weight),
    capacity: fc
      .array(fc.nat({ max: 5 }), { minLength: graph.edgeCount, maxLength: graph.edgeCount })
      .map((list) => Float64Array.from(list)),
    supply: fc.array(fc.integer({ min: -5, max: 5 }), { minLength: graph.vertexCount, maxLength: graph.vertexCount }),
  }),
);

test("a shipment keeps what comes in and goes out in balance, carries the most there is, and no circle makes it cheaper", () => {
  fc.assert(
    fc.property(drawnShipment, ({ graph, mask, weight, capacity, supply }) => {
      const { flow, cost, shipped, unmet } = minCostFlow(graph, { weight, capacity, supply, mask });
      const open = new Set(openEdges(graph, closedBy(mask)));
      const balance = supply.map((amount, v) => amount - unmet[v]);
      let paid = 0;
      for (let e = 0; e < graph.edgeCount; e++) {
        expect(Math.abs(flow[e])).toBeLessThanOrEqual(open.has(e) ? capacity[e] : 0);
        balance[graph.from[e]]! -= flow[e];
        balance[graph.to[e]]! += flow[e];
        paid += Math.abs(flow[e]) * weight[e];
      }
      expect(balance.every((left) => left === 0)).toBe(true);
      expect(cost).toBe(paid);
      for (const [v, amount] of supply.entries()) {
        expect(Math.abs(unmet[v])).toBeLessThanOrEqual(Math.abs(amount));
        expect(unmet[v] * amount).toBeGreaterThanOrEqual(0);
      }
      expect(shipped).toBe(mostThatFlows({ graph, mask, weight, capacity, supply }));
      expect(hasCheaperCircle({ graph, weight, capacity, flow, supply, unmet, open })).toBe(false);
    }),
    { numRuns: 300 },
  );
});

type Shipment = typeof drawnShipment extends fc.Arbitrary<infer T> ? T : never;

/** The same network with one source and one sink, asked for its minimum cut. */
function mostThatFlows({ graph, mask, capacity, supply }: Shipment): number {
  const [source, sink] = [graph.vertexCount, graph.vertexCount + 1];
  const from = [...graph.from];
  const to = [...graph.to];
  const carries = [...capacity].map((c, e) => (mask.edges?.[e] === 1 ? 0 : c));
  for (const [v, amount] of supply.entries()) {
    from.push(amount > 0 ? source : v);
    to.push(amount > 0 ? v : sink);
    carries.push(Math.abs(amount));
  }
  const whole = buildGraph({ vertexCount: sink + 1, from: Uint32Array.from(from), to: Uint32Array.from(to) });
  const vertices = mask.vertices && Uint8Array.from([...mask.vertices, 0, 0]);
  return minEdgeCut(whole, source, sink, {
    capacity: Float64Array.from(carries),
    ...(vertices && { mask: { vertices } }),
  }).value;
}

/** Bellman-Ford over what is left (with ways between all givers, and between all takers): a circle below 0 would be a saving. */
function hasCheaperCircle({
  graph,
  weight,
  capacity,
  flow,
  supply,
  unmet,
  open,
}: Omit<Shipment, "mask"> & { flow: Float64Array; unmet: Float64Array; open: Set<number> }): boolean {
  const arcs: [from: number, to: number, cost: number][] = [];
  const one = (a: number, b: number, e: number, carried: number) => {
    if (carried < 0) arcs.push([a, b, -weight[e]]);
    else if (carried < capacity[e]) arcs.push([a, b, weight[e]]);
  };
  for (const e of open) {
    one(graph.from[e], graph.to[e], e, flow[e]);
    one(graph.to[e], graph.from[e], e, -flow[e]);
  }
  const [source, sink] = [graph.vertexCount, graph.vertexCount + 1];
  for (const [v, amount] of supply.entries()) {
    const hub = amount > 0 ? source : sink;
    const [a, b] = amount > 0 ? [hub, v] : [v, hub];
    if (unmet[v] !== 0) arcs.push([a, b, 0]);
    if (unmet[v] !== amount) arcs.push([b, a, 0]);
  }
  const d = Array(graph.vertexCount + 2).fill(0);
  let changed = true;
  for (let round = 0; changed && round <= d.length; round++) {
    changed = false;
    for (const [a, b, cost] of arcs) {
      if (d[a] + cost >= d[b]) continue;
      d[b] = d[a] + cost;
      changed = true;
    }
  }
  return changed;
}

test("a full edge sends the rest round, and what does not fit is left unmet", () => {
  const graph = edgeList("0-1 0-2 2-1");
  const weight = Float64Array.of(1, 2, 2);
  const capacity = Float64Array.of(3, 1, 9);
  expect(minCostFlow(graph, { weight, capacity, supply: [6, -6, 0] })).toEqual({
    flow: Float64Array.of(3, 1, 1),
    cost: 7,
    shipped: 4,
    unmet: Float64Array.of(2, -2, 0),
  });
});

test("numbers that make no sense are refused in words, and a cancelled flow stops", () => {
  const graph = edgeList("0-1");
  const good = { weight: Float64Array.of(1), capacity: Float64Array.of(1), supply: [1, -1] };
  expect(() => minCostFlow(graph, { ...good, weight: Float64Array.of(Number.NaN) })).toThrow("not a number");
  expect(() => minCostFlow(graph, { ...good, capacity: Float64Array.of(-1) })).toThrow("edge 0 has capacity -1");
  expect(() => minCostFlow(graph, { ...good, supply: [1, Infinity] })).toThrow("vertex 1 has supply Infinity");
  expect(() => minCostFlow(graph, { ...good, supply: [1] })).toThrow("1 supplies for 2 vertices");
  expect(() => minCostFlow(graph, { ...good, cancel: { aborted: true } })).toThrow(Cancelled);
});
