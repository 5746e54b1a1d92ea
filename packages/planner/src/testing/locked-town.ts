import { DisjointSets } from "@cuntong/graph";
import type { CorridorLock, PlanLocks, Village } from "@cuntong/network";
import fc from "fast-check";
import { lockedGraph } from "../locks/locked-graph.ts";
import { openLocks, type ResolvedLocks } from "../locks/resolved-locks.ts";
import { preparePlan } from "../plan/prepare-plan.ts";
import type { PreparedPlan } from "../plan/prepared-plan.ts";
import { defaultSettings } from "../plan/settings.ts";
import { at, corridorsOf, headend, planInput, type Road, village } from "./sketch.ts";

/** A prepared plan small enough to try every tree, and two sets of locks on it. */
export interface LockedTown {
  readonly prepared: PreparedPlan;
  readonly before: PlanLocks;
  readonly locks: PlanLocks;
}

/**
 * Least weight of any set of edges that holds what must be used, none that is avoided, and joins all terminals and what it holds. Shares
 * nothing with the planner but the locks as resolved.
 */
export function lightestByTrial(prepared: PreparedPlan, locks: ResolvedLocks): number {
  const { problem, edgeOf, stretchOf } = prepared.problem;
  const { terminal } = lockedGraph(prepared, locks).steiner;
  const must = new Set(locks.use.map((stretch) => edgeOf[stretch]));
  const free = [...problem.from.keys()].filter((e) => !must.has(e) && !locks.avoid?.[stretchOf[e]]);
  const wanted = [...terminal.keys()].filter((v) => terminal[v]);
  let best = Infinity;
  for (let choice = 0; choice < 2 ** free.length; choice++) {
    const chosen = [...must, ...free.filter((_, bit) => choice & (1 << bit))];
    const weight = chosen.reduce((sum, e) => sum + problem.weight[e], 0);
    if (weight >= best) continue;
    const sets = new DisjointSets(problem.vertexCount);
    for (const e of chosen) sets.join(problem.from[e], problem.to[e]);
    if (wanted.every((v) => sets.find(v) === sets.find(problem.root))) best = weight;
  }
  return best;
}

const drawnLocks = fc.record({
  use: fc.array(fc.nat({ max: 11 }), { maxLength: 3 }),
  avoid: fc.array(fc.nat({ max: 11 }), { maxLength: 2 }),
  forbid: fc.array(fc.nat({ max: 3 }), { maxLength: 1 }),
});

/** Seven to twelve of the dozen streets between the nine crossings of a square, up to four villages on them, and locks; undefined where nothing can be planned. */
export const lockedTown: fc.Arbitrary<LockedTown | undefined> = fc
  .record({
    streets: fc.uniqueArray(fc.nat({ max: 11 }), { minLength: 7, maxLength: 12 }),
    bends: fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 12, maxLength: 12 }),
    villages: fc.array(fc.nat({ max: 8 }), { minLength: 1, maxLength: 4 }),
    before: drawnLocks,
    locks: drawnLocks,
  })
  .map((drawn) => {
    const roads = drawn.streets.map((street) => roadOf(street, drawn.bends[street] / 1e5));
    const villages = drawn.villages.map((i, n) => village(`V${n}`, crossing(i)));
    const ready = preparePlan(
      planInput({
        ...{ corridors: corridorsOf(roads), nodes: [headend("R", roads[0].points[0])], villages },
        settings: { ...defaultSettings, snapLimitM: 400, effort: "thorough" },
      }),
    );
    if (!ready.ok) return undefined;
    const locksOf = (given: typeof drawn.locks) => locksOn(roads, villages, given);
    return { prepared: ready.prepared, before: locksOf(drawn.before), locks: locksOf(drawn.locks) };
  });

function crossing(i: number) {
  return at((i % 3) * 500, Math.floor(i / 3) * 500);
}

/** Streets 0..5 lead east, 6..11 north. */
function roadOf(street: number, bend: number): Road {
  const isEast = street < 6;
  const from = isEast ? Math.floor(street / 2) * 3 + (street % 2) : street - 6;
  const [a, b] = [crossing(from), crossing(isEast ? from + 1 : from + 3)];
  return { points: [a, [(a[0] + b[0]) / 2 + bend, (a[1] + b[1]) / 2 + bend], b] };
}

function locksOn(
  roads: readonly Road[],
  villages: readonly Village[],
  { use, avoid, forbid }: { readonly use: number[]; readonly avoid: number[]; readonly forbid: number[] },
): PlanLocks {
  const source = (i: number): CorridorLock => ({ id: `S${i}`, source: 1 + (i % roads.length) });
  const codes = forbid.map((i) => villages[i % villages.length].code);
  return { ...openLocks, use: use.map(source), avoid: avoid.map(source), forbid: codes };
}
