import fc from "fast-check";
import { expect, test } from "vitest";
import {
  breadthFirstOrder,
  buildGraph,
  components,
  type Graph,
  graphFromBuffer,
  innerValues,
  minimumSpanningForest,
  nearestSources,
  pathToSource,
  shortestPaths,
  VertexHeap,
} from "./index.ts";

interface Drawn {
  readonly vertexCount: number;
  readonly edges: readonly (readonly [from: number, to: number, weight: number])[];
  readonly order: readonly number[];
}

/** Random multigraphs with loops and parallel edges, some in several pieces. */
const drawn: fc.Arbitrary<Drawn> = fc.integer({ min: 1, max: 14 }).chain((vertexCount) =>
  fc.record({
    vertexCount: fc.constant(vertexCount),
    edges: fc.array(fc.tuple(fc.nat({ max: vertexCount - 1 }), fc.nat({ max: vertexCount - 1 }), fc.nat({ max: 9 })), {
      maxLength: 30,
    }),
    order: fc.shuffledSubarray([...Array(vertexCount).keys()], { minLength: vertexCount }),
  }),
);

function freeze({ vertexCount, edges, order }: Drawn): { graph: Graph; weight: Float64Array } {
  const from = Uint32Array.from(edges, ([a]) => a);
  const to = Uint32Array.from(edges, ([, b]) => b);
  const graph = buildGraph({ vertexCount, from, to, order: Uint32Array.from(order) });
  return {
    graph,
    weight: innerValues(
      graph,
      Float64Array.from(edges, ([, , w]) => w),
    ),
  };
}

/** Floyd 1962 on outer numbers: slow, and independent of everything under test. */
function allDistances({ vertexCount, edges }: Drawn): number[][] {
  const d = Array.from({ length: vertexCount }, (_, i) =>
    Array.from({ length: vertexCount }, (_, j) => (i === j ? 0 : Infinity)),
  );
  for (const [a, b, w] of edges) d[a][b] = d[b][a] = a === b ? 0 : Math.min(d[a][b], w);
  for (let k = 0; k < vertexCount; k++)
    for (let i = 0; i < vertexCount; i++)
      for (let j = 0; j < vertexCount; j++) d[i][j] = Math.min(d[i][j], d[i][k] + d[k][j]);
  return d;
}

test("a renumbered graph keeps every edge under its outer number", () => {
  fc.assert(
    fc.property(drawn, (input) => {
      const { graph } = freeze(input);
      const back = input.edges.map((_, outer) => {
        const e = graph.innerEdge[outer];
        return [graph.outerVertex[graph.from[e]], graph.outerVertex[graph.to[e]]];
      });
      expect(back).toEqual(input.edges.map(([a, b]) => [a, b]));
      const degree = new Uint32Array(input.vertexCount);
      for (const [a, b] of input.edges) {
        degree[a]++;
        degree[b]++;
      }
      for (let v = 0; v < graph.vertexCount; v++) {
        expect(graph.arcStart[v + 1] - graph.arcStart[v]).toBe(degree[graph.outerVertex[v]]);
      }
    }),
  );
});

test("distances from one vertex equal Floyd's, and the path back adds up to them", () => {
  fc.assert(
    fc.property(drawn, (input) => {
      const { graph, weight } = freeze(input);
      const oracle = allDistances(input);
      const space = shortestPaths(graph, weight, graph.innerVertex[0]);
      for (let v = 0; v < graph.vertexCount; v++) {
        expect(space.distance[v]).toBe(oracle[0][graph.outerVertex[v]]);
        const along = pathToSource(graph, space, v).reduce((sum, e) => sum + weight[e], 0);
        if (space.distance[v] < Infinity) expect(along).toBe(space.distance[v]);
      }
    }),
  );
});

