import type { Position } from "@cuntong/geo";
import type { Area, Counting, NodeId, PlantNode, PriceBook, Span, SpanId } from "@cuntong/network";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type PreparedPlan, preparePlan, solvePlan } from "../index.ts";
import { writeProposal } from "../plan/proposal.ts";
import { defaultSettings } from "../plan/settings.ts";
import { expectToHold } from "../testing/promises.ts";
import { at, corridorsOf, headend, planInput, type Road, village } from "../testing/sketch.ts";
import { itemisedPriceBook } from "./default-prices.ts";
import { hundredthsPerFen } from "./price-stretches.ts";

const counting: fc.Arbitrary<Counting> = fc.record({
  poles: fc.option(
    fc.record({
      everyM: fc.integer({ min: 1, max: 90 }),
      classesWithPoles: fc.constantFrom([], ["powerline" as const]),
    }),
  ),
  cable: fc.option(
    fc.record({
      strandsPerVillage: fc.integer({ min: 1, max: 150 }),
      reservePct: fc.nat({ max: 50 }),
      slackPct: fc.nat({ max: 10 }),
    }),
    { freq: 5 },
  ),
  drumM: fc.option(fc.integer({ min: 200, max: 4000 })),
  cabinetsPerVillage: fc.nat({ max: 2 }),
  splittersPerVillage: fc.nat({ max: 2 }),
  fixedPerVillage: fc.boolean(),
  opex: fc.option(fc.record({ years: fc.integer({ min: 1, max: 20 }), inCost: fc.boolean() })),
});

/** The itemised book with other prices for cable, which need not rise with the strands. */
function bookWith(cableFens: readonly number[]): PriceBook {
  let cable = 0;
  const prices = itemisedPriceBook.prices.map((price) => {
    return price.code.startsWith("cable.") ? { ...price, priceFen: cableFens[cable++] } : price;
  });
  const metred = { ...prices[0], code: "permit.metred", priceFen: 33 };
  return { ...itemisedPriceBook, prices: [...prices, metred] };
}

/** A ladder of streets, small enough that every tree in it can be tried. */
const ladder = fc.record({
  rungs: fc.integer({ min: 1, max: 2 }),
  bendsM: fc.array(fc.nat({ max: 900 }), { minLength: 7, maxLength: 7 }),
  classes: fc.array(fc.constantFrom("minor" as const, "powerline" as const, "track" as const), {
    minLength: 7,
    maxLength: 7,
  }),
  at: fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 5 }),
  counting,
  cableFens: fc.array(fc.nat({ max: 2000 }), { minLength: 7, maxLength: 7 }),
  areas: fc.array(
    fc.record({
      of: fc.constantFrom(
        ...[{ kind: "forbidden" as const }, { kind: "forest" as const }],
        ...[
          { kind: "soil" as const, soil: "rock" as const },
          { kind: "soil" as const, soil: "wetland" as const },
        ],
        ...[
          { kind: "permit" as const, permit: "general" },
          { kind: "permit" as const, permit: "metred" },
        ],
        ...[{ pct: 30 }, { fenPerM: 77 }].map((surcharge) => ({ kind: "expensive" as const, surcharge })),
      ),
      corner: fc.tuple(fc.integer({ min: -200, max: 1400 }), fc.integer({ min: -200, max: 700 })),
      size: fc.tuple(fc.integer({ min: 50, max: 900 }), fc.integer({ min: 50, max: 900 })),
    }),
    { maxLength: 4 },
  ),
  steepness: fc.nat({ max: 40 }),
  /** A street of the ladder that is not there, if it has so many: what lies beyond then hangs on one way. */
  missing: fc.nat({ max: 9 }),
  /** Existing spans between corners, along which further cable may be laid. */
  poles: fc.array(
    fc.record({
      from: fc.nat({ max: 5 }),
      to: fc.nat({ max: 5 }),
      support: fc.constantFrom("aerial" as const, "duct" as const),
      bendM: fc.nat({ max: 1500 }),
    }),
    { maxLength: 3 },
  ),
});
type Ladder = typeof ladder extends fc.Arbitrary<infer T> ? T : never;

function areasOf(drawn: Ladder["areas"]): Area[] {
  return drawn.map(({ of, corner: [x, y], size: [width, height] }, i) => {
    const ring = [at(x, y), at(x + width, y), at(x + width, y + height), at(x, y + height), at(x, y)];
    return { id: `A${i}`, name: `area ${i}`, shape: [[ring]], ...of };
  });
}

