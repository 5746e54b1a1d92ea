import type { Budget, PlanLocks, VillageCode } from "@cuntong/network";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  openLocks,
  type PlanAnswer,
  type PreparedPlan,
  plan,
  preparePlan,
  type SolvePlanOptions,
  solvePlan,
} from "../index.ts";
import { expectToHold } from "../testing/promises.ts";
import { at, corridorsOf, headend, planInput, type Road, village } from "../testing/sketch.ts";

//   H --1 km-- A --1 km-- B --4 km-- C
const road: Road[] = [0, 1000, 2000].map((m) => ({ points: [at(m, 0), at(m === 2000 ? 6000 : m + 1000, 0)] }));
const line = planInput({
  corridors: corridorsOf(road),
  nodes: [headend("H", at(0, 0))],
  villages: [
    village("A", at(1000, 0), { people: 100, countyCode: "450101", dueDate: "2027-06-30" }),
    village("B", at(2000, 0), { people: 300, countyCode: "450101", priority: 1 }),
    village("C", at(6000, 0), { people: 900, countyCode: "450102", services: ["tv"] }),
  ],
});

function planned(options: Omit<SolvePlanOptions, "budget"> & { budget: Budget }): PlanAnswer {
  return plan(line, undefined, undefined, options);
}

function chosen(answer: PlanAnswer): string {
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
  const { villages } = answer.proposal;
  return villages.flatMap(({ code, state }) => (state === "connected" ? [code] : [])).join("");
}

function codes(answer: PlanAnswer) {
  return answer.issues.filter(({ severity }) => severity === "error").map(({ code }) => code);
}

const costOf = (...forbid: string[]) => {
  const answer = plan(line, undefined, undefined, { locks: { ...openLocks, forbid: forbid as VillageCode[] } });
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
  return answer.proposal.totals.costFen;
};
const toA = costOf("B", "C");
const toB = costOf("C");
const toC = costOf();
const people = { people: 1 };

test("the cap holds to the fen: one fen less than a village costs, and it is left out with what it would cost", () => {
  expect(chosen(planned({ budget: { capFen: toB, weights: people } }))).toBe("AB");
  const less = planned({ budget: { capFen: toB - 1, weights: people } });
  expect(chosen(less)).toBe("B");
  if (!less.ok) throw new Error();
  const { totals, villages } = less.proposal;
  expect(villages[0]).toMatchObject({ state: "left-out", reason: "not-chosen", addedFen: toB - totals.costFen });
  expect(totals).toMatchObject({ connected: 1, leftOut: 2 });
  expect(totals.budget).toMatchObject({ capFen: toB - 1, weight: 300 });
  expect(less.proposal.budget).toEqual({ capFen: toB - 1, weights: people });
});

test("a cap that everything fits connects everything, and no cap at all does too", () => {
  expect(chosen(planned({ budget: { capFen: toC, weights: people } }))).toBe("ABC");
  const open = planned({ budget: { weights: people, curvePoints: 4 } });
  expect(chosen(open)).toBe("ABC");
  if (!open.ok) throw new Error();
  const { curve = [], gap } = open.proposal.totals.budget!;
  expect(gap).toBe(0);
  expect([curve[0], curve.at(-1)]).toMatchObject([
    { costFen: 0, villages: 0, weight: 0 },
    { costFen: toC, villages: 3, weight: 1300, weightBound: 1300, onEnvelope: true },
  ]);
});

