import { buildGraph } from "@cuntong/graph";
import fc from "fast-check";
import { expect, test } from "vitest";
import { TreeArms } from "./tree-arms.ts";
import { shapeOf, type TreeShape } from "./tree-shape.ts";

/** Long thin random trees: vertex `i + 1` hangs on one of the few before it. */
const trees = fc
  .array(fc.record({ back: fc.nat({ max: 3 }), weight: fc.nat({ max: 50 }), terminal: fc.boolean() }), {
    minLength: 3,
    maxLength: 80,
  })
  .map((vertices) => {
    const from = Uint32Array.from(vertices, (_, i) => i + 1);
    const to = Uint32Array.from(vertices, ({ back }, i) => Math.max(0, i - back));
    const graph = buildGraph({ vertexCount: vertices.length + 1, from, to });
    const terminal = Uint8Array.from([1, ...vertices.map((v) => (v.terminal ? 1 : 0))]);
    const steiner = { graph, weight: Float64Array.from(vertices, (v) => v.weight), terminal, root: 0 };
    return { shape: shapeOf(steiner, Uint32Array.from(from.keys())), weight: steiner.weight };
  });

/** Vertices from `v` up to the root. */
function wayUp({ parent }: TreeShape, v: number): number[] {
  const way = [v];
  for (let at = parent[v]; at >= 0; at = parent[at]) way.push(at);
  return way;
}

/** The path between two vertices, by their ways up to the root. */
function pathBetween(shape: TreeShape, a: number, b: number): number[] {
  const [up, down] = [wayUp(shape, a), wayUp(shape, b)];
  const meet = up.find((v) => down.includes(v))!;
  return [...up.slice(0, up.indexOf(meet) + 1), ...down.slice(0, down.indexOf(meet)).reverse()];
}

/** Weight of the heaviest run of a path between two vertices where the tree may not be cut through. */
function heaviestRun(shape: TreeShape, weight: Float64Array, path: readonly number[]): number {
  let heaviest = 0;
  let run = 0;
  for (let i = 1; i < path.length; i++) {
    const lower = shape.parent[path[i]] === path[i - 1] ? path[i] : path[i - 1];
    run += weight[shape.parentEdge[lower]];
    heaviest = Math.max(heaviest, run);
    if (shape.isKey[path[i]]) run = 0;
  }
  return heaviest;
}

test("the heaviest segment of each arm is the one that a walk along the arm finds", () => {
  fc.assert(
    fc.property(trees, fc.array(fc.nat(), { minLength: 3, maxLength: 3 }), ({ shape, weight }, picks) => {
      const [a, b, c] = picks.map((pick) => pick % shape.place.length);
      const toC = pathBetween(shape, a, c);
      const middle = pathBetween(shape, a, b).findLast((v) => toC.includes(v) && pathBetween(shape, b, c).includes(v))!;
      const walked = [a, b, c].map((end) => heaviestRun(shape, weight, pathBetween(shape, end, middle)));
      const segments = new TreeArms(shape).heaviest(a, b, c);
      expect(segments.map((segment) => segment.weight)).toEqual(walked.toSorted((x, y) => y - x));
    }),
    { numRuns: 500 },
  );
});

test("a shape knows its key vertices, and key paths weigh what their edges do", () => {
  fc.assert(
    fc.property(trees, ({ shape, weight }) => {
      for (const v of shape.preorder) {
        if (shape.parent[v] < 0) continue;
        const way = wayUp(shape, v);
        const toKey = way.slice(1).findIndex((up) => shape.isKey[up]) + 1;
        expect(shape.upperKey[v]).toBe(way[toKey]);
        expect(shape.top[v]).toBe(way[toKey - 1]);
        expect(shape.pathWeight[v]).toBe(
          way.slice(0, toKey).reduce((sum, at) => sum + weight[shape.parentEdge[at]], 0),
        );
        for (const up of way) expect(shape.place[v] >= shape.place[up] && shape.place[v] < shape.end[up]).toBe(true);
      }
    }),
  );
});
