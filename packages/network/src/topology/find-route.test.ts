import { maskOf, PointSearch } from "@cuntong/graph";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { NodeId, SpanId } from "../records/ids.ts";
import type { PlantNode } from "../records/node.ts";
import type { Span } from "../records/span.ts";
import { type PlantStatus, plantStatuses } from "../records/status.ts";
import { Network } from "../snapshot/network.ts";
import { sketch } from "../testing/sketch.ts";
import { findRoute } from "./find-route.ts";
import { frozenTopologyOf } from "./topology.ts";

const drawn = fc.record({
  nodes: fc.array(fc.constantFrom<PlantStatus>("operational", "operational", "proposed"), {
    minLength: 2,
    maxLength: 9,
  }),
  spans: fc.array(
    fc.record({ from: fc.nat(8), to: fc.nat(8), lengthM: fc.nat(9), planned: fc.integer({ min: 0, max: 5 }) }),
    { maxLength: 20 },
  ),
});

function networkOf({ nodes, spans }: typeof drawn extends fc.Arbitrary<infer D> ? D : never): Network {
  const at = (i: number): PlantNode["position"] => [108 + i / 100, 23 + ((i * 7) % 5) / 100];
  const end = (i: number) => i % nodes.length;
  return Network.of({
    nodes: nodes.map((status, i) => ({ id: `N${i}` as NodeId, kind: "site", position: at(i), status })),
    spans: spans
      .filter(({ from, to }) => end(from) !== end(to))
      .map(
        ({ from, to, lengthM, planned }, i): Span => ({
          id: `S${i}` as SpanId,
          from: `N${end(from)}` as NodeId,
          to: `N${end(to)}` as NodeId,
          support: "aerial",
          line: [at(end(from)), at(end(to))],
          lengthM,
          status: planned === 0 ? "planned" : "operational",
        }),
      ),
  });
}

test("the editable and the frozen topology give the same shortest routes, over what stands and over everything", () => {
  fc.assert(
    fc.property(drawn, fc.boolean(), (plant, everything) => {
      const network = networkOf(plant);
      const statuses = everything ? plantStatuses : undefined;
      const frozen = frozenTopologyOf(network, statuses);
      const search = new PointSearch(frozen.graph);
      for (const [i, from] of frozen.nodes.entries()) {
        for (const [k, to] of frozen.nodes.entries()) {
          const ends = { from: from as NodeId, to: to as NodeId };
          const found = findRoute(network, { ...ends, ...(statuses && { statuses }) });
          const { innerVertex } = frozen.graph;
          const wanted = search.route(frozen.weight, innerVertex[i], innerVertex[k]);
          expect(found.ok ? found.value.lengthM : undefined).toBe(wanted?.distance);
          if (found.ok) expect(found.value.nodeIds.at(-1)).toBe(to);
        }
      }
    }),
    { numRuns: 150 },
  );
});

test("what is to be avoided is avoided alike in the editable and the frozen topology", () => {
  fc.assert(
    fc.property(drawn, fc.infiniteStream(fc.nat(5)), (plant, dice) => {
      const network = networkOf(plant);
      const { graph, weight, nodes, edges: spans } = frozenTopologyOf(network, plantStatuses);
      const isAvoided = () => dice.next().value === 0;
      const [from, to] = [0, nodes.length - 1];
      const avoidedNodes = [...nodes.keys()].filter((i) => i !== from && i !== to && isAvoided());
      const avoidedSpans = [...spans.keys()].filter(isAvoided);
      const found = findRoute(network, {
        from: nodes[from] as NodeId,
        to: nodes[to] as NodeId,
        avoid: {
          nodes: avoidedNodes.map((i) => nodes[i] as NodeId),
          spans: avoidedSpans.map((i) => spans[i] as SpanId),
        },
        statuses: plantStatuses,
      });
      const without = maskOf(graph, {
        withoutVertices: avoidedNodes.map((i) => graph.innerVertex[i]),
        withoutEdges: avoidedSpans.map((i) => graph.innerEdge[i]),
      });
      const { innerVertex } = graph;
      const wanted = new PointSearch(graph).route(weight, innerVertex[from], innerVertex[to], { without });
      expect(found.ok ? found.value.lengthM : undefined).toBe(wanted?.distance);
    }),
    { numRuns: 300 },
  );
});

test("a route goes through what it is told to and round what it is to avoid", () => {
  const { network, at } = sketch(`
    A ---- B ---- C
    |             |
    D ----------- E
  `);
  const query = { from: at("A"), to: at("C") };
  const nodes = (more: object) => {
    const found = findRoute(network, { ...query, ...more });
    return found.ok ? found.value.nodeIds : found.code;
  };
  expect(nodes({})).toEqual(["A", "B", "C"]);
  expect(nodes({ avoid: { nodes: ["B"] } })).toEqual(["A", "D", "E", "C"]);
  expect(nodes({ avoid: { spans: ["A-B"] }, through: ["B"] })).toEqual(["A", "D", "E", "C", "B", "C"]);
  expect(nodes({ avoid: { spans: ["A-B", "A-D"] } })).toBe("NO_ROUTE");
  expect(nodes({ avoid: { nodes: ["C"] } })).toBe("NODE_AVOIDED");
  expect(nodes({ through: ["X"] })).toBe("NODE_UNKNOWN");
});