/** Existing nodes at the corners that spans join, a headend at the first, and the spans. */
function plantOf(poles: Ladder["poles"], corners: number, corner: (i: number) => Position) {
  const ends = poles.map(({ from, to }) => [from % corners, to % corners] as const);
  const joined = [...new Set(ends.flat())].filter((i) => i > 0);
  const closures = joined.map((i): PlantNode => {
    return { id: `N${i + 1}` as NodeId, kind: "closure", position: corner(i), status: "operational" };
  });
  const spans = poles.map(({ support, bendM }, i): Span => {
    const [from, to] = ends[i];
    const [a, b] = [corner(from), corner(to)];
    const line = [a, [(a[0] + b[0]) / 2 + bendM / 1e5, (a[1] + b[1]) / 2] as const, b];
    const between = { from: `N${from + 1}` as NodeId, to: `N${to + 1}` as NodeId };
    return { id: `S${i}` as SpanId, ...between, support, line, lengthM: 1, status: "operational" };
  });
  return { nodes: [headend("N1", corner(0)), ...closures], spans };
}

/** The ladder's plan, undefined where forbidden areas leave no corridor near the root. */
function prepared({ rungs, bendsM, classes, steepness, ...drawn }: Ladder): PreparedPlan | undefined {
  const corner = (i: number) => at(700 * (i >> 1), 600 * (i & 1));
  const ends = [
    [0, 1],
    ...Array.from({ length: rungs }, (_, r) => [
      [2 * r, 2 * r + 2],
      [2 * r + 1, 2 * r + 3],
      [2 * r + 2, 2 * r + 3],
    ]).flat(),
  ];
  const streets = ends.filter((_, i) => i !== drawn.missing);
  const roads = streets.map(([a, b], i): Road => {
    const [x, y] = [(corner(a)[0] + corner(b)[0]) / 2, (corner(a)[1] + corner(b)[1]) / 2 + bendsM[i] / 1e5];
    return { points: [corner(a), [x, y], corner(b)], class: classes[i] };
  });
  const corners = 2 * (rungs + 1);
  const answer = preparePlan(
    planInput({
      corridors: corridorsOf(roads),
      ...plantOf(drawn.poles, corners, corner),
      villages: drawn.at.map((place, i) => village(`V${i}`, corner(place % corners))),
      settings: { ...defaultSettings, counting: drawn.counting, existingSpans: "reuse" },
      priceBook: bookWith(drawn.cableFens),
      areas: areasOf(drawn.areas),
      elevation: { heightM: (lon) => steepness * Math.sin(lon * 9000) },
    }),
  );
  if (answer.ok) return answer.prepared;
  expect(answer.issues.map(({ code }) => code)).toEqual(["ROOT_TOO_FAR"]);
  return undefined;
}

/** Every set of stretches that joins all villages to the root, without a cycle and without a dead end. */
function* treesOf({ network, input, counts }: PreparedPlan): Generator<number[]> {
  const { from, to } = network.stretches;
  const root = network.rootVertex[0];
  const wanted = new Set([...network.villageVertex, root].filter((vertex) => vertex >= 0));
  const open = [...from.keys()].filter((i) => counts.weight[i] < Infinity);
  // Areas cut streets into stretches: the few ladders with too many sets to try are drawn again.
  fc.pre(open.length < 18);
  for (let set = 0; set < 1 << open.length; set++) {
    const chosen = open.filter((_, k) => set & (1 << k));
    const reached = new Set<number>([root]);
    for (let round = 0; round <= chosen.length; round++)
      for (const i of chosen) if (reached.has(from[i]) || reached.has(to[i])) reached.add(from[i]).add(to[i]);
    const isTree = chosen.every((i) => reached.has(from[i])) && reached.size === chosen.length + 1;
    const degree = (v: number) => chosen.filter((i) => from[i] === v || to[i] === v).length;
    const isPruned = [...reached].every((v) => wanted.has(v) || degree(v) > 1);
    if (isTree && isPruned && [...wanted].every((v) => reached.has(v))) yield chosen;
  }
  expect(input.nodes.filter(({ kind }) => kind === "headend").length).toBe(1);
}

test("no tree's bill is below its weights and the villages' bases, nor below the proven bound", () => {
  fc.assert(
    fc.property(ladder, (drawn) => {
      const plan = prepared(drawn);
      if (!plan) return;
      const bases = plan.villageBase.reduce((sum, base) => sum + base, 0);
      const answer = solvePlan(plan);
      if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
      expectToHold(answer.proposal);
      let trees = 0;
      for (const chosen of treesOf(plan)) {
        const outcome = { ...plan, without: plan.unreachable, chosen, lowerBound: undefined };
        const { totals } = writeProposal({ ...outcome, madeBy: { planner: "test", deterministic: true } });
        const objective = chosen.reduce((sum, i) => sum + plan.counts.weight[i], bases) / hundredthsPerFen;
        expect(totals.costFen).toBeGreaterThanOrEqual(Math.floor(objective));
        expect(totals.costFen).toBeGreaterThanOrEqual(answer.proposal.totals.lowerBoundFen!);
        trees++;
      }
      expect(trees).toBeGreaterThan(0);
    }),
    { numRuns: 150 },
  );
});
