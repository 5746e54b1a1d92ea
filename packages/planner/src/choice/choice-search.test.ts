import fc from "fast-check";
import { expect, test } from "vitest";
import { everyTree } from "../testing/exact-prizes.ts";
import { steinerProblems } from "../testing/steiner-problems.ts";
import { type ChoiceProblem, choiceCore } from "./choice-problem.ts";
import { ChoiceSearch } from "./choice-search.ts";
import { amountsOf, type Selection } from "./selection.ts";

type Network = Parameters<typeof choiceCore>[0];
type Given = Parameters<typeof choiceCore>[1];

/** Random networks with up to six villages, some of which must be connected or share a vertex, up to two quotas, and a mandatory vertex at times. */
const problems = fc
  .record({
    graph: steinerProblems,
    villages: fc.array(
      fc.record({
        at: fc.nat(),
        base: fc.nat({ max: 6 }),
        worth: fc.nat({ max: 20 }),
        must: fc.integer({ max: 9, min: 0 }),
        county: fc.nat({ max: 2 }),
        people: fc.nat({ max: 5 }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    shares: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 2 }),
    quotas: fc.nat({ max: 2 }),
    mandatory: fc.option(fc.nat(), { freq: 3 }),
  })
  .map(({ graph, villages, shares, quotas, mandatory }) => {
    const flags = new Uint8Array(graph.vertexCount);
    if (mandatory !== null) flags[mandatory % graph.vertexCount] = 1;
    const given: Given = {
      mandatory: flags,
      villages: villages.map(({ at, base, worth, must }) => ({
        vertex: at % graph.vertexCount,
        base,
        worth,
        must: must === 0,
      })),
      quotas: Array.from({ length: quotas }, (_, q) => {
        const amount = Float64Array.from(villages, ({ county, people }) => (county === q ? (q === 0 ? 1 : people) : 0));
        return { amount, atLeast: Math.floor(shares[q] * amount.reduce((sum, part) => sum + part, 0)) };
      }),
    };
    return { network: graph as Network, given };
  });

interface Choice {
  readonly cost: number;
  readonly worth: number;
}

/** Every choice that keeps what must be kept. Shares nothing with the planner. */
function everyChoice(network: Network, { villages, quotas, mandatory }: Given): Choice[] {
  const choices: Choice[] = [];
  for (const [used, weight] of everyTree({ ...network, root: network.root })) {
    if (!used.has(network.root) || mandatory.some((flag, v) => flag === 1 && !used.has(v))) continue;
    const within = [...villages.keys()].filter((i) => used.has(villages[i].vertex));
    if (villages.some(({ must }, i) => must && !within.includes(i))) continue;
    for (let choice = 0; choice < 2 ** within.length; choice++) {
      const served = new Set(within.filter((_, bit) => choice & (1 << bit)));
      if (villages.some(({ must }, i) => must && !served.has(i))) continue;
      const keeps = quotas.every(
        ({ amount, atLeast }) => amount.reduce((sum, part, i) => sum + (served.has(i) ? part : 0), 0) >= atLeast,
      );
      if (!keeps) continue;
      const cost = [...served].reduce((sum, i) => sum + villages[i].base, weight);
      choices.push({ cost, worth: [...served].reduce((sum, i) => sum + villages[i].worth, 0) });
    }
  }
  return choices;
}

/** The selection is what it says: a tree from the root, the villages it serves on it, all that must be kept kept. */
function expectToHold(
  { graph, weight, root, villages, quotas, mandatory }: ChoiceProblem,
  { edges, served, cost, worth }: Selection,
): void {
  const reached = new Set([root]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const e of edges) {
      if (reached.has(graph.from[e]) === reached.has(graph.to[e])) continue;
      reached.add(graph.from[e]).add(graph.to[e]);
      grown = true;
    }
  }
  expect(reached.size).toBe(edges.length + 1);
  villages.forEach(({ vertex, must }, i) => {
    if (served[i]) expect(reached.has(vertex)).toBe(true);
    if (must) expect(served[i]).toBe(1);
  });
  mandatory.forEach((flag, v) => {
    if (flag) expect(reached.has(v)).toBe(true);
  });
  const amounts = amountsOf({ quotas } as ChoiceProblem, served);
  quotas.forEach(({ atLeast }, q) => {
    expect(amounts[q]).toBeGreaterThanOrEqual(atLeast);
  });
  const chosen = villages.filter((_, i) => served[i]);
  expect(cost).toBe(
    [...edges].reduce((sum, e) => sum + weight[e], 0) + chosen.reduce((sum, { base }) => sum + base, 0),
  );
  expect(worth).toBe(chosen.reduce((sum, village) => sum + village.worth, 0));
}

test("under any cap the choice keeps everything it must, is mostly the best there is, and the bound is never below that", () => {
  let best = 0;
  let count = 0;
  fc.assert(
    fc.property(problems, fc.double({ min: 0, max: 1.2, noNaN: true }), ({ network, given }, share) => {
      const choices = everyChoice(network, given);
      const { problem } = choiceCore(network, given);
      const search = new ChoiceSearch(problem, "standard", () => {});
      const least = Math.min(...choices.map(({ cost }) => cost));
      expectToHold(problem, search.everything);
      expectToHold(problem, search.cheapest);
      expect(search.cheapest.cost).toBeGreaterThanOrEqual(least);
      expect(search.bounds.leastCost).toBeLessThanOrEqual(least);
      const cap = Math.floor(share * search.everything.cost);
      const found = search.within(cap);
      const most = Math.max(-1, ...choices.filter(({ cost }) => cost <= cap).map(({ worth }) => worth));
      for (const { cost, worth } of choices) expect(search.bounds.at(cost)).toBeGreaterThanOrEqual(worth);
      count++;
      if (!found) {
        if (most < 0) best++;
        return;
      }
      expectToHold(problem, found);
      expect(found.cost).toBeLessThanOrEqual(cap);
      expect(found.worth).toBeLessThanOrEqual(most);
      if (found.worth === most) best++;
    }),
    { numRuns: 150 },
  );
  expect(best / count).toBeGreaterThan(0.9);
}, 30_000);

test("along the curve every point is a plan that keeps everything, and none is above the bound", () => {
  fc.assert(
    fc.property(problems, ({ network, given }) => {
      const { problem } = choiceCore(network, given);
      const search = new ChoiceSearch(problem, "standard", () => {});
      for (const selection of search.along(6, () => {})) {
        expectToHold(problem, selection);
        expect(search.bounds.at(selection.cost)).toBeGreaterThanOrEqual(selection.worth);
      }
    }),
    { numRuns: 40 },
  );
});