test("every vertex is owned by a source that is as near as the nearest", () => {
  fc.assert(
    fc.property(drawn, fc.infiniteStream(fc.boolean()), (input, coin) => {
      const { graph, weight } = freeze(input);
      const oracle = allDistances(input);
      const sources = [...Array(input.vertexCount).keys()].filter(() => coin.next().value);
      const space = nearestSources(
        graph,
        weight,
        sources.map((s) => graph.innerVertex[s]),
      );
      for (let v = 0; v < graph.vertexCount; v++) {
        const row = oracle[graph.outerVertex[v]];
        const nearest = Math.min(Infinity, ...sources.map((s) => row[s]));
        expect(space.distance[v]).toBe(nearest);
        if (nearest < Infinity) expect(row[graph.outerVertex[space.owner[v]]]).toBe(nearest);
        else expect(space.owner[v]).toBe(-1);
      }
    }),
  );
});

test("two vertices share a component exactly when a path joins them", () => {
  fc.assert(
    fc.property(drawn, (input) => {
      const oracle = allDistances(input);
      const pieces = components({
        vertexCount: input.vertexCount,
        from: Uint32Array.from(input.edges, ([a]) => a),
        to: Uint32Array.from(input.edges, ([, b]) => b),
      });
      expect(new Set(pieces.of).size).toBe(pieces.count);
      for (let a = 0; a < input.vertexCount; a++)
        for (let b = 0; b < input.vertexCount; b++) expect(pieces.of[a] === pieces.of[b]).toBe(oracle[a][b] < Infinity);
    }),
  );
});

test("the spanning forest weighs what Prim's does on each component", () => {
  fc.assert(
    fc.property(drawn, (input) => {
      const { graph, weight } = freeze(input);
      const forest = minimumSpanningForest(graph, weight);
      expect(forest.reduce((sum, e) => sum + weight[e], 0)).toBe(primWeight(input));
    }),
  );
});

function primWeight({ vertexCount, edges }: Drawn): number {
  const inside = new Set<number>();
  let total = 0;
  while (inside.size < vertexCount) {
    const crossing = edges.filter(([a, b]) => inside.has(a) !== inside.has(b)).toSorted((x, y) => x[2] - y[2])[0];
    if (crossing) {
      total += crossing[2];
      inside.add(crossing[0]).add(crossing[1]);
    } else inside.add([...Array(vertexCount).keys()].find((v) => !inside.has(v))!);
  }
  return total;
}

test("the heap gives back what was pushed, smallest key first, ties by vertex", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat({ max: 19 }), fc.nat({ max: 5 })), { maxLength: 60 }), (pushes) => {
      const heap = new VertexHeap(20);
      const least = new Map<number, number>();
      for (const [vertex, key] of pushes) {
        heap.push(vertex, key);
        least.set(vertex, Math.min(key, least.get(vertex) ?? Infinity));
      }
      const out: number[] = [];
      while (heap.size > 0) out.push(heap.pop());
      expect(out).toEqual([...least].sort((a, b) => a[1] - b[1] || a[0] - b[0]).map(([v]) => v));
    }),
  );
});

test("a graph survives the trip through its buffer", () => {
  fc.assert(
    fc.property(drawn, (input) => {
      const { graph } = freeze(input);
      const copy = graphFromBuffer(structuredClone(graph.buffer));
      expect(copy).toEqual(graph);
    }),
  );
});

test("breadth-first order visits every vertex once, neighbours close together", () => {
  const ring = buildGraph({ vertexCount: 6, from: Uint32Array.of(0, 5, 3, 1), to: Uint32Array.of(5, 3, 1, 4) });
  expect([...breadthFirstOrder(ring)]).toEqual([0, 5, 3, 1, 4, 2]);
});

test("an edge that ends nowhere, or an order that is no permutation, is our bug and throws", () => {
  const two = { vertexCount: 2, from: Uint32Array.of(0), to: Uint32Array.of(2) };
  expect(() => buildGraph(two)).toThrow("out of range");
  const loop = { vertexCount: 2, from: Uint32Array.of(0), to: Uint32Array.of(0), order: Uint32Array.of(1, 1) };
  expect(() => buildGraph(loop)).toThrow("permutation");
});
