import { buildGraph, type Graph, riskGroups } from "@cuntong/graph";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Choice, type FailingSet, type SurvivableProblem } from "./survivable-problem.ts";
import { survive } from "./survive.ts";
import { unsafeTargets } from "./unsafe-targets.ts";

/** A small network at random: what stands, what could be built at a price, groups, targets. Vertex 0 is the hub. */
const drawn = fc
  .record({
    vertexCount: fc.integer({ min: 3, max: 6 }),
    standing: fc.array(fc.tuple(fc.nat(5), fc.nat(5), fc.nat(5)), { minLength: 2, maxLength: 6 }),
    possible: fc.array(fc.tuple(fc.nat(5), fc.nat(5), fc.nat(5), fc.integer({ min: 1, max: 20 })), {
      minLength: 2,
      maxLength: 8,
    }),
    targets: fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 }),
    named: fc.boolean(),
  })
  .map(({ vertexCount, standing, possible, targets, named }): SurvivableProblem => {
    const ends = [...standing, ...possible].map(([a, b]) => [a % vertexCount, b % vertexCount] as const);
    const from = Uint32Array.from(ends, ([a]) => a);
    const to = Uint32Array.from(ends, ([, b]) => b);
    const graph = buildGraph({ vertexCount, from, to, order: "breadth-first" });
    const inner = (outer: number) => graph.innerEdge[outer]!;
    const cost = new Float64Array(graph.edgeCount);
    const stands = new Uint8Array(graph.edgeCount);
    standing.forEach((_, i) => {
      stands[inner(i)] = 1;
    });
    possible.forEach(([, , , price], i) => {
      cost[inner(standing.length + i)] = price;
    });
    const lists = [0, 1].map((risk) =>
      ends.flatMap((_, i) => ([...standing, ...possible][i]![2] === risk ? [inner(i)] : [])),
    );
    return {
      graph,
      hub: graph.innerVertex[0]!,
      ...{ cost, stands },
      groups: riskGroups(graph, lists),
      targets: [...new Set(targets.map((v) => v % vertexCount).filter((v) => v !== 0))].map((v) => ({
        vertex: graph.innerVertex[v]!,
        weight: v,
      })),
      failures: named ? standing.slice(0, 2).map((_, i) => ({ edges: [inner(i)], vertices: [] })) : "any",
    };
  });

/** Everything that is to be survived, one by one. */
function allFailures({ graph, hub, groups, failures }: SurvivableProblem): FailingSet[] {
  if (failures !== "any") return [{ edges: [], vertices: [] }, ...failures];
  const edges = [...Array(graph.edgeCount).keys()].map((e) => ({ edges: [e], vertices: [] }));
  const vertices = [...Array(graph.vertexCount).keys()]
    .filter((v) => v !== hub)
    .map((v) => ({ edges: [], vertices: [v] }));
  // A group of which only one edge is there fails like any edge.
  return [
    { edges: [], vertices: [] },
    ...edges,
    ...vertices,
    ...groups.edgesOf.map((list) => ({ edges: list, vertices: [] })),
  ];
}

function reaches(
  graph: Graph,
  from: number,
  to: number,
  isOpen: (edge: number) => boolean,
  lost: ReadonlySet<number>,
): boolean {
  const seen = new Set([from]);
  for (const v of seen) {
    for (let arc = graph.arcStart[v]!; arc < graph.arcStart[v + 1]!; arc++) {
      if (isOpen(graph.arcEdge[arc]!) && !lost.has(graph.arcHead[arc]!)) seen.add(graph.arcHead[arc]!);
    }
  }
  return seen.has(to);
}

function safeByDeletion(problem: SurvivableProblem, built: Uint8Array): number[] {
  const { graph, hub, stands, targets } = problem;
  const there = (e: number) => stands[e] === 1 || built[e] === 1;
  return targets.flatMap(({ vertex }, t) => {
    const survives = allFailures(problem).every(({ edges, vertices }) => {
      if (vertices.includes(vertex)) return true;
      return reaches(graph, vertex, hub, (e) => there(e) && !edges.includes(e), new Set(vertices));
    });
    return survives ? [t] : [];
  });
}

/** Every choice there is, with its cost and whom it makes safe. */
function everyChoice(problem: SurvivableProblem) {
  const { graph, stands } = problem;
  const possible = [...Array(graph.edgeCount).keys()].filter((e) => stands[e] === 0);
  return Array.from({ length: 2 ** possible.length }, (_, bits) => {
    const choice = new Choice(problem).with(possible.filter((_, i) => (bits >> i) & 1));
    return { cost: choice.cost(), safe: safeByDeletion(problem, choice.built) };
  });
}

test("who is safe is what deleting every edge, vertex and group shows", () => {
  fc.assert(
    fc.property(drawn, fc.nat(255), (problem, bits) => {
      const choice = new Choice(problem).with([...problem.stands.keys()].filter((e) => (bits >> (e % 8)) & 1));
      const unsafe = unsafeTargets(choice);
      const safe = [...problem.targets.keys()].filter((t) => !unsafe.includes(t));
      expect(safe).toEqual(safeByDeletion(problem, choice.built));
    }),
    { numRuns: 500 },
  );
});

test("an answer holds what it says, no choice costs less than its bound, and none within a budget protects more than proven", () => {
  let [answers, exact, optimal] = [0, 0, 0];
  fc.assert(
    fc.property(drawn, fc.option(fc.integer({ min: 1, max: 40 })), (problem, budget) => {
      const answer = survive(problem, budget === null ? {} : { budget });
      const built = new Choice(problem).with(answer.edges);
      expect(built.cost()).toBe(answer.cost);
      expect(answer.cost).toBeLessThanOrEqual(budget ?? Infinity);
      expect(answer.safe).toEqual(safeByDeletion(problem, built.built));
      const choices = everyChoice(problem);
      const asGood = choices.filter(({ safe }) => answer.safe.every((t) => safe.includes(t)));
      const least = Math.min(...asGood.map(({ cost }) => cost));
      expect(answer.lowerBound).toBeLessThanOrEqual(least);
      const weigh = (safe: readonly number[]) => safe.reduce((sum, t) => sum + problem.targets[t]!.weight, 0);
      const ever = new Set(choices.flatMap(({ safe }) => safe));
      expect(answer.hopeless).toEqual([...problem.targets.keys()].filter((t) => !ever.has(t)));
      if (budget === null) expect(answer.safe).toHaveLength(ever.size);
      for (const { cost, safe } of choices) {
        if (cost <= (budget ?? Infinity)) expect(weigh(safe)).toBeLessThanOrEqual(answer.mostWeight);
      }
      answers++;
      if (answer.cost === least) optimal++;
      if (answer.lowerBound === answer.cost) exact++;
    }),
    { numRuns: 300 },
  );
  expect(optimal / answers).toBeGreaterThan(0.9);
  expect(exact / answers).toBeGreaterThan(0.6);
});