test("weights decide: a village's priority, a service, its people", () => {
  expect(chosen(planned({ budget: { capFen: toC, weights: { village: 1 } } }))).toBe("ABC");
  const services = planned({ budget: { capFen: toB, weights: { services: { tv: 5 } } } });
  expect(codes(services)).toEqual(["WEIGHT_UNKNOWN"]);
  expect(services.issues.at(-1)?.params).toMatchObject({ weight: "tv", count: 2, villages: "A, B" });
  expect(codes(planned({ budget: { capFen: toB, weights: { priority: 5 } } }))).toEqual(["WEIGHT_UNKNOWN"]);
  expect(codes(planned({ budget: { capFen: toB, weights: {} } }))).toEqual(["WEIGHT_NONE"]);
  expect(codes(planned({ budget: { capFen: toB, weights: { village: 0.00001 } } }))).toEqual(["WEIGHT_INVALID"]);
  expect(codes(planned({ budget: { capFen: -1, weights: people } }))).toEqual(["BUDGET_INVALID"]);
});

test("a service that no village has is an error, not a plan that connects nobody", () => {
  const villages = line.villages.map((one) => ({ ...one, services: ["tv"] }));
  const asked = (service: string) =>
    plan({ ...line, villages }, undefined, undefined, {
      budget: { capFen: toB, weights: { services: { [service]: 1 } } },
    });
  expect([codes(asked("radio")), chosen(asked("tv"))]).toEqual([["WEIGHT_UNKNOWN"], "AB"]);
});

test("what costs nothing is built only where it leads to a village", () => {
  // Streets every 500 m both ways, the villages on one of them.
  const streets = Array.from({ length: 13 * 5 }, (_, i): Road[] => {
    const [x, y] = [500 * (i % 13), 500 * Math.floor(i / 13)];
    const east: Road = { points: [at(x, y), at(x + 500, y)] };
    const north: Road = { points: [at(x, y), at(x, y + 500)] };
    return [east, north];
  }).flat();
  const prices = line.priceBook.prices.map((price) => ({ ...price, priceFen: 0 }));
  const free = { ...line, corridors: corridorsOf(streets), priceBook: { ...line.priceBook, prices } };
  const answer = plan(free, undefined, undefined, { budget: { capFen: 0, weights: people } });
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
  expect(chosen(answer)).toBe("ABC");
  expect(answer.proposal.spans.filter(({ villagesBeyond }) => villagesBeyond === 0)).toEqual([]);
});

test("a quota is kept, or refused with the smallest cap that would do and one below which none can", () => {
  const quotas = [{ countyCode: "450102", atLeast: 1, of: "villages" as const }];
  const kept = planned({ budget: { capFen: toC, weights: people, quotas } });
  expect(chosen(kept)).toContain("C");
  const short = planned({ budget: { capFen: toB, weights: people, quotas } });
  expect(codes(short)).toEqual(["QUOTA_INFEASIBLE"]);
  const { neededFen, leastFen } = short.issues.at(-1)!.params as { neededFen: number; leastFen: number };
  expect(neededFen).toBeLessThanOrEqual(toC);
  expect(leastFen).toBeGreaterThan(toB);
  expect(leastFen).toBeLessThanOrEqual(neededFen);
  expect(chosen(planned({ budget: { capFen: neededFen, weights: people, quotas } }))).toContain("C");
});

test("quotas that no money can keep are named", () => {
  const ask = (countyCode: string, atLeast: number) => {
    return codes(
      planned({ budget: { capFen: toC, weights: people, quotas: [{ countyCode, atLeast, of: "people" }] } }),
    );
  };
  expect(ask("999999", 1)).toEqual(["QUOTA_COUNTY_UNKNOWN"]);
  expect(ask("450101", 401)).toEqual(["QUOTA_TOO_HIGH"]);
  expect(ask("450101", 0.5)).toEqual(["QUOTA_INVALID"]);
  expect(ask("450101", 400)).toEqual([]);
});

