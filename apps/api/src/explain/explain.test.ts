import * as contract from "@cuntong/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readEvents } from "../testing/events.ts";
import { type Harness, startHarness } from "../testing/harness.ts";
import { problemOf } from "../testing/problem-of.ts";

const harness = await startHarness({ withDemo: true });
const { client, request, service, store } = harness ?? ({} as Harness);
afterAll(() => harness?.close());

describe.skipIf(!harness)("plans explained (skipped where no PostgreSQL with PostGIS is installed)", () => {
  let planId = "";
  let detail: contract.PlanDetail;

  async function planned(change: Partial<Parameters<typeof service.plans.start>[0]> = {}): Promise<string> {
    const { plan } = await service.plans.start({ projectId: "small", villages: { select: "all" }, ...change });
    await service.plans.follow(plan.id, () => {});
    return plan.id;
  }

  beforeAll(async () => {
    planId = await planned();
    detail = await client.call(contract.getPlan, { params: { planId } });
  });

  test("a village is connected its way because every next best way costs more, and its path adds up", async () => {
    const { villages } = (await store.plans.proposal(planId)).proposal;
    const village = villages.find(({ state }) => state === "connected")!;
    const params = { planId, code: village.code };
    const { explanation } = await client.call(contract.explainVillage, { params });
    const { path } = await client.call(contract.getVillagePath, { params });
    expect(explanation.parts.flatMap(({ spanIds }) => spanIds)).toEqual(path.spans.map(({ id }) => id).reverse());
    expect(explanation.pathCostFen).toBe(path.pathCostFen);
    expect(explanation.parts.filter(({ nextBest }) => nextBest && nextBest.moreFen < 0)).toEqual([]);
    const none = await problemOf(client.call(contract.explainVillage, { params: { planId, code: "none" } }));
    expect([none.code, none.issues?.map(({ code }) => code)]).toEqual(["UNPROCESSABLE", ["EXPLAIN_VILLAGE"]]);
  });

  test("without a span the best plan costs more, inside the proven interval, and does not build it", async () => {
    const { spans } = (await store.plans.proposal(planId)).proposal;
    const span = spans.reduce((most, one) => (one.villagesBeyond > most.villagesBeyond ? one : most));
    const { alternative } = await client.call(contract.explainSpan, { params: { planId, spanId: span.id } });
    const { atMostFen, atLeastFen = -Infinity, comparison, cutOff } = alternative;
    expect(atLeastFen).toBeLessThanOrEqual(atMostFen);
    if (cutOff.length === 0) expect(comparison.costFen).toBe(atMostFen);
    expect(comparison.spans.onlyA.map(({ spanId }) => spanId)).toContain(span.id);
  });

  test("near other locks the plan keeps to them, says what changes, and is back where it was when they are let go", async () => {
    const { spans } = (await store.plans.proposal(planId)).proposal;
    const span = spans.reduce((most, one) => (one.villagesBeyond > most.villagesBeyond ? one : most));
    const [village] = (await store.plans.proposal(planId)).proposal.villages;
    const replan = async (locks: object) =>
      (await client.call(contract.replanPlan, { params: { planId }, body: { locks, partial: true } })).replan;
    const closed = await replan({ avoid: [{ id: "closed", line: span.line }], forbid: [village!.code] });
    expect(closed.leftOut).toContainEqual(expect.objectContaining({ code: village!.code, reason: "forbidden" }));
    expect(closed.comparison.spans.onlyA.map(({ spanId }) => spanId)).toContain(span.id);
    expect((await replan({})).totals).toEqual(detail.plan.totals);
    const lost = client.call(contract.replanPlan, { params: { planId }, body: { locks: { must: ["nowhere"] } } });
    expect((await problemOf(lost)).issues?.map(({ code }) => code)).toEqual(["LOCK_VILLAGE_UNKNOWN"]);
  });

  test("a road of the plan is as planned, and one that is none is named", async () => {
    const { spans } = (await store.plans.proposal(planId)).proposal;
    const ask = (line: readonly (readonly [number, number])[]) =>
      client.call(contract.explainRoad, {
        params: { planId },
        body: { id: "road", line: line.map(([lon, lat]): [number, number] => [lon, lat]) },
      });
    const longest = spans.reduce((most, one) => (one.lengthM > most.lengthM ? one : most));
    const { alternative } = await ask(longest.line);
    expect([alternative.asPlanned, alternative.atMostFen]).toEqual([true, 0]);
    expect(
      (
        await problemOf(
          ask([
            [0, 0],
            [1, 1],
          ]),
        )
      ).issues?.map(({ code }) => code),
    ).toEqual(["LOCK_UNMATCHED"]);
  });

  test("two plans are compared; those of other prices only when they are normalised", async () => {
    const [dropped] = (await store.plans.proposal(planId)).proposal.villages;
    const otherId = await planned({ locks: { forbid: [dropped!.code] } });
    const { comparison } = await client.call(contract.comparePlans, { params: { planId, otherId } });
    expect(comparison.villages).toMatchObject({ onlyA: [{ code: dropped!.code }], onlyB: [] });
    const after = await client.call(contract.getPlan, { params: { planId: otherId } });
    expect(comparison.costFen).toBe(after.plan.totals!.costFen - detail.plan.totals!.costFen);
    const { priceBook } = (await store.priceBooks.list("small")).priceBooks.map((book) => ({ priceBook: book }))[0]!;
    const dearer = priceBook.prices.map((price) => ({ ...price, priceFen: price.priceFen * 2 }));
    await store.priceBooks.put("small", { ...priceBook, name: "dearer", prices: dearer }, { by: "test" });
    const dearId = await planned({ priceBook: "dearer" });
    const params = { planId, otherId: dearId };
    const refused = await problemOf(client.call(contract.comparePlans, { params }));
    expect([refused.code, refused.issues?.map(({ code }) => code)]).toEqual(["UNPROCESSABLE", ["COMPARE_PRICES"]]);
    const normalised = await client.call(contract.comparePlans, { params, query: { normalise: "true" } });
    expect(normalised.comparison.different.prices).toBe(true);
  });

  test("what other prices would change comes as events, with the plan's exact cost at each", async () => {
    const path = client.href(contract.whatIfPrices, {
      params: { planId },
      query: { prices: "span.aerial", percents: "-10,10" },
    });
    const events = await readEvents(await request(path));
    const { points, costFen } = contract.WhatIf.parse(events.at(-1)!.data);
    expect([events.at(-1)!.event, points.map(({ percent }) => percent)]).toEqual(["end", [-10, 10]]);
    expect(points[0]!.keepFen).toBeLessThan(detail.plan.totals!.costFen);
    expect(costFen).toEqual([points[0]!.bestFen, points[1]!.bestFen]);
    const wrong = client.href(contract.whatIfPrices, { params: { planId }, query: { prices: "kite" } });
    const failed = await readEvents(await request(wrong));
    expect(failed.at(-1)).toMatchObject({ event: "failed", data: { issues: [{ code: "WHATIF_PRICES" }] } });
  });

  test("nothing is said about a plan whose data have changed since", async () => {
    const { villages } = await store.villages.all("small", { status: "unconnected" });
    const otherId = await planned();
    const [lon, lat] = villages[0]!.position;
    await store.villages.put("small", [{ ...villages[0]!, position: [lon + 0.02, lat] }], { by: "test" });
    const params = { planId: otherId, code: villages[1]!.code };
    expect((await problemOf(client.call(contract.explainVillage, { params }))).code).toBe("CONFLICT");
  });
});
