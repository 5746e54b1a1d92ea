import fc from "fast-check";
import { MultiGraph } from "graphology";
import { bidirectional, singleSource } from "graphology-shortest-path/dijkstra.js";
import { expect, test } from "vitest";
import {
  distanceTable,
  type Graph,
  HierarchySearch,
  hierarchyTable,
  kShortest,
  landmarkBound,
  maskOf,
  nearestSources,
  PointSearch,
  prepareHierarchy,
  prepareLandmarks,
  type Route,
  shortestPaths,
  toGraphology,
  weighHierarchy,
} from "../index.ts";
import { drawnGraph, edgeList } from "../testing/drawn-graph.ts";
import { walked } from "../testing/walked.ts";

/** Drawn graphs of one vertex or more, the mask as lists so that the ends can be kept open. */
const drawn = drawnGraph(1);

function expectRoute(
  graph: Graph,
  weight: Float64Array,
  [from, to]: [number, number],
  route: Route | undefined,
  distance: number,
) {
  if (distance === Infinity) expect(route).toBeUndefined();
  else {
    expect(route?.distance).toBe(distance);
    expect(walked(graph, weight, from, route!.edges)).toEqual({ to, distance });
  }
}

test("every kind of search gives graphology-shortest-path's distances", () => {
  fc.assert(
    fc.property(drawn, fc.nat(11), ({ graph, weight }, pick) => {
      const from = pick % graph.vertexCount;
      const peer = toGraphology({ graph, weight }, new MultiGraph({ type: "undirected" }));
      const ways = singleSource(peer, String(from), "weight");
      const search = new PointSearch(graph);
      const landmarks = prepareLandmarks(graph, weight, { count: 3 });
      const hierarchy = new HierarchySearch(weighHierarchy(prepareHierarchy(graph), weight));
      const tree = shortestPaths(graph, weight, from);
      for (let to = 0; to < graph.vertexCount; to++) {
        const way = ways[String(to)];
        const distance = way ? pathLength(peer, way) : Infinity;
        expect(tree.distance[to]).toBe(distance);
        const both = bidirectional(peer, String(from), String(to), "weight");
        expect(both ? pathLength(peer, both) : Infinity).toBe(distance);
        for (const route of [
          search.route(weight, from, to),
          search.routeWithBound(weight, from, to, () => 0),
          search.routeWithBound(weight, from, to, landmarkBound(landmarks, to)),
          hierarchy.route(from, to),
        ]) {
          expectRoute(graph, weight, [from, to], route, distance);
        }
      }
    }),
  );
});

test("with edges and vertices left out, every search gives what graphology-shortest-path gives on a graph without them", () => {
  fc.assert(
    fc.property(drawn, fc.nat(11), ({ graph, weight, mask }, pick) => {
      const from = pick % graph.vertexCount;
      fc.pre(mask.vertices?.[from] !== 1);
      const peer = toGraphology({ graph, weight }, new MultiGraph({ type: "undirected" }));
      peer.edges().forEach((name, e) => {
        if (mask.edges?.[e] === 1) peer.dropEdge(name);
      });
      peer.nodes().forEach((name, v) => {
        if (mask.vertices?.[v] === 1) peer.dropNode(name);
      });
      const search = new PointSearch(graph);
      const hierarchy = new HierarchySearch(weighHierarchy(prepareHierarchy(graph), weight, { without: mask }));
      const tree = shortestPaths(graph, weight, from, undefined, mask);
      for (let to = 0; to < graph.vertexCount; to++) {
        const isOpen = mask.vertices?.[to] !== 1;
        const way = isOpen ? bidirectional(peer, String(from), String(to), "weight") : undefined;
        const distance = way ? pathLength(peer, way) : Infinity;
        expect(tree.distance[to]).toBe(distance);
        expectRoute(graph, weight, [from, to], hierarchy.route(from, to), distance);
        if (!isOpen) continue;
        const options = { without: mask };
        expectRoute(graph, weight, [from, to], search.route(weight, from, to, options), distance);
        expectRoute(
          graph,
          weight,
          [from, to],
          search.routeWithBound(weight, from, to, () => 0, options),
          distance,
        );
      }
    }),
  );
});

/** Length of graphology's path by vertices: between two of them it means the shortest edge. */
function pathLength(peer: MultiGraph, path: string[]): number {
  let length = 0;
  for (let i = 1; i < path.length; i++) {
    length += Math.min(...peer.edges(path[i - 1], path[i]).map((e) => peer.getEdgeAttribute(e, "weight")));
  }
  return length;
}