test("what must be connected is, by lock or by date; a cap too small for it is refused", () => {
  const must: PlanLocks = { ...openLocks, must: ["B" as VillageCode] };
  expect(chosen(planned({ budget: { capFen: toB, weights: { village: 1 } }, locks: must }))).toBe("AB");
  const small = planned({ budget: { capFen: toA, weights: people }, locks: must });
  expect(codes(small)).toEqual(["CAP_TOO_SMALL"]);
  const due = { capFen: 0, weights: people, dueBy: "2027-06-30" };
  expect(codes(planned({ budget: due }))).toEqual(["CAP_TOO_SMALL"]);
  expect(chosen(planned({ budget: { ...due, dueBy: "2027-06-29" } }))).toBe("");
  const forbidden: PlanLocks = { ...openLocks, forbid: ["A" as VillageCode] };
  expect(codes(planned({ budget: { ...due, capFen: toC }, locks: forbidden }))).toEqual(["DUE_UNREACHABLE"]);
});

/** Villages on a grid of streets, small enough that every set of them can be planned. */
const towns = fc.record({
  at: fc.array(fc.nat({ max: 8 }), { minLength: 1, maxLength: 5 }),
  people: fc.array(fc.nat({ max: 900 }), { minLength: 5, maxLength: 5 }),
  bends: fc.array(fc.nat({ max: 400 }), { minLength: 12, maxLength: 12 }),
  share: fc.double({ min: 0, max: 1.1, noNaN: true }),
});

function townOf({
  at: places,
  people: counts,
  bends,
}: {
  at: number[];
  people: number[];
  bends: number[];
}): PreparedPlan {
  const corner = (i: number) => at(600 * (i % 3), 600 * Math.floor(i / 3));
  const ends = Array.from({ length: 9 }, (_, i) => [i, i + 1, i + 3] as const).flatMap(([a, east, north]) => [
    ...(a % 3 < 2 ? [[a, east]] : []),
    ...(north < 9 ? [[a, north]] : []),
  ]);
  const roads = ends.map(([a, b], i): Road => {
    const middle = at(300 * ((a % 3) + (b % 3)) + bends[i], 300 * (Math.floor(a / 3) + Math.floor(b / 3)) + bends[i]);
    return { points: [corner(a), middle, corner(b)] };
  });
  const answer = preparePlan(
    planInput({
      corridors: corridorsOf(roads),
      nodes: [headend("H", corner(0))],
      villages: places.map((place, i) => village(`V${i}`, corner(place), { people: counts[i] })),
    }),
  );
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
  return answer.prepared;
}

test("every plan under a budget keeps its promises and its cap, and no set of villages planned alone beats the bound", () => {
  let best = 0;
  let count = 0;
  fc.assert(
    fc.property(towns, (drawn) => {
      const prepared = townOf(drawn);
      const { villages } = prepared.input;
      const whole = solvePlan(prepared, { effort: "thorough" });
      if (!whole.ok) throw new Error(JSON.stringify(whole.issues));
      const capFen = Math.floor(drawn.share * whole.proposal.totals.costFen);
      const answer = solvePlan(prepared, { budget: { capFen, weights: { people: 1 }, curvePoints: 3 } });
      if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
      const { totals } = answer.proposal;
      expectToHold(answer.proposal);
      expect(totals.costFen).toBeLessThanOrEqual(capFen);
      const { weight, weightBound, curve = [] } = totals.budget!;
      expect(weight).toBeLessThanOrEqual(weightBound);
      let most = 0;
      for (let set = 0; set < 2 ** villages.length; set++) {
        const forbid = villages.flatMap(({ code }, i) => (set & (1 << i) ? [code] : []));
        const alone = solvePlan(prepared, { effort: "thorough", locks: { ...openLocks, forbid } });
        if (!alone.ok) throw new Error(JSON.stringify(alone.issues));
        const { costFen, people: joined = 0 } = alone.proposal.totals;
        if (costFen <= capFen) most = Math.max(most, joined);
        for (const point of curve) if (costFen <= point.costFen) expect(joined).toBeLessThanOrEqual(point.weightBound);
      }
      expect(weightBound).toBeGreaterThanOrEqual(most);
      if (weight >= most) best++;
      count++;
    }),
    { numRuns: 25 },
  );
  expect(best / count).toBeGreaterThan(0.8);
});
