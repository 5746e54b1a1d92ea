import fc from "fast-check";
import { expect, test } from "vitest";
import { nearestSources, SpreadSearch } from "../index.ts";
import { drawnGraph, edgeList } from "../testing/drawn-graph.ts";
import { walked } from "../testing/walked.ts";

test("a search settles vertices in the order and at the distances of the whole search, until it is ended", () => {
  fc.assert(
    fc.property(
      drawnGraph(1),
      fc.array(fc.nat(11), { maxLength: 3 }),
      fc.nat(12),
      ({ graph, weight, mask }, picks, most) => {
        const sources = picks.map((v) => v % graph.vertexCount).filter((v) => mask.vertices?.[v] !== 1);
        const whole = nearestSources(graph, weight, sources, undefined, mask);
        const search = new SpreadSearch(graph);
        // A search before leaves nothing behind.
        search.run(weight, [0], () => "on");
        const settled: number[] = [];
        const last = search.run(
          weight,
          sources,
          (v, d) => {
            expect(d).toBe(whole.distance[v]);
            settled.push(v);
            return settled.length > most ? "end" : "on";
          },
          mask,
        );
        const reached = [...whole.distance.keys()].filter((v) => whole.distance[v] < Infinity);
        expect(settled.length).toBe(Math.min(most + 1, reached.length));
        expect(last).toBe(reached.length > most ? settled.at(-1) : undefined);
        const distances = settled.map((v) => whole.distance[v]);
        expect(distances).toEqual(
          reached
            .map((v) => whole.distance[v])
            .sort((a, b) => a - b)
            .slice(0, most + 1),
        );
        for (const v of settled) {
          const way = search.wayBack(v).reverse();
          expect(sources.some((s) => isWay(graph, weight, s, way, v, whole.distance[v]))).toBe(true);
        }
      },
    ),
  );
});

function isWay(...[graph, weight, from, edges, to, distance]: [...Parameters<typeof walked>, number, number]): boolean {
  try {
    const end = walked(graph, weight, from, edges);
    return end.to === to && end.distance === distance;
  } catch {
    return false;
  }
}

test("a vertex may be settled and not passed through", () => {
  const line = edgeList("0-1 1-2 2-3");
  const settled: number[] = [];
  const end = new SpreadSearch(line).run(Float64Array.of(1, 1, 1), [0], (v) => {
    settled.push(v);
    return v === 2 ? "off" : "on";
  });
  expect([end, settled]).toEqual([undefined, [0, 1, 2]]);
});

test("what is no weight or no vertex is refused in words", () => {
  const line = edgeList("0-1 1-2");
  const search = new SpreadSearch(line);
  const all = () => "on" as const;
  expect(() => search.run(Float64Array.of(1, -1), [0], all)).toThrow("edge 1 has weight -1: negative");
  expect(() => search.run(Float64Array.of(1), [0], all)).toThrow("1 weights for 2 edges");
  expect(() => search.run(Float64Array.of(1, 1), [3], all)).toThrow("source 3 is not a vertex");
  expect(() => search.wayBack(3)).toThrow("vertex 3 is not a vertex");
});