test("closed edges and penalties count in every search as they do in weights", () => {
  fc.assert(
    fc.property(drawn, fc.infiniteStream(fc.nat(5)), fc.nat(11), ({ graph, weight, mask }, dice, pick) => {
      const from = pick % graph.vertexCount;
      const penalty = weight.map(() => dice.next().value);
      const without = {
        ...mask,
        ...(mask.vertices && { vertices: mask.vertices.map((c, v) => (v === from ? 0 : c)) }),
      };
      const dear = weight.map((w, e) => {
        const ends = [graph.from[e], graph.to[e]];
        const closed = without.edges?.[e] === 1 || ends.some((v) => without.vertices?.[v] === 1);
        return closed ? Infinity : w + penalty[e];
      });
      const oracle = shortestPaths(graph, dear, from).distance;
      const search = new PointSearch(graph);
      for (let to = 0; to < graph.vertexCount; to++) {
        if (without.vertices?.[to] === 1) {
          expect(() => search.route(weight, from, to, { without })).toThrow(`end ${to} is closed by the mask`);
          continue;
        }
        const options = { without, penalty };
        expectRoute(graph, dear, [from, to], search.route(weight, from, to, options), oracle[to]);
        expectRoute(
          graph,
          dear,
          [from, to],
          search.routeWithBound(weight, from, to, () => 0, options),
          oracle[to],
        );
        expectRoute(graph, dear, [from, to], kShortest(graph, weight, [from, to], 1, options)[0], oracle[to]);
      }
    }),
  );
});

test("k shortest routes are the first of all simple routes, each once", () => {
  fc.assert(
    fc.property(
      drawnGraph(1, 6, 10),
      fc.nat(5),
      fc.nat(5),
      fc.integer({ min: 0, max: 8 }),
      ({ graph, weight }, a, b, k) => {
        const [from, to] = [a % graph.vertexCount, b % graph.vertexCount];
        const routes = kShortest(graph, weight, [from, to], k);
        const all = simpleRoutes(graph, weight, from, to);
        expect(routes.map((route) => route.distance)).toEqual(all.slice(0, k).map((route) => route.distance));
        expect(new Set(routes.map(({ edges }) => edges.join())).size).toBe(routes.length);
        const known = new Map(all.map(({ edges, distance }) => [edges.join(), distance]));
        for (const { edges, distance } of routes) expect(known.get(edges.join())).toBe(distance);
      },
    ),
    { numRuns: 300 },
  );
});

/** All routes without a repeated vertex, by plain recursion, shortest first. */
function simpleRoutes(graph: Graph, weight: Float64Array, from: number, to: number): Route[] {
  const found: Route[] = [];
  const visit = (at: number, seen: number[], edges: number[], distance: number) => {
    if (at === to) {
      found.push({ edges, distance });
      return;
    }
    for (let e = 0; e < graph.edgeCount; e++) {
      const other = graph.from[e] === at ? graph.to[e] : graph.to[e] === at ? graph.from[e] : -1;
      if (other >= 0 && !seen.includes(other)) visit(other, [...seen, other], [...edges, e], distance + weight[e]);
    }
  };
  visit(from, [from], [], 0);
  return found.sort((a, b) => a.distance - b.distance);
}

test("both tables hold the distances of single searches", () => {
  fc.assert(
    fc.property(drawn, fc.array(fc.nat(11)), fc.array(fc.nat(11)), ({ graph, weight }, a, b) => {
      const sources = a.map((v) => v % graph.vertexCount);
      const targets = b.map((v) => v % graph.vertexCount);
      const oracle = sources.flatMap((s) => {
        const { distance } = shortestPaths(graph, weight, s);
        return targets.map((t) => distance[t]);
      });
      expect([...distanceTable(graph, weight, sources, targets)]).toEqual(oracle);
      expect([...hierarchyTable(weighHierarchy(prepareHierarchy(graph), weight), sources, targets)]).toEqual(oracle);
    }),
  );
});

test("owners agree with the way back to them, and equal ways are told apart by number", () => {
  fc.assert(
    fc.property(drawn, fc.array(fc.nat(11), { minLength: 1, maxLength: 4 }), ({ graph, weight }, picks) => {
      const sources = picks.map((v) => v % graph.vertexCount);
      const space = nearestSources(graph, weight, sources);
      for (let v = 0; v < graph.vertexCount; v++) {
        const e = space.viaEdge[v];
        if (e < 0) continue;
        const before = graph.from[e] === v ? graph.to[e] : graph.from[e];
        expect(space.owner[v]).toBe(space.owner[before]);
        expect(space.distance[v]).toBe(space.distance[before] + weight[e]);
        if (weight[e] > 0) expect([before, e]).toEqual(preferredStep(graph, weight, space.distance, v));
      }
    }),
  );
  const square = edgeList("0-2 2-3 0-1 1-3");
  expect(shortestPaths(square, Float64Array.of(1, 1, 1, 1), 0).viaEdge[3]).toBe(3);
});

