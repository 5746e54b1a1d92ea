import { buildGraph } from "@cuntong/graph";
import fc from "fast-check";
import { expect, test } from "vitest";
import { moveBranches, type TrueCosts } from "./move-branches.ts";

const towns = fc
  .record({
    vertices: fc.integer({ min: 3, max: 8 }),
    ends: fc.array(fc.tuple(fc.nat({ max: 7 }), fc.nat({ max: 7 }), fc.integer({ min: 1, max: 30 })), {
      minLength: 5,
      maxLength: 13,
    }),
    villages: fc.array(fc.nat({ max: 2 }), { minLength: 8, maxLength: 8 }),
    steps: fc.array(fc.nat({ max: 6 }), { minLength: 17, maxLength: 17 }),
    closure: fc.nat({ max: 20 }),
    fixed: fc.option(fc.nat({ max: 12 })),
  })
  .map(({ vertices, ends, villages, steps, closure, fixed }) => {
    const kept = ends.map(([a, b, m]) => [a % vertices, b % vertices, m] as const).filter(([a, b]) => a !== b);
    const graph = buildGraph({
      vertexCount: vertices,
      from: Uint32Array.from(kept, ([a]) => a),
      to: Uint32Array.from(kept, ([, b]) => b),
    });
    const at = Uint32Array.from({ length: vertices }, (_, v) => villages[v]);
    const edge = fixed === null || fixed >= kept.length ? undefined : fixed;
    const fixedEnds = edge === undefined ? [] : [graph.from[edge], graph.to[edge]];
    const costs: TrueCosts = {
      ...{ graph, root: 0, closure, villages: at, fixed: new Set(edge === undefined ? [] : [edge]) },
      terminal: Uint8Array.from(at, (count, v) => (v === 0 || count > 0 || fixedEnds.includes(v) ? 1 : 0)),
      weight: Float64Array.from(kept, ([, , m]) => 10 * m),
      lengthCm: Float64Array.from(kept, ([, , m]) => m),
      perCm: Float64Array.from(steps.slice(0, 17), (_, k) =>
        steps.slice(1, Math.max(1, k) + 1).reduce((a, b) => a + b, 0),
      ),
    };
    return costs;
  });

/** Every tree that reaches all terminals with no dead end, by trying all sets of edges. */
function treesOf({ graph, terminal, fixed }: TrueCosts): number[][] {
  const { edgeCount, vertexCount, from, to } = graph;
  const trees: number[][] = [];
  for (let set = 0; set < 1 << edgeCount; set++) {
    const edges = Array.from({ length: edgeCount }, (_, e) => e).filter((e) => set & (1 << e));
    if (edges.length >= vertexCount || [...fixed].some((e) => !edges.includes(e))) continue;
    const reached = new Set([0]);
    for (let round = 0; round < edges.length; round++)
      for (const e of edges) if (reached.has(from[e]) || reached.has(to[e])) reached.add(from[e]).add(to[e]);
    const degree = (v: number) => edges.filter((e) => from[e] === v || to[e] === v).length;
    const isWhole = reached.size === edges.length + 1 && edges.every((e) => reached.has(from[e]));
    const reachesAll = [...terminal.keys()].every((v) => !terminal[v] || reached.has(v));
    if (isWhole && reachesAll && [...reached].every((v) => terminal[v] || degree(v) > 1)) trees.push(edges);
  }
  return trees;
}

/** What a tree costs, counted edge by edge from what lies beyond each. */
function costOf({ graph, villages, weight, lengthCm, perCm, closure }: TrueCosts, edges: readonly number[]): number {
  const { from, to } = graph;
  const beyond = (cut: number) => {
    const near = new Set([0]);
    for (let round = 0; round <= edges.length; round++)
      for (const e of edges) if (e !== cut && (near.has(from[e]) || near.has(to[e]))) near.add(from[e]).add(to[e]);
    const far = new Set(edges.flatMap((e) => [from[e], to[e]]).filter((v) => !near.has(v)));
    return [...far].reduce((sum, v) => sum + villages[v], 0);
  };
  const spans = edges.reduce((sum, e) => sum + weight[e] + lengthCm[e] * perCm[beyond(e)], 0);
  const degree = (v: number) => edges.filter((e) => from[e] === v || to[e] === v).length;
  const branches = Array.from({ length: graph.vertexCount - 1 }, (_, i) => degree(i + 1)).filter((d) => d >= 3).length;
  return spans + branches * closure;
}

test("branches are moved only to a tree that costs less, and mostly to one that costs least", () => {
  let best = 0;
  let tried = 0;
  fc.assert(
    fc.property(towns, fc.nat(), (costs, pick) => {
      const trees = treesOf(costs).map((edges) => ({ edges, cost: costOf(costs, edges) }));
      if (trees.length === 0) return;
      const start = trees[pick % trees.length];
      const moved = [...moveBranches(costs, start.edges)];
      const end = trees.find(({ edges }) => edges.join() === moved.join());
      expect(end).toBeDefined();
      expect(end!.cost).toBeLessThanOrEqual(start.cost);
      tried++;
      if (end!.cost === Math.min(...trees.map(({ cost }) => cost))) best++;
    }),
    { numRuns: 400, seed: 1 },
  );
  expect(best / tried).toBeGreaterThan(0.9);
});
