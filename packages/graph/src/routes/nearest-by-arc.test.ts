import fc from "fast-check";
import { DirectedGraph } from "graphology";
import { singleSource } from "graphology-shortest-path/dijkstra.js";
import { expect, test } from "vitest";
import { type Graph, maskOf, nearestSources, nearestSourcesByArc } from "../index.ts";
import { drawnGraph, edgeList } from "../testing/drawn-graph.ts";

const drawn = drawnGraph(1).chain((input) => {
  const weight = fc.oneof(fc.nat(9), fc.constant(Infinity));
  const arcs = fc.array(weight, { minLength: 2 * input.graph.edgeCount, maxLength: 2 * input.graph.edgeCount });
  return arcs.map((list) => ({ ...input, arcWeight: Float64Array.from(list) }));
});

test("distances by weights that differ each way are graphology's on a directed graph, from the sources and to them", () => {
  fc.assert(
    fc.property(drawn, fc.nat(11), fc.boolean(), ({ graph, arcWeight }, pick, towards) => {
      const source = pick % graph.vertexCount;
      const { distance } = nearestSourcesByArc(graph, arcWeight, [source], { towards });
      const peer = directed(graph, arcWeight, towards);
      const ways = singleSource(peer, String(source), "weight");
      for (let v = 0; v < graph.vertexCount; v++) {
        const way = ways[String(v)];
        const length = way?.slice(1).reduce((sum, to, i) => sum + peer.getEdgeAttribute(way[i], to, "weight"), 0);
        expect(distance[v]).toBe(length ?? Infinity);
      }
    }),
  );
});

/** The lightest arc of each ordered pair; reversed where ways are asked for that lead to the source. */
function directed({ vertexCount, edgeCount, from, to }: Graph, arcWeight: Float64Array, reversed: boolean) {
  const peer = new DirectedGraph<object, { weight: number }>();
  for (let v = 0; v < vertexCount; v++) peer.addNode(v);
  for (let arc = 0; arc < 2 * edgeCount; arc++) {
    const back = (arc % 2 === 1) !== reversed;
    const [a, b] = back ? [to[arc >> 1], from[arc >> 1]] : [from[arc >> 1], to[arc >> 1]];
    const known = peer.edge(a, b);
    const lightest = Math.min(arcWeight[arc], known ? peer.getEdgeAttribute(known, "weight") : Infinity);
    if (a !== b && lightest < Infinity) peer.mergeEdge(a, b, { weight: lightest });
  }
  return peer;
}

test("with the same weight each way it answers as the undirected search does, owners and masks included", () => {
  fc.assert(
    fc.property(drawnGraph(1), fc.array(fc.nat(11), { maxLength: 4 }), ({ graph, weight, mask }, picks) => {
      const sources = picks.map((v) => v % graph.vertexCount).filter((v) => mask.vertices?.[v] !== 1);
      const arcWeight = Float64Array.from({ length: 2 * graph.edgeCount }, (_, arc) => weight[arc >> 1]);
      const space = nearestSourcesByArc(graph, arcWeight, sources, { without: mask });
      expect(space.distance).toEqual(nearestSources(graph, weight, sources, undefined, mask).distance);
      for (let v = 0; v < graph.vertexCount; v++) {
        const e = space.viaEdge[v];
        if (e < 0) continue;
        const before = graph.from[e] === v ? graph.to[e] : graph.from[e];
        expect([space.owner[v], space.distance[v]]).toEqual([space.owner[before], space.distance[before] + weight[e]]);
      }
    }),
  );
});

test("what is wrong with arc weights or a source is said exactly", () => {
  const graph = edgeList("0-1 1-2");
  expect(() => nearestSourcesByArc(graph, Float64Array.of(1, 1), [0])).toThrow("2 arc weights for 2 edges");
  expect(() => nearestSourcesByArc(graph, Float64Array.of(1, 1, 1, -1), [0])).toThrow("edge 1 has weight -1 back");
  expect(() => nearestSourcesByArc(graph, Float64Array.of(1, 1, Number.NaN, 1), [0])).toThrow("weight NaN there");
  expect(() => nearestSourcesByArc(graph, new Float64Array(4), [3])).toThrow("source 3 is not a vertex");
  const without = maskOf(graph, { withoutVertices: [0] });
  expect(() => nearestSourcesByArc(graph, new Float64Array(4), [0], { without })).toThrow("source 0 is closed");
});