/** Of all last steps of a shortest way to `v`: nearest beginning, then smallest vertex, then smallest edge. */
function preferredStep(
  graph: Graph,
  weight: Float64Array,
  distance: Float64Array,
  v: number,
): [before: number, edge: number] {
  const steps: [number, number][] = [];
  for (let e = 0; e < graph.edgeCount; e++) {
    for (const [a, b] of [
      [graph.from[e], graph.to[e]],
      [graph.to[e], graph.from[e]],
    ]) {
      if (b === v && distance[a] + weight[e] === distance[v]) steps.push([a, e]);
    }
  }
  return steps.sort(([a, e], [b, f]) => distance[a] - distance[b] || a - b || e - f)[0];
}

test("whole numbers and short floats as weights give the same ways", () => {
  fc.assert(
    fc.property(drawn, ({ graph, weight }) => {
      const tree = shortestPaths(graph, weight, 0);
      for (const same of [Uint32Array.from(weight), Float32Array.from(weight)]) {
        const other = shortestPaths(graph, same, 0);
        expect([other.distance, other.viaEdge]).toEqual([tree.distance, tree.viaEdge]);
        const hierarchy = new HierarchySearch(weighHierarchy(prepareHierarchy(graph), same));
        for (let v = 0; v < graph.vertexCount; v++) expect(hierarchy.distance(0, v)).toBe(tree.distance[v]);
      }
    }),
  );
});

test("a space used before gives what a new one gives", () => {
  fc.assert(
    fc.property(drawn, fc.array(fc.nat(11), { minLength: 2, maxLength: 4 }), ({ graph, weight }, picks) => {
      const sources = picks.map((v) => v % graph.vertexCount);
      const used = nearestSources(graph, weight, sources);
      const { distance, owner, viaEdge } = shortestPaths(graph, weight, sources[0], used);
      const fresh = shortestPaths(graph, weight, sources[0]);
      expect([distance, owner, viaEdge]).toEqual([fresh.distance, fresh.owner, fresh.viaEdge]);
    }),
  );
});

test("weights of many magnitudes, which defeat buckets, give the same distances", () => {
  fc.assert(
    fc.property(drawn, fc.infiniteStream(fc.nat(60)), ({ graph, weight }, dice) => {
      const uneven = weight.map((w) => w * 2 ** (dice.next().value - 30));
      const tree = shortestPaths(graph, uneven, 0);
      const search = new PointSearch(graph);
      for (let v = 0; v < graph.vertexCount; v++) {
        expect(search.routeWithBound(uneven, 0, v, () => 0)?.distance ?? Infinity).toBe(tree.distance[v]);
      }
    }),
  );
});

test("a chain that buckets would scan again and again is left to the heap, and comes out right", () => {
  // Vertex i + 1 is reached from i directly, or round by a detour that is cheaper but found later: 2 ** i scans without a limit.
  const n = 60;
  const from: number[] = [];
  const to: number[] = [];
  const weights: number[] = [];
  for (let i = 0; i < n; i++) {
    const detour = n + 1 + i;
    from.push(i, detour, i);
    to.push(detour, i + 1, i + 1);
    weights.push(0, 0, 2 ** (n - i) * 2 ** -40);
  }
  const ends = from.map((a, e) => `${a}-${to[e]}`).join(" ");
  // Long edges elsewhere make the buckets wide.
  const far = Array.from({ length: 200 }, (_, i) => `${2 * n + 1 + i}-${2 * n + 2 + i}`).join(" ");
  const graph = edgeList(`${ends} ${far}`);
  const weight = Float64Array.from({ length: graph.edgeCount }, (_, e) => weights[e] ?? 2 ** 30);
  const tree = shortestPaths(graph, weight, 0);
  for (let v = 0; v <= n; v++) expect(tree.distance[v]).toBe(0);
});

test("a route search says what is wrong with what it was given", () => {
  const graph = edgeList("0-1 1-2");
  const search = new PointSearch(graph);
  const weight = Float64Array.of(1, 1);
  expect(() => search.route(Float64Array.of(1, Number.NaN), 0, 2)).toThrow("edge 1 has weight NaN: not a number");
  expect(() => search.route(weight, 0, 9)).toThrow("end 9 is not a vertex: there are 3");
  expect(() => search.routeWithBound(weight, -1, 0, () => 0)).toThrow("start -1 is not a vertex");
  expect(() => search.routeWithBound(weight, 0, 2, () => Number.NaN)).toThrow("the bound of vertex 0 is NaN");
  expect(() => kShortest(graph, weight, [0, 2], 1.5)).toThrow("k is 1.5");
  expect(() => kShortest(graph, Float64Array.of(1, -1), [0, 2], 1)).toThrow("edge 1 has weight -1: negative");
  const without = maskOf(graph, { withoutVertices: [0] });
  expect(() => search.route(weight, 0, 2, { without })).toThrow("start 0 is closed by the mask");
  expect(() => distanceTable(graph, weight, [1], [0], { without })).toThrow("target 0 is closed by the mask");
});
