import { buildGraph } from "@cuntong/graph";
import fc from "fast-check";
import { expect, test } from "vitest";
import { exactArborescenceWeight } from "../../testing/exact-arborescence.ts";
import { exactSteinerWeight } from "../../testing/exact-steiner.ts";
import { steinerProblems } from "../../testing/steiner-problems.ts";
import { withinBound } from "../reduce/reduce-edges.ts";
import type { SteinerGraph } from "../tree/tree.ts";
import { dualAscent } from "./dual-ascent.ts";

/** Every arc with a weight of its own, a third of them missing. */
const directed: fc.Arbitrary<SteinerGraph> = steinerProblems
  .chain((problem) => {
    const arcs = 2 * problem.from.length;
    const weight = fc.oneof(
      { weight: 2, arbitrary: fc.nat({ max: 9 }) },
      { weight: 1, arbitrary: fc.constant(Infinity) },
    );
    return fc.record({
      problem: fc.constant(problem),
      arcWeight: fc.array(weight, { minLength: arcs, maxLength: arcs }).map((values) => Float64Array.from(values)),
    });
  })
  .map(({ problem, arcWeight }) => ({ ...problem, graph: buildGraph(problem), arcWeight }))
  .filter((steiner) => exactArborescenceWeight(steiner) < Infinity);

test("on directed networks the bound stays below the lightest tree away from the root, and fixing by it keeps that tree", () => {
  fc.assert(
    fc.property(directed, (steiner) => {
      const optimum = exactArborescenceWeight(steiner);
      const ascent = dualAscent(steiner, () => {});
      expect(ascent.lowerBound).toBeLessThanOrEqual(optimum);
      const kept = withinBound(steiner, ascent, optimum);
      const arcWeight = steiner.arcWeight!.map((w, arc) => (kept[arc >> 1] ? w : Infinity));
      expect(exactArborescenceWeight({ ...steiner, arcWeight })).toBe(optimum);
    }),
    { numRuns: 1500 },
  );
});

test("equal weights both ways are the undirected network", () => {
  fc.assert(
    fc.property(steinerProblems, (problem) => {
      const steiner = { ...problem, graph: buildGraph(problem) };
      const arcWeight = Float64Array.from({ length: 2 * problem.from.length }, (_, arc) => problem.weight[arc >> 1]);
      expect(exactArborescenceWeight({ ...steiner, arcWeight })).toBe(exactSteinerWeight(problem));
      expect(dualAscent({ ...steiner, arcWeight }, () => {})).toEqual(dualAscent(steiner, () => {}));
    }),
    { numRuns: 300 },
  );
});

/** Villages on a line of vertices, each worth a prize: the root offers every village its prize instead of a way. */
function prizeCollecting(villages: number, prize: number, step: number): SteinerGraph {
  const [from, to, arcWeight]: number[][] = [[], [], []];
  const add = (a: number, b: number, there: number, back: number) => {
    from.push(a);
    to.push(b);
    arcWeight.push(there, back);
  };
  for (let i = 0; i < villages; i++) {
    add(i, i + 1, step, step);
    add(i + 1, villages + 1 + i, 0, Infinity);
    add(0, villages + 1 + i, prize, Infinity);
  }
  const vertexCount = 2 * villages + 1;
  const graph = buildGraph({ vertexCount, from: Uint32Array.from(from), to: Uint32Array.from(to) });
  const terminal = Uint8Array.from({ length: vertexCount }, (_, v) => (v === 0 || v > villages ? 1 : 0));
  const weight = Float64Array.from(from, (_, e) => Math.min(arcWeight[2 * e], arcWeight[2 * e + 1]));
  return { graph, weight, arcWeight: Float64Array.from(arcWeight), terminal, root: 0 };
}

test("prizes at a hub of 40,000 villages: every prize is either earned or paid", () => {
  expect(dualAscent(prizeCollecting(40_000, 3, 10), () => {}).lowerBound).toBe(120_000);
  expect(dualAscent(prizeCollecting(400, 30, 10), () => {}).lowerBound).toBe(4000);
});
