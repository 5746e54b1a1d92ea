import fc from "fast-check";
import { expect } from "vitest";
import type { SteinerProblem } from "../steiner/reduce/reduce.ts";

/** Connected random multigraphs with loops, parallel edges and edges of weight 0. */
export const steinerProblems: fc.Arbitrary<SteinerProblem> = fc.integer({ min: 1, max: 11 }).chain((vertexCount) => {
  const vertex = fc.nat({ max: vertexCount - 1 });
  const weight = fc.nat({ max: 12 });
  return fc
    .record({
      // A random tree keeps it connected: vertex i + 1 hangs on one before it.
      trunk: fc.array(fc.tuple(fc.nat(), weight), { minLength: vertexCount - 1, maxLength: vertexCount - 1 }),
      more: fc.array(fc.tuple(vertex, vertex, weight), { maxLength: 18 }),
      terminals: fc.uniqueArray(vertex, { minLength: 1, maxLength: 7 }),
    })
    .map(({ trunk, more, terminals }) => {
      const edges = [...trunk.map(([up, w], i) => [i + 1, up % (i + 1), w] as const), ...more];
      const terminal = new Uint8Array(vertexCount);
      for (const t of terminals) terminal[t] = 1;
      return {
        vertexCount,
        from: Uint32Array.from(edges, ([a]) => a),
        to: Uint32Array.from(edges, ([, b]) => b),
        weight: Float64Array.from(edges, ([, , w]) => w),
        terminal,
        root: terminals[0],
      };
    });
});

/** The edges are one tree that reaches every terminal and weighs what is said. */
export function expectTree(
  { from, to, weight, terminal, root }: SteinerProblem,
  edges: readonly number[],
  said: number,
): void {
  const reached = new Set([root]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const e of edges) {
      if (reached.has(from[e]) === reached.has(to[e])) continue;
      reached.add(from[e]).add(to[e]);
      grown = true;
    }
  }
  expect(edges.length).toBe(reached.size - 1);
  expect([...terminal.keys()].filter((v) => terminal[v] && !reached.has(v))).toEqual([]);
  expect(edges.reduce((sum, e) => sum + weight[e], 0)).toBe(said);
}
